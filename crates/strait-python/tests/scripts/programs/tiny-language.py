"""A language of its own: words, tree, and what it means."""
import enum
import operator
import re
from dataclasses import dataclass
from typing import Any, NamedTuple


class Kind(enum.Enum):
    NUMBER = r"\d+(?:\.\d+)?"
    STRING = r'"(?:[^"\\]|\\.)*"'
    NAME = r"[A-Za-z_]\w*"
    OPERATOR = r"[-+*/%<>=!]=?|[(){},;]"
    SPACE = r"[ \t]+|#[^\n]*"
    NEWLINE = r"\n"
    WRONG = r"."


class Token(NamedTuple):
    kind: Kind
    text: str
    line: int
    column: int


class LanguageError(Exception):
    def __init__(self, message, token):
        super().__init__(f"{token.line}:{token.column}: {message}")


WORDS = re.compile("|".join(f"(?P<{kind.name}>{kind.value})" for kind in Kind))
KEYWORDS = {"let", "fn", "if", "else", "while", "return", "print", "true", "false", "nil", "and", "or"}


def tokens(source):
    line, start = 1, 0
    for match in WORDS.finditer(source):
        kind = Kind[match.lastgroup]
        token = Token(kind, match[0], line, match.start() - start + 1)
        if kind is Kind.NEWLINE:
            line, start = line + 1, match.end()
        elif kind is Kind.WRONG:
            raise LanguageError(f"unexpected {match[0]!r}", token)
        elif kind is not Kind.SPACE:
            yield token
    yield Token(Kind.NEWLINE, "", line, len(source) - start + 1)


@dataclass(slots=True)
class Node:
    token: Token

    def __str__(self):
        parts = (getattr(self, name) for name in self.__match_args__[1:])
        return f"({type(self).__name__.lower()} {' '.join(show(part) for part in parts)})"


def show(part):
    if isinstance(part, list):
        return "[" + " ".join(map(show, part)) + "]"
    return str(part)


@dataclass(slots=True)
class Literal(Node):
    value: Any


@dataclass(slots=True)
class Name(Node):
    name: str


@dataclass(slots=True)
class Binary(Node):
    operator: str
    left: Node
    right: Node


@dataclass(slots=True)
class Call(Node):
    function: Node
    arguments: list


@dataclass(slots=True)
class Let(Node):
    name: str
    value: Node
    declares: bool


@dataclass(slots=True)
class Block(Node):
    body: list


@dataclass(slots=True)
class If(Node):
    test: Node
    then: Node
    other: Node | None


@dataclass(slots=True)
class While(Node):
    test: Node
    body: Node


@dataclass(slots=True)
class Fn(Node):
    name: str
    parameters: list
    body: Node


@dataclass(slots=True)
class Return(Node):
    value: Node


@dataclass(slots=True)
class Print(Node):
    values: list


class Parser:
    LEVELS = [("or",), ("and",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%")]

    def __init__(self, source):
        self.tokens = list(tokens(source))
        self.place = 0

    @property
    def now(self):
        return self.tokens[self.place]

    def take(self, *texts):
        token = self.now
        if texts and token.text not in texts:
            raise LanguageError(f"expected {' or '.join(map(repr, texts))}, found {token.text or 'the end'!r}", token)
        if not token.text:
            raise LanguageError("unexpected end", token)
        self.place += 1
        return token

    def maybe(self, *texts):
        if self.now.text in texts and self.now.kind is not Kind.STRING:
            return self.take()

    def program(self):
        first = self.now
        body = []
        while self.now.text:
            body.append(self.statement())
        return Block(first, body)

    def statement(self):
        token = self.now
        method = getattr(self, f"{token.text}_statement", None) if token.text in KEYWORDS else None
        if method is not None:
            self.take()
            return method(token)
        if token.text == "{":
            return self.block()
        expression = self.expression()
        if isinstance(expression, Name) and self.maybe("="):
            expression = Let(token, expression.name, self.expression(), False)
        self.take(";")
        return expression

    def block(self):
        token = self.take("{")
        body = []
        while not self.maybe("}"):
            body.append(self.statement())
        return Block(token, body)

    def let_statement(self, token):
        name = self.take().text
        self.take("=")
        value = self.expression()
        self.take(";")
        return Let(token, name, value, True)

    def fn_statement(self, token):
        name = self.take().text
        return Fn(token, name, self.parameters(), self.block())

    def parameters(self):
        self.take("(")
        names = []
        while not self.maybe(")"):
            names.append(self.take().text)
            self.maybe(",")
        return names

    def if_statement(self, token):
        test, then = self.expression(), self.block()
        other = None
        if self.maybe("else"):
            other = self.statement() if self.now.text == "if" else self.block()
        return If(token, test, then, other)

    def while_statement(self, token):
        return While(token, self.expression(), self.block())

    def return_statement(self, token):
        value = Literal(token, None) if self.now.text == ";" else self.expression()
        self.take(";")
        return Return(token, value)

    def print_statement(self, token):
        values = [self.expression()]
        while self.maybe(","):
            values.append(self.expression())
        self.take(";")
        return Print(token, values)

    def expression(self, level=0):
        if level == len(self.LEVELS):
            return self.call()
        left = self.expression(level + 1)
        while token := self.maybe(*self.LEVELS[level]):
            left = Binary(token, token.text, left, self.expression(level + 1))
        return left

    def call(self):
        value = self.atom()
        while token := self.maybe("("):
            arguments = []
            while not self.maybe(")"):
                arguments.append(self.expression())
                self.maybe(",")
            value = Call(token, value, arguments)
        return value

    def atom(self):
        match token := self.take():
            case Token(Kind.NUMBER, text):
                return Literal(token, float(text) if "." in text else int(text))
            case Token(Kind.STRING, text):
                return Literal(token, re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), text[1:-1]))
            case Token(_, "true" | "false"):
                return Literal(token, token.text == "true")
            case Token(_, "nil"):
                return Literal(token, None)
            case Token(_, "fn"):
                return Fn(token, "", self.parameters(), self.block())
            case Token(_, "-"):
                return Binary(token, "-", Literal(token, 0), self.call())
            case Token(_, "("):
                inner = self.expression()
                self.take(")")
                return inner
            case Token(Kind.NAME, text) if text not in KEYWORDS:
                return Name(token, text)
        raise LanguageError(f"unexpected {token.text or 'end'}", token)


