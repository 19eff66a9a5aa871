samples = [
    "", "abc", "ABC", "abc1", "123", "١٢٣", "²", "½", "Ⅷ", "一", " ", "\t\n", "a b", "é", "_x", "1x", "class", "a-b",
    "\x00", "\u200b", "ª", "\xad", "ǅ", "A", "😀", "\u2028", "𝟘", "ñ", "1.5", "-1",
]
names = [
    "isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "islower", "isupper", "istitle",
    "isidentifier", "isprintable", "isascii",
]
print(" " * 9, *names)
for s in samples:
    print(f"{ascii(s):>12}", *(str(int(getattr(s, n)())).center(len(n)) for n in names))
import unicodedata

print(unicodedata.name("é"), unicodedata.category("A"), unicodedata.numeric("½"), unicodedata.decimal("٣"))
print(unicodedata.normalize("NFD", "é") == "e\u0301", unicodedata.normalize("NFKC", "ﬁ²"))
print(unicodedata.lookup("BULLET"), unicodedata.bidirectional("a"), unicodedata.combining("\u0301"))
print(unicodedata.east_asian_width("日"))
