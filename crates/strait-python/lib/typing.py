"""Names for annotations. They take part in no run-time check, but subscript, compare and print as in CPython."""
# Behaviour and messages follow CPython 3.12's typing.py (see VENDORED.md). Forward references are compiled when
# they are evaluated, and subscriptions are not cached.

import collections
import collections.abc
import contextlib
import functools
import operator
import re as _re
import sys
import types
from abc import ABCMeta, abstractmethod
from types import GenericAlias

from _typevars import ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar, TypeVarTuple

__all__ = [
    'Annotated', 'Any', 'Callable', 'ClassVar', 'Concatenate', 'Final', 'ForwardRef', 'Generic', 'Literal',
    'Optional', 'ParamSpec', 'Protocol', 'Tuple', 'Type', 'TypeVar', 'TypeVarTuple', 'Union', 'AbstractSet',
    'ByteString', 'Container', 'ContextManager', 'Hashable', 'ItemsView', 'Iterable', 'Iterator', 'KeysView',
    'Mapping', 'MappingView', 'MutableMapping', 'MutableSequence', 'MutableSet', 'Sequence', 'Sized', 'ValuesView',
    'Awaitable', 'AsyncIterator', 'AsyncIterable', 'Coroutine', 'Collection', 'AsyncGenerator',
    'AsyncContextManager', 'Reversible', 'SupportsAbs', 'SupportsBytes', 'SupportsComplex', 'SupportsFloat',
    'SupportsIndex', 'SupportsInt', 'SupportsRound', 'ChainMap', 'Counter', 'Deque', 'Dict', 'DefaultDict', 'List',
    'OrderedDict', 'Set', 'FrozenSet', 'NamedTuple', 'TypedDict', 'Generator', 'BinaryIO', 'IO', 'Match', 'Pattern',
    'TextIO', 'AnyStr', 'assert_type', 'assert_never', 'cast', 'clear_overloads', 'dataclass_transform', 'final',
    'get_args', 'get_origin', 'get_overloads', 'get_type_hints', 'is_typeddict', 'LiteralString', 'Never',
    'NewType', 'no_type_check', 'no_type_check_decorator', 'NoReturn', 'NotRequired', 'overload', 'override',
    'ParamSpecArgs', 'ParamSpecKwargs', 'Required', 'reveal_type', 'runtime_checkable', 'Self', 'Text',
    'TYPE_CHECKING', 'TypeAlias', 'TypeGuard', 'TypeAliasType', 'Unpack',
]

TYPE_CHECKING = False
Text = str


def _caller(depth=1, default='__main__'):
    """The module `depth` calls above the function that asks."""
    return sys._getframemodulename(depth + 1) or default


# Arguments: what may stand between the brackets.

def _type_convert(arg, module=None, *, allow_special_forms=False):
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return arg


def _type_check(arg, message, is_argument=True, module=None, *, allow_special_forms=False):
    """The argument as a type: None becomes its type and text a forward reference; what cannot be a type is refused."""
    arg = _type_convert(arg, module=module, allow_special_forms=allow_special_forms)
    if isinstance(arg, type) and arg is not Generic and arg is not Protocol:
        return arg
    if isinstance(arg, _GenericAlias):
        origin = arg.__origin__
        if origin is Generic or origin is Protocol or not allow_special_forms and (
                origin is ClassVar or is_argument and origin is Final):
            raise TypeError(f'{arg} is not valid as type argument')
        return arg
    if isinstance(arg, _SpecialForm):
        if arg._is_type or allow_special_forms and (arg is ClassVar or arg is Final):
            return arg
        raise TypeError(f'Plain {arg} is not valid as type argument')
    if arg is Generic or arg is Protocol:
        raise TypeError(f'Plain {arg} is not valid as type argument')
    if type(arg) is tuple:
        raise TypeError(f'{message} Got {arg!r:.100}.')
    return arg


def _is_param_expr(arg):
    return arg is ... or isinstance(arg, (tuple, list, ParamSpec, _ConcatenateGenericAlias))


def _should_unflatten_callable_args(alias, args):
    return alias.__origin__ is collections.abc.Callable and not (len(args) == 2 and _is_param_expr(args[0]))


def _type_repr(obj):
    if isinstance(obj, type):
        return obj.__qualname__ if obj.__module__ == 'builtins' else f'{obj.__module__}.{obj.__qualname__}'
    if obj is ...:
        return '...'
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    if isinstance(obj, tuple):
        return '[' + ', '.join([_type_repr(part) for part in obj]) + ']'
    return repr(obj)


def _collect_parameters(args):
    """The type variables in `args`, each once, in order of appearance."""
    parameters = []
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            found = [parameter for part in arg for parameter in _collect_parameters([part])]
        elif hasattr(arg, '__typing_subst__'):
            found = [arg]
        else:
            found = getattr(arg, '__parameters__', ())
        for parameter in found:
            if parameter not in parameters:
                parameters.append(parameter)
    return tuple(parameters)


def _check_generic(cls, args, expected):
    if not expected:
        raise TypeError(f'{cls} is not a generic class')
    if len(args) != expected:
        raise TypeError(f'Too {"many" if len(args) > expected else "few"} arguments for {cls}; '
                        f'actual {len(args)}, expected {expected}')


