def ratio(a, b, c):
    return (a + b) * c / (a - b) + (a / (b - b)
                                    + c)


x = {"k": [1, {"z": 0}]}
print(x["k"][1]["z"])
y = ratio(
    1,
    2, c=x["k"][0]
)
