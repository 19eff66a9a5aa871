import jinja2
from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, loader=DictLoader({
    'base.html': '<title>{% block title %}{% endblock %}</title>\n{% block body %}base{% endblock %}\n',
    'page.html': '''{% extends "base.html" %}
{% from "macros.html" import field with context %}
{% block title %}{{ title|upper }} - {{ super() }}{% endblock %}
{% block body %}
  {% for item in items if item.price > 1 recursive %}
    {{ loop.index }}/{{ loop.length }} {{ item.name }}: {{ "%.2f"|format(item.price) }}{% if not loop.last %},{% endif %}

  {% else %}
    nothing
  {% endfor %}
  {{ field('<name>', value=title) }}
{% endblock %}
''',
    'macros.html': '{% macro field(name, value="") %}<input name="{{ name }}" value="{{ value|default("none", true) }}">{% endmacro %}',
}))
items = [{'name': 'apple & pear', 'price': 2}, {'name': 'fig', 'price': 0.5}, {'name': '<b>', 'price': 3.14159}]
print(environment.get_template('page.html').render(title='shop', items=items))
print(environment.get_template('page.html').render(items=[]))


def show(text, **names):
    try:
        print(environment.from_string(text).render(names))
    except jinja2.TemplateError as error:
        print(f'{type(error).__name__}: {error}')


environment.filters['double'] = lambda value: value * 2
environment.tests['big'] = lambda value: value > 100
show('{{ 3|double }} {{ 200 is big }} {{ [3, 1, 2]|sort|join(", ") }} {{ "a b"|title|replace("A", "x") }} {{ x|default("?") }}')
show('{% set ns = namespace(total=0) %}{% for n in range(5) %}{% set ns.total = ns.total + n %}{% endfor %}{{ ns.total }}')
show('{{ users|groupby("city")|map(attribute="grouper")|list }} {{ users|map(attribute="name")|list|tojson }} {{ users|selectattr("age", "gt", 3)|list|length }}',
     users=[{'name': 'A', 'city': 'X', 'age': 3}, {'name': "B'", 'city': 'W', 'age': 4}])
show('{% call(x) wrap(2) %}<{{ x }}>{% endcall %}', wrap=lambda n, caller: Markup(caller(n * 10)))
show('{{ "x" ~ 1 ~ none }} {{ 7 // 2 }} {{ 2 ** 5 }} {{ "yes" if 1 in [1, 2] else "no" }} {{ {"a": 1}.a }} {{ "abc"[::-1] }} {{ 10|filesizeformat }}')
show('{% filter upper %}text{% endfilter %}{% raw %}{{ raw }}{% endraw %}{# comment #} {{ "<i>"|safe }} {{ "<i>" }} {{ "<p>a</p>"|striptags }}')
show('{{ "one two three four"|wordwrap(9) }}|{{ [1, 2, 3, 4, 5]|batch(2, "-")|list }}|{{ "http://a.example x"|urlize }}|{{ 3.7|round|int }}')
show('{% if %}')
show('line\n{{ unclosed')
show('{% for x in y %}')
show('{{ missing.attribute }}')
show('{% include "none.html" %}')
print(Environment(undefined=StrictUndefined).from_string('{{ a is defined }}').render(), environment.compile_expression('a + b * 2')(a=1, b=3))
try:
    SandboxedEnvironment().from_string('{{ "".__class__.__mro__ }}').render()
except jinja2.exceptions.SecurityError as error:
    print(error)
print(Markup('<b>%s</b>') % '<x>', escape('a<b>"c"\''), Markup('<a> &amp; b</a>').striptags(), Markup('<i>').join(['<', '>']), repr(Markup('&lt;').unescape()))
