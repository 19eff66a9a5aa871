def average(values):
    assert values, "no values"
    assert all(v >= 0 for v in values), f"negative value in {values}"
    return sum(values) / len(values)


print(average([1, 2]))
try:
    average([])
except AssertionError as error:
    print(error)
average([
    1,
    -2,
])
