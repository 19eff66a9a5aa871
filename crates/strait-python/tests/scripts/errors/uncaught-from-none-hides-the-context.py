def find(table, key):
    try:
        return table[key]
    except KeyError:
        raise ValueError(f"unknown key: {key}") from None


find({}, "k")
