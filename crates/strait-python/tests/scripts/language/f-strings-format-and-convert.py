name, n, x = "ann", 42, 3.14159
print(f"{name}|{name!r}|{name!s:>6}|{name!a}|{'é'!a}|{n:05d}|{n:#x}|{x:.2f}|{x:10.3e}|{n:,}")
print(f"{n=}|{n = }|{x=:.1f}|{name=!s}|{n+1=}|{ n =}|{name = !r:>8}|{f'{n}'=}")
width, precision, kind = 10, 3, "f"
print(f"[{x:{width}.{precision}{kind}}] [{name:{'*'}^{width}}] [{n:{'>'}{'8'}}]")
print(f"{{}} {{{n}}} {{n}} {'{'} {'}'} {n}}}")
print(f"{n!r:^10}|{(lambda v: v * 2)(n)}|{[i for i in range(3)]}|{ {'a': 1}['a'] }|{n if n > 1 else 'x'}|{(y := 5)}{y}")
print(f"{True:d} {True} {None} {1 + 2j} {b'b'} {...} {[1, 'a']} {1_000}")
print(f"a" "b" f"{1}" 'c{not}' rf"\d{n}\n" fr'{n}\t' F"{n}")
print(f"""multi
{
    n
    + 1
} line {
n:>5}""")
print(f"{'a' 'b'} {n:{width}}|{'':-<5}|{n.__class__.__name__} {name[0]} {name.upper()} {name[::-1]}")
print(f"\x41\N{GREEK SMALL LETTER ALPHA}\u00e9 {'\n'} {n}\
 joined")


class Shown:
    def __format__(self, spec):
        return f"<{spec}>"

    def __repr__(self):
        return "Shown()"

    def __str__(self):
        return "shown"


s = Shown()
print(f"{s} {s:} {s:a b} {s!r} {s!s:>7} {s=} {s=!s} {s=:q}")
for bad in [
    "f'{n:q}'", "f'{name:d}'", "f'{x:d}'", "f'{[]:5}'", "f'{None:>4}'", "f'{n:{name}}'", "f'{undefined}'", "f'{n:,x}'",
    "f'{name:,}'", "f'{name:=5}'",
]:
    try:
        print(eval(bad))
    except Exception as error:
        print(bad, type(error).__name__, error)
