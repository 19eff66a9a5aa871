"""The packages that requests is made of, under the names that they have here."""

import sys

import idna
import urllib3

from .compat import chardet

for _package in ('urllib3', 'idna'):
    for _name in list(sys.modules):
        if _name == _package or _name.startswith(f'{_package}.'):
            sys.modules[f'requests.packages.{_name}'] = sys.modules[_name]
