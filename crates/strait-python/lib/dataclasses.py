"""Classes whose methods are made from their annotated attributes."""
# Behaviour and messages follow CPython 3.12's dataclasses.py (see VENDORED.md).

import abc
import copy
import keyword
import sys
import types
import typing
from inspect import signature
from reprlib import recursive_repr
from types import GenericAlias

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING', 'fields', 'asdict',
           'astuple', 'make_dataclass', 'replace', 'is_dataclass']


class FrozenInstanceError(AttributeError):
    """Raised on assigning to a field of a frozen instance."""


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


class _FieldKind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()
MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_FIELD = _FieldKind('_FIELD')
_FIELD_CLASSVAR = _FieldKind('_FIELD_CLASSVAR')
_FIELD_INITVAR = _FieldKind('_FIELD_INITVAR')
_EMPTY_METADATA = types.MappingProxyType({})

# Where a class keeps its fields and the arguments of its decorator.
_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'

# Values that asdict and astuple take over as they are.
_ATOMIC_TYPES = frozenset((type(None), bool, int, float, str, complex, bytes, type(Ellipsis), type(NotImplemented),
                           types.CodeType, types.BuiltinFunctionType, types.FunctionType, type, range, property))


class InitVar:
    """Annotates a parameter of `__init__` that goes to `__post_init__` and is no field."""

    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f'dataclasses.InitVar[{name}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """One field; made by `field()`, name and type filled in by the decorator."""

    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata',
                 'kw_only', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else types.MappingProxyType(metadata)
        self.kw_only = kw_only
        self._field_type = None

    @recursive_repr()
    def __repr__(self):
        return (f'Field(name={self.name!r},type={self.type!r},default={self.default!r},'
                f'default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},'
                f'compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},'
                f'_field_type={self._field_type})')

    def __set_name__(self, owner, name):
        # A descriptor given as the default hears its name, as it would without field().
        method = getattr(type(self.default), '__set_name__', None)
        if method:
            method(self.default, owner, name)

    @property
    def _has_default(self):
        return self.default is not MISSING or self.default_factory is not MISSING

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    """The arguments of the decorator."""

    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen', 'match_args', 'kw_only', 'slots',
                 'weakref_slot')

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen
        self.match_args = match_args
        self.kw_only = kw_only
        self.slots = slots
        self.weakref_slot = weakref_slot

    def __repr__(self):
        values = ','.join([f'{name}={getattr(self, name)!r}' for name in self.__slots__])
        return f'_DataclassParams({values})'


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    """Say more about a field than its type and default."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Class decorator that adds methods made from the annotated attributes."""
    params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    if cls is None:
        return lambda cls: _process_class(cls, params)
    return _process_class(cls, params)


