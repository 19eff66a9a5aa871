import yaml

document = '''
name: Strait   # a comment
list: [1, 2.5, .inf, 0x1F, 1_000, ~, yes, "quoted\\n", 'it''s']
map: {a: 1, "b c": [x, {y: z}]}
block: |
  line 1
    line 2
folded: >-
  some
  folded text

  next
anchor: &base {k: v, n: 1}
merged:
  <<: *base
  n: 2
when: 2024-05-06 07:08:09.5 +02:00
day: 2024-05-06
binary: !!binary aGVsbG8=
set: !!set {a, b}
? complex key
: value
'''
data = yaml.safe_load(document)
for key, value in data.items():
    print(repr(key), repr(value) if key != 'set' else sorted(value))
print(list(yaml.safe_load_all('a: 1\n---\n- 2\n...\n---\n3')))
print(yaml.safe_dump({'b': [1, 2, {'c': None}], 'a': 'multi\nline', 'date': data['day'], 't': True, 's': '123', 'é': 'ü'}))
print(yaml.dump({'x': [1, 2], 'y': {'z': 'w'}}, default_flow_style=True, sort_keys=False, allow_unicode=True), end='')
print(yaml.dump([{'a': 1, 'b': ['x']}], explicit_start=True, indent=4), yaml.dump('text: with: colons'), end='')
shared = [1]
print(yaml.dump([shared, shared]), yaml.dump((1, 2)), end='')
for wrong in ('a: [1, 2', 'a: b: c', '\tx: 1', '&a *b', '!!python/object:os.system x', 'key: "unclosed'):
    try:
        print(yaml.safe_load(wrong))
    except yaml.YAMLError as error:
        print(type(error).__name__, str(error).replace('\n', ' / '))


class Point(yaml.YAMLObject):
    yaml_tag = '!point'
    yaml_loader = yaml.SafeLoader

    def __init__(self, x, y):
        self.x, self.y = x, y


point = yaml.safe_load('!point {x: 1, y: 2}')
print(point.x + point.y, yaml.dump(point), end='')
yaml.add_constructor('!twice', lambda loader, node: loader.construct_scalar(node) * 2, Loader=yaml.SafeLoader)
yaml.add_representer(complex, lambda dumper, value: dumper.represent_scalar('!complex', str(value)), Dumper=yaml.SafeDumper)
print(yaml.safe_load('!twice ab'), yaml.safe_dump(1j), [type(event).__name__ for event in yaml.parse('a: [b]')])
