"""Enumerations: classes whose instances are a fixed set of named values."""
# Behaviour and messages follow CPython 3.12's enum.py (see VENDORED.md).

import builtins
import sys
from types import DynamicClassAttribute, MappingProxyType

__all__ = ['EnumType', 'EnumMeta', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'ReprEnum', 'auto', 'unique',
           'property', 'verify', 'member', 'nonmember', 'FlagBoundary', 'STRICT', 'CONFORM', 'EJECT', 'KEEP',
           'global_flag_repr', 'global_enum_repr', 'global_str', 'global_enum', 'EnumCheck', 'CONTINUOUS',
           'NAMED_FLAGS', 'UNIQUE', 'pickle_by_global_name', 'pickle_by_enum_name']

# The metaclass is used before these classes exist.
Enum = Flag = ReprEnum = EJECT = None


class nonmember:
    """Keeps a value in an enum's body from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes a value in an enum's body a member that would not be one otherwise."""

    def __init__(self, value):
        self.value = value


class _NoValue:
    def __repr__(self):
        return '_auto_null'


_auto_null = _NoValue()


class auto:
    """Stands for a value that `_generate_next_value_` chooses."""

    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return f'auto({self.value!r})'


class property(DynamicClassAttribute):
    """A property of members; on the class, the member of the same name."""

    member = None
    _attribute = None       # the attribute that an instance has under another name, if that is all there is to it
    _attr_type = None       # how a member's name covers an attribute of a base class: 'enum', 'attr' or 'desc'
    _cls_type = None

    def __get__(self, instance, ownerclass=None):
        if instance is not None:
            if self._attribute is not None:
                return getattr(instance, self._attribute)
            if self.fget is not None:
                return self.fget(instance)
            if self._attr_type == 'attr':
                return getattr(self._cls_type, self.name)
            if self._attr_type == 'desc':
                return getattr(instance._value_, self.name)
            if self.name in ownerclass._member_map_:
                return ownerclass._member_map_[self.name]
        elif self.member is not None:
            return self.member
        raise AttributeError(f'{ownerclass!r} has no attribute {self.name!r}')

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError(f'<enum {self.clsname!r}> cannot set attribute {self.name!r}')

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError(f'<enum {self.clsname!r}> cannot delete attribute {self.name!r}')

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


def _is_descriptor(value):
    return hasattr(value, '__get__') or hasattr(value, '__set__') or hasattr(value, '__delete__')


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def _is_private(class_name, name):
    prefix = f'_{class_name}__'
    return len(name) > len(prefix) and name.startswith(prefix) and (name[-1] != '_' or name[-2] != '_')


def _is_internal_class(class_name, value):
    if not isinstance(value, type):
        return False
    path = f'{class_name}.{getattr(value, "__name__", "")}'
    qualname = getattr(value, '__qualname__', '')
    return qualname == path or qualname.endswith('.' + path)


def _is_single_bit(number):
    return number != 0 and number & (number - 1) == 0


def _bits(number):
    """The single bits of a number, lowest first."""
    original = number
    if isinstance(number, Enum):
        number = number.value
    if number < 0:
        raise ValueError(f'{original!r} is not a positive integer')
    while number:
        bit = number & -number
        yield bit
        number ^= bit


def show_flag_values(value):
    return list(_bits(value))


_iter_bits_lsb = _bits


def bin(num, max_bits=None):
    """Like the built-in, but with a sign bit in front: '0b0 1010', '0b1 0101'."""
    ceiling = 2 ** num.bit_length()
    if num >= 0:
        text = builtins.bin(num + ceiling).replace('1', '0', 1)
    else:
        text = builtins.bin(~num ^ (ceiling - 1) + ceiling)
    sign, digits = text[:3], text[3:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[-1] * max_bits + digits)[-max_bits:]
    return f'{sign} {digits}'


_SUNDER_NAMES = frozenset(('_order_', '_generate_next_value_', '_numeric_repr_', '_missing_', '_ignore_',
                           '_iter_member_', '_iter_member_by_value_', '_iter_member_by_def_'))


