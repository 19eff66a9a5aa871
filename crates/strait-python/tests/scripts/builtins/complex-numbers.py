z = 3 + 4j
print(z, z.real, z.imag, abs(z), z.conjugate(), -z, +z, z * 2, z / 2, z * z, z ** 2, abs(z ** 0.5 - (2 + 1j)) < 1e-12)
print(1 / z, z - z, z == 3 + 4j, z != 3, hash(3 + 0j) == hash(3), bool(0j), 2 ** 1j == complex(2) ** 1j)
print(complex(1), complex(1, 2), complex("1+2j"), complex(" -1.5j "), complex("j"), complex("(1-2j)"))
print(complex("nan+infj"), complex(), complex(1j, 1j), complex(real=1, imag=-0.0), complex("1e3-1E-3j"))
print(complex(True), complex("+3"))
print(repr(-0j), repr(complex(-0.0, -0.0)), repr(complex(0, -1)), repr(1j * 1j), str(complex(1.5, -0.0)))
print(repr(complex("inf")), repr(complex(0, float("nan"))), [1j], 1j - 1, 0 - 1j, -1j, 10**20 * 1j)
print(z + 1, 1 + z, 1.5 * z, z - 1j, 2j ** 2, 0j ** 0, (1 + 1j) ** 3, (1j) ** -1, sum([1j, 2, 0.5]), 1j == 1)
print(1 + 0j == 1, 1j in [1j], {1j: "k"}[1j], f"{z:.2f} {z!r} {z:>10}", "%s" % z)
for code in [
    "1j < 2j", "complex('abc')", "complex('1 + 2j')", "complex('1', 2)", "complex(1, '2')", "complex([])", "int(1j)",
    "float(1j)", "z.real = 1", "z / 0", "z // 1", "z % 1", "round(z)", "complex('')", "z > 1", "complex('1+2jj')",
    "max(1j, 2)", "complex(1, 2, 3)", "range(1j)", "'%d' % 1j", "complex(None)", "0j ** 1j",
]:
    try:
        exec("print(code, " + code + ")" if "=" not in code else code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
