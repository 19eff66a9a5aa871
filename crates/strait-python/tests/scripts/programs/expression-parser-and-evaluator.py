"""A recursive descent parser with an abstract syntax tree, errors with positions, and three visitors."""
import dataclasses
import math
import re

TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d*)?|\.\d+)|([A-Za-z_]\w*)|(\*\*|[-+*/%(),=]))")


@dataclasses.dataclass(frozen=True)
class Number:
    value: float


@dataclasses.dataclass(frozen=True)
class Name:
    id: str


@dataclasses.dataclass(frozen=True)
class Binary:
    op: str
    left: object
    right: object


@dataclasses.dataclass(frozen=True)
class Call:
    name: str
    args: tuple


class ParseError(ValueError):
    def __init__(self, message, position):
        super().__init__(f"{message} at column {position + 1}")


class Parser:
    LEVELS = [("+", "-"), ("*", "/", "%")]

    def __init__(self, text):
        self.tokens, position = [], 0
        while text[position:].strip():
            match = TOKEN.match(text, position)
            if not match:
                raise ParseError(f"unexpected {text[position:].strip()[0]!r}", position + len(text[position:]) - len(text[position:].lstrip()))
            self.tokens.append((match.lastindex, match[match.lastindex], match.start(match.lastindex)))
            position = match.end()
        self.tokens.append((0, "end", len(text)))
        self.index = 0

    def peek(self):
        return self.tokens[self.index][1]

    def take(self, *wanted):
        kind, value, position = self.tokens[self.index]
        if wanted and value not in wanted:
            raise ParseError(f"expected {' or '.join(map(repr, wanted))}, got {value!r}", position)
        self.index += 1
        return kind, value, position

    def parse(self):
        tree = self.level(0)
        self.take("end")
        return tree

    def level(self, n):
        if n == len(self.LEVELS):
            return self.power()
        left = self.level(n + 1)
        while self.peek() in self.LEVELS[n]:
            op = self.take()[1]
            left = Binary(op, left, self.level(n + 1))
        return left

    def power(self):
        if self.peek() == "-":
            self.take()
            return Binary("-", Number(0), self.power())
        base = self.atom()
        if self.peek() == "**":
            self.take()
            return Binary("**", base, self.power())
        return base

    def atom(self):
        kind, value, position = self.take()
        if kind == 1:
            return Number(float(value) if "." in value else int(value))
        if kind == 2 and self.peek() == "(":
            self.take("(")
            args = []
            while self.peek() != ")":
                args.append(self.level(0))
                if self.peek() != ")":
                    self.take(",")
            self.take(")")
            return Call(value, tuple(args))
        if kind == 2:
            return Name(value)
        if value == "(":
            inner = self.level(0)
            self.take(")")
            return inner
        raise ParseError(f"unexpected {value!r}", position)


def evaluate(tree, names):
    match tree:
        case Number(value):
            return value
        case Name(id):
            return names[id]
        case Binary("+", a, b):
            return evaluate(a, names) + evaluate(b, names)
        case Binary("-", a, b):
            return evaluate(a, names) - evaluate(b, names)
        case Binary("*", a, b):
            return evaluate(a, names) * evaluate(b, names)
        case Binary("/" | "%" as op, a, b):
            x, y = evaluate(a, names), evaluate(b, names)
            return x / y if op == "/" else x % y
        case Binary("**", a, b):
            return evaluate(a, names) ** evaluate(b, names)
        case Call("sqrt" | "floor" as f, (x,)):
            return getattr(math, f)(evaluate(x, names))
        case Call("max" | "min" as f, args) if args:
            return {"max": max, "min": min}[f](evaluate(a, names) for a in args)
        case Call(name, args):
            raise NameError(f"no function {name} of {len(args)} arguments")


def show(tree):
    match tree:
        case Binary(op, a, b):
            return f"({show(a)} {op} {show(b)})"
        case Call(name, args):
            return f"{name}({', '.join(map(show, args))})"
        case Number(value) | Name(value):
            return str(value)


for text in [
    "1 + 2 * 3", "-2 ** 2", "2 ** 3 ** 2", "(1 + 2) * 3 % 4", "x * (y - 1.5)", "max(1, x, sqrt(16)) / 8", "10 - 4 - 3",
    "1 +", "2 $ 3", "(1 + 2", "f(1)", "1 / 0", "z", ".5 + 1.", "max()", "1 2", "",
]:
    try:
        tree = Parser(text).parse()
        print(f"{text:<24} {show(tree):<32} {evaluate(tree, {'x': 3, 'y': 4})}")
    except (ParseError, NameError, KeyError, ZeroDivisionError) as error:
        print(f"{text:<24} {type(error).__name__}: {error}")
print(Parser("1+1").parse() == Parser(" 1 + 1 ").parse(), len({Parser("a").parse(), Parser("a").parse()}))