def _unpack_args(args):
    result = []
    for arg in args:
        unpacked = getattr(arg, '__typing_unpacked_tuple_args__', None)
        if unpacked is not None and not (unpacked and unpacked[-1] is ...):
            result.extend(unpacked)
        else:
            result.append(arg)
    return result


def _deduplicate(values):
    return list(dict.fromkeys(values))


def _is_unpacked_typevartuple(arg):
    return not isinstance(arg, type) and getattr(arg, '__typing_is_unpacked_typevartuple__', False)


# Substitution: what `_typevars` leaves to this module.

def _typevar_subst(variable, arg):
    arg = _type_check(arg, 'Parameters to generic types must be types.')
    if (isinstance(arg, _GenericAlias) and arg.__origin__ is Unpack
            or isinstance(arg, GenericAlias) and getattr(arg, '__unpacked__', False)):
        raise TypeError(f'{arg} is not valid as type argument')
    return arg


def _typevartuple_prepare_subst(variable, alias, args):
    parameters = alias.__parameters__
    index = parameters.index(variable)
    if any([isinstance(parameter, TypeVarTuple) for parameter in parameters[index + 1:]]):
        raise TypeError(f'More than one TypeVarTuple parameter in {alias}')
    left = index
    right = len(parameters) - index - 1
    repeated_index = repeated = None
    for position, arg in enumerate(args):
        if not isinstance(arg, type):
            unpacked = getattr(arg, '__typing_unpacked_tuple_args__', None)
            if unpacked and len(unpacked) == 2 and unpacked[-1] is ...:
                if repeated_index is not None:
                    raise TypeError('More than one unpacked arbitrary-length tuple argument')
                repeated_index, repeated = position, unpacked[0]
    if repeated_index is not None:
        left = min(left, repeated_index)
        right = min(right, len(args) - repeated_index - 1)
    elif left + right > len(args):
        raise TypeError(f'Too few arguments for {alias}; actual {len(args)}, expected at least {len(parameters) - 1}')
    return (*args[:left], *([repeated] * (index - left)), tuple(args[left:len(args) - right]),
            *([repeated] * (len(parameters) - right - left - (index - left) - 1)), *args[len(args) - right:])


def _paramspec_subst(variable, arg):
    if isinstance(arg, (list, tuple)):
        return tuple([_type_check(part, 'Expected a type.') for part in arg])
    if not _is_param_expr(arg):
        raise TypeError(f'Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}')
    return arg


def _paramspec_prepare_subst(variable, alias, args):
    parameters = alias.__parameters__
    index = parameters.index(variable)
    if index >= len(args):
        raise TypeError(f'Too few arguments for {alias}')
    if len(parameters) == 1 and not _is_param_expr(args[0]):
        return (args,)      # C[int, str] is C[[int, str]]
    if isinstance(args[index], list):
        return (*args[:index], tuple(args[index]), *args[index + 1:])
    return args


# Special forms: names that are neither classes nor subscriptions.

class _Final:
    """Forbids classes derived from this one's derived classes."""

    __slots__ = ('__weakref__',)

    def __init_subclass__(cls, /, *args, _root=False, **kwargs):
        if not _root:
            raise TypeError('Cannot subclass special typing classes')


def _tp_cache(func=None, /, *, typed=False):
    """Return the function: nothing is cached."""
    return (lambda func: func) if func is None else func


class _SpecialForm:
    __iter__ = None

    def __init__(self, getitem, is_type=False):
        self._getitem = getitem
        self._name = getitem.__name__
        self._is_type = is_type
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in ('__name__', '__qualname__'):
            return self._name
        raise AttributeError(item)

    def __init_subclass__(cls, /, _root=False, **kwargs):
        if not _root:
            raise TypeError('Cannot subclass special typing classes')

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass {self!r}')

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f'{self} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self} cannot be used with issubclass()')

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


def _plain_form(name):
    def getitem(self, parameters):
        raise TypeError(f'{self} is not subscriptable')
    getitem.__name__ = name
    return _SpecialForm(getitem, is_type=True)


NoReturn = _plain_form('NoReturn')
Never = _plain_form('Never')
Self = _plain_form('Self')
LiteralString = _plain_form('LiteralString')
TypeAlias = _plain_form('TypeAlias')


def _single_type_form(name, show_module=True):
    def getitem(self, parameters):
        subject = self if show_module else self._name
        kind = 'single type.' if show_module else 'a single type.'
        return _GenericAlias(self, (_type_check(parameters, f'{subject} accepts only {kind}'),))
    getitem.__name__ = name
    return _SpecialForm(getitem)


ClassVar = _single_type_form('ClassVar')
Final = _single_type_form('Final')
TypeGuard = _single_type_form('TypeGuard')
Required = _single_type_form('Required', show_module=False)
NotRequired = _single_type_form('NotRequired', show_module=False)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError('typing.Any cannot be used with isinstance()')
        return super().__instancecheck__(obj)

    def __repr__(self):
        return 'typing.Any' if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type at all."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls, *args, **kwargs)


@_SpecialForm
def Union(self, parameters):
    """One of several types."""
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for parameter in parameters:
        parameter = _type_check(parameter, 'Union[arg, ...]: each arg must be a type.')
        if isinstance(parameter, (_UnionGenericAlias, types.UnionType)):
            flat.extend(parameter.__args__)
        else:
            flat.append(parameter)
    flat = tuple(_deduplicate(flat))
    if len(flat) == 1:
        return flat[0]
    if len(flat) == 2 and type(None) in flat:
        return _UnionGenericAlias(self, flat, name='Optional')
    return _UnionGenericAlias(self, flat)


