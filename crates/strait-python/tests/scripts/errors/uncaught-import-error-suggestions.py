try:
    from math import sqr
except ImportError as error:
    print(error.name, error.msg.split(" (")[0])
try:
    import nosuchmodule.sub
except ModuleNotFoundError as error:
    print(error, error.name)
import no_such_module
