# Exception groups, and how a program ends.


class ExceptionGroup(BaseExceptionGroup, Exception):
    pass


def _split_group(error, types):
    for each in types if isinstance(types, tuple) else (types,):
        if not isinstance(each, type) or not issubclass(each, BaseException):
            raise TypeError('catching classes that do not inherit from BaseException is not allowed')
        if issubclass(each, BaseExceptionGroup):
            raise TypeError('catching ExceptionGroup with except* is not allowed. Use except instead.')
    if error is None:
        return None, None
    if isinstance(error, BaseExceptionGroup):
        return error.split(types)
    if isinstance(error, types):
        return ExceptionGroup('', (error,)), None
    return None, error


def _end_groups(original, rest, raised):
    errors = raised if rest is None else raised + [rest]
    if not errors:
        return None
    if not isinstance(original, BaseExceptionGroup):
        return errors[0]
    own = []
    _collect_leaves(original, own)
    new, again = [], []
    for error in errors:
        leaves = []
        _collect_leaves(error, leaves)
        is_part = isinstance(error, BaseExceptionGroup) and error.message == original.message
        if is_part and all([any([leaf is each for each in own]) for leaf in leaves]):
            again.extend(leaves)
        else:
            _append(new, error)
    kept = _group_divide(original, lambda error: any([error is leaf for leaf in again]), False)[0] if again else None
    if not new:
        return kept
    if kept is not None:
        _append(new, kept)
    return new[0] if len(new) == 1 else BaseExceptionGroup('', new)


def _collect_leaves(error, leaves):
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            _collect_leaves(inner, leaves)
    else:
        _append(leaves, error)


def _group_new(cls, *args):
    if len(args) != 2:
        raise TypeError(f'BaseExceptionGroup.__new__() takes exactly 2 arguments ({len(args)} given)')
    message, exceptions = args
    if not isinstance(message, str):
        raise TypeError(
            f'BaseExceptionGroup.__new__() argument 1 must be str, not {type(message).__name__}')
    if not hasattr(type(exceptions), '__getitem__') or isinstance(exceptions, (dict, type)):
        raise TypeError('second argument (exceptions) must be a sequence')
    members = tuple(exceptions)
    if not members:
        raise ValueError('second argument (exceptions) must be a non-empty sequence')
    for place, error in enumerate(members):
        if not isinstance(error, BaseException):
            raise ValueError(f'Item {place} of second argument (exceptions) is not an exception')
    if cls is BaseExceptionGroup:
        if all([isinstance(error, Exception) for error in members]):
            cls = ExceptionGroup
    elif cls is ExceptionGroup or issubclass(cls, Exception):
        for error in members:
            if not isinstance(error, Exception):
                if cls is ExceptionGroup:
                    raise TypeError('Cannot nest BaseExceptions in an ExceptionGroup')
                raise TypeError(f"Cannot nest BaseExceptions in '{cls.__name__}'")
    group = _new_exception(cls, message, exceptions)
    _set_group_parts(group, message, members)
    return group


def _group_condition(condition):
    if isinstance(condition, type) and issubclass(condition, BaseException):
        return lambda error: isinstance(error, condition)
    if isinstance(condition, tuple) and all([isinstance(each, type) and issubclass(each, BaseException)
                                             for each in condition]):
        return lambda error: isinstance(error, condition)
    if callable(condition) and not isinstance(condition, type):
        return condition
    raise TypeError('expected a function, exception type or tuple of exception types')


def _group_split(self, matcher_value, /):
    return _group_divide(self, _group_condition(matcher_value), True)


def _group_subgroup(self, matcher_value, /):
    return _group_divide(self, _group_condition(matcher_value), False)[0]


def _group_divide(self, test, wants_rest):
    if test(self):
        return self, None
    matched, rest = [], []
    for error in self.exceptions:
        if isinstance(error, BaseExceptionGroup):
            inner, other = _group_divide(error, test, wants_rest)
            if inner is not None:
                _append(matched, inner)
            if other is not None:
                _append(rest, other)
        elif test(error):
            _append(matched, error)
        else:
            _append(rest, error)
    return _group_part(self, matched), _group_part(self, rest) if wants_rest else None


def _group_part(self, errors):
    if not errors:
        return None
    made = self.derive(errors)
    if not isinstance(made, BaseExceptionGroup):
        raise TypeError('derive must return an instance of BaseExceptionGroup')
    made.__traceback__ = self.__traceback__
    made.__cause__ = self.__cause__
    made.__context__ = self.__context__
    made.__suppress_context__ = self.__suppress_context__
    notes = getattr(self, '__notes__', None)
    if notes is not None:
        made.__notes__ = list(notes)
    return made


def _group_str(self):
    count = len(self.exceptions)
    return f"{self.message} ({count} sub-exception{'' if count == 1 else 's'})"


_set_group_methods(BaseExceptionGroup, {
    '__new__': staticmethod(_group_new),
    '__str__': _group_str,
    'split': _group_split,
    'subgroup': _group_subgroup,
    'derive': lambda self, excs, /: BaseExceptionGroup(self.message, excs),
    '__class_getitem__': classmethod(lambda cls, item: _alias_class(cls, item)),
})


EnvironmentError = IOError = OSError


def _report(error):
    return _import('traceback', {}, ('_report',), 0)._report(error)


def _at_exit():
    _modules()['atexit']._run_exitfuncs()


def _exit(code=None):
    raise SystemExit if code is None else SystemExit(code)


exit = quit = _exit
