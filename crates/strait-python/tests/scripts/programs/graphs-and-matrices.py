"""Shortest ways, spanning trees, flows, components; matrices of fractions."""
from __future__ import annotations

import heapq
import math
from collections import defaultdict, deque
from fractions import Fraction
from functools import reduce
from itertools import combinations, count, permutations, product
from operator import mul
from typing import Generic, Hashable, Iterable, TypeVar

N = TypeVar("N", bound=Hashable)


class Graph(Generic[N]):
    def __init__(self, edges: Iterable[tuple[N, N, float]] = (), directed=False):
        self.edges: dict[N, dict[N, float]] = defaultdict(dict)
        self.directed = directed
        for a, b, weight in edges:
            self.add(a, b, weight)

    def add(self, a, b, weight=1):
        self.edges[a][b] = weight
        self.edges[b] if self.directed else self.edges[b].__setitem__(a, weight)

    def __iter__(self):
        return iter(self.edges)

    def __len__(self):
        return len(self.edges)

    def __contains__(self, edge):
        match edge:
            case (a, b):
                return b in self.edges.get(a, ())
            case _:
                return edge in self.edges

    def __getitem__(self, place):
        return self.edges[place[0]][place[1]] if isinstance(place, tuple) else self.edges[place]

    def dijkstra(self, start):
        distance, before, order = {start: 0}, {}, count()
        heap = [(0, next(order), start)]
        while heap:
            reached, _, node = heapq.heappop(heap)
            if reached > distance[node]:
                continue
            for other, weight in self[node].items():
                if (there := reached + weight) < distance.get(other, math.inf):
                    distance[other], before[other] = there, node
                    heapq.heappush(heap, (there, next(order), other))
        return distance, before

    def way(self, start, end):
        distance, before = self.dijkstra(start)
        if end not in distance:
            raise LookupError(f"no way from {start} to {end}")
        way = [end]
        while way[-1] != start:
            way.append(before[way[-1]])
        return distance[end], way[::-1]

    def bfs(self, start):
        seen, queue = {start}, deque([(start, 0)])
        while queue:
            node, depth = queue.popleft()
            yield node, depth
            for other in sorted(self[node]):
                if other not in seen:
                    seen.add(other)
                    queue.append((other, depth + 1))

    def topological(self):
        degrees = {node: 0 for node in self}
        for node in self:
            for other in self[node]:
                degrees[other] += 1
        ready = [node for node, degree in degrees.items() if not degree]
        heapq.heapify(ready)
        while ready:
            yield (node := heapq.heappop(ready))
            for other in self[node]:
                degrees[other] -= 1
                if not degrees[other]:
                    heapq.heappush(ready, other)
        if any(degrees.values()):
            raise ValueError(f"cycle among {sorted(n for n, d in degrees.items() if d)}")

    def strong_components(self):
        index, low, stack, on_stack, counter = {}, {}, [], set(), count()

        def visit(node):
            index[node] = low[node] = next(counter)
            stack.append(node)
            on_stack.add(node)
            for other in self[node]:
                if other not in index:
                    yield from visit(other)
                    low[node] = min(low[node], low[other])
                elif other in on_stack:
                    low[node] = min(low[node], index[other])
            if low[node] == index[node]:
                component = set()
                while node not in component:
                    component.add(stack.pop())
                on_stack.difference_update(component)
                yield component

        for node in list(self):
            if node not in index:
                yield from visit(node)

    def spanning_tree(self):
        parent = {node: node for node in self}

        def find(node):
            while parent[node] != node:
                parent[node] = node = parent[parent[node]]
            return node

        edges = sorted((weight, *sorted((a, b))) for a in self for b, weight in self[a].items() if a < b)
        for weight, a, b in edges:
            if (x := find(a)) != (y := find(b)):
                parent[x] = y
                yield a, b, weight

    def flow(self, source, sink):
        left = defaultdict(lambda: defaultdict(int))
        for a in self:
            for b, weight in self[a].items():
                left[a][b] += weight
        total = 0
        while True:
            before, queue = {source: None}, deque([source])
            while queue and sink not in before:
                node = queue.popleft()
                for other, capacity in left[node].items():
                    if capacity > 0 and other not in before:
                        before[other] = node
                        queue.append(other)
            if sink not in before:
                return total
            path, node = [], sink
            while before[node] is not None:
                path.append((before[node], node))
                node = before[node]
            amount = min(left[a][b] for a, b in path)
            for a, b in path:
                left[a][b] -= amount
                left[b][a] += amount
            total += amount


roads = Graph([("A", "B", 7), ("A", "C", 9), ("A", "F", 14), ("B", "C", 10), ("B", "D", 15), ("C", "D", 11),
               ("C", "F", 2), ("D", "E", 6), ("E", "F", 9), ("G", "H", 1)])
print(roads.way("A", "E"), roads.dijkstra("A")[0], ("A", "B") in roads, "Z" in roads, ("Z", "A") in roads, roads["C", "F"])
try:
    roads.way("A", "G")
