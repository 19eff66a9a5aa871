from urllib.parse import parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, unquote_to_bytes, urldefrag, urlencode, urljoin, urlparse, urlsplit, urlunparse, urlunsplit

u = urlparse("https://user:p%40ss@Example.COM:8080/a/b;params?q=1&r=a+b#frag")
print(u, u.hostname, u.port, u.username, u.password, u.geturl(), u._replace(fragment="").geturl())
print(urlunparse(u) == u.geturl(), u[1], len(u))
for text in [
    "//host/path", "/path?x", "mailto:a@b", "http://[::1]:80/", "file:///etc", "host:80", "http://h", "?q", "#f", "",
    "HTTP://H/%7Ea", "http://a b/", "http://user@", "x://y:/",
]:
    s = urlsplit(text)
    print(repr(text), tuple(s), s.hostname, s.port, s.geturl())
base = "http://a/b/c/d;p?q"
for ref in [
    "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", ";x", "", ".", "..", "../g", "../../g", "../../../g",
    "./../g", "g:h", "http:g", "/./g", "g..", "./g/.", "g/../h", "http://x/y",
]:
    print(ref, urljoin(base, ref), end=" | ")
print()
print(quote("a b/c?d=é&~_-.+"), quote("a/b", safe=""), quote(b"\xff x"), quote_plus("a b&c+d"))
print(quote("ключ", encoding="cp1251"), unquote("a%20b%2Fc+%C3%A9%zz%"), unquote_plus("a+b%2B"))
print(unquote_to_bytes("%ff a"), unquote("%ff"), unquote("%E9", encoding="latin-1"), quote(""), quote("é", safe="é"))
print(urlencode({"a": 1, "b": "x y&", "c": None}), urlencode([("k", "v1"), ("k", "v2")]))
print(urlencode({"l": [1, 2]}, doseq=True), urlencode({"l": [1, 2]}), urlencode({"é": "ü"}))
print(urlencode({"a": "b c"}, quote_via=quote), urlencode({}), urlencode({b"x": b"\xff"}))
print(parse_qs("a=1&b=2&a=3&c=&d"), parse_qs("c=&d", keep_blank_values=True), parse_qsl("a=1&b=%20x+y&a=2"))
print(parse_qs("a;b=1"), parse_qs("a=1;b=2", separator=";"), parse_qs(""), parse_qsl("=v&k=v=w"), parse_qs(b"a=%41"))
print(urldefrag("http://x/y#z"), urlunsplit(("http", "h", "p", "q=1", "")), urlunsplit(("", "", "path", "", "f")))
print(urlsplit("//h/p", scheme="https").geturl(), urlparse(b"http://x/y").netloc)
for code in [
    "urlparse('http://h:port/').port", "urlparse('http://h:99999/').port", "urlparse('http://[::1/')", "quote(5)",
    "unquote(5)", "urlencode('abc')", "urlencode(5)", "urljoin('a', b'b')", "parse_qs('a', strict_parsing=True)",
    "quote(b'a', encoding='utf-8')", "urlparse('http://h:-1').port", "parse_qs('a=1&b=2', max_num_fields=1)",
    "urlsplit('http://\u2100/')",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(ascii(code), "->", type(error).__name__, ascii(error))
