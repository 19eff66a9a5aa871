"""Modules in archives: the host loads modules, from wherever it keeps them."""

__all__ = ['ZipImportError', 'zipimporter']


class ZipImportError(ImportError):
    pass


class zipimporter:
    """An importer that finds no archive."""

    def __init__(self, path):
        raise ZipImportError(f'not a Zip file: {path!r}', path=path)