def _make_union(left, right):
    return Union[left, right]


@_SpecialForm
def Optional(self, parameters):
    """A type or None."""
    return Union[_type_check(parameters, f'{self} requires a single type.'), type(None)]


def _with_types(values):
    return [(value, type(value)) for value in values]


@_SpecialForm
def Literal(self, parameters):
    """One of several values."""
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for parameter in parameters:
        flat.extend(parameter.__args__ if isinstance(parameter, _LiteralGenericAlias) else (parameter,))
    try:
        flat = [value for value, _ in _deduplicate(_with_types(flat))]
    except TypeError:
        pass    # not hashable
    return _LiteralGenericAlias(self, tuple(flat))


@_SpecialForm
def Concatenate(self, parameters):
    """Types in front of the parameters that a ParamSpec stands for."""
    if parameters == ():
        raise TypeError('Cannot take a Concatenate of no types.')
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError('The last parameter to Concatenate should be a ParamSpec variable or ellipsis.')
    message = 'Concatenate[arg, ...]: each arg must be a type.'
    return _ConcatenateGenericAlias(
        self, (*[_type_check(parameter, message) for parameter in parameters[:-1]], parameters[-1]))


@_SpecialForm
def Unpack(self, parameters):
    """The types inside a tuple type or a TypeVarTuple."""
    return _UnpackGenericAlias(self, (_type_check(parameters, f'{self} accepts only single type.'),))


class ForwardRef:
    """A type written as text, for evaluation later."""

    __slots__ = ('__forward_arg__', '__forward_evaluated__', '__forward_value__', '__forward_is_argument__',
                 '__forward_is_class__', '__forward_module__')

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        self.__forward_arg__ = arg
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def __init_subclass__(cls, /, **kwargs):
        raise TypeError('Cannot subclass special typing classes')

    def _evaluate(self, globalns, localns, recursive_guard):
        text = self.__forward_arg__
        if text in recursive_guard:
            return self
        if self.__forward_evaluated__ and localns is globalns:
            return self.__forward_value__
        if globalns is None:
            globalns = localns if localns is not None else {}
        if localns is None:
            localns = globalns
        if self.__forward_module__ is not None:
            globalns = getattr(sys.modules.get(self.__forward_module__), '__dict__', globalns)
        try:
            # `*Ts` is an expression only inside a tuple.
            code = compile(f'({text},)[0]' if text[0] == '*' else text, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f'Forward reference must be an expression -- got {text!r}') from None
        value = _type_check(eval(code, globalns, localns), 'Forward references must evaluate to types.',
                            is_argument=self.__forward_is_argument__, allow_special_forms=self.__forward_is_class__)
        self.__forward_value__ = _eval_type(value, globalns, localns, recursive_guard | {text})
        self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_arg__ != other.__forward_arg__:
            return False
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return self.__forward_value__ == other.__forward_value__
        return self.__forward_module__ == other.__forward_module__

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        module = '' if self.__forward_module__ is None else f', module={self.__forward_module__!r}'
        return f'ForwardRef({self.__forward_arg__!r}{module})'


def _eval_type(kind, globalns, localns, recursive_guard=frozenset()):
    """A type with the forward references in it evaluated."""
    if isinstance(kind, ForwardRef):
        return kind._evaluate(globalns, localns, recursive_guard)
    if not isinstance(kind, (_GenericAlias, GenericAlias, types.UnionType)):
        return kind
    if isinstance(kind, GenericAlias):
        args = tuple([ForwardRef(arg) if isinstance(arg, str) else arg for arg in kind.__args__])
        is_unpacked = getattr(kind, '__unpacked__', False)
        if _should_unflatten_callable_args(kind, args):
            kind = kind.__origin__[(args[:-1], args[-1])]
        else:
            kind = kind.__origin__[args]
        if is_unpacked:
            kind = Unpack[kind]
    evaluated = tuple([_eval_type(arg, globalns, localns, recursive_guard) for arg in kind.__args__])
    return kind if evaluated == kind.__args__ else _with_args(kind, evaluated)


def _with_args(kind, args):
    if isinstance(kind, GenericAlias):
        return GenericAlias(kind.__origin__, args)
    if isinstance(kind, types.UnionType):
        return functools.reduce(operator.or_, args)
    return kind.copy_with(args)


# Aliases: subscriptions, and the names of generic classes that can be subscripted.

def _is_dunder(name):
    return name.startswith('__') and name.endswith('__')


