import typing

a: int = 1
b: str
c: list["Later"] = []
d: (1 + 1) = "any expression"
print(__annotations__, "b" in globals())


class Config:
    host: str = "localhost"
    port: int
    tags: list[str] = ["x"]
    self_reference: "Config"
    method_result = 5

    def __init__(self):
        self.attribute: float = 1.5
        local: undefined_type_is_not_evaluated = 2


print(Config.__annotations__, hasattr(Config, "port"), Config().attribute)


def f(x: int, y: "str" = "d", *args: float, k: bool = True, **kw: dict[str, int]) -> tuple[int, ...]:
    inner: nothing = 1
    return inner


print(f.__annotations__, f(1))
print(typing.get_type_hints(f)["y"], typing.get_type_hints(Config)["self_reference"] is Config)


class Child(Config):
    extra: bool


print(Child.__annotations__, sorted(typing.get_type_hints(Child)))
print((lambda: 0).__annotations__, list[int], dict[str, list[int]], tuple[()], type[int], int | None)
print(int | str | None, list[int] | None)
print(print("evaluated") or 1)
x: print("annotation evaluated") = print("value first")
items = [0]
items[0]: print("evaluated for a subscript too") = 1
(paren): int = 5
print(items, "paren" in __annotations__, list(__annotations__))
for source in [
    "x: int = 1 = 2", "(a, b): int", "[a]: int = 1", "x: int += 1", "a, b: int", "f(): int",
    "def f():\n x: int\n global x",
]:
    try:
        compile(source, "s", "exec")
    except SyntaxError as error:
        print(error.msg)