class _EnumDict(dict):
    """The namespace of an enum's body: notes which names are members, and gives `auto` its value."""

    def __init__(self, class_name=None):
        super().__init__()
        self._cls_name = class_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False

    def __setitem__(self, key, value):
        if _is_internal_class(self._cls_name, value):
            import warnings
            warnings.warn('In 3.13 classes created inside an enum will not become a member.  '
                          'Use the `member` decorator to keep the current behavior.',
                          DeprecationWarning, stacklevel=2)
        if _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            value = self._sunder(key, value)
        elif _is_dunder(key):
            if key == '__order__':
                key = '_order_'
        elif key in self._member_names:
            raise TypeError(f'{key!r} already defined as {self[key]!r}')
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif not _is_descriptor(value):
            value = self._member(key, value)
        super().__setitem__(key, value)

    def _sunder(self, key, value):
        if key not in _SUNDER_NAMES:
            raise ValueError(f'_sunder_ names, such as {key!r}, are reserved for future Enum use')
        if key == '_generate_next_value_':
            if self._auto_called:
                raise TypeError('_generate_next_value_ must be defined before members')
            self._generate_next_value = value.__func__ if isinstance(value, staticmethod) else value
        elif key == '_ignore_':
            value = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
            self._ignore = value
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError(f'_ignore_ cannot specify already set names: {already!r}')
        return value

    def _member(self, key, value):
        if key in self:
            raise TypeError(f'{key!r} already defined as {self[key]!r}')
        if isinstance(value, member):
            value = value.value
        if isinstance(value, auto):
            value = self._auto(key, value)
        elif type(value) is tuple and any([isinstance(part, auto) for part in value]):
            value = tuple([self._auto(key, part) if isinstance(part, auto) else part for part in value])
        else:
            self._last_values.append(value)
        self._member_names[key] = None
        return value

    def _auto(self, key, placeholder):
        if placeholder.value is _auto_null:
            placeholder.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
            self._auto_called = True
        self._last_values.append(placeholder.value)
        return placeholder.value

    def update(self, members, **more_members):
        try:
            for name in members.keys():
                self[name] = members[name]
        except AttributeError:
            for name, value in members:
                self[name] = value
        for name, value in more_members.items():
            self[name] = value


class _MemberMaker:
    """Makes the members once the class exists, and before any `__init_subclass__` sees it."""

    def __init__(self, values):
        self.values = values
        self.error = None

    def __set_name__(self, enum_class, own_name):
        type.__delattr__(enum_class, own_name)
        try:
            for name, value in self.values:
                _add_member(enum_class, name, value)
        except Exception as error:
            self.error = error
            raise


_MAKER_NAME = '_member_maker_'


def _add_member(enum_class, name, value):
    args = value if isinstance(value, tuple) else (value,)
    if enum_class._member_type_ is tuple:
        args = (args,)
    new = enum_class._new_member_(enum_class, *args) if enum_class._use_args_ else enum_class._new_member_(enum_class)
    if not hasattr(new, '_value_'):
        if enum_class._member_type_ is object:
            new._value_ = value
        else:
            try:
                new._value_ = enum_class._member_type_(*args)
            except Exception as error:
                raise TypeError('_value_ not set in __new__, unable to create it') from error
    value = new._value_
    new._name_ = name
    new.__objclass__ = enum_class
    new.__init__(*args)
    new._sort_order_ = len(enum_class._member_names_)

    is_flag = Flag is not None and issubclass(enum_class, Flag)
    if is_flag:
        enum_class._flag_mask_ |= value
        if _is_single_bit(value):
            enum_class._singles_mask_ |= value
        enum_class._all_bits_ = 2 ** enum_class._flag_mask_.bit_length() - 1

    canonical = _member_of_value(enum_class, value)
    if canonical is not None:
        new = canonical
    elif not is_flag or _is_single_bit(value):
        enum_class._member_names_.append(name)
    _show_on_class(enum_class, name, new)
    enum_class._member_map_[name] = new
    try:
        enum_class._value2member_map_.setdefault(value, new)
    except TypeError:
        enum_class._unhashable_values_.append(value)


