# flags: --allow-net=127.0.0.1


here = __import__('helper').__file__.removesuffix('helper.py')


def attempt(line):
    try:
        exec(line)
    except (ImportError, RuntimeError) as error:
        # The folder is another on each machine.
        print(type(error).__name__, str(error).replace(here, '...').partition(': /')[0])

attempt('from "./nothing.py" import x')
attempt('from "./circle_one.py" import one')
attempt('from "./helper.py" import nothing_such')
attempt('from "https://192.0.2.1/a.py" import x')
attempt('from "http://127.0.0.1:1/a.py" import x')
attempt('from "http://127.0.0.1:1/a.py#sha1-00" import x')
attempt('from "http://127.0.0.1:1/a.wasm" import x')
attempt('from "npm:left-pad" import x')
attempt('from "/etc/passwd" import x')
attempt('from . import x')