class _BaseGenericAlias:
    """Stands for a class `__origin__` and passes on to it whatever it does not know itself."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None

    def __init_subclass__(cls, /, _root=False, **kwargs):
        if not _root:
            raise TypeError('Cannot subclass special typing classes')

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f'Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead')
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        entries = []
        if self.__origin__ not in bases:
            entries.append(self.__origin__)
        for base in bases[bases.index(self) + 1:]:
            if isinstance(base, _BaseGenericAlias) or issubclass(base, Generic):
                break
        else:
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, name):
        if name in ('__name__', '__qualname__'):
            return self._name or self.__origin__.__name__
        if '__origin__' in self.__dict__ and not _is_dunder(name):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if _is_dunder(name) or name in ('_name', '_inst', '_nparams'):
            super().__setattr__(name, value)
        else:
            setattr(self.__origin__, name, value)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __dir__(self):
        return list(set(super().__dir__() + [name for name in dir(self.__origin__) if not _is_dunder(name)]))

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


class _GenericAlias(_BaseGenericAlias, _root=True):
    """A subscription such as `List[int]` or `C[T]`."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = args
        self.__parameters__ = _collect_parameters(args)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __getitem__(self, args):
        if self.__origin__ is Generic or self.__origin__ is Protocol:
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        if not self.__parameters__:
            raise TypeError(f'{self} is not a generic class')
        if not isinstance(args, tuple):
            args = (args,)
        args = _unpack_args([_type_convert(arg) for arg in args])
        for parameter in self.__parameters__:
            prepare = getattr(parameter, '__typing_prepare_subst__', None)
            if prepare is not None:
                args = prepare(self, args)
        _check_generic(self, args, len(self.__parameters__))
        return self.copy_with(tuple(self._substitute(self.__args__, dict(zip(self.__parameters__, args)))))

    def _substitute(self, args, values):
        result = []
        for arg in args:
            if isinstance(arg, type):
                result.append(arg)
                continue
            substitute = getattr(arg, '__typing_subst__', None)
            if substitute is not None:
                new = substitute(values[arg])
            else:
                inner = []
                for parameter in getattr(arg, '__parameters__', ()):
                    if isinstance(parameter, TypeVarTuple):
                        inner.extend(values[parameter])
                    else:
                        inner.append(values[parameter])
                new = arg[tuple(inner)] if inner or getattr(arg, '__parameters__', ()) else arg
            if self.__origin__ is collections.abc.Callable and isinstance(new, tuple):
                result.extend(new)      # Callable keeps its parameters flat
            elif _is_unpacked_typevartuple(arg):
                result.extend(new)
            elif isinstance(arg, tuple):
                result.append(tuple(self._substitute(arg, values)))
            else:
                result.append(new)
        return result

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = 'typing.' + self._name if self._name else _type_repr(self.__origin__)
        args = ', '.join([_type_repr(arg) for arg in self.__args__]) if self.__args__ else '()'
        return f'{name}[{args}]'

    def __reduce__(self):
        origin = globals()[self._name] if self._name else self.__origin__
        args = self.__args__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args = args[0]
        return operator.getitem, (origin, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f'Cannot subclass {self!r}')
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            for base in bases[bases.index(self) + 1:]:
                if isinstance(base, _BaseGenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


class _SpecialGenericAlias(_BaseGenericAlias, _root=True):
    """The name of a generic class, such as `List`; `nparams` is how many types it takes."""

    __iter__ = None

    def __init__(self, origin, nparams, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        where = origin.__qualname__ if origin.__module__ == 'builtins' else f'{origin.__module__}.{origin.__qualname__}'
        self.__doc__ = f'A generic version of {where}.'

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple([_type_check(param, 'Parameters to generic types must be types.') for param in params])
        _check_generic(self, params, self._nparams)
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)


class _CallableGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        return f'typing.Callable[[{", ".join([_type_repr(arg) for arg in args[:-1]])}], {_type_repr(args[-1])}]'

    def __reduce__(self):
        args = self.__args__
        if not (len(args) == 2 and _is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return operator.getitem, (Callable, args)


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError('Callable must be used as Callable[[arg, ...], result].')
        args, result = params
        result = _type_check(result, 'Callable[args, result]: result must be a type.')
        if args is Ellipsis:
            return self.copy_with((..., result))
        if not isinstance(args, (tuple, list)):
            args = (args,)
        return self.copy_with((*[_type_convert(arg) for arg in args], result))


class _TupleType(_SpecialGenericAlias, _root=True):
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            return self.copy_with((*[_type_check(param, 'Tuple[t, ...]: t must be a type.')
                                     for param in params[:-1]], ...))
        message = 'Tuple[t0, t1, ...]: each t must be a type.'
        return self.copy_with(tuple([_type_check(param, message) for param in params]))


class _UnionGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def copy_with(self, params):
        return Union[params]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, types.UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            return f'typing.Optional[{_type_repr(args[1] if args[0] is type(None) else args[0])}]'
        return super().__repr__()

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any([issubclass(cls, arg) for arg in self.__args__])

    def __reduce__(self):
        return operator.getitem, (Union, self.__args__)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return set(_with_types(self.__args__)) == set(_with_types(other.__args__))

    def __hash__(self):
        return hash(frozenset(_with_types(self.__args__)))


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        last = params[-1]
        if isinstance(last, (list, tuple)):
            return (*params[:-1], *last)
        if isinstance(last, _ConcatenateGenericAlias):
            params = (*params[:-1], *last.__args__)
        return super().copy_with(params)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return f'typing.Unpack[{_type_repr(self.__args__[0])}]'

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg = self.__args__[0]
        return arg.__args__ if isinstance(arg, (_GenericAlias, GenericAlias)) else None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_GenericAlias, _root=True):
    """A type with something said about it, in `__metadata__`."""

    __iter__ = None

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name='Annotated')
        self.__metadata__ = metadata

    def copy_with(self, params):
        return _AnnotatedAlias(params[0], self.__metadata__)

    def __repr__(self):
        return f'typing.Annotated[{_type_repr(self.__origin__)}, {", ".join([repr(part) for part in self.__metadata__])}]'

    def __reduce__(self):
        return operator.getitem, (Annotated, (self.__origin__,) + self.__metadata__)

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, name):
        if name in ('__name__', '__qualname__'):
            return 'Annotated'
        return super().__getattr__(name)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class Annotated:
    """`Annotated[type, anything, ...]` says more about a type."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError('Type Annotated cannot be instantiated.')

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f'Cannot subclass {cls.__module__}.Annotated')

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError('Annotated[...] should be used with at least two arguments (a type and an annotation).')
        if _is_unpacked_typevartuple(params[0]):
            raise TypeError('Annotated[...] should not be used with an unpacked TypeVarTuple')
        origin = _type_check(params[0], 'Annotated[t, ...]: t must be a type.', allow_special_forms=True)
        return _AnnotatedAlias(origin, params[1:])


# Generic classes and protocols.

def _generic_class_getitem(cls, params):
    if not isinstance(params, tuple):
        params = (params,)
    params = tuple([_type_convert(param) for param in params])
    if cls in (Generic, Protocol):
        if not params:
            raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
        for param in params:
            if not isinstance(param, (TypeVar, ParamSpec)) and not _is_unpacked_typevartuple(param):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables '
                                'or parameter specification variables.')
        if len(set(params)) != len(params):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
        return _GenericAlias(cls, params)
    for parameter in cls.__parameters__:
        prepare = getattr(parameter, '__typing_prepare_subst__', None)
        if prepare is not None:
            params = prepare(cls, params)
    _check_generic(cls, params, len(cls.__parameters__))
    args = []
    for parameter, param in zip(cls.__parameters__, params):
        if isinstance(parameter, TypeVarTuple):
            args.extend(param)
        else:
            args.append(param)
    return _GenericAlias(cls, tuple(args))


def _generic_init_subclass(cls, *args, **kwargs):
    super(Generic, cls).__init_subclass__(*args, **kwargs)
    written = cls.__dict__.get('__orig_bases__')
    if written is not None:
        is_plain = Generic in written
    else:
        is_plain = Generic in cls.__bases__ and cls.__name__ != 'Protocol' and type(cls) is not _TypedDictMeta
    if is_plain:
        raise TypeError('Cannot inherit from plain Generic')
    variables = ()
    if written is not None:
        variables = _collect_parameters(written)
        listed = None
        for base in written:
            if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
                if listed is not None:
                    raise TypeError('Cannot inherit from Generic[...] multiple times.')
                listed = base.__parameters__
        if listed is not None:
            missing = [str(variable) for variable in variables if variable not in listed]
            if missing:
                raise TypeError(f'Some type variables ({", ".join(missing)}) are not listed in '
                                f'Generic[{", ".join([str(variable) for variable in listed])}]')
            variables = listed
    cls.__parameters__ = variables


class Generic:
    """Base of classes that can be subscripted with types."""

    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        return _generic_class_getitem(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        _generic_init_subclass(cls, *args, **kwargs)


EXCLUDED_ATTRIBUTES = frozenset((
    '__parameters__', '__orig_bases__', '__orig_class__', '_is_protocol', '_is_runtime_protocol',
    '__protocol_attrs__', '__callable_proto_members_only__', '__type_params__', '__abstractmethods__',
    '__annotations__', '__dict__', '__doc__', '__init__', '__module__', '__new__', '__slots__', '__subclasshook__',
    '__weakref__', '__class_getitem__', '__static_attributes__'))

# Classes that protocols may inherit from although they are none.
_PROTO_ALLOWLIST = {
    'collections.abc': ('Callable', 'Awaitable', 'Iterable', 'Iterator', 'AsyncIterable', 'Hashable', 'Sized',
                        'Container', 'Collection', 'Reversible', 'Buffer'),
    'contextlib': ('AbstractContextManager', 'AbstractAsyncContextManager'),
}


def _protocol_attrs(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Protocol', 'Generic'):
            continue
        for name in (*base.__dict__, *base.__dict__.get('__annotations__', ())):
            if not name.startswith('_abc_') and name not in EXCLUDED_ATTRIBUTES:
                names.add(name)
    return names


def _no_init_or_replace_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    if cls.__init__ is not _no_init_or_replace_init:
        return
    # A concrete subclass gets the next __init__ after those of its protocols.
    for base in cls.__mro__:
        init = base.__dict__.get('__init__', _no_init_or_replace_init)
        if init is not _no_init_or_replace_init:
            cls.__init__ = init
            break
    cls.__init__(self, *args, **kwargs)


def _static_attribute(obj, name, default):
    """An attribute without running any code of the object."""
    for owner in (type(obj).__mro__, obj.__mro__ if isinstance(obj, type) else ()):
        for base in owner:
            if name in base.__dict__:
                return base.__dict__[name]
    try:
        fields = object.__getattribute__(obj, '__dict__')
    except AttributeError:
        return default
    return fields.get(name, default)


_missing = object()


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if not (name == 'Protocol' and bases == (Generic,)) and Protocol in bases:
            for base in bases:
                if not (base is object or base is Generic
                        or base.__name__ in _PROTO_ALLOWLIST.get(base.__module__, ())
                        or issubclass(base, Generic) and getattr(base, '_is_protocol', False)):
                    raise TypeError(f'Protocols can only inherit from other protocols, got {base!r}')
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if getattr(cls, '_is_protocol', False):
            cls.__protocol_attrs__ = _protocol_attrs(cls)
            cls.__callable_proto_members_only__ = all(
                [callable(getattr(cls, name, None)) for name in cls.__protocol_attrs__])

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        # abc and functools ask about every class they meet.
        if getattr(cls, '_is_protocol', False) and _caller(1, default='abc') not in ('abc', 'functools'):
            if not isinstance(other, type):
                raise TypeError('issubclass() arg 1 must be a class')
            if (not cls.__callable_proto_members_only__
                    and cls.__dict__.get('__subclasshook__') is _proto_hook):
                raise TypeError("Protocols with non-method members don't support issubclass()")
            if not getattr(cls, '_is_runtime_protocol', False):
                raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, '_is_protocol', False):
            return super().__instancecheck__(instance)
        if (not getattr(cls, '_is_runtime_protocol', False)
                and _caller(1, default='abc') not in ('abc', 'functools')):
            raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')
        if super().__instancecheck__(instance):
            return True
        for name in cls.__protocol_attrs__:
            value = _static_attribute(instance, name, _missing)
            if value is _missing or value is None and callable(getattr(cls, name, None)):
                return False
        return True


@classmethod
def _proto_hook(cls, other):
    if not cls.__dict__.get('_is_protocol', False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            annotations = base.__dict__.get('__annotations__', {})
            if (isinstance(annotations, collections.abc.Mapping) and name in annotations
                    and issubclass(other, Generic) and getattr(other, '_is_protocol', False)):
                break
        else:
            return NotImplemented
    return True


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of classes that describe what other classes have to offer."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = Protocol in cls.__bases__
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = _proto_hook
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    """Allow isinstance() and issubclass() with a protocol; they look only whether the names are there."""
    if not issubclass(cls, Generic) or not getattr(cls, '_is_protocol', False):
        raise TypeError(f'@runtime_checkable can be only applied to protocol classes, got {cls!r}')
    cls._is_runtime_protocol = True
    return cls


# Functions.

def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg, /):
    value = repr(arg)
    if len(value) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        value = value[:_ASSERT_NEVER_REPR_MAX_LENGTH] + '...'
    raise AssertionError(f'Expected code to be unreachable, but got: {value}')


_MAY_HAVE_HINTS = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType,
                   types.WrapperDescriptorType, types.MethodWrapperType, types.MethodDescriptorType)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class, function or module, with text evaluated."""
    if getattr(obj, '__no_type_check__', None):
        return {}
    if isinstance(obj, type):
        hints = _class_hints(obj, globalns, localns)
    else:
        hints = _function_hints(obj, globalns, localns)
    return hints if include_extras else {name: _strip_annotations(kind) for name, kind in hints.items()}


