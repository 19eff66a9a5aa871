"""What `io` is made of in CPython; here it is `io` itself."""

from io import *
from io import IOBase as _IOBase, RawIOBase as _RawIOBase, BufferedIOBase as _BufferedIOBase, TextIOBase as _TextIOBase
from io import text_encoding
