def value(name, n):
    print(name, end=" ")
    return n


print(value("a", 1) < value("b", 2) < value("c", 3))
print(value("a", 1) > value("b", 2) > value("c", 3))
three = 3
print(1 < 2 > 1 != 3 == three is not None)
print(1 in [1] == True, (1 in [1]) == True)
print(3 > 2 > 1, (3 > 2) > 1)


class Answer:
    def __init__(self, text):
        self.text = text

    def __lt__(self, other):
        return self.text

    def __bool__(self):
        raise RuntimeError("no truth")


print(Answer("kept") < 1)
print(1 < 2 < 3 < 2 < 5)
print("a" < "b" <= "b" < "ba", [1, 2] < [1, 2, 0] < [1, 3], (1, "x") < (2, None))
print(1 == 1.0 == True == (1 + 0j), 0 == False == 0.0 == -0.0)
print(float("nan") == float("nan"), [nan := float("nan")] == [nan], nan in [nan], nan in (1, 2))
print(None is None is None, not None is None, None is not None)
print("x" not in "abc", "" in "", not "x" in "x")
for pair in [(1, "a"), ([], ()), ({}, {}), (None, 1), (1j, 2j), ((1, "a"), (1, 2))]:
    try:
        print(pair[0] < pair[1])
    except TypeError as error:
        print(error)
