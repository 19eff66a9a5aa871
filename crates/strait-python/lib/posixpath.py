"""Paths with `/`: another name of os.path."""

from os.path import *
from os.path import __all__
