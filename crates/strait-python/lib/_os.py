"""What `os` needs of the host."""

from _sys import environ
from _task import random_bytes as urandom


def getcwd():
    """The folder of a script that sees no files."""
    return '/'
