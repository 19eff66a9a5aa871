from . import deeper

mark = 'own bisect'


def bisect(*args):
    return mark


bisect_left = bisect_right = insort = bisect
