words = ["hello World", "ÀÉÎ straße", "ǆ ŉ", "they're bill's", "x1y2z", "", "İI", "ΑΣ Σ", "ﬁn", "a-b_c"]
for w in words:
    print(
        ascii(w), *(ascii(m(w)) for m in (str.upper, str.lower, str.title, str.capitalize, str.swapcase, str.casefold)),
        sep=" | ",
    )
print("ß".casefold() == "SS".casefold(), "ß".upper(), "ß".title(), len("ŉ".upper()), "ΑΣ".lower(), "ΑΣΑ".lower())
print("ς".upper())
print("Hello".isupper(), "HELLO 1".isupper(), "1".isupper(), "hello".islower(), "Hello World".istitle())
print("Hello world".istitle(), "HELLO".istitle(), "".islower(), "They'Re".istitle())
for code in ["'a'.upper(1)", "'a'.upper(x=1)", "str.upper()", "str.upper(5)", "'a'.nope()"]:
    try:
        eval(code)
    except (TypeError, AttributeError) as error:
        print(code, "->", error)
