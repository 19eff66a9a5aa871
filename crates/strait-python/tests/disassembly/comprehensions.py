def shapes(rows):
    flat = [cell for row in rows if row for cell in row]
    table = {k: v for k, v in flat}
    return {n * 2 for n in table}, (x for x in flat)
