for source, note in [
    ("(" * 250 + ")" * 250, "brackets"), ("[" * 1000 + "]" * 1000, "lists"), ("{" * 500 + "}" * 500, "braces"),
    ("\n".join(" " * i + "if 1:" for i in range(101)), "indentation"),
    ("".join(" " * i + "for x in y:\n" for i in range(21)) + " " * 21 + "pass", "blocks"),
    ("f'" + "{1:" * 5 + "}" * 5 + "'", "f-string"),
]:
    try:
        compile(source, "s", "exec")
        print(note, "compiles")
    except (SyntaxError, MemoryError, RecursionError) as error:
        print(note, "->", type(error).__name__, getattr(error, "msg", error))
print(eval("(" * 199 + "1" + ")" * 199), len(eval("[" * 50 + "1" + "]" * 50)))
