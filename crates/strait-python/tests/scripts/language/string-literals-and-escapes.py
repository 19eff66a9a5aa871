print("\a\b\f\v\0".encode(), "\\ \' \" \101 \x41 \u0041 \U0001F600 \N{BULLET} \N{latin small letter e with acute}")
print('single "double"', "double 'single'", '''triple ' " ''', """also
two lines""")
print("joined " 'without ' """plus""" r"\raw\n" u"unicode")
print(r"\d\"" + '"', r'\'', len(r"\\"), R"\x41", "a\
b", len("""
"""))
print(b"bytes \x00\xff\n\t'\"", b'\'', br"\x41", Rb"\n", b"a" b"b", b"\101\0")
print(repr("tab\t nl\n cr\r nul\0 esc\x1b del\x7f nbsp\xa0 é ü \u200b \ud800 \U0001F600 \U000e0001"))
print(repr("it's"), repr('say "x"'), repr("it's \"both\""), repr(b"it's"), repr("\\"))
print("\1012", len("\18"), "\x410", "\0001" == "\x001")
print("é" == "e\u0301", len("e\u0301"), len("👩‍👩‍👧"), "ß".upper(), "x" "y" * 2, ("a" "b") * 2)
ünïcode = "identifiers may be any letters"
print(ünïcode, ﬁ := 1, fi)
for source in [
    r"'\x4'", r"'\u12'", r"'\N{no such name}'", r"'\U00110000'", "'unclosed", "'''unclosed", "b'é'", "b'a' 'b'",
    r"b'\x'", "f'{a}' b'x'", "'a\nb'", "'\\",
]:
    try:
        compile(source, "s", "exec")
    except SyntaxError as error:
        print(error.msg)
