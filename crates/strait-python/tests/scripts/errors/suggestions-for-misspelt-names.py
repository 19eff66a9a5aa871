import re
import traceback


def shown(code, names=None):
    try:
        exec(code, names if names is not None else globals())
    except (NameError, AttributeError, ImportError) as error:
        # Suggestions for names need the frame that failed, so the whole exception is formatted.
        print(code, "->", traceback.format_exception(error)[-1].strip())


class Shape:
    width = 1
    _private = 2

    def area_of_shape(self): ...

    def méthode(self): ...


shape = Shape()
counter, total_value = 1, 2
for code in [
    "countr", "prnt(1)", "lenn([])", "Exceptoin", "total_valeu", "x", "TRUE", "nul", "strr", "iput()", "rnage(3)",
    "completely_different", "shap.width", "time.sleep(1)", "math.pi", "json", "asyncio.run", "struct.pack",
]:
    shown(code)
for code in [
    "shape.widht", "shape.heigth", "shape.private", "shape._privat", "shape.area", "shape.area_of_shap",
    "shape.methode", "Shape.widt", "[].apend(1)", "[].add(1)", "{}.itmes()", "{}.key", "''.lowr()", "(1).bit_lenght",
    "''.length", "[].lenght", "None.x", "shape.x", "(1, 2).apend", "set().ad(1)", "b''.uper", "print.nam",
    "type(shape).nam",
]:
    shown(code)
for code in [
    "from math import sqr", "from math import cosine", "from collections import orderedDict", "from json import dmps",
    "import mth",
]:
    try:
        exec(code)
    except ImportError as error:
        print(code, "->", re.sub(r" \([^)]*\)", "", traceback.format_exception(error)[-1].strip()), "|", error.name)
        print(error.name_from)


def outer():
    captured_value = 1

    def inner():
        return captured_valeu, captured_value

    return inner()


def local():
    first_name = 1
    return frist_name


for call in (outer, local):
    try:
        call()
    except NameError as error:
        print(traceback.format_exception(error)[-1].strip())
