def numbers(texts):
    for text in texts:
        yield int(text)


def squares(texts):
    return [n * n for n in numbers(texts)]


def table(rows):
    return {
        key: sum(value for value in values if value > 0)
        for key, values in rows
    }


print(squares(["1", "2"]))
try:
    squares(["1", "b"])
except ValueError as error:
    print(error)
print(table([("a", [1, -1]), ("b", [2, "x"])]))
