import bisect
import heapq

a = [1, 3, 3, 5]
print(bisect.bisect_left(a, 3), bisect.bisect_right(a, 3), bisect.bisect(a, 4), bisect.bisect_left(a, 0))
print(bisect.bisect(a, 9), bisect.bisect_left([], 1), bisect.bisect(a, 3, 0, 2), bisect.bisect_left(a, 3, lo=2))
bisect.insort(a, 4)
bisect.insort_left(a, 3.0)
bisect.insort_right(a, 3)
people = [("ann", 20), ("bob", 30)]
bisect.insort(people, ("cat", 25), key=lambda p: p[1])
print(a, people, bisect.bisect_left(people, 26, key=lambda p: p[1]))
print([("F", "D", "C", "B", "A")[bisect.bisect([60, 70, 80, 90], s)] for s in (33, 99, 77, 70, 89)])
h = [5, 1, 4, 2, 3]
heapq.heapify(h)
print(h[:], heapq.heappop(h), h[:], heapq.heappush(h, 0), h[:], heapq.heappushpop(h, 9), heapq.heapreplace(h, 7))
print(h[:], [heapq.heappop(h) for _ in range(len(h))], h)
print(heapq.nlargest(3, [5, 1, 9, 3]), heapq.nsmallest(2, "hello"), heapq.nlargest(2, people, key=lambda p: p[1]))
print(heapq.nsmallest(10, [2, 1]), heapq.nlargest(0, [1]), list(heapq.merge([1, 4], [2, 3], [0])))
print(list(heapq.merge([4, 1], [3], reverse=True)), list(heapq.merge(["a", "ccc"], ["bb"], key=len)))
print(heapq.nlargest(1, []))
jobs = []
for order, (priority, name) in enumerate([(2, "b"), (1, "a"), (2, "c"), (1, "d")]):
    heapq.heappush(jobs, (priority, order, name))
print([heapq.heappop(jobs)[2] for _ in range(4)])


class Task:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n > other.n


heap = []
for n in (1, 3, 2):
    heapq.heappush(heap, Task(n))
print([heapq.heappop(heap).n for _ in range(3)])
graph = {"a": {"b": 1, "c": 4}, "b": {"c": 2, "d": 6}, "c": {"d": 3}, "d": {}}
distance, queue = {"a": 0}, [(0, "a")]
while queue:
    d, node = heapq.heappop(queue)
    for other, cost in graph[node].items():
        if d + cost < distance.get(other, float("inf")):
            distance[other] = d + cost
            heapq.heappush(queue, (d + cost, other))
print(distance)
for code in [
    "heapq.heappop([])", "heapq.heappush([1], 'a')", "heapq.heapify((1, 2))", "heapq.heapreplace([], 1)",
    "bisect.bisect([1], 'a')", "bisect.bisect([1], 1, -1)", "bisect.insort((1,), 1)", "heapq.nlargest('a', [1])",
    "bisect.bisect(5, 1)", "heapq.heappush({}, 1)", "list(heapq.merge([1], ['a']))",
    "bisect.bisect_left([1, 2], 1, 0, 5)",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
