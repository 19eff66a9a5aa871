import math
from decimal import Decimal


def answer(case):
    try:
        return ascii(eval(case))
    except Exception as error:
        return f'{type(error).__name__}: {ascii(str(error))}'


def assigned(target, key, value):
    """A sequence after an assignment; or why there is none, and what is left."""
    try:
        target[key] = value
    except Exception as error:
        return f'{type(error).__name__}: {error}', target
    return target


def deleted(target, key):
    try:
        del target[key]
    except Exception as error:
        return f'{type(error).__name__}: {error}', target
    return target


def after(target, method, *args, **keywords):
    """What a method answers, and what it makes of its object."""
    try:
        result = getattr(target, method)(*args, **keywords)
    except Exception as error:
        return f'{type(error).__name__}: {error}', target
    return result, target


def hashed(number):
    """Its hash, if its value says it: each NaN has another."""
    return hash(number) if number == number else 'other each time'


class Weighed:
    """Ordered by its weight alone, so that the others of the same weight show where they went."""

    def __init__(self, weight, name):
        self.weight, self.name = weight, name

    def __lt__(self, other):
        return self.weight < other.weight

    def __repr__(self):
        return f'{self.weight}{self.name}'