class Returned(Exception):
    def __init__(self, value):
        self.value = value


class Scope(dict):
    def __init__(self, outer=None):
        self.outer = outer

    def __missing__(self, name):
        if self.outer is None:
            raise KeyError(name)
        return self.outer[name]

    def assign(self, name, value):
        scope = self
        while scope is not None and name not in scope.keys():
            scope = scope.outer
        if scope is None:
            raise KeyError(name)
        scope[name] = value


@dataclass
class Function:
    code: Fn
    scope: Scope

    def __str__(self):
        return f"<fn {self.code.name or '?'}/{len(self.code.parameters)}>"


def text_of(value):
    return {None: "nil", True: "true", False: "false"}.get(value, value) if isinstance(value, (bool, type(None))) else value


class Interpreter:
    OPERATORS = {
        "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "%": operator.mod,
        "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
    }

    def __init__(self):
        self.globals = Scope()
        self.globals.update(len=len, str=str, range=lambda n: list(range(n)), map=self.map)
        self.steps = 0

    def map(self, function, items):
        return [self.invoke(function, [item], None) for item in items]

    def run(self, source):
        self.visit(Parser(source).program(), self.globals)

    def visit(self, node, scope):
        self.steps += 1
        return getattr(self, "visit_" + type(node).__name__)(node, scope)

    def visit_Literal(self, node, scope):
        return node.value

    def visit_Name(self, node, scope):
        try:
            return scope[node.name]
        except KeyError:
            raise LanguageError(f"{node.name} is not defined", node.token) from None

    def visit_Binary(self, node, scope):
        left = self.visit(node.left, scope)
        if node.operator in ("and", "or"):
            return self.visit(node.right, scope) if bool(left) == (node.operator == "and") else left
        right = self.visit(node.right, scope)
        try:
            return self.OPERATORS[node.operator](left, right)
        except (TypeError, ZeroDivisionError) as error:
            raise LanguageError(str(error), node.token) from error

    def visit_Let(self, node, scope):
        value = self.visit(node.value, scope)
        if node.declares:
            scope[node.name] = value
            return
        try:
            scope.assign(node.name, value)
        except KeyError:
            raise LanguageError(f"cannot assign to {node.name}", node.token) from None

    def visit_Block(self, node, scope):
        inner = Scope(scope) if node.token.text == "{" else scope
        for statement in node.body:
            self.visit(statement, inner)

    def visit_If(self, node, scope):
        if self.visit(node.test, scope):
            self.visit(node.then, scope)
        elif node.other is not None:
            self.visit(node.other, scope)

    def visit_While(self, node, scope):
        while self.visit(node.test, scope):
            self.visit(node.body, scope)

    def visit_Fn(self, node, scope):
        function = Function(node, scope)
        if node.name:
            scope[node.name] = function
        return function

    def visit_Return(self, node, scope):
        raise Returned(self.visit(node.value, scope))

    def visit_Print(self, node, scope):
        print(*[text_of(self.visit(value, scope)) for value in node.values])

    def visit_Call(self, node, scope):
        function = self.visit(node.function, scope)
        return self.invoke(function, [self.visit(argument, scope) for argument in node.arguments], node.token)

    def invoke(self, function, arguments, token):
        if not isinstance(function, Function):
            if not callable(function):
                raise LanguageError(f"{text_of(function)} cannot be called", token)
            return function(*arguments)
        code = function.code
        if len(arguments) != len(code.parameters):
            raise LanguageError(f"{function} got {len(arguments)} arguments", token or code.token)
        scope = Scope(function.scope)
        scope.update(zip(code.parameters, arguments))
        try:
            self.visit(code.body, scope)
        except Returned as returned:
            return returned.value


print(Parser("let x = 1 + 2 * (3 - y) <= f(1, \"a\\n\"); if x { x = -x; } else if y { return; }").program())
program = """
fn fib(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); }   # the usual
print fib(15), "is fib", 15;
fn counter() { let n = 0; return fn() { n = n + 1; return n; }; }
let next = counter(); let other = counter();
next(); next();
print next(), other(), next == other, nil, true and 3 or 4, fib;
let i = 0;
while i < 3 { i = i + 1; if i % 2 == 0 { print "even", i; } else { print "odd", i; } }
print map(fn(x) { return x * x; }, range(5)), len("four"), 7 / 2, -3 % 5, "a" + str(1);
"""
interpreter = Interpreter()
interpreter.run(program)
print(interpreter.steps)
for source in ["let = 3;", "print 1 +;", "print x;", "y = 1;", "print 1 / 0;", 'print "a" + 1;', "fib(1, 2);", "let s = $;",
               "1();", "fn f( { }", "{ print 1;", "fn loop(n) { return loop(n + 1); } loop(0);"]:
    try:
        interpreter.run(source)
    except LanguageError as error:
        print(f"{source!r}: {error} [{type(error.__cause__).__name__}]")
    except RecursionError as error:
        print(f"{source!r}: {error}"[:70])
