"""What can be found out about objects: their kind, members, documentation, and how they are called."""
# Signatures follow CPython 3.12's inspect.py (see VENDORED.md). Frames of the library are not there.

import builtins
import enum
import functools
import linecache
import re
import sys
import types
from collections import OrderedDict, namedtuple
from keyword import iskeyword

__all__ = ['AGEN_CLOSED', 'AGEN_CREATED', 'AGEN_RUNNING', 'AGEN_SUSPENDED', 'CORO_CLOSED', 'CORO_CREATED',
           'CORO_RUNNING', 'CORO_SUSPENDED', 'GEN_CLOSED', 'GEN_CREATED', 'GEN_RUNNING', 'GEN_SUSPENDED',
           'getasyncgenlocals', 'getasyncgenstate', 'getcoroutinelocals', 'getcoroutinestate', 'getgeneratorlocals',
           'getgeneratorstate', 'ArgInfo', 'Attribute', 'BoundArguments', 'FullArgSpec', 'Parameter', 'Signature', 'cleandoc',
           'currentframe', 'formatannotation', 'get_annotations', 'getattr_static', 'getcallargs', 'getdoc', 'getfile',
           'getfullargspec', 'getmembers', 'getmodule', 'getmodulename', 'getmro', 'getsource', 'getsourcefile',
           'getsourcelines', 'isabstract', 'isasyncgen', 'isasyncgenfunction', 'isawaitable', 'isbuiltin', 'isclass',
           'iscode', 'iscoroutine', 'iscoroutinefunction', 'isdatadescriptor', 'isframe', 'isfunction', 'isgenerator',
           'isgeneratorfunction', 'isgetsetdescriptor', 'ismemberdescriptor', 'ismethod', 'ismethoddescriptor',
           'ismethodwrapper', 'ismodule', 'isroutine', 'istraceback', 'markcoroutinefunction', 'signature', 'stack',
           'unwrap']

CO_OPTIMIZED = 0x1
CO_NEWLOCALS = 0x2
CO_VARARGS = 0x4
CO_VARKEYWORDS = 0x8
CO_NESTED = 0x10
CO_GENERATOR = 0x20
CO_NOFREE = 0x40
CO_COROUTINE = 0x80
CO_ITERABLE_COROUTINE = 0x100
CO_ASYNC_GENERATOR = 0x200

ArgInfo = namedtuple('ArgInfo', 'args varargs keywords locals', module='inspect')
Attribute = namedtuple('Attribute', 'name kind defining_class object', module='inspect')
FullArgSpec = namedtuple('FullArgSpec', 'args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations',
                         module='inspect')


# Kinds of objects.

def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def ismethodwrapper(object):
    return isinstance(object, types.MethodWrapperType)


def iscode(object):
    return isinstance(object, types.CodeType)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return object is not None and isinstance(object, types.FrameType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    """Whether an object can stand after `await`."""
    if isinstance(object, types.CoroutineType):
        return True
    if isinstance(object, types.GeneratorType) and object.gi_code.co_flags & CO_ITERABLE_COROUTINE:
        return True
    return getattr(type(object), '__await__', None) is not None


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, '__get__') and not hasattr(cls, '__set__')


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, '__set__') or hasattr(cls, '__delete__')


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def isroutine(object):
    return (isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)
            or ismethodwrapper(object))


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, '__abstractmethods__', None))


