"""What a script runs on: Strait, and nothing else that it could tell."""

import sys
from collections import namedtuple as _namedtuple

uname_result = _namedtuple('uname_result', 'system node release version machine processor')
_uname = uname_result('Strait', '', '', '', 'wasm32', '')


def uname():
    return _uname


def system():
    return _uname.system


def node():
    return _uname.node


def release():
    return _uname.release


def version():
    return _uname.version


def machine():
    return _uname.machine


def processor():
    return _uname.processor


def platform(aliased=False, terse=False):
    return f'{_uname.system}-{_uname.machine}'


def architecture(executable='', bits='', linkage=''):
    return bits or '64bit', linkage


def python_implementation():
    return 'Strait'


def python_version():
    return '.'.join(str(part) for part in sys.version_info[:3])


def python_version_tuple():
    return tuple(python_version().split('.'))


def python_branch():
    return ''


python_revision = python_compiler = python_branch


def python_build():
    return '', ''


def libc_ver(executable=None, lib='', version='', chunksize=0):
    return lib, version


def mac_ver(release='', versioninfo=('', '', ''), machine=''):
    return release, versioninfo, machine


def win32_ver(release='', version='', csd='', ptype=''):
    return release, version, csd, ptype


def freedesktop_os_release():
    raise OSError('there is no os-release file')
