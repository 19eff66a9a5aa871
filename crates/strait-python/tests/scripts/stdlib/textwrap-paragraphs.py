import textwrap

text = "The quick brown fox jumps over the lazy dog. A well-known sentence, "
text += "often used for testing-purposes; supercalifragilisticexpialidocious!"
ragged = "\n    indented\n      more\n\n    back\n\ttab\n  "
print(*textwrap.wrap(text, 30), sep="\n")
print(textwrap.fill(text, 40, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap(text, 12, break_long_words=False), textwrap.wrap("a-b-c-d", 3, break_on_hyphens=False))
print(textwrap.wrap(""), textwrap.wrap("   ", 5), textwrap.wrap("a\tb\n\nc  d", 80), textwrap.wrap("a  b   c", 4))
print(textwrap.wrap("one two three four", 9, max_lines=2))
print(textwrap.wrap("one two three four", 9, max_lines=2, placeholder="..."), textwrap.wrap("x" * 10, 4))
print(textwrap.shorten("Hello  world, this is long", 15), textwrap.shorten("short", 10))
print(textwrap.shorten("Hello world", 8, placeholder="~"), repr(textwrap.dedent(ragged)))
print(repr(textwrap.dedent("  a\n    b\n   \n  c")), repr(textwrap.indent("a\n\nb\n", "> ")))
print(repr(textwrap.indent("a\n\nb", "- ", lambda line: True)))
w = textwrap.TextWrapper(width=20, expand_tabs=False, replace_whitespace=False, drop_whitespace=False, fix_sentence_endings=True)
print(w.wrap("End. Next one\tgoes on and on."), textwrap.TextWrapper(width=10).fill("aa bb cc dd ee"))
for code in [
    "textwrap.wrap('a', 0)", "textwrap.wrap('aa', 1, initial_indent='xx')", "textwrap.shorten('abc def', 2)",
    "textwrap.wrap(5)", "textwrap.dedent(5)",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
