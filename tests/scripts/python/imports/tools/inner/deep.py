from ..numbers import double
from .. import late
from . import __name__ as package

where = (package, __package__, late.here, double(21))
