"""Types of files by the ends of their names."""

import os
from urllib.parse import _splittype

__all__ = ['MimeTypes', 'guess_type', 'guess_all_extensions', 'guess_extension', 'add_type', 'init', 'suffix_map',
           'encodings_map', 'types_map', 'common_types', 'inited', 'knownfiles', 'read_mime_types']

# A type and the extensions it goes with, the preferred one first.
_TYPES = """
text/javascript js mjs
application/json json
application/manifest+json webmanifest
application/msword doc dot wiz
application/n-quads nq
application/n-triples nt
application/octet-stream bin a dll exe o obj so
application/oda oda
application/pdf pdf
application/pkcs7-mime p7c
application/postscript ps ai eps
application/trig trig
application/vnd.apple.mpegurl m3u m3u8
application/vnd.ms-excel xls xlb
application/vnd.ms-powerpoint ppt pot ppa pps pwz
application/wasm wasm
application/x-bcpio bcpio
application/x-cpio cpio
application/x-csh csh
application/x-dvi dvi
application/x-gtar gtar
application/x-hdf hdf
application/x-hdf5 h5
application/x-latex latex
application/x-mif mif
application/x-netcdf cdf nc
application/x-pkcs12 p12 pfx
application/x-pn-realaudio ram
application/x-python-code pyc pyo
application/x-sh sh
application/x-shar shar
application/x-shockwave-flash swf
application/x-sv4cpio sv4cpio
application/x-sv4crc sv4crc
application/x-tar tar
application/x-tcl tcl
application/x-tex tex
application/x-texinfo texi texinfo
application/x-troff roff t tr
application/x-troff-man man
application/x-troff-me me
application/x-troff-ms ms
application/x-ustar ustar
application/x-wais-source src
application/xml xsl rdf wsdl xpdl
application/zip zip
audio/3gpp 3gp 3gpp
audio/3gpp2 3g2 3gpp2
audio/aac aac adts loas ass
audio/basic au snd
audio/mpeg mp3 mp2
audio/opus opus
audio/x-aiff aif aifc aiff
audio/x-pn-realaudio ra
audio/x-wav wav
image/avif avif
image/bmp bmp
image/gif gif
image/ief ief
image/jpeg jpg jpe jpeg
image/heic heic
image/heif heif
image/png png
image/svg+xml svg
image/tiff tiff tif
image/vnd.microsoft.icon ico
image/x-cmu-raster ras
image/x-portable-anymap pnm
image/x-portable-bitmap pbm
image/x-portable-graymap pgm
image/x-portable-pixmap ppm
image/x-rgb rgb
image/x-xbitmap xbm
image/x-xpixmap xpm
image/x-xwindowdump xwd
message/rfc822 eml mht mhtml nws
text/css css
text/csv csv
text/html html htm
text/n3 n3
text/plain txt bat c h ksh pl srt
text/richtext rtx
text/tab-separated-values tsv
text/vtt vtt
text/x-python py
text/x-setext etx
text/x-sgml sgm sgml
text/x-vcard vcf
text/xml xml
video/mp4 mp4
video/mpeg mpeg m1v mpa mpe mpg
video/quicktime mov qt
video/webm webm
video/x-msvideo avi
video/x-sgi-movie movie
"""

# Types that are in use but not registered.
_COMMON_TYPES = """
application/rtf rtf
audio/midi midi mid
image/jpg jpg
image/pict pict pct pic
image/webp webp
text/xul xul
"""


def _by_extension(text):
    table = {}
    for line in text.strip().split('\n'):
        kind, *extensions = line.split()
        for extension in extensions:
            table['.' + extension] = kind
    return table


inited = True
knownfiles = []
suffix_map = _default_suffixes = {
    '.svgz': '.svg.gz', '.tgz': '.tar.gz', '.taz': '.tar.gz', '.tz': '.tar.gz', '.tbz2': '.tar.bz2',
    '.txz': '.tar.xz'}
encodings_map = _default_encodings = {
    '.gz': 'gzip', '.Z': 'compress', '.bz2': 'bzip2', '.xz': 'xz', '.br': 'br'}
types_map = _default_types = _by_extension(_TYPES)
common_types = _default_common_types = _by_extension(_COMMON_TYPES)


class MimeTypes:
    """A table of types and extensions."""

    def __init__(self, filenames=(), strict=True):
        self.encodings_map = _default_encodings.copy()
        self.suffix_map = _default_suffixes.copy()
        # Each a pair: the types in use, the registered types.
        self.types_map = ({}, {})
        self.types_map_inv = ({}, {})
        for extension, kind in _default_types.items():
            self.add_type(kind, extension, True)
        for extension, kind in _default_common_types.items():
            self.add_type(kind, extension, False)
        for name in filenames:
            self.read(name, strict)

    def add_type(self, type, ext, strict=True):
        """Add an extension, with its dot, to a type."""
        self.types_map[strict][ext] = type
        extensions = self.types_map_inv[strict].setdefault(type, [])
        if ext not in extensions:
            extensions.append(ext)

    def guess_type(self, url, strict=True):
        """The type of a file by its path or URL, and how it is compressed."""
        scheme, url = _splittype(os.fspath(url))
        if scheme == 'data':
            head, comma, _ = url.partition(',')
            if not comma:
                return None, None
            kind = head.partition(';')[0]
            return ('text/plain' if '=' in kind or '/' not in kind else kind), None
        base, ext = os.path.splitext(url)
        while (lower := ext.lower()) in self.suffix_map:
            base, ext = os.path.splitext(base + self.suffix_map[lower])
        encoding = self.encodings_map.get(ext)
        if encoding is not None:
            ext = os.path.splitext(base)[1]
        ext = ext.lower()
        kind = self.types_map[True].get(ext)
        if kind is None and not strict:
            kind = self.types_map[False].get(ext)
        return kind, encoding

    def guess_all_extensions(self, type, strict=True):
        type = type.lower()
        extensions = list(self.types_map_inv[True].get(type, ()))
        if not strict:
            for ext in self.types_map_inv[False].get(type, ()):
                if ext not in extensions:
                    extensions.append(ext)
        return extensions

    def guess_extension(self, type, strict=True):
        """The preferred extension of a type, with its dot."""
        extensions = self.guess_all_extensions(type, strict)
        return extensions[0] if extensions else None

    def read(self, filename, strict=True):
        with open(filename, encoding='utf-8') as file:
            self.readfp(file, strict)

    def readfp(self, fp, strict=True):
        """Add the types of a file in the format of /etc/mime.types."""
        for line in fp:
            kind, *extensions = line.partition('#')[0].split() or ('',)
            for extension in extensions:
                self.add_type(kind, '.' + extension, strict)


_db = None


def init(files=None):
    """Start again with the built-in table, and add the types of some files."""
    global _db, common_types, encodings_map, suffix_map, types_map
    _db = MimeTypes(files or ())
    encodings_map, suffix_map = _db.encodings_map, _db.suffix_map
    common_types, types_map = _db.types_map


def _table():
    if _db is None:
        init()
    return _db


def read_mime_types(file):
    table = MimeTypes()
    try:
        table.read(file)
    except OSError:
        return None
    return table.types_map[True]


def guess_type(url, strict=True):
    return _table().guess_type(url, strict)


def guess_all_extensions(type, strict=True):
    return _table().guess_all_extensions(type, strict)


def guess_extension(type, strict=True):
    return _table().guess_extension(type, strict)


def add_type(type, ext, strict=True):
    return _table().add_type(type, ext, strict)
