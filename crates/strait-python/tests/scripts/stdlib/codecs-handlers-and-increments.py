import codecs


def attempt(code):
    try:
        print(code, "->", ascii(eval(code)))
    except Exception as error:
        print(code, "->", type(error).__name__, ascii(str(error)))


for code in [
    "codecs.lookup('UTF8').name", "codecs.lookup('latin1').name", "codecs.lookup('windows-1252').name", "codecs.lookup('nope')",
    "codecs.encode('é', 'latin-1')", "codecs.decode(b'\\xe9', 'cp1252')", "codecs.encode('Hello', 'rot13')",
    "codecs.encode(b'ab', 'hex')", "codecs.decode('6162', 'hex')", "codecs.decode(b'a\\\\u00e9\\\\n\\\\x41\\\\101', 'unicode_escape')",
    "'é\\n\\u20ac\\U0001f600'.encode('unicode_escape')", "'é€'.encode('raw_unicode_escape')", "b'\\\\N{BULLET}'.decode('unicode_escape')",
    "b'\\\\x4'.decode('unicode_escape')", "b'\\\\'.decode('unicode_escape')", "b'\\\\q'.decode('raw_unicode_escape')",
    "'a€'.encode('utf-16')", "'a€'.encode('utf-16-be')", "'😀'.encode('utf-16-le')", "'a😀'.encode('utf-32')", "'a'.encode('utf-32-le')",
    "b'\\xfe\\xff\\x00a'.decode('utf-16')", "b'\\xff\\xfe\\x00\\x00a\\x00\\x00\\x00'.decode('utf-32')", "b'a\\x00b'.decode('utf-16-le')",
    "b'\\x00\\xd8'.decode('utf-16-le')", "b'\\x00\\xd8a\\x00'.decode('utf-16-le')", "b'\\x00\\xdca\\x00'.decode('utf-16-le', 'replace')",
    "b'a\\x00b'.decode('utf-32-le')", "b'a\\x00\\x00\\x10'.decode('utf-32-le')", "b'\\x00\\xd8\\x00\\x00'.decode('utf-32-le', 'ignore')",
    "'Привет'.encode('koi8-r')", "'Привет'.encode('cp1251').decode('cp866', 'replace')", "'łódź'.encode('iso-8859-2')", "'€'.encode('iso8859-15')",
    "'€'.encode('cp437')", "'日本'.encode('cp1252', 'xmlcharrefreplace')", "b'\\x81\\x90'.decode('cp1252', 'backslashreplace')",
    "b'caf\\xc3'.decode('utf-8', 'ignore')", "b'\\xe2\\x82z\\xf0\\x9f'.decode('utf-8', 'replace')", "b'\\xff\\xfe'.decode('ascii', 'surrogateescape')",
    "b'\\xff'.decode('ascii', 'surrogateescape').encode('ascii', 'surrogateescape')", "b'\\xed\\xa0\\x80'.decode('utf-8', 'surrogatepass')",
    "chr(0xd800).encode('utf-16-le', 'surrogatepass')", "b'\\xff'.decode('utf-8', 'xmlcharrefreplace')", "'é'.encode('ascii', 'nope')",
    "b'\\xff'.decode('utf-8', 'nope')", "'é'.encode('utf-8', 'nope')", "''.encode('nope')", "b''.decode('nope')", "'é'.encode('charmap')",
    "codecs.getencoder('utf-8')('é')", "codecs.getdecoder('utf-8')(b'\\xc3\\xa9')", "codecs.lookup_error('ignore').__name__", "codecs.lookup_error('nope')",
    "codecs.BOM_UTF8 + codecs.BOM_UTF16_BE", "'x'.encode('utf-8-sig').decode('utf-8-sig')", "b'x'.decode('utf-8-sig')",
]:
    attempt(code)

codecs.register_error("star", lambda error: ("*" * (error.end - error.start), error.end))
codecs.register_error("bytes", lambda error: (b"\x00", error.end))
codecs.register_error("bad", lambda error: 5)
codecs.register_error("far", lambda error: ("", 100))
for code in [
    "'aé€b'.encode('ascii', 'star')", "b'a\\xff\\xfeb'.decode('utf-8', 'star')", "'é'.encode('latin-1', 'bytes')", "'é€'.encode('ascii', 'bytes')",
    "b'\\xff'.decode('utf-8', 'bytes')", "'é'.encode('ascii', 'bad')", "b'\\xff'.decode('ascii', 'bad')", "'é'.encode('ascii', 'far')",
    "codecs.lookup_error('star') is not None", "codecs.register_error('x', 5)",
]:
    attempt(code)

text = "aé€😀z"
for name in ["utf-8", "utf-16", "utf-16-be", "utf-32", "utf-8-sig", "latin-1", "unicode_escape"]:
    data = text.encode(name, "ignore")
    decoder = codecs.getincrementaldecoder(name)()
    parts = [decoder.decode(data[place:place + 1]) for place in range(len(data))] + [decoder.decode(b"", True)]
    encoder = codecs.getincrementalencoder(name)("ignore")
    again = b"".join([encoder.encode(part) for part in text] + [encoder.encode("", True)])
    print(name, ascii("".join(parts)), again == data, ascii(max(parts, key=len)))
decoder = codecs.getincrementaldecoder("utf-8")()
try:
    print(ascii(decoder.decode(b"a\xc3")), decoder.getstate())
    decoder.decode(b"", True)
except UnicodeDecodeError as error:
    print(error, error.encoding, error.object, error.start, error.end, error.reason, error.args)
try:
    "abé".encode("ascii")
except UnicodeEncodeError as error:
    print(ascii(str(error)), error.encoding, ascii(error.object), error.start, error.end, error.reason)
print(list(codecs.iterdecode([b"\xe2", b"\x82", b"\xac"], "utf-8")) == ["€"], list(codecs.iterencode(["a", "é"], "latin-1")))
for arguments in [("ascii", b"x\xff", 1, 2, "why"), ("a", b"xyz", 0, 2, "r"), ("a", "x", 0, 1, "r"), ("a",), ("a", b"x", "0", 1, "r")]:
    try:
        print(UnicodeDecodeError(*arguments), repr(UnicodeDecodeError(*arguments)))
    except TypeError as error:
        print("TypeError", error)
print(UnicodeEncodeError("a", "x\u20ac", 1, 2, "r"), UnicodeTranslateError("xyz", 0, 2, "r"), isinstance(UnicodeError(), ValueError))
print(str(UnicodeError("plain")), UnicodeTranslateError("\u20ac", 0, 1, "r"))
