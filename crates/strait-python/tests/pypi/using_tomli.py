import tomli

document = tomli.loads('''
title = "TOML \\u00e9"
[owner]
name = 'Tom'
born = 1979-05-27T07:32:00-08:00
[server]
ports = [8000, 8001, 0xff]
ratio = 6.626e-34
limits = { cpu = 0.5, "mem.max" = 1_000_000 }
[[products]]
name = "Hammer"
when = 07:32:00
[[products]]
name = """
multi \\
   line"""
day = 1979-05-27
''')
print(document['title'], document['owner'])
print(document['server'])
for product in document['products']:
    print(sorted(product.items()))
for wrong in ('a = 1\na = 2', 'x = [1, 2', 'k = "\\q"', '= 1', 't = 25:00:00', '[a]\n[a]'):
    try:
        print(tomli.loads(wrong))
    except tomli.TOMLDecodeError as error:
        print('error:', error)
print(tomli.loads('f = 1.10', parse_float=lambda text: 'float ' + text))