def _has_code_flag(function, flag):
    while ismethod(function):
        function = function.__func__
    while isinstance(function, functools.partial):
        function = function.func
    return bool(isfunction(function) and function.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_code_flag(obj, CO_GENERATOR)


_is_coroutine_mark = object()


def markcoroutinefunction(func):
    """Make a function that returns a coroutine count as `async def`."""
    getattr(func, '__func__', func)._is_coroutine_marker = _is_coroutine_mark
    return func


def iscoroutinefunction(obj):
    inner = obj
    while isinstance(inner, functools.partial):
        inner = inner.func
    inner = getattr(inner, '__func__', inner)
    return (_has_code_flag(obj, CO_COROUTINE)
            or getattr(inner, '_is_coroutine_marker', None) is _is_coroutine_mark)


def isasyncgenfunction(obj):
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


# Members and documentation.

def getmro(cls):
    return cls.__mro__


def getmembers(object, predicate=None):
    """Pairs of name and value, sorted by name."""
    names = dir(object)
    bases = (object,) + object.__mro__ if isclass(object) else ()
    for base in getattr(object, '__bases__', ()) if bases else ():
        for name, value in base.__dict__.items():
            if isinstance(value, types.DynamicClassAttribute):
                names.append(name)
    members = []
    seen = set()
    for name in names:
        try:
            value = getattr(object, name)
            if name in seen:
                raise AttributeError
        except AttributeError:
            for base in bases:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if predicate is None or predicate(value):
            members.append((name, value))
        seen.add(name)
    members.sort(key=lambda pair: pair[0])
    return members


_missing = builtins.object()


def getattr_static(obj, attr, default=_missing):
    """An attribute as it is stored, without running any code."""
    is_class = isinstance(obj, type)
    in_instance = _missing
    if not is_class:
        try:
            in_instance = object.__getattribute__(obj, '__dict__').get(attr, _missing)
        except AttributeError:
            pass
    in_class = _in_mro(obj if is_class else type(obj), attr)
    if in_instance is not _missing and in_class is not _missing:
        cls = type(in_class)
        if hasattr(cls, '__get__') and (hasattr(cls, '__set__') or hasattr(cls, '__delete__')):
            return in_class
    for value in (in_instance, in_class):
        if value is not _missing:
            return value
    if is_class:
        value = _in_mro(type(obj), attr)
        if value is not _missing:
            return value
    if default is not _missing:
        return default
    raise AttributeError(attr)


def _in_mro(cls, name):
    for base in cls.__mro__:
        if name in base.__dict__:
            return base.__dict__[name]
    return _missing


def cleandoc(doc):
    """Documentation without the indentation it has in the source."""
    lines = doc.expandtabs().split('\n')
    margin = min([len(line) - len(line.lstrip(' ')) for line in lines[1:] if line.strip(' ')], default=None)
    cleaned = [lines[0].lstrip(' ')] + [line[margin:] if margin is not None else line for line in lines[1:]]
    while cleaned and not cleaned[-1]:
        cleaned.pop()
    while cleaned and not cleaned[0]:
        cleaned.pop(0)
    return '\n'.join(cleaned)


def getdoc(object):
    """The documentation of an object, or what it inherits."""
    doc = getattr(object, '__doc__', None)
    if doc is None:
        doc = _inherited_doc(object)
    return cleandoc(doc) if isinstance(doc, str) else None


def _inherited_doc(obj):
    if isclass(obj):
        for base in obj.__mro__[1:]:
            if base is not object and base.__doc__ is not None:
                return base.__doc__
        return None
    if ismethod(obj):
        cls = obj.__self__ if isclass(obj.__self__) else type(obj.__self__)
    elif isfunction(obj) and '.' in obj.__qualname__:
        cls = getattr(sys.modules.get(obj.__module__), obj.__qualname__.rpartition('.')[0], None)
    elif isinstance(obj, property) and obj.fget is not None:
        cls = getattr(sys.modules.get(obj.fget.__module__), obj.fget.__qualname__.rpartition('.')[0], None)
        obj = obj.fget
    else:
        return None
    if not isclass(cls):
        return None
    for base in cls.__mro__:
        doc = getattr(getattr(base, obj.__name__, None), '__doc__', None)
        if doc is not None:
            return doc
    return None


def unwrap(func, *, stop=None):
    """Follow `__wrapped__` to the function inside."""
    seen = {id(func): func}
    first = func
    while hasattr(func, '__wrapped__'):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f'wrapper loop when unwrapping {first!r}')
        seen[id(func)] = func
    return func


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """The annotations of a class, module or function, in a dict of its own."""
    if isclass(obj):
        annotations = obj.__dict__.get('__annotations__')
        if isinstance(annotations, types.GetSetDescriptorType):
            annotations = None
        obj_globals = getattr(sys.modules.get(obj.__module__), '__dict__', None)
        obj_locals = dict(vars(obj))
    elif ismodule(obj):
        annotations = getattr(obj, '__annotations__', None)
        obj_globals, obj_locals = obj.__dict__, None
    elif callable(obj):
        annotations = getattr(obj, '__annotations__', None)
        inner = unwrap(obj)
        while isinstance(inner, functools.partial):
            inner = inner.func
        obj_globals, obj_locals = getattr(inner, '__globals__', None), None
    else:
        raise TypeError(f'{obj!r} is not a module, class, or callable.')
    if annotations is None:
        return {}
    if not isinstance(annotations, dict):
        raise ValueError(f'{obj!r}.__annotations__ is neither a dict nor None')
    if not annotations or not eval_str:
        return dict(annotations)
    globals = obj_globals if globals is None else globals
    locals = obj_locals if locals is None else locals
    return {name: eval(value, globals, locals) if isinstance(value, str) else value
            for name, value in annotations.items()}


