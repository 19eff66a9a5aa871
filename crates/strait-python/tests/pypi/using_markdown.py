import markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.meta import MetaExtension
from markdown.extensions.nl2br import Nl2BrExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.smarty import SmartyExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension

text = '''Title
=====

A *paragraph* with **bold**, `code <b>`, [a link](http://a.example "T"), ![image](i.png) and <em>html</em>.
Second line & <http://auto.example>  
after a break \\*escaped\\*.

* one
* two
    1. nested
    2. again

> quoted
> > deeper

    code block <pre>

## Sub {#custom .cls}

| a | b |
|---|:-:|
| 1 | 2 |

Term
:   Definition

```python
print("fenced")
```

Note[^1] and HTML.

[^1]: The footnote.
*[HTML]: Hyper Text

[ref]: http://ref.example
See [the ref][ref].

<div markdown="1">*inside*</div>
'''
print(markdown.markdown(text))
print(markdown.markdown(text, extensions=[
    AbbrExtension(), AttrListExtension(), DefListExtension(), FencedCodeExtension(), FootnoteExtension(), MarkdownInHtmlExtension(),
    SaneListExtension(), TableExtension(), TocExtension(permalink=True)]))
md = markdown.Markdown(extensions=[MetaExtension(), TocExtension(), AdmonitionExtension(), Nl2BrExtension(), SmartyExtension()], output_format='html')
print(md.convert('Author: Me\nDate: today\n\n# One\n\n!!! note "Mind"\n    "quotes" -- and...\n\n## Two\nline\nline'))
print(md.Meta, md.toc, md.toc_tokens)


class Shout(markdown.preprocessors.Preprocessor):
    def run(self, lines):
        return [line.upper() for line in lines]


class ShoutExtension(markdown.extensions.Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Shout(md), 'shout', 5)


print(markdown.markdown('hello *x*', extensions=[ShoutExtension()]))
