import helper
import tools.numbers as numbers
import tools
from tools import *
from tools.inner.deep import where
from bare.member import value
import bare
from "./lib/greeting.py" import greet
from "lib/greeting" import greet as same
from importlib import import_module

print(helper.twice('a'), helper.__name__, helper.__file__.endswith('/imports/helper.py'))
print(numbers.double(2), tools.double(3), late.here, tools.__path__[0].endswith('/imports/tools'))
print(where, value, list(bare.__path__)[0].endswith('/imports/bare'))
print(greet('you'), same is greet)
print(import_module('tools.inner').__name__, import_module('.inner.deep', 'tools').where is where)


def load_late():
    import shared.common
    return shared.common.name

print(load_late())
