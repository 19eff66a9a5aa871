"""How the interpreter was built and where it lies: nowhere."""

__all__ = ['get_config_var', 'get_config_vars', 'get_path', 'get_paths', 'get_path_names', 'get_platform',
           'get_python_version', 'get_scheme_names']


def get_config_vars(*names):
    return [None] * len(names) if names else {}


def get_config_var(name):
    return None


def get_paths(scheme='', vars=None, expand=True):
    return {}


def get_path(name, scheme='', vars=None, expand=True):
    raise KeyError(name)


def get_path_names():
    return ()


get_scheme_names = get_path_names


def get_platform():
    return 'strait'


def get_python_version():
    return '3.12'
