"""Regular expressions."""
# `_re` compiles and matches. Pattern.sub, Pattern.subn and Match.expand give up where script code is to be called
# or an error of this module raised; _subn and _expand do their work then.

import enum

import _re
from _re import Match, Pattern

__all__ = ['match', 'fullmatch', 'search', 'sub', 'subn', 'split', 'findall', 'finditer', 'compile', 'purge',
           'escape', 'error', 'Pattern', 'Match', 'A', 'I', 'L', 'M', 'S', 'X', 'U', 'ASCII', 'IGNORECASE', 'LOCALE',
           'MULTILINE', 'DOTALL', 'VERBOSE', 'UNICODE', 'NOFLAG', 'RegexFlag']


@enum.global_enum
class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128
    __str__ = object.__str__
    _numeric_repr_ = hex


class error(Exception):
    """An invalid regular expression, or replacement text."""

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f'{msg} at position {pos}'
            if newline in pattern:
                msg = f'{msg} (line {self.lineno}, column {self.colno})'
        super().__init__(msg)


PatternError = error


def match(pattern, string, flags=0):
    """Match at the start of the string."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Match the whole string."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """Find the first match."""
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """Replace matches by text, or by what a function of the match returns."""
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """Like `sub`; returns the new string and the number of replacements."""
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """The parts of the string between matches, with the matches' groups between them."""
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """All matches: their text, their only group, or tuples of their groups."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over all matches."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    return _compile(pattern, flags)


def purge():
    """Forget compiled patterns."""
    _cache.clear()


_SPECIAL = {code: '\\' + chr(code) for code in b'()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    """Make text match itself."""
    if isinstance(pattern, str):
        return pattern.translate(_SPECIAL)
    return str(pattern, 'latin1').translate(_SPECIAL).encode('latin1')


# Compiled patterns, oldest first.
_cache = {}
_MAXCACHE = 512


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    key = (type(pattern), pattern, flags)
    compiled = _cache.get(key)
    if compiled is not None:
        return compiled
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError('cannot process flags argument with a compiled pattern')
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError('first argument must be string or compiled pattern')
    compiled = _re.compile(pattern, flags)
    if type(compiled) is tuple:
        message, position = compiled
        raise error(message, pattern, position)
    if len(_cache) >= _MAXCACHE:
        del _cache[next(iter(_cache))]
    _cache[key] = compiled
    return compiled


def _subn(pattern, repl, string, count=0):
    if not callable(repl):
        _raise_template_error(pattern, repl)
    parts = []
    end = replaced = 0
    for found in pattern.finditer(string):
        parts.append(string[end:found.start()])
        value = repl(found)
        if value is not None:
            parts.append(value)
        end = found.end()
        replaced += 1
        if replaced == count:
            break
    parts.append(string[end:])
    joined = ''.join(parts) if isinstance(string, str) else b''.join(parts)
    return joined, replaced


def _expand(found, template):
    _raise_template_error(found.re, template)


def _raise_template_error(pattern, template):
    message, position = _re.template_error(pattern, template)
    if position is None:
        raise IndexError(message)
    raise error(message, template, position)


class Scanner:
    """A tokenizer: pairs of a pattern and what to make of its matches."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self._names = {f'_scanner_{index}': action for index, (_, action) in enumerate(lexicon)}
        alternatives = [f'(?P<{name}>{phrase})' for name, (phrase, _) in zip(self._names, lexicon)]
        self.scanner = _compile('|'.join(alternatives), flags)

    def scan(self, string):
        """The tokens, and the rest of the string that nothing matches."""
        result = []
        position = 0
        while True:
            found = self.scanner.match(string, position)
            if not found or found.end() == position:
                return result, string[position:]
            action = self._names[found.lastgroup]
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                result.append(action)
            position = found.end()
