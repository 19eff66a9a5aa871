import warnings


def old():
    warnings.warn("old() is deprecated", DeprecationWarning, stacklevel=2)
    return 5


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old()
    warnings.warn("plain")
    warnings.warn(UserWarning("an instance"))
    warnings.warn_explicit("explicit", RuntimeWarning, "file.py", 7)
    print([(w.category.__name__, str(w.message), w.lineno) for w in caught])

with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        old()
    except DeprecationWarning as error:
        print("raised", error)

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("default")
    for _ in range(3):
        warnings.warn("once per place")
    warnings.filterwarnings("ignore", message="quiet.*")
    warnings.warn("quiet please")
    warnings.filterwarnings("error", category=FutureWarning)
    try:
        warnings.warn("future", FutureWarning)
    except FutureWarning as error:
        print("filtered to an error:", error)
    print(len(caught), [str(w.message) for w in caught])

with warnings.catch_warnings(record=True, action="always") as caught:
    eval("'\\d'")
    compile("x is 5", "s", "eval")
    compile("assert (x, 'y')", "s", "exec")
    print([(w.category.__name__, str(w.message)) for w in caught])
print(warnings.formatwarning("msg", UserWarning, "f.py", 3, "the line"), end="")
for code in [
    "warnings.warn('x', int)", "warnings.warn('x', 'UserWarning')", "warnings.simplefilter('nope')", "warnings.warn()",
    "warnings.filterwarnings('ignore', message=5)",
]:
    try:
        eval(code)
    except (TypeError, ValueError, AssertionError) as error:
        print(code, "->", type(error).__name__, error)
print([c.__name__ for c in (DeprecationWarning, UserWarning, RuntimeWarning, SyntaxWarning, ResourceWarning, BytesWarning, EncodingWarning) if issubclass(c, Warning)])