# Sources. The engine knows those of the files that it runs.

def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, '__module__', None))


def getmodulename(path):
    name = path.rpartition('/')[2]
    return name[:-3] if name.endswith('.py') else None


def getfile(object):
    if ismodule(object):
        if getattr(object, '__file__', None):
            return object.__file__
        raise TypeError(f'{object!r} is a built-in module')
    if isclass(object):
        module = sys.modules.get(getattr(object, '__module__', None))
        if getattr(module, '__file__', None):
            return module.__file__
        raise TypeError(f'{object!r} is a built-in class')
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if iscode(object):
        return object.co_filename
    raise TypeError('module, class, method, function, traceback, frame, or code object was expected, '
                    f'got {type(object).__name__}')


getsourcefile = getfile


def getsourcelines(object):
    """The lines of a function, class or module, and the number of the first one."""
    object = unwrap(object)
    lines = linecache.getlines(getfile(object))
    if not lines:
        raise OSError('could not get source code')
    if ismodule(object):
        return lines, 0
    if isclass(object):
        pattern = re.compile(rf'\s*class\s+{object.__name__}\b')
        first = next((number for number, line in enumerate(lines) if pattern.match(line)), None)
        if first is None:
            raise OSError('could not find class definition')
    else:
        if ismethod(object):
            object = object.__func__
        first = (object.__code__ if isfunction(object) else object).co_firstlineno - 1
    return _block(lines[first:]), first + 1


def _block(lines):
    """The lines of the definition that they begin with: its head, and what is indented deeper."""
    starts = _logical_lines(lines)
    is_decorator = False
    margin = len(lines[0]) - len(lines[0].lstrip())
    end = 0
    for start, following in zip(starts, starts[1:] + [len(lines)]):
        text = lines[start].strip()
        if start > 0 and text and not text.startswith('#'):
            if len(lines[start]) - len(lines[start].lstrip()) <= margin and not is_decorator:
                break
        if text and not text.startswith('#'):
            end = following
            is_decorator = text.startswith('@') and (start == 0 or is_decorator)
    return lines[:end]


_match_token = re.compile(r"""#[^\n]*|(?P<quote>\'{3}|"{3}|['"])|\\\n|[()\[\]{}\n]|[^#'"()\[\]{}\n\\]+|\\""").match


def _logical_lines(lines):
    """The indexes of the lines that do not go on with the one before, by a bracket, a string or a backslash."""
    text = ''.join(lines)
    starts = [0]
    number = position = depth = 0
    while position < len(text):
        token = _match_token(text, position)
        position = token.end()
        quote = token['quote']
        if quote:
            # An odd number of backslashes before a quote hides it.
            closing = re.compile(r'(?:[^\\]|\\.)*?' + quote, re.DOTALL).match(text, position)
            position = closing.end() if closing else len(text)
            number += text.count('\n', token.end(), position)
        elif token[0] in ('(', '[', '{'):
            depth += 1
        elif token[0] in (')', ']', '}'):
            depth -= 1
        elif token[0] == '\\\n':
            number += 1
        elif token[0] == '\n':
            number += 1
            if depth <= 0 and number < len(lines):
                starts.append(number)
    return starts


def getsource(object):
    return ''.join(getsourcelines(object)[0])


def currentframe():
    return sys._getframe()


def stack(context=1):
    return []


FrameInfo = namedtuple('FrameInfo', 'frame filename lineno function code_context index')
Traceback = namedtuple('Traceback', 'filename lineno function code_context index')


