import atexit

atexit.register(print, "at the end")


def wrong():
    raise KeyError("nothing catches it")


wrong()
