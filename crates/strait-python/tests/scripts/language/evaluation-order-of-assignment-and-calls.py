log = []


def note(label, value=None):
    log.append(label)
    return value


def flush(title):
    print(title, log)
    log.clear()


target = {}
note("object", target)[note("key", "k")] = note("value", 1)
flush("subscript:")

target["k"] = 5
note("object", target)[note("key", "k")] += note("value", 1)
flush("augmented:")
print(target)


def function(*args, **kwargs):
    log.append("called")


note("callee", function)(note("a"), *note("b", []), c=note("c"), **note("d", {}))
flush("call:")

{note("k1"): note("v1"), note("k2"): note("v2")}
flush("dict:")

note("left", 1) + note("right", 2) * note("far", 3)
flush("operators:")

note("then") if note("condition", True) else note("else")
flush("conditional:")

note("x", 1) < note("y", 0) < note("z", 2)
flush("chain stops:")

[note("iterable", []) for _ in note("outer", [1]) if note("if", True)]
flush("comprehension:")


def default(a=note("default a"), *, b=note("default b")) -> note("returns"):
    pass


flush("def:")
