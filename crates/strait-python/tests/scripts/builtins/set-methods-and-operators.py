def show(*values):
    """Prints sets with their elements in order, whatever order they keep them in."""
    print(*(f"{type(v).__name__}{sorted(v)}" if isinstance(v, (set, frozenset)) else v for v in values))


a, b = {1, 2, 3}, {3, 4}
show(a | b, a & b, a - b, a ^ b, b - a)
show(a.union(b, [9], (8,)), a.intersection([1, 3], {3}), a.difference([1], [2]), a.symmetric_difference([1, 7]), a.union())
print(a.isdisjoint({9}), a.isdisjoint([1]), {1} <= a, {1, 2, 3} < a, a >= {1}, a > {1, 2}, a.issubset(range(5)))
print(a.issuperset([1]), a == {3, 2, 1}, a != b, a < b, a > b, set() <= a, {1} == frozenset([1]), a == [1, 2, 3])
s = {1}
print(s.add(2), s.add(2), s.discard(9), s.remove(1), s.update([5, 6], {7}), s.difference_update([5]))
print(s.intersection_update({2, 6, 7, 8}), s.symmetric_difference_update([6, 100]), len(s), 2 in s)
show(s)
s |= {3}; s &= {2, 3, 100}; s -= {100}; s ^= {2, 4}
show(s, s.copy(), s.copy() == s, s.copy() is s, sorted(s.pop() for _ in range(2)), s, s.clear())
show(set(), set("aab"), set([1, 1, 2]), set(range(3)), {x % 3 for x in range(10)})
show(set({"k": 1}), {1, 1.0, True}, {0, False, 0.0}, set(()), {None}, {(1, 2)}, len({"a", "b", "a"}))
print(set(), {5}, {"a"}, {True, 1}, {1, True}, frozenset(), frozenset({1}), [{(1,)}], {frozenset()}, str({None}))
print(repr({1.5}))
f = frozenset([1, 2])
show(f, f | {3}, {3} | f, f - {1}, f.union([5]), f ^ {1, 9}, f & {2})
show(hash(f) == hash(frozenset([2, 1])), {f: "key"}[frozenset([1, 2])], f in {f})
show({1, 2} in {f}, frozenset(f) is f, f.copy() is f, frozenset("ab"), f == {1, 2})
print(f <= {1, 2, 3}, bool(set()), bool({0}), len(f), max(f), sum({1, 2}), sorted({"b", "a"}), min({3, 1}))
print([x for x in {5}], {1, 2} - {1} or "empty", {1} - {1} or "empty", list({7})[0])
for code in [
    "{[]}", "{{}}", "s.add([])", "set(5)", "{1}.remove(9)", "set().pop()", "{1} + {2}", "{1} | [2]", "a[0]", "{1} < 5",
    "{1} <= [1]", "hash({1})", "{{1}}", "f.add(3)", "{1}.union(5)", "{1}.add()", "set(1, 2)", "[] in {1}", "s |= [1]",
    "f.clear()", "{1}.issubset(5)", "set([[1]])", "{frozenset([1])}.remove({1})", "{1}.remove({2})", "{1} & 'a'",
    "-{1}", "{1} * 2", "f |= 5", "{1}.remove(('t',))", "{1}.symmetric_difference([[]])", "{1}.nope",
]:
    try:
        exec(code)
        print(code, "worked")
    except Exception as error:
        print(code, "->", type(error).__name__, error)
