def build(a, b, *, mode):
    return (
        a
        + b
        + {
            "x": 1,
        }[
            mode
        ]
    )


print(build(1, 2, mode="x"))
result = build(
    a=1,
    b=2,
    mode="y",
)