def _member_of_value(enum_class, value):
    try:
        return enum_class._value2member_map_.get(value)
    except TypeError:
        for candidate in enum_class._member_map_.values():
            if candidate._value_ == value:
                return candidate


def _show_on_class(enum_class, name, value):
    """Make a member an attribute of its class, by a property if a base class has a descriptor of that name."""
    descriptor = attr_type = owner = None
    for base in enum_class.__mro__[1:]:
        attribute = base.__dict__.get(name)
        if attribute is None:
            continue
        if isinstance(attribute, (property, DynamicClassAttribute)):
            descriptor, attr_type, owner = attribute, 'enum', base
            break
        if _is_descriptor(attribute):
            descriptor, attr_type, owner = attribute, attr_type or 'desc', owner or base
        else:
            attr_type, owner = 'attr', base
    if descriptor is None:
        type.__setattr__(enum_class, name, value)
        return
    redirect = property()
    redirect.member = value
    redirect.__set_name__(enum_class, name)
    if attr_type in ('enum', 'desc'):
        redirect.fget = getattr(descriptor, 'fget', None)
        redirect.fset = getattr(descriptor, 'fset', None)
        redirect.fdel = getattr(descriptor, 'fdel', None)
    redirect._attr_type = attr_type
    redirect._cls_type = owner
    type.__setattr__(enum_class, name, redirect)


_OPERATORS = ('__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__')


