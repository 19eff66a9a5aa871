"""Writes src/codec/pages.rs: the upper halves of the code pages. Run with CPython 3.12."""

PAGES = [
    'cp437', 'cp737', 'cp775', 'cp850', 'cp852', 'cp855', 'cp857', 'cp858', 'cp860', 'cp861', 'cp862', 'cp863', 'cp865',
    'cp866', 'cp869', 'cp874', 'cp1250', 'cp1251', 'cp1252', 'cp1253', 'cp1254', 'cp1255', 'cp1256', 'cp1257', 'cp1258',
    'iso8859-2', 'iso8859-3', 'iso8859-4', 'iso8859-5', 'iso8859-6', 'iso8859-7', 'iso8859-8', 'iso8859-9',
    'iso8859-10', 'iso8859-11', 'iso8859-13', 'iso8859-14', 'iso8859-15', 'iso8859-16', 'koi8-r', 'koi8-u',
    'mac-cyrillic', 'mac-greek', 'mac-latin2', 'mac-roman', 'mac-turkish',
]


def upper_half(page):
    codes = []
    for byte in range(128, 256):
        try:
            codes.append(ord(bytes([byte]).decode(page)))
        except UnicodeDecodeError:
            codes.append(0)
    assert bytes(range(128)).decode(page) == bytes(range(128)).decode('ascii')
    return codes


with open('src/codec/pages.rs', 'w') as out:
    out.write('//! The upper halves of code pages: for each byte from 0x80 on its character, 0 for none.\n')
    out.write('//! Written by tools/code_pages.py.\n\n')
    out.write('/// Names without hyphens, in order, and tables.\n#[rustfmt::skip]\n')
    out.write('pub(super) const PAGES: &[(&str, &str, [u16; 128])] = &[\n')
    for page in sorted(PAGES, key=lambda page: page.replace('-', '')):
        codes = upper_half(page)
        out.write(f'    ("{page.replace("-", "")}", "{page}", [\n')
        for start in range(0, 128, 16):
            out.write('        ' + ', '.join(f'0x{code:x}' for code in codes[start:start + 16]) + ',\n')
        out.write('    ]),\n')
    out.write('];\n')
