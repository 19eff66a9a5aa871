import os
import os.path
import posixpath

p = posixpath
print(p.join("a", "b", "c.txt"), p.join("a", "/b"), p.join("a/", "b"), p.join("", "a"), p.join("a", ""))
print(p.join("a", "..", "b"), p.split("/a/b/c"), p.split("a"), p.split("/"), p.split("a/b/"), p.basename("/a/b.txt"))
print(p.basename("a/"), p.dirname("/a/b.txt"), p.dirname("a"), p.splitext("a.tar.gz"), p.splitext(".bashrc"))
print(p.splitext("a/b.c/d"), p.splitext("..a.b"), p.splitext("a."))
print(p.normpath("a//b/../c/./d/.."), p.normpath("../a/.."), p.normpath(""), p.normpath("//a"), p.normpath("///a"))
print(p.normpath("/.."), p.isabs("/a"), p.isabs("a"), p.commonprefix(["abc", "abd"]))
print(p.commonpath(["/a/b/c", "/a/b/d"]), p.commonpath(["a/b", "a"]), p.relpath("/a/b/c", "/a/d"))
print(p.relpath("/a", "/a"), p.splitdrive("/a"), p.splitroot("//a/b"), p.sep, p.extsep, p.curdir, p.pardir)
print(p.normcase("A/b"), p.commonprefix([]))
print(p.join(b"a", b"b"), p.splitext(b"a.b"), p.expandvars("$UNSET_VARIABLE_X/${ALSO_UNSET}"), os.fspath("a"))
print(os.fspath(b"b"), os.path is posixpath, os.sep, os.linesep == "\n", os.name, os.pathsep, os.devnull)
os.environ["STRAIT_CORPUS"] = "value"
print(os.environ["STRAIT_CORPUS"], os.environ.get("UNSET_X"), os.getenv("UNSET_X", "d"), os.getenv("STRAIT_CORPUS"))
print(p.expandvars("$STRAIT_CORPUS-${STRAIT_CORPUS}"), "STRAIT_CORPUS" in os.environ, os.environ.pop("STRAIT_CORPUS"))
print(os.environ.setdefault("STRAIT_Z", "1"))
del os.environ["STRAIT_Z"]
for code in [
    "p.join('a', b'b')", "p.join(1)", "p.commonpath([])", "p.commonpath(['/a', 'b'])", "p.splitext(5)",
    "os.environ['UNSET_X']", "os.environ['A'] = 5", "os.fspath(5)", "p.relpath('')", "p.basename(None)", "os.path.nope",
    "p.join('a', None)", "os.environ[5]",
]:
    try:
        exec(f"print({code!r}, {code})" if " = " not in code else code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
print(len(os.urandom(4)), os.strerror(2), os.environ.__class__.__name__)
