def parse(text):
    fields = text.split(",")
    return convert(fields[0]) + convert(fields[1])


def convert(field):
    return int(field.strip())


def main():
    print(parse("1, 2"))
    total = 0
    for line in ["3,4", "5,x"]:
        total += parse(line)
    print("never", total)


main()
