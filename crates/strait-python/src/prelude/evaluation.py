# Text as code: `eval`, `exec` and `compile`.


def _eval(source, globals, locals):
    if isinstance(source, str):
        source = source.lstrip(' \t')
    return _run_text(source, globals, locals, 'eval', _caller_names())


def _exec(source, globals, locals, closure):
    _run_text(source, globals, locals, 'exec', _caller_names())


def _compile(source, filename, mode, flags, dont_inherit, optimize):
    if isinstance(filename, (bytes, bytearray)):
        filename = bytes(filename).decode()
    elif not isinstance(filename, str):
        fspath = getattr(type(filename), '__fspath__', None)
        if fspath is None:
            raise TypeError(f'expected str, bytes or os.PathLike object, not {type(filename).__name__}')
        filename = fspath(filename)
    if mode not in ('exec', 'eval', 'single'):
        raise ValueError("compile() mode must be 'exec', 'eval' or 'single'")
    text = _text_of(source, 'compile() arg 1 must be a string, bytes or AST object')
    function = _compile_text(text, filename, mode, {})
    _warn_of_syntax(filename)
    return function.__code__


def _text_of(source, message):
    if isinstance(source, str):
        return source
    if isinstance(source, (bytes, bytearray, memoryview)):
        try:
            return bytes(source).decode()
        except UnicodeDecodeError as error:
            raise SyntaxError(f'(unicode error) {error}') from None
    raise TypeError(message)


def _run_text(source, module_names, names, mode, caller):
    if module_names is None:
        module_names, caller_names = caller
        if names is None:
            names = caller_names
    elif not isinstance(module_names, dict):
        if mode == 'exec':
            raise TypeError(f'exec() globals must be a dict, not {type(module_names).__name__}')
        if hasattr(type(module_names), '__getitem__'):
            raise TypeError('globals must be a real dict; try eval(code, {}, mapping)')
        raise TypeError('globals must be a dict')
    if names is None:
        names = module_names
    elif not hasattr(type(names), '__getitem__'):
        if mode == 'exec':
            raise TypeError(f'locals must be a mapping or None, not {type(names).__name__}')
        raise TypeError('locals must be a mapping')
    if '__builtins__' not in module_names and module_names is not caller[0]:
        module_names['__builtins__'] = _builtins()
    if isinstance(source, _code_class):
        if source.co_freevars:
            raise TypeError(f'code object passed to {mode}() may not contain free variables')
        function = _with_globals(source, module_names)
    else:
        message = f'{mode}() arg 1 must be a string, bytes or code object'
        function = _compile_text(_text_of(source, message), '<string>', mode, module_names)
        _warn_of_syntax('<string>')
    return _run_class_body(function, names)


def _display(value):
    _import('sys', {}, ('displayhook',), 0).displayhook(value)


_code_class = type(_drain.__code__)
