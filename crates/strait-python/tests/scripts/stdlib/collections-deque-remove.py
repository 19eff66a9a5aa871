# What is taken out of a queue at its ends and within, and methods of a class derived from it.
from collections import deque

queue = deque(range(100))
print([queue.popleft() for _ in range(70)] == list(range(70)))
queue.remove(75)
queue.remove(70)
print(list(queue)[:5], len(queue), queue[0], queue.index(76), 75 in queue, queue.count(99))
for value in (70, "x"):
    try:
        queue.remove(value)
    except ValueError as error:
        print(error)


class Clears:
    def __eq__(self, other):
        queue.clear()
        return True


queue = deque([1, 2, Clears(), 3])
try:
    queue.remove(5)
except IndexError as error:
    print(error, len(queue))


class Loud(deque):
    def append(self, item):
        print("append", item)
        super().append(item)

    def popleft(self):
        print("popleft")
        return super().popleft()


loud = Loud([1, 2, 3], 2)
loud.extend([4])
loud.extend(n for n in (5, 6))
loud.append(7)
loud.remove(6)
print(list(loud), loud.popleft(), len(loud))
everything = deque()
for part in ({1: 2}, "ab", (3, 4), {5}, range(2)):
    everything.extend(part)
everything.extend(everything)
print(everything)
