"""Dictionaries and lists that are filled, read, changed and emptied."""


def index_words(count):
    words = {}
    for i in range(count):
        key = "w%d" % (i * 7919 % 5003)
        if key in words:
            words[key].append(i)
        else:
            words[key] = [i]
    return words


def churn(count):
    table, queue = {}, []
    total = 0
    for i in range(count):
        key = i * 2654435761 % 65536
        table[key] = table.get(key, 0) + 1
        queue.append(key)
        if len(queue) > 1000:
            old = queue.pop()
            total += table.pop(old, 0)
            del queue[0]
    return total + len(table) + len(queue)


def merge(count):
    total = 0
    for i in range(count):
        row = {"id": i, "name": "n", "tags": [i, i + 1]}
        copy = {**row, "extra": i & 3}
        copy["tags"] = copy["tags"] + [copy["extra"]]
        for value in copy.values():
            if type(value) is list:
                total += value[-1] + len(value)
        key, value = copy.popitem()
        total += value
    return total


words = index_words(200_000)
print(len(words), sum(v[-1] for v in words.values()), churn(400_000), merge(150_000))
pairs = sorted(((len(v), k) for k, v in words.items()), reverse=True)
grid = [[0] * 300 for _ in range(300)]
for y, row in enumerate(grid):
    for x in range(300):
        row[x] = x * y & 255
print(pairs[0], sum(map(sum, grid)), len({(x, y) for y in range(0, 300, 2) for x in grid[y]}))