except LookupError as error:
    print(error)
print(list(roads.bfs("A")), list(roads.spanning_tree()))
tasks = Graph([("shirt", "tie", 1), ("tie", "jacket", 1), ("trousers", "shoes", 1), ("trousers", "belt", 1),
               ("belt", "jacket", 1), ("socks", "shoes", 1)], directed=True)
print(list(tasks.topological()))
tasks.add("jacket", "shirt")
try:
    print(list(tasks.topological()))
except ValueError as error:
    print(error)
print(sorted(map(sorted, tasks.strong_components())))
pipes = Graph([("s", "a", 16), ("s", "c", 13), ("a", "b", 12), ("b", "c", 9), ("c", "a", 4), ("c", "d", 14), ("d", "b", 7),
               ("b", "t", 20), ("d", "t", 4)], directed=True)
print(pipes.flow("s", "t"))


class Matrix:
    def __init__(self, rows):
        self.rows = tuple(tuple(Fraction(x) for x in row) for row in rows)

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    @property
    def T(self):
        return type(self)(zip(*self.rows))

    def __matmul__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"shapes {self.shape} and {other.shape}")
        columns = list(zip(*other.rows))
        return Matrix([[sum(map(mul, row, column)) for column in columns] for row in self.rows])

    def __mul__(self, factor):
        return Matrix([[x * factor for x in row] for row in self.rows])

    __rmul__ = __mul__

    def __add__(self, other):
        return Matrix([[x + y for x, y in zip(a, b, strict=True)] for a, b in zip(self.rows, other.rows, strict=True)])

    def __pow__(self, n):
        if n < 0:
            return self.inverse() ** -n
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            result, base, n = result @ base if n & 1 else result, base @ base, n >> 1
        return result

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __hash__(self):
        return hash(self.rows)

    def __getitem__(self, key):
        match key:
            case (int() as row, int() as column):
                return self.rows[row][column]
            case (slice() as rows, slice() as columns):
                return Matrix([row[columns] for row in self.rows[rows]])
            case int() | slice():
                return self.rows[key]
        raise TypeError(f"no place: {key!r}")

    def determinant(self):
        n, total = len(self.rows), 0
        for order in permutations(range(n)):
            sign = (-1) ** sum(a > b for a, b in combinations(order, 2))
            total += sign * reduce(mul, (self[i, j] for i, j in enumerate(order)), 1)
        return total

    def inverse(self):
        n = len(self.rows)
        work = [list(row) + list(unit) for row, unit in zip(self.rows, Matrix.identity(n).rows)]
        for i in range(n):
            pivot = next((row for row in work[i:] if row[i]), None)
            if pivot is None:
                raise ZeroDivisionError("singular matrix")
            j = work.index(pivot, i)
            work[i], work[j] = [x / pivot[i] for x in pivot], work[i]
            for k, row in enumerate(work):
                if k != i and row[i]:
                    work[k] = [x - row[i] * y for x, y in zip(row, work[i])]
        return Matrix([row[n:] for row in work])

    def __str__(self):
        cells = [[str(x) for x in row] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*cells)]
        return "\n".join("[" + " ".join(f"{x:>{w}}" for x, w in zip(row, widths)) + "]" for row in cells)

    def __repr__(self):
        return f"Matrix({[list(map(float, row)) for row in self.rows]})"


m = Matrix([[2, -1, 0], [1, "1/3", 4], [0, 5, -6]])
print(m, m.T @ m, repr(m * 0.5), m.determinant(), sep="\n")
print(m.inverse(), m @ m.inverse() == Matrix.identity(3), m ** -2 @ m ** 2 == m ** 0, hash(m) == hash(m.T.T), sep="\n")
print(m[0], m[1, 2], m[:2, 1:], m[-1:], (Matrix([[1, 1], [1, 0]]) ** 90)[0, 1])
for attempt in (lambda: m @ 3, lambda: m["x"], lambda: m @ Matrix([[1]]), lambda: Matrix([[1, 2], [2, 4]]).inverse(),
                lambda: m + Matrix([[1]]), lambda: m[5], lambda: Matrix([[object()]])):
    try:
        print(attempt())
    except (TypeError, ValueError, ZeroDivisionError, IndexError) as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])


def queens(n, columns=()):
    if len(columns) == n:
        yield columns
    for column in range(n):
        if all(column != c and abs(column - c) != len(columns) - r for r, c in enumerate(columns)):
            yield from queens(n, (*columns, column))


print(sum(1 for _ in queens(6)), next(queens(8)), len(list(product(range(3), repeat=4))))


def knapsack(items, room):
    best = {0: (0, ())}
    for name, weight, value in items:
        for used, (worth, chosen) in sorted(best.items(), reverse=True):
            if used + weight <= room and worth + value > best.get(used + weight, (-1,))[0]:
                best[used + weight] = worth + value, (*chosen, name)
    return max(best.values())


print(knapsack([("map", 9, 150), ("water", 153, 200), ("tent", 200, 150), ("apple", 39, 40), ("book", 30, 10)], 240))
