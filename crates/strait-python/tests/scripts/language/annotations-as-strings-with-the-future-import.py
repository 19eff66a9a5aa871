from __future__ import annotations

import typing


def f(a: NotDefined, b: list[int] = [], *, c: "quoted") -> {"any": expression + 1}:
    pass


print(f.__annotations__)


class Node:
    next: Node | None = None
    value: int if True else str
    items: dict[str , tuple[int,...]]
    call: lambda x , *y: (x+1)
    text: f"{1}" 'x'
    not_there: a.b[c:d] @ e < f and not g


print(Node.__annotations__)
print(typing.get_type_hints(Node.__init__), Node.next)
x: undefined = 5
print(__annotations__, x)


def later(node: Node, count: int = 0) -> list[Node]:
    return [node] * count


hints = typing.get_type_hints(later)
print(hints["node"] is Node, hints["count"], hints["return"])