class EnumType(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = _EnumDict(cls)
        _, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            namespace['_generate_next_value_'] = getattr(first_enum, '_generate_next_value_', None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        classdict.setdefault('_ignore_', []).append('_ignore_')
        for name in classdict['_ignore_']:
            classdict.pop(name, None)
        member_names = classdict._member_names
        invalid_names = set(member_names) & {'mro', ''}
        if invalid_names:
            raise ValueError('invalid enum member name(s) %s' % ','.join([repr(name) for name in invalid_names]))
        order = classdict.pop('_order_', None)
        generate = classdict.get('_generate_next_value_')
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new_member, save_new, use_args = metacls._find_new_(classdict, member_type, first_enum)

        namespace = dict(classdict.items())
        if generate is not None and type(generate) is not staticmethod:
            namespace['_generate_next_value_'] = staticmethod(generate)
        maker = _MemberMaker([(name, namespace.pop(name)) for name in member_names])
        namespace.update(
            _new_member_=new_member, _use_args_=use_args, _member_names_=[], _member_map_={}, _value2member_map_={},
            _unhashable_values_=[], _member_type_=member_type, _value_repr_=metacls._find_data_repr_(cls, bases))
        namespace[_MAKER_NAME] = maker
        is_flag = cls == 'Flag' if Flag is None else any([issubclass(base, Flag) for base in bases])
        if is_flag:
            namespace.update(_boundary_=boundary or getattr(first_enum, '_boundary_', None), _flag_mask_=0,
                             _singles_mask_=0, _all_bits_=0, _inverted_=None)
        try:
            enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        except Exception as error:
            if error is maker.error and getattr(error, '__notes__', None):
                error.__notes__.pop()       # "Error calling __set_name__ on ..."
            raise

        defined = {**namespace, **enum_class.__dict__}
        _choose_output(enum_class, defined, bases, member_type, first_enum)
        if is_flag and Flag is not None:
            for name in _OPERATORS:
                if name not in defined:
                    setattr(enum_class, name, getattr(Flag, name))
        if Enum is not None:
            if save_new:
                enum_class.__new_member__ = new_member
            enum_class.__new__ = Enum.__new__
        if is_flag and Flag is not None:
            values = [item._value_ for item in enum_class]
            if values != sorted(values):
                enum_class._iter_member_ = enum_class._iter_member_by_def_
        if order is not None:
            _check_order(enum_class, order, is_flag)
        return enum_class

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        """The member with a value; on a class without members, a new enum of that name."""
        if cls._member_map_:
            if names:
                value = (value, names) + values
            try:
                found = cls._value2member_map_.get(value)
            except TypeError:
                found = None
            return found if found is not None else cls.__new__(cls, value)
        if names is None and type is None:
            raise TypeError(f'{cls} has no members; specify `names=()` if you meant to create a new, empty, enum')
        return cls._create_(class_name=value, names=names, module=module, qualname=qualname, type=type, start=start,
                            boundary=boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        return value in cls._value2member_map_ or value in cls._unhashable_values_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(f'{cls.__name__!r} cannot delete member {attr!r}.')
        super().__delattr__(attr)

    def __dir__(cls):
        names = {'__class__', '__contains__', '__doc__', '__getitem__', '__iter__', '__len__', '__members__',
                 '__module__', '__name__', '__qualname__', *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            names.add('__new__')
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add('__init_subclass__')
        if cls._member_type_ is not object:
            names.update(dir(cls._member_type_))
        return sorted(names)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @builtins.property
    def __members__(cls):
        """All names, aliases too, with their members."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f'<flag {cls.__name__!r}>'
        return f'<enum {cls.__name__!r}>'

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', ()):
            raise AttributeError(f'cannot reassign member {name!r}')
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """Make an enum from names: a string of them, a list, pairs with values, or a mapping to values."""
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        _, first_enum = cls._get_mixins_(class_name, bases)
        namespace = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            values = []
            for count, name in enumerate(names):
                values.append(first_enum._generate_next_value_(name, start, count, values[:]))
            names = list(zip(names, values))
        for item in names or ():
            name, value = (item, names[item]) if isinstance(item, str) else item
            namespace[name] = value
        if module is None:
            # 0 is this function, 1 the call of the class, 2 whoever wrote it.
            module = sys._getframemodulename(2) or '__main__'
        namespace['__module__'] = module
        if qualname is not None:
            namespace['__qualname__'] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    @classmethod
    def _check_for_existing_members_(metacls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError(f'<enum {class_name!r}> cannot extend {base!r}')

    @classmethod
    def _get_mixins_(metacls, class_name, bases):
        """The data type of the members, and the enum class that is extended."""
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError('new enumerations should be created as '
                            '`EnumName([mixin_type, ...] [data_type,] enum_type)`')
        return metacls._find_data_type_(class_name, bases) or object, first_enum

    @classmethod
    def _find_data_repr_(metacls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if '__repr__' in base.__dict__:
                    parameters = base.__dict__.get('__dataclass_params__')
                    if '__dataclass_fields__' in base.__dict__ and parameters is not None and parameters.repr:
                        return _dataclass_repr
                    return base.__dict__['__repr__']
        return None

    @classmethod
    def _find_data_type_(metacls, class_name, bases):
        # A data type has a __new__ of its own, or is a dataclass.
        found = set()
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        found.add(base._member_type_)
                        break
                elif '__new__' in base.__dict__ or '__dataclass_fields__' in base.__dict__:
                    found.add(candidate or base)
                    break
                else:
                    candidate = candidate or base
        if len(found) > 1:
            raise TypeError(f'too many data types for {class_name!r}: {found!r}')
        return found.pop() if found else None

    @classmethod
    def _find_new_(metacls, classdict, member_type, first_enum):
        """How to make members: a `__new__`, whether to keep it for subclasses, whether it wants the value."""
        new = classdict.get('__new__', None)
        save_new = first_enum is not None and new is not None
        default_new = object.__new__ if Enum is None else Enum.__new__
        if new is None:
            for name in ('__new_member__', '__new__'):
                for kind in (member_type, first_enum):
                    candidate = getattr(kind, name, None)
                    if candidate not in (None, type(None).__new__, object.__new__, default_new):
                        new = candidate
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        use_args = not (first_enum is None or new in (default_new, object.__new__))
        return new, save_new, use_args


EnumMeta = EnumType


def _choose_output(enum_class, defined, bases, member_type, first_enum):
    """Take `__repr__` and its kin from the enum class where they would come from the data type."""
    if ReprEnum is not None and ReprEnum in bases:
        if member_type is object:
            raise TypeError('ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)')
        if '__format__' not in defined:
            enum_class.__format__ = defined['__format__'] = member_type.__format__
        if '__str__' not in defined:
            method = member_type.__str__
            if method is object.__str__:
                method = member_type.__repr__
            enum_class.__str__ = defined['__str__'] = method
    for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
        if name not in defined:
            found = getattr(enum_class, name, None)
            if found in (getattr(member_type, name, None), getattr(object, name, None)):
                setattr(enum_class, name, getattr(first_enum, name, found))


def _check_order(enum_class, order, is_flag):
    if isinstance(order, str):
        order = order.replace(',', ' ').split()
    members = enum_class._member_map_
    if is_flag:
        order = [name for name in order if name not in members or _is_single_bit(members[name]._value_)]
    order = [name for name in order if name not in members or name in enum_class._member_names_]
    if order and order != enum_class._member_names_:
        raise TypeError(f'member order does not match _order_:\n  {enum_class._member_names_!r}\n  {order!r}')


class Enum(metaclass=EnumType):
    """Base of enumerations; the names assigned in the body of a subclass become its members."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        found = _member_of_value(cls, value)
        if found is not None:
            return found
        if not cls._member_map_:
            raise TypeError(f'{cls!r} has no members defined')
        failure = None
        try:
            result = cls._missing_(value)
        except Exception as error:
            failure = error
            result = None
        if isinstance(result, cls):
            return result
        if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):
            return result
        invalid = ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        if failure is None:
            if result is None:
                raise invalid
            failure = TypeError(f'error in {cls.__name__}._missing_: '
                                f'returned {result!r} instead of None or a valid member')
        if not isinstance(failure, ValueError):
            failure.__context__ = invalid
        raise failure

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of an `auto`: one more than the greatest before it."""
        if not last_values:
            return start
        try:
            last = last_values[-1]
            last_values.sort()
            if last == last_values[-1]:
                return last + 1
        except TypeError:
            pass
        import warnings
        warnings.warn('In 3.13 the default `auto()`/`_generate_next_value_` will require all values to be sortable '
                      'and support adding +1\n'
                      'and the value returned will be the largest value in the enum incremented by 1',
                      DeprecationWarning, stacklevel=5)
        for value in reversed(last_values):
            try:
                return value + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        cls = self.__class__
        value_repr = cls._value_repr_ or repr
        return '<%s.%s: %s>' % (cls.__name__, self._name_, value_repr(self._value_))

    def __str__(self):
        return f'{self.__class__.__name__}.{self._name_}'

    def __dir__(self):
        names = set(object.__dir__(self)) if self.__class__._member_type_ is not object else set()
        for name in getattr(self, '__dict__', ()):
            if name[0] != '_' and name not in self._member_map_:
                names.add(name)
        for cls in self.__class__.__mro__:
            for name, value in cls.__dict__.items():
                if name[0] == '_':
                    continue
                if isinstance(value, property):
                    if value.fget is not None or name not in self._member_map_:
                        names.add(name)
                    else:
                        names.discard(name)
                elif name not in self._member_map_:
                    names.add(name)
        return sorted(names | {'__class__', '__doc__', '__eq__', '__hash__', '__module__'})

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @property
    def value(self):
        """The value of the Enum member."""
        return self._value_

    name._attribute = '_name_'
    value._attribute = '_value_'


class ReprEnum(Enum):
    """Changes only the repr; str() and format() stay those of the data type."""


class IntEnum(int, ReprEnum):
    """An enum whose members are also ints."""


class StrEnum(str, ReprEnum):
    """An enum whose members are also strings."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f'too many arguments for str(): {values!r}')
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f'{values[0]!r} is not a string')
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError(f'encoding must be a string, not {values[1]!r}')
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError(f'errors must be a string, not {values[2]!r}')
        value = str(*values)
        self = str.__new__(cls, value)
        self._value_ = value
        return self

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


def pickle_by_global_name(self, proto):
    return self.name


def pickle_by_enum_name(self, proto):
    return getattr, (self.__class__, self._name_)


class FlagBoundary(StrEnum):
    """What a flag does with bits that no member has."""

    STRICT = auto()     # refuse them; what Flag does
    CONFORM = auto()    # drop them
    EJECT = auto()      # become a plain int
    KEEP = auto()       # keep them; what IntFlag does


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def _operand(flag, other):
    """The bits of the other operand of `|`, `&` or `^`; None if it does not fit."""
    if isinstance(other, flag.__class__):
        return other._value_
    if flag._member_type_ is not object and isinstance(other, flag._member_type_):
        return other
    return None


class Flag(Enum, boundary=STRICT):
    """An enum whose members are bits that can be combined."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of an `auto`: the bit above the highest one before it."""
        if not count:
            return start if start is not None else 1
        last_value = max(last_values)
        try:
            return 2 ** last_value.bit_length()
        except Exception:
            raise TypeError(f'invalid flag value {last_value!r}') from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _bits(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda item: item._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """Make the combination of members that `value` stands for."""
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        flag_mask = cls._flag_mask_
        all_bits = cls._all_bits_
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ flag_mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), flag_mask.bit_length())
                raise ValueError('%r invalid value %r\n    given %s\n  allowed %s'
                                 % (cls, value, bin(value, width), bin(flag_mask, width)))
            if cls._boundary_ is CONFORM:
                value = value & flag_mask
            elif cls._boundary_ is EJECT:
                return value
            elif cls._boundary_ is not KEEP:
                raise ValueError(f'{cls!r} unknown flag boundary {cls._boundary_!r}')
            elif value < 0:
                value = max(all_bits + 1, 2 ** value.bit_length()) + value
        negative = None
        if value < 0:
            negative = value
            value = all_bits + 1 + value
        unknown = value & ~flag_mask
        if unknown and cls._boundary_ is not KEEP:
            raise ValueError(f'{cls.__name__}({value!r}) -->  unknown values {unknown!r} [{bin(unknown)}]')
        if cls._member_type_ is object:
            combined = object.__new__(cls)
        else:
            combined = cls._member_type_.__new__(cls, value)
        if not hasattr(combined, '_value_'):
            combined._value_ = value
        combined._name_ = cls._name_of(value)
        combined = cls._value2member_map_.setdefault(value, combined)
        if negative is not None:
            cls._value2member_map_[negative] = combined
        return combined

    @classmethod
    def _name_of(cls, value):
        """The names of the members in a value, joined; None if there is none."""
        singles = value & cls._singles_mask_
        aliases = value & ~cls._singles_mask_
        if not singles and not aliases:
            return None
        members = list(cls._iter_member_(singles))
        if aliases:
            for candidate in cls._member_map_.values():
                bits = candidate._value_
                if bits and bits & value == bits and candidate not in members:
                    members.append(candidate)
        known = 0
        for item in members:
            known |= item._value_
        unknown = value ^ known
        if not known:
            return None
        if unknown and cls._boundary_ is STRICT:
            raise ValueError(f'{cls!r}: no members with value {unknown!r}')
        name = '|'.join([item._name_ for item in members])
        return f'{name}|{cls._numeric_repr_(unknown)}' if unknown else name

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r"
                            % (type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        cls = self.__class__
        value_repr = cls._value_repr_ or repr
        name = cls.__name__ if self._name_ is None else f'{cls.__name__}.{self._name_}'
        return '<%s: %s>' % (name, value_repr(self._value_))

    def __str__(self):
        name = self.__class__.__name__
        return f'{name}({self._value_!r})' if self._name_ is None else f'{name}.{self._name_}'

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        other = _operand(self, other)
        return NotImplemented if other is None else self.__class__(self._value_ | other)

    def __and__(self, other):
        other = _operand(self, other)
        return NotImplemented if other is None else self.__class__(self._value_ & other)

    def __xor__(self, other):
        other = _operand(self, other)
        return NotImplemented if other is None else self.__class__(self._value_ ^ other)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._singles_mask_ & ~self._value_)
        return self._inverted_


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """A flag whose members are also ints."""


def _aliases(enumeration):
    return ', '.join([f'{alias} -> {item.name}' for alias, item in enumeration.__members__.items()
                      if alias != item.name])


def unique(enumeration):
    """Class decorator that refuses two names for one value."""
    duplicates = _aliases(enumeration)
    if duplicates:
        raise ValueError(f'duplicate values found in {enumeration!r}: {duplicates}')
    return enumeration


def _dataclass_repr(self):
    fields = self.__dataclass_fields__
    return ', '.join([f'{name}={getattr(self, name)!r}' for name, field in fields.items() if field.repr])


def global_enum_repr(self):
    """A repr that names the module instead of the class."""
    return f'{self.__class__.__module__.split(".")[-1]}.{self._name_}'


def global_flag_repr(self):
    """The repr of a flag, or of a combination, that names the module instead of the class."""
    module = self.__class__.__module__.split('.')[-1]
    if self._name_ is None:
        return f'{module}.{self.__class__.__name__}({self._value_!r})'
    if _is_single_bit(self._value_):
        return f'{module}.{self._name_}'
    names = self._name_.split('|')
    return '|'.join([name if self._boundary_ is KEEP and name[0].isdigit() else f'{module}.{name}' for name in names])


def global_str(self):
    return self._name_ if self._name_ is not None else f'{self.__class__.__name__}({self._value_!r})'


def global_enum(cls, update_str=False):
    """Class decorator that makes the members names of the module, and shows them so."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Class decorator that turns a plain class into an enum."""
    def convert(cls):
        namespace = etype.__class__.__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name not in ('__dict__', '__weakref__'):
                namespace[name] = value
        return etype.__class__(cls.__name__, (etype,), namespace, boundary=boundary)
    return convert


class EnumCheck(StrEnum):
    """What `verify` can check."""

    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck

# The longest message about missing values: an enum may skip very many.
_MESSAGE_LIMIT = 256


class verify:
    """Class decorator that checks an enumeration."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if not issubclass(enumeration, Enum):
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            if check is UNIQUE:
                aliases = _aliases(enumeration)
                if aliases:
                    raise ValueError(f'aliases found in {enumeration!r}: {aliases}')
            elif check is CONTINUOUS:
                _verify_continuous(enumeration)
            elif check is NAMED_FLAGS:
                _verify_named_flags(enumeration)
        return enumeration


def _verify_continuous(enumeration):
    values = {item.value for item in enumeration}
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    if issubclass(enumeration, Flag):
        kind = 'flag'
        expected = [2 ** bit for bit in range(low.bit_length(), high.bit_length() - 1)]
    else:
        kind = 'enum'
        expected = range(low + 1, high)
    missing = [str(value) for value in expected if value not in values]
    if missing:
        message = f'invalid {kind} {enumeration.__name__!r}: missing values {", ".join(missing)}'
        raise ValueError(message[:_MESSAGE_LIMIT])


def _verify_named_flags(enumeration):
    values = [item.value for item in enumeration]
    names = []
    missing = 0
    for name, alias in enumeration._member_map_.items():
        if name in enumeration._member_names_ or alias.value < 0:
            continue
        unnamed = [bit for bit in _bits(alias.value) if bit not in values]
        if unnamed:
            names.append(name)
            missing |= sum(unnamed)
    if not names:
        return
    if len(names) == 1:
        subject = f'alias {names[0]} is missing'
    else:
        subject = f'aliases {", ".join(names[:-1])} and {names[-1]} are missing'
    value = f'value 0x{missing:x}' if _is_single_bit(missing) else f'combined values of 0x{missing:x}'
    raise ValueError(f'invalid Flag {enumeration.__name__!r}: {subject} {value} '
                     '[use enum.show_flag_values(value) for details]')