def _process_class(cls, params):
    module = sys.modules.get(cls.__module__)
    module_globals = module.__dict__ if module is not None else {}
    setattr(cls, _PARAMS, params)
    all_fields = _collect_fields(cls, params)
    setattr(cls, _FIELDS, all_fields)

    # An __eq__ without a __hash__ leaves None in the class; that is not a hash of the class's own.
    own_hash = cls.__dict__.get('__hash__', MISSING)
    has_own_hash = not (own_hash is MISSING or own_hash is None and '__eq__' in cls.__dict__)
    if params.order and not params.eq:
        raise ValueError('eq must be true if order is true')

    init_fields = [f for f in all_fields.values() if f._field_type is not _FIELD_CLASSVAR]
    positional = [f for f in init_fields if f.init and not f.kw_only]
    real_fields = [f for f in all_fields.values() if f._field_type is _FIELD]

    source = _MethodSource()
    if params.init:
        has_post_init = hasattr(cls, '__post_init__')
        self_name = '__dataclass_self__' if 'self' in all_fields else 'self'
        source.add('__init__', *_init_source(init_fields, positional, params, has_post_init, self_name, source))
    if params.repr:
        shown = ', '.join([f'{f.name}={{self.{f.name}!r}}' for f in real_fields if f.repr])
        source.add('__repr__', 'self', [f'return self.__class__.__qualname__ + f"({shown})"'])
    compared = [f for f in real_fields if f.compare]
    comparisons = [('__eq__', '==')] if params.eq else []
    if params.order:
        comparisons += [('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')]
    for name, operator in comparisons:
        source.add(name, 'self,other', [
            'if other.__class__ is self.__class__:',
            f' return {_tuple_source("self", compared)}{operator}{_tuple_source("other", compared)}',
            'return NotImplemented'])
    hash_wanted = params.unsafe_hash or params.eq and params.frozen and not has_own_hash
    if hash_wanted:
        hashed = [f for f in real_fields if (f.compare if f.hash is None else f.hash)]
        source.add('__hash__', 'self', [f'return hash({_tuple_source("self", hashed)})'])
    methods = source.compile(cls, module_globals)

    if params.init:
        _set_new(cls, '__init__', methods['__init__'])
    if params.repr:
        shown = recursive_repr()(methods['__repr__'])
        shown.__wrapped__ = methods['__repr__']
        # pprint knows generated ones by this name.
        methods['__repr__'].__qualname__ = '__create_fn__.<locals>.__repr__'
        _set_new(cls, '__repr__', shown)
    for name, _ in comparisons:
        if not _set_new(cls, name, methods[name]) and name != '__eq__':
            raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. '
                            'Consider using functools.total_ordering')
    if params.frozen:
        for name, method in _frozen_methods(cls, frozenset([f.name for f in real_fields])):
            if not _set_new(cls, name, method):
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}')
    if params.unsafe_hash and has_own_hash:
        raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
    if hash_wanted:
        cls.__hash__ = methods['__hash__']
    elif params.eq and not has_own_hash:
        cls.__hash__ = None

    if not getattr(cls, '__doc__'):
        cls.__doc__ = cls.__name__ + _signature_text(cls)
    if params.match_args:
        _set_new(cls, '__match_args__', tuple([f.name for f in positional]))
    if params.weakref_slot and not params.slots:
        raise TypeError('weakref_slot is True but slots is False')
    if params.slots:
        cls = _add_slots(cls, params)
    abc.update_abstractmethods(cls)
    return cls


def _set_new(cls, name, value):
    """Set an attribute that the class itself does not have yet; false if it has."""
    if name in cls.__dict__:
        return False
    setattr(cls, name, value)
    return True


def _collect_fields(cls, params):
    """The fields of the base classes and of this one, which replace them in place."""
    found = {}
    any_frozen_base = has_dataclass_bases = False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is not None:
            has_dataclass_bases = True
            found.update(base_fields)
            if getattr(base, _PARAMS).frozen:
                any_frozen_base = True

    annotations = cls.__dict__.get('__annotations__', {})
    own = []
    kw_only = params.kw_only
    kw_only_seen = False
    for name, kind in annotations.items():
        if kind is KW_ONLY or isinstance(kind, str) and _named_type(kind, cls, 'dataclasses') is KW_ONLY:
            if kw_only_seen:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            kw_only_seen = kw_only = True
        else:
            own.append(_make_field(cls, name, kind, kw_only))
    for f in own:
        found[f.name] = f
        # The class attribute becomes the plain default, or goes away if there is none.
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if has_dataclass_bases:
        if any_frozen_base and not params.frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if not any_frozen_base and params.frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    return found


def _named_type(annotation, cls, module_name):
    """What an annotation written as text names: `Name` or `module.Name`, looked up in the class's module."""
    head = annotation.partition('[')[0].strip()
    prefix, dot, name = head.rpartition('.')
    prefix, name = prefix.strip(), name.strip()
    end = 0
    while end < len(name) and (name[end].isalnum() or name[end] == '_'):
        end += 1
    name = name[:end]
    module = sys.modules.get(cls.__module__)
    if module is None or not name:
        return None
    if dot:
        module = module.__dict__.get(prefix)
        if module is not sys.modules.get(module_name):
            return None
    return module.__dict__.get(name)


def _is_class_var(kind):
    return kind is typing.ClassVar or getattr(kind, '__origin__', None) is typing.ClassVar


