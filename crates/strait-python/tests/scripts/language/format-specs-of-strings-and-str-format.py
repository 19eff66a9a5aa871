for spec in ["", "s", "10", "<10", ">10", "^10", "^9", "*^9", ".2", "10.3", ">.1s", "010", "x<3", "é>7"]:
    print(f"{spec!r:>8} {format('abcd', spec)!r}")
print("{} {}".format("a", "b"), "{1} {0} {1}".format("a", "b"), "{x} {0} {y!r}".format(1, x="k", y="q"))
print("{0[0]} {0[-1]} {1[key]} {2.real} {3.__class__.__name__}".format([1, 2] and {"0": 1, 0: "zero", "-1": "minus"}, {"key": "v"}, 5, ""))
print("{:>{w}.{p}f}|{:{}}|{!r:>5}".format(3.14159, "x", 4, "a", w=8, p=2))
print("{{}} {{{0}}}".format(1), "{:%}".format(0.5), "{:%Y-%m-%d}".format(__import__("datetime").date(2024, 2, 9)))
print("{a[b][c]} {a}".format(a={"b": {"c": 1}}), "{0.a.b}".format(type("T", (), {"a": type("U", (), {"b": "deep"})})))
print("{x}".format_map({"x": 1}))
print("{x}{y}".format_map(type("D", (dict,), {"__missing__": lambda self, key: f"<{key}>"})(x=1)))
for template, arguments in [
    ("{}", ()), ("{1}", (0,)), ("{x}", ()), ("{0} {}", (1, 2)), ("{} {0}", (1, 2)), ("{", ()), ("}", ()),
    ("{!x}", (1,)), ("{0.nope}", (1,)), ("{0[nope]}", ([1],)), ("{0[5]}", ([1],)), ("{:{}}", (1,)), ("{!}", (1,)),
    ("{0!rx}", (1,)), ("{:d}", ("s",)), ("{0[}", ([1],)), ("{0.}", (1,)), ("{:{:{}}}", (1, 2, 3)), ("{a.b}", ()),
    ("{0]}", (1,)), ("{0[]}", (1,)),
]:
    try:
        print(template.format(*arguments))
    except Exception as error:
        print(repr(template), type(error).__name__, error)
