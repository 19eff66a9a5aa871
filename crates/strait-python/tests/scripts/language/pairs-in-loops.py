# Pairs that loops take apart, and pairs that a variable keeps as well.
def kept():
    for pair in enumerate("ab"):
        place, letter = pair
        print(pair, place, letter)
    for pair in {1: 2, 3: 4}.items():
        key, value = pair
        print(pair, key, value)
    for pair in zip("ab", "cd"):
        left, right = pair
        print(pair, left, right)
    return pair


def taken_apart():
    for place, letter in enumerate("ab", 5):
        print(place, letter)
    for key, value in {1: 2, 3: 4}.items():
        print(key, value)
    for left, right in zip("abc", range(2)):
        print(left, right)
    letters = iter("abcd")
    for left, right in zip(letters, [1, 2]):
        print(left, right)
    print(list(letters))
    print([(a, b) for a, b in zip([1, 2], (3, 4))], {k: v for k, v in enumerate("xy")})
    print([pair for pair in enumerate("xy")], [a for pair in zip("ab", "cd") for a, b in [pair]])
    return place, letter, key, value, left, right


def changed():
    names = {"a": 1, "b": 2}
    try:
        for name, value in names.items():
            names[name + "!"] = value
    except RuntimeError as error:
        print(error)
    for number, word in enumerate(["x"], 1 << 70):
        print(number, word)


print(kept(), taken_apart())
changed()