def _class_hints(cls, globalns, localns):
    hints = {}
    for base in reversed(cls.__mro__):
        if globalns is None:
            base_globals = getattr(sys.modules.get(base.__module__), '__dict__', {})
        else:
            base_globals = globalns
        annotations = base.__dict__.get('__annotations__', {})
        if isinstance(annotations, types.GetSetDescriptorType):
            annotations = {}
        base_locals = dict(base.__dict__) if localns is None else localns
        if localns is None and globalns is None:
            # As CPython does, so that names of the module come before those of the class.
            base_globals, base_locals = base_locals, base_globals
        for name, value in annotations.items():
            if value is None:
                value = type(None)
            elif isinstance(value, str):
                value = ForwardRef(value, is_argument=False, is_class=True)
            hints[name] = _eval_type(value, base_globals, base_locals)
    return hints


def _function_hints(obj, globalns, localns):
    is_module = isinstance(obj, types.ModuleType)
    if globalns is None:
        if is_module:
            globalns = obj.__dict__
        else:
            inner = obj
            while hasattr(inner, '__wrapped__'):
                inner = inner.__wrapped__
            globalns = getattr(inner, '__globals__', {})
    if localns is None:
        localns = globalns
    hints = getattr(obj, '__annotations__', None)
    if hints is None:
        if isinstance(obj, _MAY_HAVE_HINTS):
            return {}
        raise TypeError(f'{obj!r} is not a module, class, method, or function.')
    hints = dict(hints)
    for name, value in hints.items():
        if value is None:
            value = type(None)
        elif isinstance(value, str):
            value = ForwardRef(value, is_argument=not is_module, is_class=False)
        hints[name] = _eval_type(value, globalns, localns)
    return hints


