"""Certificates that are trusted. The host has them, and they are no file that a script can read."""


def where():
    """What stands for them, as the path of a file that `verify` may be."""
    return '<the certificates of the host>'


def contents():
    raise PermissionError(13, 'Permission denied: scripts have no files here', where())
