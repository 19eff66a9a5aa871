"""Abstract base classes."""

__all__ = ['ABC', 'ABCMeta', 'abstractmethod', 'abstractclassmethod', 'abstractstaticmethod',
           'abstractproperty', 'get_cache_token', 'update_abstractmethods']

# Counts calls of ABCMeta.register, each of which may turn a remembered "no" into "yes".
_registrations = 0


def abstractmethod(funcobj):
    """Mark a method that a concrete subclass has to define."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


class _Record:
    """What one abstract class knows of others: those registered with it, and answers given before."""

    __slots__ = ('registered', 'yes', 'no', 'no_valid_at')

    def __init__(self):
        self.registered = set()
        self.yes = set()
        self.no = set()
        self.no_valid_at = _registrations


class ABCMeta(type):
    """Metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace.items())
        cls._abc_impl = _Record()
        return cls

    def register(cls, subclass):
        """Make `subclass` count as a subclass of this class; returns it, so it can decorate."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError('Can only register classes')
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError('Refusing to create an inheritance cycle')
        cls._abc_impl.registered.add(subclass)
        flags = getattr(cls, '__abc_tpflags__', None)
        if flags is not None:
            try:
                subclass.__abc_tpflags__ = flags
            except TypeError:
                # A built-in class: patterns know it.
                pass
        _registrations += 1
        return subclass

    def __instancecheck__(cls, instance):
        record = cls._abc_impl
        subclass = instance.__class__
        if subclass in record.yes:
            return True
        subtype = type(instance)
        if subtype is subclass:
            if record.no_valid_at == _registrations and subclass in record.no:
                return False
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(subtype)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError('issubclass() arg 1 must be a class')
        record = cls._abc_impl
        if subclass in record.yes:
            return True
        if record.no_valid_at != _registrations:
            record.no = set()
            record.no_valid_at = _registrations
        elif subclass in record.no:
            return False
        answer = _is_subclass(cls, subclass, record.registered)
        (record.yes if answer else record.no).add(subclass)
        return answer


def _is_subclass(cls, subclass, registered):
    answer = cls.__subclasshook__(subclass)
    if answer is not NotImplemented:
        return answer
    if cls in getattr(subclass, '__mro__', ()):
        return True
    for candidate in list(registered):
        if issubclass(subclass, candidate):
            return True
    for candidate in cls.__subclasses__():
        if issubclass(subclass, candidate):
            return True
    return False


def _abstract_names(cls, own):
    names = {name for name, value in own if getattr(value, '__isabstractmethod__', False)}
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, name, None), '__isabstractmethod__', False):
                names.add(name)
    return frozenset(names)


def update_abstractmethods(cls):
    """Work out again which methods of an abstract class are abstract, after adding some to it."""
    if not hasattr(cls, '__abstractmethods__'):
        return cls
    cls.__abstractmethods__ = _abstract_names(cls, list(cls.__dict__.items()))
    return cls


class ABC(metaclass=ABCMeta):
    """A base to inherit from instead of naming the metaclass."""

    __slots__ = ()


def get_cache_token():
    """A value that changes whenever a class is registered with any abstract class."""
    return _registrations
