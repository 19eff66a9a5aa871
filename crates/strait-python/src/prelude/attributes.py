# Attributes, names, and whose instance an object is.


def _getattribute(obj, name):
    cls = _class_of(obj)
    try:
        return _type_lookup(cls, '__getattribute__')(obj, name)
    except AttributeError:
        method = _type_lookup(cls, '__getattr__')
        if method is None:
            raise
        return method(obj, name)


def _getattr(obj, name, default):
    try:
        return getattr(obj, name)
    except AttributeError:
        return default


def _getattr_like(obj, name, *default):
    """getattr() by a text that decides itself which names equal it."""
    places = [obj] if isinstance(obj, type) else []
    for cls in [*places, _class_of(obj)]:
        places.extend(cls.__mro__)
    for names in [getattr(obj, '__dict__', {}), *[cls.__dict__ for cls in places]]:
        if name in names:
            for found in names:
                if found == name:
                    return getattr(obj, found, *default)
    try:
        method = _type_lookup(_class_of(obj), '__getattr__')
        if method is None:
            raise AttributeError(f"'{_class_of(obj).__name__}' object has no attribute '{str.__str__(name)}'",
                                 name=name, obj=obj)
        return method(obj, name)
    except AttributeError:
        if default:
            return default[0]
        raise


def _hasattr(obj, name):
    try:
        getattr(obj, name)
    except AttributeError:
        return False
    return True


def _claims(obj, classes):
    try:
        cls = obj.__class__
    except AttributeError:
        return False
    if not isinstance(cls, type) or cls is _class_of(obj):
        return False
    return issubclass(cls, classes)


def _isinstance(obj, classes):
    if type(classes) is _union_class:
        classes = classes.__args__
    if _class_of(obj) is classes:
        return True
    if type(classes) is tuple:
        for each in classes:
            if isinstance(obj, each):
                return True
        return False
    method = _type_lookup(_class_of(classes), '__instancecheck__')
    if method is None:
        raise TypeError('isinstance() arg 2 must be a type, a tuple of types, or a union')
    return True if method(classes, obj) else False


def _issubclass(cls, classes):
    if type(classes) is _union_class:
        classes = classes.__args__
    if type(classes) is tuple:
        for each in classes:
            if issubclass(cls, each):
                return True
        return False
    method = _type_lookup(_class_of(classes), '__subclasscheck__')
    if method is None:
        raise TypeError('issubclass() arg 2 must be a class, a tuple of classes, or a union')
    return True if method(classes, cls) else False


def _load_name(names, module_names, name):
    try:
        return names[name]
    except KeyError:
        pass
    if name in module_names:
        return module_names[name]
    built_in = module_names.get('__builtins__', _builtins())
    if not isinstance(built_in, dict):
        built_in = built_in.__dict__
    if name in built_in:
        return built_in[name]
    raise NameError(f"name '{name}' is not defined", name=name)


def _annotations(names):
    if '__annotations__' not in names:
        names['__annotations__'] = {}
    return names['__annotations__']


def _dir(*objects):
    if not objects:
        return sorted(_caller_names()[1])
    names = _type_lookup(_class_of(objects[0]), '__dir__')(objects[0])
    return sorted(names)
