import decimal
import io
import json

print(json.loads('{"a": [1, -2.5, 1e3, 1E-2, true, false, null, "\\u00e9\\n\\ud83d\\ude00\\/"], "b": {}}'))
print(json.loads(" [ ] "), json.loads('"x"'), json.loads("12"), json.loads(b'{"k": "\xc3\xa9"}'), json.loads("-0"))
print(json.loads("-0.0"), json.loads("1E400"), json.loads("123456789012345678901234567890"))
print(json.loads("[NaN, Infinity, -Infinity]"), json.loads('{"a": 1, "a": 2}'), json.loads(bytearray(b"[1]")))
print(json.loads("\ufeff1".encode("utf-8")), json.loads('"\\ud800"') == "\ud800", json.loads("[1]".encode("utf-16")))
print(json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d.items())))
print(json.loads('{"b": 1, "a": 2}', object_pairs_hook=list))
print(json.loads("[1.1, 2]", parse_float=decimal.Decimal, parse_int=str))
print(json.loads("[NaN]", parse_constant=lambda name: f"<{name}>"), json.loads('"a\tb"', strict=False))
for text in [
    "", " ", "{", "[1,", "[1 2]", '{"a"}', '{"a": }', "{'a': 1}", '{"a": 1,}', "[1,]", "nul", "tru", "01", "1.", ".5",
    "+1", "1e", '"abc', '"\\x"', '"\\u12"', '"\t"', "[1] x", "{1: 2}", "[\n1,\n  oops]", "-", "1 2", "NaN1",
    '{"a": 1 "b": 2}', '{"a" 1}', "]", "undefined", "\x00", '["a\nb"]', "/* c */ 1", "{,}", '"\\ud83d\\u"',
]:
    try:
        print(repr(text), json.loads(text))
    except json.JSONDecodeError as error:
        print(repr(text), "->", error, "|", error.lineno, error.colno, error.pos)
for value in [5, None, b"\xff", ["a"]]:
    try:
        json.loads(value)
    except (TypeError, UnicodeDecodeError) as error:
        print(type(error).__name__, error)
buffer = io.StringIO()
json.dump({"k": [1, 2]}, buffer, indent=1)
print(repr(buffer.getvalue()), json.load(io.StringIO("[1]")), json.JSONDecoder().raw_decode('{"a": 1} rest'))
print(issubclass(json.JSONDecodeError, ValueError))
deep = json.loads("[" * 50 + "]" * 50)
depth = 0
while deep:
    deep, depth = deep[0], depth + 1
print(depth, json.loads(json.dumps({"round": [1.1, "trip", None, {"é": True}]})))
error = json.JSONDecodeError("message", "doc\nline two", 6)
print(error, error.msg, error.doc, error.args)
