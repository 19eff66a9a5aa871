data = bytearray(b"abcdef")


def attempt(what):
    try:
        what()
    except BufferError as error:
        print("BufferError", error)
    else:
        print(data)


view = memoryview(data)
for change in [
    lambda: data.append(1), lambda: data.extend(b"x"), lambda: data.pop(), lambda: data.clear(), lambda: data.insert(0, 1),
    lambda: data.remove(97), lambda: data.__iadd__(b"x"), lambda: data.__setitem__(slice(0, 1), b"xy"),
    lambda: data.__delitem__(0), lambda: data.__delitem__(slice(0, 2)), lambda: data.__init__(b"new"),
]:
    attempt(change)
attempt(lambda: data.__setitem__(0, 65))
attempt(lambda: data.__setitem__(slice(0, 2), b"BC"))
attempt(data.reverse)
part = view[1:3]
view.release()
attempt(lambda: data.append(1))
part.release()
attempt(lambda: data.append(1))
with memoryview(data) as inside:
    attempt(lambda: data.append(2))
    part = inside[2:]
    print(part.tolist(), inside.nbytes)
    part.release()
attempt(lambda: data.append(3))


def sum_of(buffer):
    return sum(memoryview(buffer))


print(sum_of(data))
attempt(lambda: data.append(4))
lines = bytearray(b"one\ntwo\nthree")
while (end := lines.find(b"\n")) >= 0:
    print(bytes(memoryview(lines)[:end]))
    del lines[: end + 1]
print(lines)
numbers = memoryview(bytearray(16)).cast("d")
numbers[0], numbers[1] = 1.5, -2
print(numbers.tolist(), numbers[1], numbers.shape, numbers.strides, numbers == memoryview(bytes(numbers)).cast("d"))
half = memoryview(bytearray(4)).cast("e")
half[0] = 0.5
print(half.tolist(), half.format, half.cast("B").hex(), half[:1].nbytes)
flags = memoryview(bytearray(2)).cast("?")
flags[1] = "true"
print(flags.tolist(), list(memoryview(b"ab").cast("c")), memoryview(b"\xff\xfe").cast("b").tolist())
for code in [
    "memoryview(b'abcd').cast('H').cast('I')", "memoryview(b'ab').cast('z')", "memoryview(b'abc')[::2].cast('b')",
    "memoryview(b'ab').cast(5)", "memoryview(b'ab')[0:1, 0]", "memoryview(bytearray(4)).cast('f').__setitem__(0, 'x')",
    "memoryview(bytearray(4)).cast('i').__setitem__(0, 2**31)", "memoryview(bytearray(4)).cast('i').__setitem__(0, 1.5)",
    "memoryview(b'ab').cast('B', [2]).tolist()", "memoryview(b'ab').cast('B', [3])", "memoryview(b'abc')[::-1].tolist()",
    "memoryview(b'abc')[::-1][::-1].tobytes()", "memoryview(b'abcdef')[1:5][::2].tobytes()", "memoryview(b'abc')[5:].nbytes",
    "memoryview(bytearray(b'ab')).toreadonly().__setitem__(0, 1)", "memoryview(b'a').cast('B') == b'a'",
    "memoryview(b'\\x01\\x00').cast('H') == memoryview(b'\\x01')", "memoryview(b'ab') == 'ab'", "memoryview(b'a') in [b'a']",
    "memoryview(b'abc').hex('-', 2)", "memoryview(b'ab').suboffsets", "memoryview(b'ab').c_contiguous", "bytes(memoryview(b'abc')[::2])",
    "len(memoryview(b'abcd').cast('H'))", "sorted(memoryview(b'cab'))", "b'b' in memoryview(b'ab')", "98 in memoryview(b'ab')",
    "bool(memoryview(b''))", "memoryview(memoryview(b'x')).obj", "hash(memoryview(b'abcd').cast('H'))",
]:
    try:
        print(code, "->", eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
