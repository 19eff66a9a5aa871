import idna

for name in ('ドメイン.テスト', 'faß.de', 'Königsgäßchen', 'example.com', 'пример.испытание'):
    try:
        encoded = idna.encode(name, uts46=True)
        print(name, encoded, idna.decode(encoded))
    except idna.IDNAError as error:
        print(name, type(error).__name__, error)
print(idna.encode('Königsgäßchen', uts46=True, transitional=True))
print(idna.alabel('测试'), idna.ulabel('xn--0zwm56d'))
print(idna.uts46_remap('ＡＢＣ．Example', False))
for name in ('a\u0300\u0020b', '-abc', 'xn--', 'a' * 64, '\u0627\u0061', '☃.net'):
    try:
        print(idna.encode(name))
    except idna.IDNAError as error:
        print(type(error).__name__, error)
