print(bin(10), bin(-10), bin(0), bin(True), hex(255), hex(-255), hex(0), oct(8), oct(-8), oct(0), hex(10**20))
print(bin(2**70)[:6])
print(chr(65), chr(0x1F600), ord("a"), ord("é"), ord(b"a"), ord(bytearray(b"z")), ord("\U0010ffff"), chr(0) == "\0")
print(repr(chr(0xD800)), repr(chr(127)))
print(ascii("é\n\U0001F600'"), ascii(["ü", 1]), ascii({"ключ": None}), ascii("plain"), ascii("\x7f\x80\u1234"))
print(repr("é\n\U0001F600"))
print(format(255, "x"), format(5, "08b"), f"{255:#X}", int("0b101", 0), int("ff", 16), int("-0o17", 0), int("z", 36))
for code in [
    "chr(-1)", "chr(0x110000)", "chr('a')", "ord('')", "ord('ab')", "ord(5)", "ord(b'ab')", "bin(1.5)", "hex('a')",
    "oct(None)", "chr()", "chr(2**100)", "ord([])",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
