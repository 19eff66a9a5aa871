# Classes with arguments, and type parameters.


def _alias_parameters(alias):
    found = []
    for arg in alias.__args__:
        if isinstance(arg, type):
            continue
        if _type_lookup(_class_of(arg), '__typing_subst__') is not None:
            candidates = (arg,)
        else:
            candidates = getattr(arg, '__parameters__', ())
        for candidate in candidates if isinstance(candidates, tuple) else ():
            if candidate not in found:
                _append(found, candidate)
    return tuple(found)


def _alias_item(alias, origin, key):
    parameters = alias.__parameters__
    if not parameters:
        raise TypeError(f'{alias!r} is not a generic class')
    keys = key if isinstance(key, tuple) else (key,)
    for parameter in parameters:
        prepare = getattr(parameter, '__typing_prepare_subst__', None)
        if prepare is not None:
            keys = prepare(alias, keys)
    if len(keys) != len(parameters):
        word = 'many' if len(keys) > len(parameters) else 'few'
        raise TypeError(f'Too {word} arguments for {alias!r}; actual {len(keys)}, expected {len(parameters)}')
    args = []
    for arg in alias.__args__:
        if isinstance(arg, type):
            _append(args, arg)
            continue
        substitute = getattr(arg, '__typing_subst__', None)
        if substitute is not None:
            _append(args, substitute(keys[parameters.index(arg)]))
            continue
        inner = getattr(arg, '__parameters__', ())
        if inner and isinstance(inner, tuple):
            arg = arg[tuple([keys[parameters.index(each)] for each in inner])]
        _append(args, arg)
    if isinstance(alias, _union_class):
        result = args[0]
        for arg in args[1:]:
            result = result | arg
        return result
    return _alias_class(origin, tuple(args))


def _alias_reduce(alias):
    return _alias_class, (alias.__origin__, alias.__args__)


_alias_class = type(list[int])
_union_class = type(int | str)


def _typevars():
    return _import('_typevars', {}, ('TypeVar',), 0), _caller_names()[0].get('__name__')


def _type_var(name, bound):
    library, module = _typevars()
    return library.make_typevar(name, module, bound)


def _constrained_type_var(name, constraints):
    library, module = _typevars()
    return library.make_typevar(name, module, None, constraints)


def _type_var_tuple(name, _):
    library, module = _typevars()
    return library.make_typevartuple(name, module)


def _param_spec(name, _):
    library, module = _typevars()
    return library.make_paramspec(name, module)


def _type_alias(name, evaluate, parameters):
    library, module = _typevars()
    return library.make_type_alias(name, module, parameters, evaluate)


def _generic_base(parameters):
    return _typevars()[0].subscript_generic(parameters)
