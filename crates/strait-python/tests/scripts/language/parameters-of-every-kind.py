def f(a, b, /, c, d=4, *args, e, g=7, **kwargs):
    return a, b, c, d, args, e, g, kwargs


print(f(1, 2, 3, e=5))
print(f(1, 2, c=3, e=5, h=8))
print(f(1, 2, 3, 4, 5, 6, e=0, g=1, a="also", b="allowed"))
print(f(*(1, 2), *[3], **{"e": 5}, **{"z": 9}))


def only(*, key):
    return key


def positional(x, y=2, /):
    return x, y


def bare(*args, **kwargs):
    return args, kwargs


print(only(key=1), positional(1), bare(1, *"ab", k=2, **{"not an identifier": 3}))
print(bare(*[1], 2, *[3], x=1, **{"y": 2}))
print((lambda *, a=1, b: (a, b))(b=2))


def changed(**kwargs):
    kwargs["added"] = 1
    return kwargs


original = {"k": 0}
print(changed(**original), original)


def captured(*args):
    args += (9,)
    return args


items = (1,)
print(captured(*items), items)
print(f.__code__.co_argcount, f.__code__.co_posonlyargcount, f.__code__.co_kwonlyargcount, f.__code__.co_varnames)
print(max(*[1, 5, 3]), print(*"abc", sep="-", end="!\n"))


class Keys:
    def keys(self):
        return ["p", "q"]

    def __getitem__(self, key):
        return key * 2


print(bare(**Keys()), {**Keys()})