def getframeinfo(frame, context=1):
    """Where a frame or a traceback stands, with some lines around."""
    if istraceback(frame):
        lineno, frame = frame.tb_lineno, frame.tb_frame
    else:
        lineno = frame.f_lineno
    code = frame.f_code
    lines = index = None
    if context > 0:
        source = linecache.getlines(code.co_filename)
        if source:
            start = max(0, min(lineno - 1 - context // 2, len(source) - context))
            lines, index = source[start:start + context], lineno - 1 - start
    return Traceback(code.co_filename, lineno, code.co_name, lines, index)


def getinnerframes(tb, context=1):
    """The frames of a traceback, from the outermost on."""
    frames = []
    while tb:
        frames.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return frames


def getouterframes(frame, context=1):
    """A frame and those that called it."""
    frames = []
    while frame:
        frames.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return frames


# Generators and coroutines.

GEN_CREATED = 'GEN_CREATED'
GEN_RUNNING = 'GEN_RUNNING'
GEN_SUSPENDED = 'GEN_SUSPENDED'
GEN_CLOSED = 'GEN_CLOSED'

CORO_CREATED = 'CORO_CREATED'
CORO_RUNNING = 'CORO_RUNNING'
CORO_SUSPENDED = 'CORO_SUSPENDED'
CORO_CLOSED = 'CORO_CLOSED'

AGEN_CREATED = 'AGEN_CREATED'
AGEN_RUNNING = 'AGEN_RUNNING'
AGEN_SUSPENDED = 'AGEN_SUSPENDED'
AGEN_CLOSED = 'AGEN_CLOSED'


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getgeneratorlocals(generator):
    if not isgenerator(generator):
        raise TypeError(f'{generator!r} is not a Python generator')
    frame = getattr(generator, 'gi_frame', None)
    return {} if frame is None else frame.f_locals


def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def getcoroutinelocals(coroutine):
    frame = getattr(coroutine, 'cr_frame', None)
    return {} if frame is None else frame.f_locals


def getasyncgenstate(agen):
    if agen.ag_running:
        return AGEN_RUNNING
    if agen.ag_suspended:
        return AGEN_SUSPENDED
    return AGEN_CLOSED if agen.ag_frame is None else AGEN_CREATED


def getasyncgenlocals(agen):
    if not isasyncgen(agen):
        raise TypeError(f'{agen!r} is not a Python async generator')
    frame = getattr(agen, 'ag_frame', None)
    return {} if frame is None else frame.f_locals


# Signatures.

def formatannotation(annotation, base_module=None):
    """The text of an annotation."""
    if getattr(annotation, '__module__', None) == 'typing':
        return re.sub(r'[\w\.]+', lambda match: match.group().removeprefix('typing.'), repr(annotation))
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation)


class _empty:
    """Marks what is not there."""


class _void:
    """Marks an argument that is not given."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 'positional-only'
    POSITIONAL_OR_KEYWORD = 'positional or keyword'
    VAR_POSITIONAL = 'variadic positional'
    KEYWORD_ONLY = 'keyword-only'
    VAR_KEYWORD = 'variadic keyword'

    def __new__(cls, description):
        value = len(cls.__members__)
        member = int.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    def __str__(self):
        return self.name


_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = _ParameterKind


class Parameter:
    """One parameter of a signature."""

    __slots__ = ('_name', '_kind', '_default', '_annotation')

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f'value {kind!r} is not a valid Parameter.kind')
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f'{self._kind.description} parameters cannot have default values')
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError('name is a required attribute for Parameter')
        if not isinstance(name, str):
            raise TypeError(f'name must be a str, not a {type(name).__name__}')
        if name[0] == '.' and name[1:].isdigit():
            # The argument of a comprehension's function.
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError('implicit arguments must be passed as positional or keyword arguments, '
                                 f'not {self._kind.description}')
            self._kind = _POSITIONAL_ONLY
            name = f'implicit{name[1:]}'
        if iskeyword(name) and self._kind is not _POSITIONAL_ONLY or not name.isidentifier():
            raise ValueError(f'{name!r} is not a valid parameter name')
        self._name = name

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """A parameter with some things changed."""
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
                          default=self._default if default is _void else default,
                          annotation=self._annotation if annotation is _void else annotation)

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text = f'{text}: {formatannotation(self._annotation)}'
        if self._default is not _empty:
            text += f'{"=" if self._annotation is _empty else " = "}{self._default!r}'
        return {_VAR_POSITIONAL: '*', _VAR_KEYWORD: '**'}.get(self._kind, '') + text

    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind and self._default == other._default
                and self._annotation == other._annotation)


class BoundArguments:
    """Arguments by the names of their parameters."""

    __slots__ = ('arguments', '_signature')

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = property(lambda self: self._signature)

    def _split(self):
        """Positional and keyword arguments; after a missing one, only keywords can follow."""
        args = []
        kwargs = {}
        by_keyword = False
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                by_keyword = True
            if name not in self.arguments:
                continue
            value = self.arguments[name]
            if not by_keyword:
                if parameter.kind is _VAR_POSITIONAL:
                    args.extend(value)
                else:
                    args.append(value)
            elif parameter.kind is _VAR_KEYWORD:
                kwargs.update(value)
            else:
                kwargs[name] = value
        return tuple(args), kwargs

    args = property(lambda self: self._split()[0])
    kwargs = property(lambda self: self._split()[1])

    def apply_defaults(self):
        """Add the defaults of parameters without arguments."""
        complete = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                complete[name] = self.arguments[name]
            elif parameter.default is not _empty:
                complete[name] = parameter.default
            elif parameter.kind is _VAR_POSITIONAL:
                complete[name] = ()
            elif parameter.kind is _VAR_KEYWORD:
                complete[name] = {}
        self.arguments = complete

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __repr__(self):
        arguments = ', '.join([f'{name}={value!r}' for name, value in self.arguments.items()])
        return f'<{type(self).__name__} ({arguments})>'


class Signature:
    """The parameters of something callable, and the annotation of what it returns."""

    __slots__ = ('_return_annotation', '_parameters')

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        found = OrderedDict()
        top_kind = _POSITIONAL_ONLY
        seen_default = False
        for parameter in parameters or ():
            kind = parameter.kind
            if __validate_parameters__:
                if kind < top_kind:
                    raise ValueError(f'wrong parameter order: {top_kind.description} parameter before '
                                     f'{kind.description} parameter')
                top_kind = kind
                if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if parameter.default is not _empty:
                        seen_default = True
                    elif seen_default:
                        raise ValueError('non-default argument follows default argument')
                if parameter.name in found:
                    raise ValueError(f'duplicate parameter name: {parameter.name!r}')
            found[parameter.name] = parameter
        self._parameters = types.MappingProxyType(found)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _Reader(cls, follow_wrapped, globals, locals, eval_str).read(obj)

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    def replace(self, *, parameters=_void, return_annotation=_void):
        """A signature with some things changed."""
        return type(self)(self._parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void
                          else return_annotation)

    def _basis(self):
        positional = tuple([item for item in self._parameters.values() if item.kind != _KEYWORD_ONLY])
        keyword_only = {item.name: item for item in self._parameters.values() if item.kind == _KEYWORD_ONLY}
        return positional, keyword_only, self._return_annotation

    def __hash__(self):
        positional, keyword_only, return_annotation = self._basis()
        return hash((positional, frozenset(keyword_only.values()), return_annotation))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._basis() == other._basis()

    def bind(self, /, *args, **kwargs):
        """Assign arguments to the parameters, as a call would."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """Like `bind`, but arguments may be missing."""
        return self._bind(args, kwargs, partial=True)

    def _bind(self, args, kwargs, *, partial=False):
        arguments = {}
        remaining = list(args)
        is_first_without = True     # the first parameter that no positional argument is left for
        rest = None                 # the **kwargs parameter
        for parameter in self._parameters.values():
            name, kind = parameter.name, parameter.kind
            if remaining:
                if kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    raise TypeError('too many positional arguments')
                if kind is _VAR_POSITIONAL:
                    arguments[name] = tuple(remaining)
                    remaining = []
                    is_first_without = False
                    continue
                if name in kwargs and kind is not _POSITIONAL_ONLY:
                    raise TypeError(f'multiple values for argument {name!r}')
                arguments[name] = remaining.pop(0)
                continue
            if kind is _VAR_KEYWORD:
                rest = parameter
            elif kind is not _VAR_POSITIONAL:
                if name in kwargs:
                    if kind is _POSITIONAL_ONLY:
                        raise TypeError(f'{name!r} parameter is positional only, but was passed as a keyword')
                    arguments[name] = kwargs.pop(name)
                elif not partial and parameter.default is _empty:
                    argtype = ' keyword-only' if is_first_without and kind is _KEYWORD_ONLY else ''
                    raise TypeError(f'missing a required{argtype} argument: {name!r}')
            is_first_without = False
        if remaining:
            raise TypeError('too many positional arguments')
        if kwargs:
            if rest is None:
                raise TypeError(f'got an unexpected keyword argument {next(iter(kwargs))!r}')
            arguments[rest.name] = kwargs
        return self._bound_arguments_cls(self, arguments)

    def __repr__(self):
        return f'<{type(self).__name__} {self}>'

    def __str__(self):
        parts = []
        slash_due = False
        star_due = True
        for parameter in self._parameters.values():
            if parameter.kind is _POSITIONAL_ONLY:
                slash_due = True
            elif slash_due:
                parts.append('/')
                slash_due = False
            if parameter.kind is _VAR_POSITIONAL:
                star_due = False
            elif parameter.kind is _KEYWORD_ONLY and star_due:
                parts.append('*')
                star_due = False
            parts.append(str(parameter))
        if slash_due:
            parts.append('/')
        text = f'({", ".join(parts)})'
        if self._return_annotation is not _empty:
            text += f' -> {formatannotation(self._return_annotation)}'
        return text


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """How something is called."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals,
                                   eval_str=eval_str)