def _is_init_var(kind):
    return kind is InitVar or type(kind) is InitVar


def _make_field(cls, name, kind, default_kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            default = MISSING       # a name in __slots__
        f = field(default=default)
    f.name = name
    f.type = kind
    if _is_class_var(kind) or isinstance(kind, str) and _is_class_var(_named_type(kind, cls, 'typing')):
        f._field_type = _FIELD_CLASSVAR
    elif _is_init_var(kind) or isinstance(kind, str) and _is_init_var(_named_type(kind, cls, 'dataclasses')):
        f._field_type = _FIELD_INITVAR
    else:
        f._field_type = _FIELD

    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f'field {name} cannot have a default factory')
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f'field {name} is a ClassVar but specifies kw_only')
    elif f.kw_only is MISSING:
        f.kw_only = default_kw_only
    # What cannot be hashed is taken to be mutable, and would be shared by all instances.
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(f.default)} for field {name} is not allowed: use default_factory')
    return f


class _MethodSource:
    """The text of a class's methods, compiled together inside a function whose parameters are what they refer to."""

    def __init__(self):
        self.lines = []
        self.names = []
        self.values = {}

    def add(self, name, parameters, body, returns=''):
        self.names.append(name)
        self.lines.append(f' def {name}({parameters}){returns}:')
        self.lines.extend(['  ' + line for line in body])

    def compile(self, cls, module_globals):
        if not self.names:
            return {}
        text = f'def __create_fn__({", ".join(self.values)}):\n' + '\n'.join(self.lines)
        text += f'\n return ({", ".join(self.names)},)'
        namespace = {}
        exec(text, module_globals, namespace)
        methods = dict(zip(self.names, namespace['__create_fn__'](**self.values)))
        for name, method in methods.items():
            method.__qualname__ = f'{cls.__qualname__}.{name}'
        return methods


def _tuple_source(obj, tuple_fields):
    return f'({"".join([f"{obj}.{f.name}," for f in tuple_fields])})'


def _init_source(init_fields, positional, params, has_post_init, self_name, source):
    seen_default = False
    for f in positional:
        if f._has_default:
            seen_default = True
        elif seen_default:
            raise TypeError(f'non-default argument {f.name!r} follows default argument')
    source.values.update({f'__dataclass_type_{f.name}__': f.type for f in init_fields})
    source.values['__dataclass_HAS_DEFAULT_FACTORY__'] = _HAS_DEFAULT_FACTORY
    source.values['__dataclass_builtins_object__'] = object
    body = []
    for f in init_fields:
        value = _init_value(f, params.slots, source.values)
        if value is None or f._field_type is _FIELD_INITVAR:
            continue
        if params.frozen:
            body.append(f'__dataclass_builtins_object__.__setattr__({self_name},{f.name!r},{value})')
        else:
            body.append(f'{self_name}.{f.name}={value}')
    if has_post_init:
        arguments = ','.join([f.name for f in init_fields if f._field_type is _FIELD_INITVAR])
        body.append(f'{self_name}.__post_init__({arguments})')
    keyword_only = [f for f in init_fields if f.init and f.kw_only]
    parameters = [self_name] + [_parameter_source(f) for f in positional]
    if keyword_only:
        parameters += ['*'] + [_parameter_source(f) for f in keyword_only]
    return ','.join(parameters), body or ['pass'], '->None'


def _init_value(f, slots, values):
    """The expression that `__init__` assigns to a field; None if the class attribute serves."""
    default_name = f'__dataclass_dflt_{f.name}__'
    if f.default_factory is not MISSING:
        values[default_name] = f.default_factory
        if f.init:
            return f'{default_name}() if {f.name} is __dataclass_HAS_DEFAULT_FACTORY__ else {f.name}'
        return f'{default_name}()'
    if f.init:
        if f.default is not MISSING:
            values[default_name] = f.default
        return f.name
    if slots and f.default is not MISSING:
        values[default_name] = f.default
        return default_name
    return None


