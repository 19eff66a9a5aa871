import greet
import common
import dumper
import json
from "https://cdn.edgepython.com/std/json.wasm" import loads, dumps
from "https://cdn.edgepython.com/std/re.wasm" import sub
from "https://cdn.edgepython.com/std/math.wasm" import sqrt
from "https://cdn.edgepython.com/std/struct.wasm" import pack

print(greet.greet('you'), common.name, dumper is json, loads is json.loads, dumps([1]))
print(sub('a', 'b', 'aa'), sqrt(4), pack('<H', 258))


here = common.__file__.removesuffix('shared/common.py')


def attempt(name):
    try:
        __import__(name)
    except ImportError as error:
        # The folder is another on each machine.
        message = str(error).replace(here, '...')
        print(type(error).__name__, error.name, message)

attempt('not_declared')
attempt('tools.nothing')
attempt('tools.numbers.more')
attempt('missing_file')
attempt('dom')