class _Reader:
    """Finds the signature of something callable."""

    def __init__(self, cls, follow_wrapped, globals, locals, eval_str):
        self.cls = cls
        self.follow_wrapped = follow_wrapped
        self.names = {'globals': globals, 'locals': locals, 'eval_str': eval_str}

    def read(self, obj):
        if not callable(obj):
            raise TypeError(f'{obj!r} is not a callable object')
        if isinstance(obj, types.MethodType):
            return _without_first(self.read(obj.__func__))
        if self.follow_wrapped:
            obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__') or isinstance(f, types.MethodType))
            if isinstance(obj, types.MethodType):
                return self.read(obj)
        declared = getattr(obj, '__signature__', None)
        if declared is not None:
            if not isinstance(declared, Signature) and callable(declared):
                declared = declared()
            if not isinstance(declared, Signature):
                raise TypeError(f'unexpected object {declared!r} in __signature__ attribute')
            return declared
        method = getattr(obj, '_partialmethod', None)
        if isinstance(method, functools.partialmethod):
            return self._partialmethod(method)
        if isfunction(obj):
            return self._function(obj)
        if isinstance(obj, functools.partial):
            return _partial(self.read(obj.func), obj)
        if isinstance(obj, type):
            return self._class(obj)
        call = _python_method(type(obj), '__call__')
        if call is not None:
            return _without_first(self.read(call))
        raise ValueError(f'no signature found for builtin {obj!r}')

    def _function(self, function):
        code = function.__code__
        names = code.co_varnames
        count = code.co_argcount
        annotations = get_annotations(function, **self.names)
        defaults = function.__defaults__ or ()
        make = self.cls._parameter_cls
        parameters = []

        def add(name, kind, default=_empty):
            parameters.append(make(name, kind, default=default, annotation=annotations.get(name, _empty)))

        for index, name in enumerate(names[:count]):
            with_default = index - (count - len(defaults))
            add(name, _POSITIONAL_ONLY if index < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD,
                defaults[with_default] if with_default >= 0 else _empty)
        end = count + code.co_kwonlyargcount
        if code.co_flags & CO_VARARGS:
            add(names[end], _VAR_POSITIONAL)
        keyword_defaults = function.__kwdefaults__ or {}
        for name in names[count:end]:
            add(name, _KEYWORD_ONLY, keyword_defaults.get(name, _empty))
        if code.co_flags & CO_VARKEYWORDS:
            add(names[end + bool(code.co_flags & CO_VARARGS)], _VAR_KEYWORD)
        return self.cls(parameters, return_annotation=annotations.get('return', _empty),
                        __validate_parameters__=False)

    def _partialmethod(self, method):
        wrapped = self.read(method.func)
        result = _partial(wrapped, method, (None,))
        first = next(iter(wrapped.parameters.values()))
        if first.kind is _VAR_POSITIONAL:
            return result
        return result.replace(parameters=(first, *result.parameters.values()))

    def _class(self, cls):
        call = _python_method(type(cls), '__call__')
        if call is not None:
            return _without_first(self.read(call))
        new = _python_method(cls, '__new__')
        init = _python_method(cls, '__init__')
        for base in cls.__mro__:
            if new is not None and '__new__' in base.__dict__:
                return _without_first(self.read(new))
            if init is not None and '__init__' in base.__dict__:
                return _without_first(self.read(init))
        if type not in cls.__mro__ and cls.__init__ is object.__init__ and cls.__new__ is object.__new__:
            return self.cls()
        raise ValueError(f'no signature found for builtin type {cls!r}')


