from pathlib import PurePath, PurePosixPath, PureWindowsPath

P = PurePosixPath
p = P("/usr/lib/python3.12/site.tar.gz")
print(p, repr(p), p.name, p.stem, p.suffix, p.suffixes, p.parent, list(p.parents), p.parts, p.root, p.anchor, p.drive)
print(p.is_absolute(), p.as_posix(), p.as_uri(), str(p), bytes(p), hash(p) == hash(P(str(p))))
print(P("a") / "b" / "c.txt", "x" / P("y"), P("a", "b", "../c"), P("a//b/./c/"), P(), P(""), P("/"))
print(P("a").joinpath("b", "/c"), P("/a") / "/b", P("a/b") == P("a//b"), P("a") < P("b"))
print(sorted([P("b"), P("a/z"), P("a")]), {P("a"): 1}[P("a")], P("//a"), P("///a"), P("~") / "x")
print(p.with_name("other.txt"), p.with_suffix(".zip"), p.with_suffix(""), p.with_stem("new"))
print(P("a").with_suffix(".py"), p.with_segments("q", "r"), p.relative_to("/usr"))
print(P("/a/b").relative_to("/a/c", walk_up=True), p.is_relative_to("/usr"), p.match("*.gz"), p.match("/usr/*/*/*"))
print(P("a/b.py").match("*.py"), P("a/b.py").match("a/*.txt"), P("A.PY").match("*.py"))
print(P("a.PY").match("*.py", case_sensitive=False), P(".bashrc").suffix, P("a.").suffix, P("a.b.").suffix)
print(P("..").name, P("/").name, P("a/..").parent)
w = PureWindowsPath("C:\\Users\\x/file.TXT")
print(w, w.drive, w.parts, w.as_posix(), w.name, w.suffix, w == PureWindowsPath("c:/users/X/FILE.txt"), w.root)
print(w.parent, w.is_absolute(), PureWindowsPath("\\a").is_absolute(), w.as_uri(), isinstance(p, PurePath))
for code in [
    "P('a').with_name('')", "P('a').with_name('b/c')", "P('/').with_name('x')", "P('a').with_suffix('txt')",
    "P('/a').relative_to('/b')", "P('a').relative_to('/b')", "P(5)", "P('a') / 5", "P('a').as_uri()", "P('a') < 5",
    "P('a').name_", "P('a').match('')", "P(b'a')", "P('a') + 'b'", "P('a') == 'a'", "P('').parents[0]",
    "P('a').with_suffix('.')", "P('a') < w", "P('a').parts.append(1)", "P(None)",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
match P("src/main.py"):
    case PurePath(parts=(top, *rest), suffix=".py"):
        print(top, rest)
