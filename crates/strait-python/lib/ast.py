"""Syntax trees: the engine's parser does not give them away. Literals can be evaluated."""

import re as _re

__all__ = ['literal_eval', 'parse']

PyCF_ONLY_AST = 0x400

_token = _re.compile(r'''
    (?P<string> (?: [rR]?[bB] | [bB][rR] | [rRuU] )?
        (?: \'\'\' (?: [^\\] | \\. )*? \'\'\' | """ (?: [^\\] | \\. )*? """
          | ' (?: [^'\\\n] | \\. )* ' | " (?: [^"\\\n] | \\. )* " ) )
  | (?P<number> 0 [xX] [0-9a-fA-F_]+ | 0 [oO] [0-7_]+ | 0 [bB] [01_]+
      | (?: [0-9] [0-9_]* \.? [0-9_]* | \. [0-9] [0-9_]* ) (?: [eE] [+-]? [0-9] [0-9_]* )? [jJ]? )
  | (?P<name> \w+ )
  | (?P<mark> \.\.\. | [-+()\[\]{},:] )
  | (?P<space> (?: \s | \\\n | \#[^\n]* )+ )
''', _re.VERBOSE | _re.DOTALL)
_NAMES = {'None': None, 'True': True, 'False': False}
# How deep a literal may be nested.
_DEPTH = 200


class AST:
    """A node of a syntax tree: none is ever made."""

    def __new__(cls, *args, **kwargs):
        raise NotImplementedError('there are no syntax trees')


def parse(source, filename='<unknown>', mode='exec', *, type_comments=False, feature_version=None):
    """Refuse, after a look whether the text is a program at all."""
    compile(source, filename, mode)
    raise NotImplementedError('there are no syntax trees')


class _Literal:
    """Reads a literal from its text."""

    def __init__(self, text):
        self.tokens, at = [], 0
        while at < len(text):
            match = _token.match(text, at)
            if match is None:
                self._malformed()
            if match.lastgroup != 'space':
                self.tokens.append((match.lastgroup, match.group()))
            at = match.end()
        self.tokens.append(('end', ''))
        self.at = 0

    def _malformed(self):
        raise ValueError('malformed node or string')

    def _next(self):
        token = self.tokens[self.at]
        self.at += 1
        return token

    def _takes(self, text):
        if self.tokens[self.at] == ('mark', text):
            self.at += 1
            return True
        return False

    def whole(self):
        first = self.expression(0)
        if self.tokens[self.at] == ('mark', ','):
            items = [first]
            while self._takes(',') and self.tokens[self.at][0] != 'end':
                items.append(self.expression(0))
            first = tuple(items)
        if self.tokens[self.at][0] != 'end':
            self._malformed()
        return first

    def expression(self, depth):
        """A value, or the sum of a real and an imaginary number."""
        left = self.signed(depth)
        kind, text = self.tokens[self.at]
        if kind == 'mark' and text in '+-':
            self.at += 1
            right = self.value(depth)
            if type(left) not in (int, float) or type(right) is not complex:
                self._malformed()
            return left + right if text == '+' else left - right
        return left

    def signed(self, depth):
        kind, text = self.tokens[self.at]
        if kind == 'mark' and text in '+-':
            self.at += 1
            value = self.value(depth)
            if type(value) not in (int, float, complex):
                self._malformed()
            return -value if text == '-' else +value
        return self.value(depth)

    def value(self, depth):
        if depth > _DEPTH:
            raise RecursionError('maximum recursion depth exceeded during compilation')
        kind, text = self._next()
        if kind == 'string':
            parts = [text]
            while self.tokens[self.at][0] == 'string':
                parts.append(self._next()[1])
            return eval(' '.join(parts))
        if kind == 'number':
            return eval(text)
        if kind == 'name':
            if text in _NAMES:
                return _NAMES[text]
            if text == 'set' and self._takes('(') and self._takes(')'):
                return set()
        elif text == '...':
            return ...
        elif text == '(':
            items, comma = self.items(')', depth)
            return items[0] if len(items) == 1 and not comma else tuple(items)
        elif text == '[':
            return self.items(']', depth)[0]
        elif text == '{':
            return self.braces(depth)
        self._malformed()

    def items(self, end, depth):
        items, comma = [], False
        while not self._takes(end):
            if items and not comma:
                self._malformed()
            items.append(self.expression(depth + 1))
            comma = self._takes(',')
        if comma and not items:
            self._malformed()
        return items, comma

    def braces(self, depth):
        if self._takes('}'):
            return {}
        first = self.expression(depth + 1)
        if not self._takes(':'):
            items = [first]
            if self._takes(','):
                items += self.items('}', depth)[0]
            elif not self._takes('}'):
                self._malformed()
            return set(items)
        result = {first: self.expression(depth + 1)}
        while not self._takes('}'):
            if not self._takes(','):
                self._malformed()
            if self._takes('}'):
                break
            key = self.expression(depth + 1)
            if not self._takes(':'):
                self._malformed()
            result[key] = self.expression(depth + 1)
        return result


def literal_eval(node_or_string):
    """Evaluate a text that is a literal: strings, bytes, numbers, tuples, lists, dicts, sets, booleans, None and `...`."""
    if not isinstance(node_or_string, str):
        raise ValueError(f'malformed node or string: {node_or_string!r}')
    text = node_or_string.lstrip(' \t')
    try:
        return _Literal(text).whole()
    except ValueError:
        # What is no expression at all is a syntax error.
        compile(text, '<unknown>', 'eval')
        raise ValueError(f'malformed node or string: {text!r}') from None
