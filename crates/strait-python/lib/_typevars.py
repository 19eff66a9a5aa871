"""Type variables and type aliases, which the syntax `class C[T]` and `type A = ...` makes as well as `typing`.

The compiler calls the functions at the end of this file.
"""

import sys
from types import GenericAlias

def _calling_module(depth):
    return sys._getframemodulename(depth + 1) or '__main__'


def _union(left, right):
    from typing import Union
    return Union[left, right]


def _checked(argument, message):
    from typing import _type_check
    return _type_check(argument, message)


class _Variable:
    """What the three kinds of type variable have in common."""

    def __init_subclass__(cls, /, _root=False, **kwargs):
        if not _root:
            raise TypeError(f"type 'typing.{cls.__base__.__name__}' is not an acceptable base type")

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of {type(self).__name__}')

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        sign = '+' if self.__covariant__ else '-' if self.__contravariant__ else '~'
        return sign + self.__name__

    def __reduce__(self):
        return self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def _set_variance(self, covariant, contravariant, infer_variance):
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        if infer_variance and (covariant or contravariant):
            raise ValueError('Variance cannot be specified with infer_variance.')
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)


class _Lazy:
    """A value computed at its first use."""

    __slots__ = ('evaluate',)

    def __init__(self, evaluate):
        self.evaluate = evaluate


class TypeVar(_Variable, _root=True):
    """A variable that stands for one type."""

    __module__ = 'typing'

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False):
        self.__name__ = name
        self.__module__ = _calling_module(1)
        self._set_variance(covariant, contravariant, infer_variance)
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        self._constraints = tuple([_checked(kind, 'TypeVar(name, constraint, ...): constraints must be types.')
                                   for kind in constraints])
        self._bound = None if bound is None else _checked(bound, 'Bound must be a type.')

    @property
    def __bound__(self):
        if type(self._bound) is _Lazy:
            self._bound = self._bound.evaluate()
        return self._bound

    @property
    def __constraints__(self):
        if type(self._constraints) is _Lazy:
            self._constraints = self._constraints.evaluate()
        return self._constraints

    def __typing_subst__(self, argument):
        from typing import _typevar_subst
        return _typevar_subst(self, argument)

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)


class _ParamSpecPart:
    """`P.args` or `P.kwargs`."""

    def __init_subclass__(cls, /, _root=False, **kwargs):
        if not _root:
            raise TypeError(f"type 'typing.{cls.__base__.__name__}' is not an acceptable base type")

    def __init__(self, origin):
        self.__origin__ = origin

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of {type(self).__name__}')

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    def __hash__(self):
        return hash((type(self), self.__origin__))

    def __repr__(self):
        name = 'args' if type(self) is ParamSpecArgs else 'kwargs'
        return f'{getattr(self.__origin__, "__name__", self.__origin__)}.{name}'


class ParamSpecArgs(_ParamSpecPart, _root=True):
    __module__ = 'typing'


class ParamSpecKwargs(_ParamSpecPart, _root=True):
    __module__ = 'typing'


class ParamSpec(_Variable, _root=True):
    """A variable that stands for the parameters of a function."""

    __module__ = 'typing'

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False, infer_variance=False):
        self.__name__ = name
        self.__module__ = _calling_module(1)
        self._set_variance(covariant, contravariant, infer_variance)
        self.__bound__ = None if bound is None else _checked(bound, 'Bound must be a type.')

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, argument):
        from typing import _paramspec_subst
        return _paramspec_subst(self, argument)

    def __typing_prepare_subst__(self, alias, args):
        from typing import _paramspec_prepare_subst
        return _paramspec_prepare_subst(self, alias, args)

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)


class TypeVarTuple(_Variable, _root=True):
    """A variable that stands for any number of types."""

    __module__ = 'typing'

    def __init__(self, name):
        self.__name__ = name
        self.__module__ = _calling_module(1)

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        from typing import Unpack
        yield Unpack[self]

    def __typing_subst__(self, argument):
        raise TypeError('Substitution of bare TypeVarTuple is not supported')

    def __typing_prepare_subst__(self, alias, args):
        from typing import _typevartuple_prepare_subst
        return _typevartuple_prepare_subst(self, alias, args)


class TypeAliasType:
    """What `type Name = value` makes; the value is computed at its first use."""

    __module__ = 'typing'

    def __init_subclass__(cls, /, **kwargs):
        raise TypeError("type 'typing.TypeAliasType' is not an acceptable base type")

    def __init__(self, name, value, *, type_params=()):
        if not isinstance(type_params, tuple):
            raise TypeError('type_params must be a tuple')
        self._set(name, value, type_params, _calling_module(1))

    def _set(self, name, value, type_params, module):
        fields = self.__dict__
        fields['__name__'] = name
        fields['__type_params__'] = type_params
        fields['__module__'] = module
        fields['_value'] = value

    @property
    def __value__(self):
        if type(self._value) is _Lazy:
            self.__dict__['_value'] = self._value.evaluate()
        return self._value

    @property
    def __parameters__(self):
        parameters = []
        for parameter in self.__type_params__:
            if isinstance(parameter, TypeVarTuple):
                parameters.extend(parameter)
            else:
                parameters.append(parameter)
        return tuple(parameters)

    def __setattr__(self, name, value):
        if name in ('__name__', '__value__', '__type_params__', '__parameters__', '__module__'):
            raise AttributeError('readonly attribute' if name == '__name__' else
                                 f"attribute '{name}' of 'typing.TypeAliasType' objects is not writable")
        raise AttributeError(f"'typing.TypeAliasType' object has no attribute '{name}'")

    def __getitem__(self, args):
        if not self.__type_params__:
            raise TypeError('Only generic type aliases are subscriptable')
        return GenericAlias(self, args)

    def __mro_entries__(self, bases):
        raise TypeError('Cannot subclass an instance of TypeAliasType')

    def __or__(self, other):
        return _union(self, other)

    def __ror__(self, other):
        return _union(other, self)

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def make_typevar(name, module, bound=None, constraints=None):
    """`[T]`, `[T: bound]` or `[T: (constraints)]`; the last two are functions that evaluate what was written."""
    variable = TypeVar(name, infer_variance=True)
    variable.__module__ = module
    if bound is not None:
        variable._bound = _Lazy(bound)
    if constraints is not None:
        variable._constraints = _Lazy(constraints)
    return variable


def make_paramspec(name, module):
    """`[**P]`"""
    variable = ParamSpec(name, infer_variance=True)
    variable.__module__ = module
    return variable


def make_typevartuple(name, module):
    """`[*Ts]`"""
    variable = TypeVarTuple(name)
    variable.__module__ = module
    return variable


def make_type_alias(name, module, type_params, evaluate):
    """`type Name[type_params] = value`; the last argument is a function that evaluates the value."""
    alias = TypeAliasType.__new__(TypeAliasType)
    alias._set(name, _Lazy(evaluate), type_params, module)
    return alias


def subscript_generic(type_params):
    """The base class that `class C[type_params]` adds after the written ones."""
    from typing import Generic, Unpack
    return Generic[tuple([Unpack[parameter] if isinstance(parameter, TypeVarTuple) else parameter
                          for parameter in type_params])]


for _class in (TypeVar, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeVarTuple, TypeAliasType):
    _class.__name__ = f'typing.{_class.__name__}'
    _class.__module__ = 'typing'
del _class
