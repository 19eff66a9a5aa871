def attempt(code):
    try:
        print(code, "->", repr(eval(code)))
    except Exception as error:
        print(code, "->", type(error).__name__, error)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


i2, b = Index(2), b"hello world"
for code in [
    "b.find(b'')", "b.find(b'', 11)", "b.find(b'', 12)", "b.rfind(b'')", "b.find(b'o', 5)", "b.find(b'o', -3)",
    "b.find(b'o', 0, -6)", "b.rfind(b'o', 0, 5)", "b.count(b'')", "b.count(b'', 3, 5)", "b.count(b'l', 3)",
    "b'aaa'.count(b'aa')", "b.find(b'l', i2)", "b.index(Index(104))", "b.count(Index(300))", "b.find(1.5)",
    "b.find(b'o', 'x')", "b.find(b'o', None, None)", "b.find(b'l', 10**30)", "b.startswith(b'wor', 6)",
    "b.startswith((b'a', 'b'))", "b.endswith((), 0)", "b.startswith(b'', 11)", "b.startswith(b'', 12)",
    "b.endswith(bytearray(b'ld'))", "b.startswith([b'h'])",
    "b' a  b '.split()", "b' a  b '.split(None, 1)", "b' a  b '.rsplit(None, 1)", "b''.split()", "b''.split(b',')",
    "b'a,b,,c'.split(b',')", "b'a,b,,c'.split(b',', 2)", "b'a,b,,c'.rsplit(b',', 2)", "b'abc'.split(maxsplit=0)",
    "b'a\\nb\\r\\nc\\rd'.splitlines()", "b'a\\nb\\r\\nc\\r'.splitlines(True)", "b'a\\x0bb\\x0cc'.splitlines()",
    "b'a-b'.partition(b'x')", "b'a-b'.rpartition(b'x')", "b'a-b-c'.rpartition(b'-')", "b'ab'.partition('')",
    "b'ab'.replace(b'', b'-')", "b'ab'.replace(b'', b'-', 2)", "b'aaa'.replace(b'a', b'bb', 2)",
    "b'abc'.replace(b'b', b'')", "b'x'.replace(b'y', b'z')", "b'x'.replace(b'x', b'y', 0)",
    "b'ab'.translate(bytes(range(256)), b'a')", "b'ab'.translate(None)", "b'ab'.translate('x')",
    "bytes.maketrans(b'a', b'bc')", "bytes.maketrans('a', b'b')", "b'  x '.lstrip()", "b'  x '.rstrip()",
    "b'xyx'.strip(bytearray(b'x'))", "b'abc'.center(8)", "b'abc'.center(6, b'*')", "b'abc'.center(2)",
    "b'abc'.ljust(5, bytearray(b'.'))", "b'abc'.rjust(i2)", "b'abc'.rjust(5, 'x')", "b'abc'.ljust('5')",
    "b'-12'.zfill(5)", "b'+1'.zfill(4)", "b''.zfill(3)", "b'a\\tb\\n\\tc'.expandtabs()", "b'a\\tb'.expandtabs(0)",
    "b'\\t'.expandtabs(tabsize=3)", "b'hello wORLD'.title()", "b'hELLO'.capitalize()", "b\"they're\".title()",
    "b'A1'.isupper()", "b'1'.isupper()", "b'Ab Cd'.istitle()", "b'AB'.istitle()", "b''.isalpha()", "b''.isascii()",
    "b'\\t \\x0b'.isspace()", "b'ab'.hex(sep=b'-')", "b'ab'.hex(':', bytes_per_sep=0)", "b'ab'.hex('é')",
    "b'ab'.hex(5)", "b'abc'[::-1]", "b'abc'[5:1]", "b'abc'[i2]", "b'abc'[Index(7)]", "b'abc'[1.0]", "b'abc'[:i2]",
    "b'abc'[10**30]", "b'a' * -1", "b'ab' * i2", "2 * b'ab'", "b'a' * 1.5", "b'a' % 1", "b'%d %s %b %a %r' % (1, b'x', bytearray(b'y'), 'é', b'z')",
    "b'%c%c' % (65, b'B')", "b'%5.1f|%-4d|%04x|%+d' % (2.55, 3, 255, 7)", "b'%(k)s!' % {b'k': b'v'}", "b'%*d' % (4, 2)",
    "b'%s' % 'x'", "b'%s' % 5", "b'%c' % 256", "b'%c' % b'ab'", "b'%d' % 'x'", "b'%q' % 1", "b'%' % ()", "b'%s %s' % b'x'",
    "b'%f' % 'x'", "b'%%' % ()", "bytearray(b'%d') % 5", "b''.join(x for x in [b'a', memoryview(b'b')])", "b','.join(b'ab')",
    "b','.join(5)", "b''.join([b'a', 'b'])", "bytearray(b',').join([b'a', b'b'])", "b'a'.join([])",
    "bytes([Index(65), 66])", "bytes(Index(3))", "bytes(bytearray(b'x'), 'utf-8')", "bytes(errors='strict')",
    "bytes(encoding='utf-8')", "bytes('é', 'ascii')", "bytes('é', 'ascii', 'ignore')", "bytes({1: 2})", "bytes([1, 'a'])",
    "bytes(source=b'x')", "bytes(b'a', foo=1)", "bytes(1, 2, 3, 4)", "bytearray(1, 2, 3, 4)", "bytes(object())",
    "bytearray(object())", "bytearray([256])", "bytearray(['a'])", "bytearray(Index(2))", "bytearray('é', 'latin-1')",
    "hash(b'a') == hash(memoryview(b'a'))", "b'a' < bytearray(b'b')", "b'a' < memoryview(b'b')", "b'a' == memoryview(b'a')",
    "memoryview(b'a') < memoryview(b'b')", "b'a' != 'a'", "b'a' in bytearray(b'cab')", "Index(97) in b'a'", "None in b'a'",
    "sorted([b'b', bytearray(b'a')])", "max(b'ab')", "list(reversed(b'ab'))", "tuple(bytearray(b'ab'))", "len(b'\\xff')",
    "bytes.fromhex(' 0a\\n0B ')", "bytes.fromhex('0 a')", "bytes.fromhex('é')", "bytearray.fromhex('41').decode()",
]:
    attempt(code)


class Text(bytes):
    def __new__(cls, source):
        return super().__new__(cls, source)

    def shout(self):
        return self.upper() + b"!"


t = Text(b"abc")
print(t, type(t).__name__, t.shout(), type(t[0:1]).__name__, type(t.upper()).__name__, t == b"abc", {t: 1}[b"abc"], Text.fromhex("41"))
print(type(Text.fromhex("41")).__name__, isinstance(t, bytes), bytes(t), type(bytes(t)).__name__, t + t, b"x" + t, t % ())


class Buffer(bytearray):
    def __init__(self, *args):
        super().__init__(*args)
        self.note = "kept"


u = Buffer(b"xyz")
u += b"!"
u.append(63)
print(u, type(u).__name__, u.note, u == b"xyz!?", type(u[:2]).__name__, type(u + b"").__name__, u[0], len(u))