def _strip_annotations(kind):
    """A type without Annotated, Required and NotRequired."""
    if isinstance(kind, _AnnotatedAlias):
        return _strip_annotations(kind.__origin__)
    origin = getattr(kind, '__origin__', None)
    if origin is Required or origin is NotRequired:
        return _strip_annotations(kind.__args__[0])
    if not isinstance(kind, (_GenericAlias, GenericAlias, types.UnionType)):
        return kind
    args = tuple([_strip_annotations(arg) for arg in kind.__args__])
    return kind if args == kind.__args__ else _with_args(kind, args)


def get_origin(tp):
    """What was subscripted: `list` for `List[int]`; None for anything else."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, types.UnionType):
        return types.UnionType
    return None


def get_args(tp):
    """What stands between the brackets."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if _should_unflatten_callable_args(tp, args):
            args = (list(args[:-1]), args[-1])
        return args
    if isinstance(tp, types.UnionType):
        return tp.__args__
    return ()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def no_type_check(arg):
    """Say that the annotations of a function or class are no types."""
    if isinstance(arg, type):
        for key in dir(arg):
            obj = getattr(arg, key)
            if (not hasattr(obj, '__qualname__') or obj.__qualname__ != f'{arg.__qualname__}.{obj.__name__}'
                    or getattr(obj, '__module__', None) != arg.__module__):
                continue    # inherited, or imported
            if isinstance(obj, types.FunctionType):
                obj.__no_type_check__ = True
            elif isinstance(obj, types.MethodType):
                obj.__func__.__no_type_check__ = True
            elif isinstance(obj, type):
                no_type_check(obj)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def no_type_check_decorator(decorator):
    @functools.wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped_decorator


