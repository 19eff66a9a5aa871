songs = ["Take me", "Alejandro"]
table = {"key": {"in": 1}}
print(f"{", ".join(songs)} {table["key"]["in"]} {f"{f"{f"{1+1}"}"}"}")
print(f"{'\n'.join(songs)} {"\t|"} {chr(0x41)}")
print(f"{[
    1,  # a comment
    2,
]} {
    "x"  # another
}")
print(f'{'a'!r:>{5}} {"it's"} {'say "hi"'} {"""triple"""}')
print(f"{"{"} {"}}"} {f"{{{1}}}"}")
print(f"""{"inside " 'quotes'} {'''x''' + """y"""}""")
print(f"{lambda_()}" if (lambda_ := lambda: "called") else "")
print(f"{(lambda x: f"<{x}>")("y")} {dict(a="1")["a"]:>{len("abc")}} {'a' if "b" == 'b' else "c"}")
print(f"{1:{'{'}<4}|{1:{'}'}>4}")
print(f"{"a" "b"
       'c'}", f"{table["key"]!r:{20}}|")
print(f'{f'{f'{'deep'}'}'}', f"{songs[0][:4]=}", f"{"x"=}")
for source in [
    "f'{}'", "f'{ }'", "f'{!r}'", "f'{a b}'", "f'{a'", "f'}'", "f'{a!x}'", "f'{a!}'", "f'{a:{b:{c:{d}}}}'", "f'{*a}'",
    "f'{lambda x: 1}'", "f'{a!r:}'", "f'{a=b}'", "f'{a;b}'", "f'{a $ b}'", "f'{yield}'", "f'{#}'", "f'{a = !r}'",
    "f'{a!r b}'", "f'{:x}'", "f'{**a}'", "f'{a[}'",
]:
    try:
        compile(source, "s", "eval")
        print(source, "compiles")
    except SyntaxError as error:
        print(source, "->", error.msg)
