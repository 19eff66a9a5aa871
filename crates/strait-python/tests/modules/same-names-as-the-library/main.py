import importlib
import os
import random
import sys
import time

import colorsys
from bisect import bisect, deeper
import bisect as package
import fractions
import own
import json.decoder

print(colorsys.mark, colorsys.__name__, sys.modules["colorsys"] is colorsys)
print(bisect(), package.mark, deeper.mark, package.__package__)
print(own.mark, importlib.import_module("colorsys") is colorsys, __import__("bisect") is package)
print([hasattr(module, "mark") for module in (sys, time, os, random, fractions, json)])
print(fractions.Fraction(1, 2) + 1, json.loads("[1]"), 0 <= random.random() < 1)
exec("import colorsys as again\nprint(again.mark)")
del sys.modules["colorsys"]
import colorsys as anew

print(anew is colorsys, anew.mark)
