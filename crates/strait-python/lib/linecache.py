"""Lines of source text, by file name and number."""

import _traceback

__all__ = ['getline', 'clearcache', 'checkcache', 'lazycache']

# file name -> (size, None, lines, file name), as in CPython
cache = {}


def getline(filename, lineno, module_globals=None):
    """A line with its line end; '' if there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ''


def getlines(filename, module_globals=None):
    if filename in cache:
        return cache[filename][2]
    return updatecache(filename, module_globals)


def updatecache(filename, module_globals=None):
    """Ask the engine for the source of a file; it knows those that it runs."""
    cache.pop(filename, None)
    lines = _traceback.source_lines(filename)
    if lines is None:
        return []
    lines = [line if line.endswith('\n') else line + '\n' for line in lines]
    cache[filename] = sum([len(line) for line in lines]), None, lines, filename
    return lines


def clearcache():
    cache.clear()


def checkcache(filename=None):
    pass    # a source that runs does not change


def lazycache(filename, module_globals):
    return filename in cache
