from collections import Counter

GLIDER = """
.#.
..#
###
"""


def parse(text):
    return {(x, y) for y, line in enumerate(text.strip().splitlines()) for x, cell in enumerate(line) if cell == "#"}


def step(cells):
    neighbours = Counter((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
    return {cell for cell, count in neighbours.items() if count == 3 or (count == 2 and cell in cells)}


def show(cells, width, height):
    return "\n".join("".join("#" if (x, y) in cells else "." for x in range(width)) for y in range(height))


def generations(cells):
    while True:
        yield cells
        cells = step(cells)


glider = generations(parse(GLIDER))
for n, cells in zip(range(9), glider):
    if n % 4 == 0:
        print(f"generation {n}: {len(cells)} cells", show(cells, 6, 6), sep="\n")
blinker = parse("###")
print(step(step(blinker)) == blinker, sorted(step(blinker)))
acorn = {(0, 2), (1, 2), (1, 0), (3, 1), (4, 2), (5, 2), (6, 2)}
for _ in range(100):
    acorn = step(acorn)
print(len(acorn), min(acorn), max(acorn))
