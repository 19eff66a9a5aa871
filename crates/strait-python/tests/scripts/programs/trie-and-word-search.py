import bisect
import collections
import string


class Trie:
    def __init__(self, words=()):
        self.children = {}
        self.end = False
        for word in words:
            self.add(word)

    def add(self, word):
        node = self
        for letter in word:
            node = node.children.setdefault(letter, Trie())
        node.end = True

    def __contains__(self, word):
        node = self.find(word)
        return node is not None and node.end

    def find(self, prefix):
        node = self
        for letter in prefix:
            node = node.children.get(letter)
            if node is None:
                return None
        return node

    def words(self, prefix=""):
        if self.end:
            yield prefix
        for letter in sorted(self.children):
            yield from self.children[letter].words(prefix + letter)

    def complete(self, prefix):
        node = self.find(prefix)
        return list(node.words(prefix)) if node else []

    def __len__(self):
        return self.end + sum(map(len, self.children.values()))


words = "car card care cat dog do done dot zebra éclair".split()
trie = Trie(words)
print(len(trie), "car" in trie, "ca" in trie, trie.complete("car"), trie.complete("do"), trie.complete("x"))
print(trie.complete("é"), list(trie.words()) == sorted(words))
ordered = sorted(words)
start = bisect.bisect_left(ordered, "do")
print(ordered[start:bisect.bisect_left(ordered, "dp")])


def edits(word):
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    yield from (a + b[1:] for a, b in splits if b)
    yield from (a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1)
    yield from (a + c + b[1:] for a, b in splits if b for c in string.ascii_lowercase)
    yield from (a + c + b for a, b in splits for c in string.ascii_lowercase)


print([(wrong, sorted({e for e in edits(wrong) if e in trie})) for wrong in ("cra", "dne", "catt", "zebr")])


def distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]


print(distance("kitten", "sitting"), distance("", "abc"), min(words, key=lambda w: (distance(w, "zbera"), w)))
groups = collections.defaultdict(list)
for word in ["listen", "silent", "enlist", "google", "elgoog", "abc"]:
    groups["".join(sorted(word))].append(word)
print([g for g in groups.values() if len(g) > 1])


def search(grid, word):
    height, width = len(grid), len(grid[0])

    def walk(y, x, rest, seen):
        if not rest:
            return True
        if not (0 <= y < height and 0 <= x < width) or (y, x) in seen or grid[y][x] != rest[0]:
            return False
        return any(walk(y + dy, x + dx, rest[1:], seen | {(y, x)}) for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)))

    return any(walk(y, x, word, frozenset()) for y in range(height) for x in range(width))


grid = ["abce", "sfcs", "adee"]
print([word for word in ("abcced", "see", "abcb", "asfdec") if search(grid, word)])