def _python_method(cls, name):
    """A method of a class, if it is written in Python."""
    method = getattr(cls, name, None)
    if method is None or isinstance(method, (types.WrapperDescriptorType, types.MethodWrapperType,
                                             types.MethodDescriptorType, types.BuiltinFunctionType)):
        return None
    return method


def _without_first(signature):
    parameters = tuple(signature.parameters.values())
    if not parameters or parameters[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError('invalid method signature')
    if parameters[0].kind is not _VAR_POSITIONAL:
        parameters = parameters[1:]
    return signature.replace(parameters=parameters)


def _partial(signature, partial, extra_args=()):
    """The signature that is left when some arguments are given."""
    keywords = partial.keywords or {}
    try:
        bound = signature.bind_partial(*extra_args, *partial.args, **keywords).arguments
    except TypeError as error:
        raise ValueError(f'partial object {partial!r} has incorrect arguments') from error
    parameters = OrderedDict(signature.parameters.items())
    keyword_only = False
    for name, parameter in signature.parameters.items():
        kind = parameter.kind
        if name in bound:
            if kind is _POSITIONAL_ONLY or kind is _POSITIONAL_OR_KEYWORD and name not in keywords:
                del parameters[name]
                continue
            if kind is _POSITIONAL_OR_KEYWORD:
                # From here on arguments can only be given by keyword.
                keyword_only = True
            if kind in (_POSITIONAL_OR_KEYWORD, _KEYWORD_ONLY):
                parameters[name] = parameter.replace(default=bound[name])
        if keyword_only:
            if kind is _VAR_POSITIONAL:
                del parameters[name]
                continue
            if kind is _POSITIONAL_OR_KEYWORD:
                parameters[name] = parameters[name].replace(kind=_KEYWORD_ONLY)
            parameters.move_to_end(name)
    return signature.replace(parameters=parameters.values())


def getfullargspec(func):
    """The parameters of a function, sorted by kind."""
    try:
        found = _Reader(Signature, False, None, None, False).read(
            func.__func__ if isinstance(func, types.MethodType) else func)
    except Exception as error:
        raise TypeError('unsupported callable') from error
    args, kwonlyargs = [], []
    defaults = ()
    kwonlydefaults = {}
    varargs = varkw = None
    annotations = {} if found.return_annotation is _empty else {'return': found.return_annotation}
    for name, parameter in found.parameters.items():
        if parameter.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            args.append(name)
            if parameter.default is not _empty:
                defaults += (parameter.default,)
        elif parameter.kind is _VAR_POSITIONAL:
            varargs = name
        elif parameter.kind is _KEYWORD_ONLY:
            kwonlyargs.append(name)
            if parameter.default is not _empty:
                kwonlydefaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not _empty:
            annotations[name] = parameter.annotation
    return FullArgSpec(args, varargs, varkw, defaults or None, kwonlyargs, kwonlydefaults or None, annotations)


def getcallargs(func, /, *positional, **named):
    """The values of all parameters in a call."""
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__,) + positional
        func = func.__func__
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    return bound.arguments
