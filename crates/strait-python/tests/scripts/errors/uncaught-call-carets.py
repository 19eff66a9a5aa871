def scale(values, by):
    return [v * by for v in values]


def total(*parts, **options):
    return sum(scale(parts[0], by=options["by"]), len(scale(parts[1], by="x" * int(options["by"]), extra=True)))


print(scale([1, 2], 3))
print("total:", total([1, 2], [3], by=4))