def _overload_dummy(*args, **kwds):
    raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated functions '
                              'outside a stub module should always be followed by an implementation that is not '
                              '@overload-ed.')


# module -> qualified name -> first line -> function
_overload_registry = {}


def overload(func):
    """Mark one of several signatures of a function."""
    inner = getattr(func, '__func__', func)
    try:
        names = _overload_registry.setdefault(inner.__module__, {})
        names.setdefault(inner.__qualname__, {})[inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass    # not a plain function
    return _overload_dummy


def get_overloads(func):
    inner = getattr(func, '__func__', func)
    return list(_overload_registry.get(inner.__module__, {}).get(inner.__qualname__, {}).values())


def clear_overloads():
    _overload_registry.clear()


def _mark(obj, name):
    try:
        setattr(obj, name, True)
    except (AttributeError, TypeError):
        pass    # a built-in, or slots
    return obj


def final(f):
    return _mark(f, '__final__')


def override(method, /):
    return _mark(method, '__override__')


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False,
                        field_specifiers=(), **kwargs):
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            'eq_default': eq_default, 'order_default': order_default, 'kw_only_default': kw_only_default,
            'frozen_default': frozen_default, 'field_specifiers': field_specifiers, 'kwargs': kwargs}
        return cls_or_fn
    return decorator


# Names of classes elsewhere.

T = TypeVar('T')
KT = TypeVar('KT')
VT = TypeVar('VT')
T_co = TypeVar('T_co', covariant=True)
V_co = TypeVar('V_co', covariant=True)
VT_co = TypeVar('VT_co', covariant=True)
T_contra = TypeVar('T_contra', contravariant=True)
CT_co = TypeVar('CT_co', covariant=True, bound=type)
AnyStr = TypeVar('AnyStr', bytes, str)

_alias = _SpecialGenericAlias
Hashable = _alias(collections.abc.Hashable, 0)
Awaitable = _alias(collections.abc.Awaitable, 1)
Coroutine = _alias(collections.abc.Coroutine, 3)
AsyncIterable = _alias(collections.abc.AsyncIterable, 1)
AsyncIterator = _alias(collections.abc.AsyncIterator, 1)
Iterable = _alias(collections.abc.Iterable, 1)
Iterator = _alias(collections.abc.Iterator, 1)
Reversible = _alias(collections.abc.Reversible, 1)
Sized = _alias(collections.abc.Sized, 0)
Container = _alias(collections.abc.Container, 1)
Collection = _alias(collections.abc.Collection, 1)
Callable = _CallableType(collections.abc.Callable, 2)
AbstractSet = _alias(collections.abc.Set, 1, name='AbstractSet')
MutableSet = _alias(collections.abc.MutableSet, 1)
Mapping = _alias(collections.abc.Mapping, 2)
MutableMapping = _alias(collections.abc.MutableMapping, 2)
Sequence = _alias(collections.abc.Sequence, 1)
MutableSequence = _alias(collections.abc.MutableSequence, 1)
ByteString = _alias(collections.abc.ByteString, 0)
Tuple = _TupleType(tuple, -1, inst=False, name='Tuple')
List = _alias(list, 1, inst=False, name='List')
Deque = _alias(collections.deque, 1, name='Deque')
Set = _alias(set, 1, inst=False, name='Set')
FrozenSet = _alias(frozenset, 1, inst=False, name='FrozenSet')
MappingView = _alias(collections.abc.MappingView, 1)
KeysView = _alias(collections.abc.KeysView, 1)
ItemsView = _alias(collections.abc.ItemsView, 2)
ValuesView = _alias(collections.abc.ValuesView, 1)
ContextManager = _alias(contextlib.AbstractContextManager, 1, name='ContextManager')
AsyncContextManager = _alias(contextlib.AbstractAsyncContextManager, 1, name='AsyncContextManager')
Dict = _alias(dict, 2, inst=False, name='Dict')
DefaultDict = _alias(collections.defaultdict, 2, name='DefaultDict')
OrderedDict = _alias(collections.OrderedDict, 2)
Counter = _alias(collections.Counter, 1)
ChainMap = _alias(collections.ChainMap, 2)
Generator = _alias(collections.abc.Generator, 3)
AsyncGenerator = _alias(collections.abc.AsyncGenerator, 2)
Type = _alias(type, 1, inst=False, name='Type')
Pattern = _alias(_re.Pattern, 1)
Match = _alias(_re.Match, 1)


