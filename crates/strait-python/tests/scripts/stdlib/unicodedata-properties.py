import unicodedata

samples = "aÉ1½٣²ﬁ日👩\u0301\u200b\x00\u00a0é가$(«€\U0001d7d8\U000e0001\U0010ffff"
for character in samples:
    print(ascii(character), unicodedata.name(character, "-"), unicodedata.category(character),
          unicodedata.bidirectional(character), unicodedata.combining(character),
          unicodedata.east_asian_width(character), unicodedata.mirrored(character),
          unicodedata.decimal(character, None), unicodedata.digit(character, None), unicodedata.numeric(character, None))
for text in ["é", "e\u0301", "ﬁ²", "가", "\u1100\u1161", "Å", "a\u0323\u0307", "a\u0307\u0323", "plain", "", "①㌔ｶﾞ"]:
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    normal = [unicodedata.is_normalized(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    print(ascii(text), [ascii(form) for form in forms], normal)
print(unicodedata.lookup("latin small letter e with acute"), unicodedata.lookup("HANGUL SYLLABLE GA"),
      unicodedata.lookup("CJK UNIFIED IDEOGRAPH-4E2D"), ascii(unicodedata.lookup("ZERO WIDTH SPACE")))
print(len(unicodedata.normalize("NFKD", "\ufdfa" * 100)), unicodedata.category(chr(0xD800)))
words = sorted(["zèbre", "zebra", "Zoë", "éa", "ez"], key=lambda word: unicodedata.normalize("NFD", word))
print(words, "".join(c for c in unicodedata.normalize("NFD", "Crème Brûlée") if not unicodedata.combining(c)))
for code in [
    "unicodedata.name('\\0')", "unicodedata.lookup('no such')", "unicodedata.digit('x')", "unicodedata.decimal('²')",
    "unicodedata.numeric('a')", "unicodedata.category(5)", "unicodedata.category('ab')", "unicodedata.name(5)",
    "unicodedata.normalize('X', 'a')", "unicodedata.normalize(1, 'a')", "unicodedata.combining('')",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
