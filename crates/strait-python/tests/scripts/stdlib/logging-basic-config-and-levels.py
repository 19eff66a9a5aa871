import logging
import sys

logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(name)s:%(levelname)s:%(message)s")
logging.debug("root debug")
logging.getLogger("a.b.c").warning("propagates to the root")
logging.basicConfig(format="second call does nothing")
logging.info("still the first format")
logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(message)s", level="WARNING", force=True)
logging.info("hidden")
logging.warning("forced")
logging.addLevelName(35, "NOTICE")
logging.log(35, "own level")
root = logging.getLogger()
print(root, root.handlers[0].level, len(root.handlers), logging.root is root, logging.getLevelNamesMapping()["NOTICE"])
try:
    1 / 0
except ZeroDivisionError:
    logging.exception("division")
logging.warning("multi\nline %s", ["list"])
logging.warning("tuple %s", (1, 2))
logging.warning({"not": "a string"})
logging.warning("%s %s", *("a", "b"))
logging.warning("stack", stack_info=False)
record = logging.LogRecord("n", logging.INFO, "path.py", 7, "msg %s", ("arg",), None)
print(record.getMessage(), record.levelname, record.lineno)
print(logging.Formatter("%(filename)s %(module)s %(message)s").format(record), record)
queue = []


class Buffered(logging.Handler):
    def emit(self, record):
        queue.append(self.format(record))


h = Buffered()
h.setFormatter(logging.Formatter("%(asctime)s %(message)s", datefmt="fixed", defaults={"x": 1}))
log = logging.getLogger("buffered")
log.addHandler(h)
log.propagate = False
log.error("timed")
log.removeHandler(h)
print(queue, log.handlers, logging.getLogger("buffered").hasHandlers())
null = logging.getLogger("library")
null.addHandler(logging.NullHandler())
null.propagate = False
null.error("nowhere")
print(logging.getLevelName(logging.WARN), logging.WARNING, logging.NOTSET, logging.FATAL)