@runtime_checkable
class SupportsInt(Protocol):
    __slots__ = ()

    @abstractmethod
    def __int__(self):
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    __slots__ = ()

    @abstractmethod
    def __float__(self):
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __complex__(self):
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    __slots__ = ()

    @abstractmethod
    def __bytes__(self):
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    __slots__ = ()

    @abstractmethod
    def __index__(self):
        pass


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    __slots__ = ()

    @abstractmethod
    def __abs__(self):
        pass


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits=0):
        pass


# Named tuples and typed dicts.

_prohibited = frozenset(('__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults', '_make',
                         '_replace', '_asdict', '_source'))


def _make_nmtuple(name, fields, module, defaults=()):
    fields = {field: _type_check(kind, f'field {field} annotation must be a type') for field, kind in fields}
    cls = collections.namedtuple(name, list(fields), defaults=defaults, module=module)
    cls.__annotations__ = cls.__new__.__annotations__ = fields
    return cls


class NamedTupleMeta(type):
    def __new__(mcls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError('can only inherit from a NamedTuple type and Generic')
            if bases.count(base) > 1:
                raise TypeError(f'duplicate base class {base.__name__}')
        annotations = ns.get('__annotations__', {})
        default_names = []
        for name in annotations:
            if name in ns:
                default_names.append(name)
            elif default_names:
                raise TypeError(f'Non-default namedtuple field {name} cannot follow default field'
                                f'{"s" if len(default_names) > 1 else ""} {", ".join(default_names)}')
        cls = _make_nmtuple(typename, annotations.items(), ns['__module__'], [ns[name] for name in default_names])
        if Generic in bases:
            # The bases of a class that exists stay as they are, so it is made again.
            namespace = {name: value for name, value in cls.__dict__.items() if name not in ('__dict__', '__weakref__')}
            namespace['__class_getitem__'] = classmethod(_generic_class_getitem)
            if '__orig_bases__' in ns:
                namespace['__orig_bases__'] = ns['__orig_bases__']
            cls = type(typename, tuple([tuple if base is _NamedTuple else base for base in bases]), namespace)
        for name, value in ns.items():
            if name in _prohibited:
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + name)
            if name not in ('__module__', '__name__', '__annotations__') and name not in cls._fields:
                setattr(cls, name, value)
        return cls


def NamedTuple(typename, fields=None, /, **kwargs):
    """A named tuple whose fields have types; also the base of a class that lists them."""
    if fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError('Either list of fields or keywords can be provided to NamedTuple, not both')
    cls = _make_nmtuple(typename, fields, _caller())
    cls.__orig_bases__ = (NamedTuple,)
    return cls


_NamedTuple = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


class _TypedDictMeta(type):
    def __new__(mcls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError('cannot inherit from both a TypedDict type and a non-TypedDict base class')
        generic = (Generic,) if any([issubclass(base, Generic) for base in bases]) else ()
        cls = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        if not hasattr(cls, '__orig_bases__'):
            cls.__orig_bases__ = bases
        annotations = {}
        required = set()
        optional = set()
        for base in bases:
            annotations.update(base.__dict__.get('__annotations__', {}))
            base_required = base.__dict__.get('__required_keys__', set())
            base_optional = base.__dict__.get('__optional_keys__', set())
            required = (required | base_required) - base_optional
            optional = (optional - base_required) | base_optional
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        for key, kind in ns.get('__annotations__', {}).items():
            kind = annotations[key] = _type_check(kind, message, module=cls.__module__)
            origin = get_origin(kind)
            if origin is Annotated:
                origin = get_origin(get_args(kind)[0])
            is_required = origin is Required or total and origin is not NotRequired
            (required if is_required else optional).add(key)
            (optional if is_required else required).discard(key)
        cls.__annotations__ = annotations
        cls.__required_keys__ = frozenset(required)
        cls.__optional_keys__ = frozenset(optional)
        if not hasattr(cls, '__total__'):
            cls.__total__ = total
        return cls

    def __call__(cls, /, *args, **kwargs):
        return dict(*args, **kwargs)

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A dict whose keys have types; also the base of a class that lists them."""
    if fields is None:
        fields = kwargs
    elif kwargs:
        raise TypeError('TypedDict takes either a dict or keyword arguments, but not both')
    if kwargs:
        import warnings
        warnings.warn('The kwargs-based syntax for TypedDict definitions is deprecated in Python 3.11, will be removed '
                      'in Python 3.13, and may not be understood by third-party type checkers.',
                      DeprecationWarning, stacklevel=2)
    cls = _TypedDictMeta(typename, (), {'__annotations__': dict(fields), '__module__': _caller()}, total=total)
    cls.__orig_bases__ = (TypedDict,)
    return cls


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


class NewType:
    """A function that returns its argument, and names a type of its own."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition('.')[-1]
        self.__supertype__ = tp
        self.__module__ = _caller()

    def __call__(self, x):
        return x

    def __mro_entries__(self, bases):
        superclass = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                raise TypeError('Cannot subclass an instance of NewType. Perhaps you were looking for: '
                                f'`{cls.__name__} = NewType({cls.__name__!r}, {superclass})`')
        return (Dummy,)

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __reduce__(self):
        return self.__qualname__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class IO(Generic[AnyStr]):
    """A file, for annotations."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()
