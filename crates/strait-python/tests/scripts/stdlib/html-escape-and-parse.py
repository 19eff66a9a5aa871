import html
from html.parser import HTMLParser

print(html.escape("<a href=\"x\">'&amp;'</a>"), html.escape("<\">", quote=False), html.escape(""))
print(html.unescape("&lt;p&gt; &amp;amp; &quot;&#39;&apos; &#x27;&eacute;&copy; &#128512; &#x1F600; &notit; &not; &nosuch; &amp &lt &#0; &#x110000; &#xD800; & &; &#; &#x; &#65 &NotEqualTilde;"))
print(html.unescape("plain"), html.unescape("&#150; &frac12; &hellip;"))


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.log = []

    def handle_starttag(self, tag, attrs):
        self.log.append(("start", tag, attrs))

    def handle_endtag(self, tag):
        self.log.append(("end", tag))

    def handle_data(self, data):
        if data.strip():
            self.log.append(("data", data.strip()))

    def handle_comment(self, data):
        self.log.append(("comment", data))

    def handle_decl(self, decl):
        self.log.append(("decl", decl))


p = Links()
p.feed("<!DOCTYPE html><html><body class=a id='b' hidden data-x=\"1 &amp; 2\"><p>Text &amp; more &eacute;<br/><img src=x.png><!-- note --></p>")
p.feed("<a href='/y'>split ")
p.feed("text</a></body><script>if (a < b) {}</script>")
p.close()
for entry in p.log:
    print(entry)
for code in ["html.escape(5)", "html.unescape(5)", "html.escape(None)"]:
    try:
        eval(code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
