def check(x, *message):
    try:
        if message:
            assert x, message[0]
        else:
            assert x
        return "passed"
    except AssertionError as error:
        return repr(error), error.args


print(check(1), check([]), check(0, "zero"), check(None, ("a", 1)), check("", None))
called = []
assert True, called.append("message is evaluated only on failure")
print(called)
try:
    assert 1 > 2 < 3, f"{1 + 1} things"
except AssertionError as error:
    print(error, str(error) == "2 things")
assert (1, "a tuple is true") if True else None
assert not False and not None
try:
    assert {}.get("k"), {"shown": [1]}
except AssertionError as error:
    print(error.args)
