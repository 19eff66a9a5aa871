import io
import logging
import sys

log = logging.getLogger("app")
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("%(levelname)-8s|%(name)s|%(funcName)s:%(lineno)d|%(message)s"))
log.addHandler(handler)
log.setLevel(logging.INFO)
log.propagate = False
log.debug("hidden")
log.info("plain")
log.warning("args %s and %d", "a", 5)
log.error("%(k)s from a dict", {"k": "v"})
log.critical("50%")
log.log(25, "between levels")
print(log.level, log.isEnabledFor(10), log.getEffectiveLevel(), log.name, log.hasHandlers(), logging.getLevelName(30))
print(logging.getLevelName("ERROR"), logging.getLevelName(25), logging.INFO, log)
child = logging.getLogger("app.db")
child.info("through the parent")
print(child.parent is log, child.getEffectiveLevel(), logging.getLogger("app") is log, log.getChild("db") is child)
print(child.level, child)


def work():
    try:
        {}["missing"]
    except KeyError:
        handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
        log.exception("failed with %r", "x")
        log.error("again", exc_info=True)
        log.warning("no trace")


work()


class Only(logging.Filter):
    def filter(self, record):
        record.extra = len(record.getMessage())
        return "secret" not in record.getMessage()


log.addFilter(Only())
handler.setFormatter(logging.Formatter("{levelname[0]} {message} ({extra})", style="{"))
log.info("kept")
log.info("a secret")
handler.setLevel(logging.ERROR)
log.info("below the handler")
log.error("above")
log.disabled = True
log.error("disabled")
log.disabled = False


class Collect(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append((record.levelname, record.name, record.msg, record.args, getattr(record, "user", None)))


c = Collect()
other = logging.getLogger("other")
other.addHandler(c)
other.propagate = False
other.warning("m %s", 1, extra={"user": "ann"})
logging.LoggerAdapter(other, {"user": "bob"}).error("adapted")
other.info("root's level holds it back")
print(c.lines)
logging.disable(logging.CRITICAL)
other.critical("off")
logging.disable(logging.NOTSET)
print(len(c.lines))
for code in [
    "log.setLevel('NOPE')", "logging.Formatter('%(a', validate=True)", "log.log('x', 'm')", "logging.getLogger(5)",
    "other.error('m', extra={'name': 'x'})", "logging.Formatter('{x', style='{')", "logging.Formatter('%s', style='?')",
    "log.setLevel([])",
]:
    try:
        eval(code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
