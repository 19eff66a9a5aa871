"""Modules that packages import, as far as they work without files, threads and programs."""
import array
import ast
import codecs
import copyreg
import difflib
import gettext
import graphlib
import importlib.util
import inspect
import locale
import pkgutil
import shutil
import sys
import tempfile
import threading
import types
import io
from xml.etree import ElementTree

lock = threading.Lock()
with lock:
    print(lock.locked(), lock.acquire(blocking=False))
again = threading.RLock()
with again, again:
    pass
data = threading.local()
data.x = 1
print(data.x, threading.current_thread() is threading.main_thread(), threading.current_thread().name, threading.active_count())
event = threading.Event()
print(event.wait(0), event.set(), event.wait())

numbers = array.array('i', [1, 2, 3])
numbers.append(4)
print(numbers, numbers[1:3], numbers.tobytes(), numbers.itemsize, sum(numbers), 3 in numbers, numbers == array.array('d', [1, 2, 3, 4]))
for make in (lambda: array.array('b', [300]), lambda: array.array('z'), lambda: numbers.append('a'), lambda: array.array('B', [-1]), lambda: numbers[9]):
    try:
        make()
    except (OverflowError, ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)

for text in ("{'a': [1, (2, 3.5), None], 'b': {True, -1}}", "b'x' b'y'", '1 + 2j', '()', '(1,)', '[1, 2,]', '{}', 'set()', ' "a\\n" ', '...'):
    print(repr(ast.literal_eval(text)))
for text in ('a', 'f(1)', '1 + 2', '[1, ', '1 if 2 else 3', ''):
    try:
        print(ast.literal_eval(text))
    except (ValueError, SyntaxError) as error:
        print(type(error).__name__)

print(difflib.get_close_matches('appel', ['ape', 'apple', 'peach']), *difflib.unified_diff(['a', 'b'], ['a', 'c'], lineterm=''))
print(gettext.gettext('hello'), gettext.ngettext('one', 'many', 2), locale.localeconv()['decimal_point'])
print(list(graphlib.TopologicalSorter({'a': {'b'}, 'b': {'c'}}).static_order()))
spec = importlib.util.find_spec('html.parser')
copy = importlib.util.module_from_spec(spec)
spec.loader.exec_module(copy)
copy.changed = True
import html.parser
print(spec.name, hasattr(html.parser, 'changed'), copy.HTMLParser is html.parser.HTMLParser, importlib.util.find_spec('no_such_module'))
print(importlib.util.resolve_name('..a', 'x.y.z'), pkgutil.resolve_name('os.path:join').__name__)


class Finder:
    @staticmethod
    def find_spec(name, path, target=None):
        if name == 'invented':
            return importlib.util.spec_from_loader(name, Finder)

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        module.answer = 42


sys.meta_path.append(Finder)
import invented
print(invented.answer, invented.__name__, invented.__spec__.name)

source, target = io.BytesIO(b'abc' * 10), io.BytesIO()
shutil.copyfileobj(source, target)
print(len(target.getvalue()), shutil.which('no-such-program'))
with tempfile.TemporaryFile('w+') as file:
    file.write('kept')
    file.seek(0)
    print(file.read())

root = ElementTree.Element('a', x='1 & 2')
ElementTree.SubElement(root, 'b').text = '<text>'
print(ElementTree.tostring(root), root.find('b').text, [each.tag for each in root.iter()])
print('bücher'.encode('punycode'), b'bcher-kva'.decode('punycode'), 'bücher.example'.encode('idna'), b'xn--bcher-kva.example'.decode('idna'))
print(codecs.lookup('punycode').name)


class Module(types.ModuleType):
    made = property(lambda self: self.__name__ + '!')


print(Module('m').made)


class Kept(property):
    def __init__(self, function, *, extra):
        super().__init__(function)
        self.extra = extra


class Owner:
    value = Kept(lambda self: 3, extra='e')


print(Owner().value, Owner.value.extra, compile('1', 'f', 'eval').replace(co_name='other').co_name)
try:
    1 / 0
except ZeroDivisionError as error:
    print(isinstance(error.__traceback__, types.TracebackType), inspect.getinnerframes(error.__traceback__)[0].function)
