print("%s %r %a %d %i %5d|%-5d|%05d %+d % d" % ("a", "b", "é", 1, 2, 3, 4, 5, 6, 7))
print("%x %X %#x %o %#o %c %c %%" % (255, 255, 255, 8, 8, "z", 65))
print("%f %.2f %8.3f|%-8.1f|%e %.1E %g %g %G" % (1.5, 2.345, 3.14159, 2.5, 12345.678, 0.00012, 1e10, 0.0001, 1e-10))
print("%(name)s is %(age)03d %(name)r %%" % {"name": "ann", "age": 7, "unused": 1})
print("%*d|%-*d|%.*f|%*.*f" % (5, 1, 5, 2, 2, 3.14159, 8, 3, 2.71828))
print("%s" % (("tuple",),), "%s" % [1, 2], "%s" % None, "%s and %s" % ("a", ("b",)))
print("%.3s|%10.2s|%-6s|" % ("abcdef", "abcdef", "ab"))
print("%d %d %i" % (3.99, -3.99, True), "%x" % -255, "%s" % {"k": 1}, "%(k)s" % {"k": (1, 2)})
print("%s" % 1.0, "%r" % 0.1, "%d" % 10**20, "%.0f %.0f %.0f" % (0.5, 1.5, 2.5), "%g" % 100000, "%g" % 1000000)
print(b"%s %d %x %a %b %c" % (b"raw", 5, 255, "é", b"b", 65), bytearray(b"%05d") % 42)
print("%%" % (), "100%" + "%s" % "!", "%s" % "", "no placeholders" % {}, "%-#6x|" % 10, "%+.1f" % -0.04)
for template, arguments in [
    ("%d", "a"), ("%s %s", ("one",)), ("%s", ("one", "two")), ("%q", 1), ("%", 1), ("%(a)s", {}), ("%(a)s", 5),
    ("%(a", {}), ("%c", "ab"), ("%c", -1), ("%x", 1.5), ("%*d", ("a", 1)), ("plain", 1), ("%f", "x"), ("%d", None),
    ("%s %(a)s", {"a": 1}), ("%5", 1), ("%c", 1.5), ("%x", "s"), ("%5%", ()), ("%5%", 1), ("%.-1f", 1.0), ("%s%", "a"),
]:
    try:
        print(template % arguments)
    except Exception as error:
        print(repr(template), repr(arguments), type(error).__name__, error)
