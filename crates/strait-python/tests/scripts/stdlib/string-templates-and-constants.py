import string

print(string.ascii_letters, string.digits, string.hexdigits, string.octdigits, string.punctuation)
print(repr(string.whitespace), len(string.printable))
t = string.Template("$who owes ${amount}USD, $$5, ${who}s")
print(t.substitute(who="Ann", amount=3), t.substitute({"who": "x"}, amount=1), t.safe_substitute(who="B"), t.template)
print(t.get_identifiers(), t.is_valid())
for text in ["$", "$1", "${a", "$a $b", "${}", "$é", "a$"]:
    try:
        print(repr(string.Template(text).substitute(a=1)))
    except (ValueError, KeyError) as error:
        print(repr(text), type(error).__name__, error)
    print(repr(string.Template(text).safe_substitute()))


class Percent(string.Template):
    delimiter = "%"
    idpattern = "[a-z]+_[a-z]+"


print(Percent("%a_b %ab %%").safe_substitute(a_b=1), string.capwords("hello  big-world again"))
print(string.capwords("a,b c", ","))


class Upper(string.Formatter):
    def convert_field(self, value, conversion):
        return str(value).upper() if conversion == "u" else super().convert_field(value, conversion)

    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) else args[key]


print(Upper().format("{0!u} {missing} {x:>4} {0!r}", "abc", x=1))
print(list(string.Formatter().parse("a{b!r:>{w}}c{{}}{}")), string.Formatter().vformat("{0}{k}", (1,), {"k": 2}))