def _parameter_source(f):
    default = ''
    if f.default is not MISSING:
        default = f'=__dataclass_dflt_{f.name}__'
    elif f.default_factory is not MISSING:
        default = '=__dataclass_HAS_DEFAULT_FACTORY__'
    return f'{f.name}:__dataclass_type_{f.name}__{default}'


def _frozen_methods(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f'cannot assign to field {name!r}')
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f'cannot delete field {name!r}')
        super(cls, self).__delattr__(name)

    __setattr__.__qualname__ = f'{cls.__qualname__}.__setattr__'
    __delattr__.__qualname__ = f'{cls.__qualname__}.__delattr__'
    return ('__setattr__', __setattr__), ('__delattr__', __delattr__)


def _signature_text(cls):
    try:
        return str(signature(cls)).replace(' -> None', '')
    except (TypeError, ValueError):
        return ''


# Pickling and copying of frozen classes with slots goes round their __setattr__.
def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _slots_of(cls):
    slots = cls.__dict__.get('__slots__')
    if slots is None:
        return ()
    if isinstance(slots, str):
        return (slots,)
    if hasattr(slots, '__next__'):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return slots


def _add_slots(cls, params):
    """A class like `cls`, but with slots, which cannot be added to a class that exists."""
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace = dict(cls.__dict__)
    names = tuple([f.name for f in fields(cls)])
    inherited = {slot for base in cls.__mro__[1:-1] for slot in _slots_of(base)}
    wanted = names + ('__weakref__',) if params.weakref_slot else names
    namespace['__slots__'] = tuple([name for name in wanted if name not in inherited])
    for name in names + ('__dict__', '__weakref__'):
        namespace.pop(name, None)
    qualname = getattr(cls, '__qualname__', None)
    cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        cls.__qualname__ = qualname
    if params.frozen:
        if '__getstate__' not in namespace:
            cls.__getstate__ = _dataclass_getstate
        if '__setstate__' not in namespace:
            cls.__setstate__ = _dataclass_setstate
    return cls


def fields(class_or_instance):
    """The fields of a dataclass, or of an instance of one."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """A dict of the fields; instances in them, and in lists, tuples and dicts, become dicts too."""
    if not _is_dataclass_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')

    def from_fields(pairs):
        return dict_factory(pairs)
    return _convert(obj, from_fields)


def astuple(obj, *, tuple_factory=tuple):
    """A tuple of the fields' values; instances in them become tuples too."""
    if not _is_dataclass_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')

    def from_fields(pairs):
        return tuple_factory([value for _, value in pairs])
    return _convert(obj, from_fields)


def _convert(obj, from_fields):
    cls = type(obj)
    if cls in _ATOMIC_TYPES:
        return obj
    if hasattr(cls, _FIELDS):
        return from_fields([(f.name, _convert(getattr(obj, f.name), from_fields)) for f in fields(obj)])
    if isinstance(obj, (list, tuple)):
        items = [_convert(item, from_fields) for item in obj]
        if isinstance(obj, tuple) and hasattr(obj, '_fields'):
            return cls(*items)
        return cls(items)
    if isinstance(obj, dict):
        pairs = [(_convert(key, from_fields), _convert(value, from_fields)) for key, value in obj.items()]
        if not hasattr(cls, 'default_factory'):
            return cls(pairs)
        result = cls(obj.default_factory)
        for key, value in pairs:
            result[key] = value
        return result
    return copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False,
                   module=None):
    """Make a dataclass from names, pairs of name and type, or triples with a field."""
    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, 'typing.Any'
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, defaults[item[0]] = item
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if keyword.iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = kind

    def fill(class_namespace):
        class_namespace.update(namespace or {})
        class_namespace.update(defaults)
        class_namespace['__annotations__'] = annotations

    cls = types.new_class(cls_name, bases, {}, fill)
    if module is None:
        module = sys._getframemodulename(1) or '__main__'
    cls.__module__ = module
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A new instance with some fields changed."""
    if not _is_dataclass_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f'field {f.name} is declared with init=False, '
                                 'it cannot be specified with replace()')
        elif f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError(f'InitVar {f.name!r} must be specified with replace()')
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
