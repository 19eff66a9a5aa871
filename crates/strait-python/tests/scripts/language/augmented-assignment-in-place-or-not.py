a = [1, 2]
alias = a
a += (3,)
print(a is alias, alias)
a = a + [4]
print(a is alias, a, alias)

t = (1,)
other = t
t += (2,)
print(t, other)

s = {1, 2, 3}
same = s
s |= {4}
s -= {1}
s &= {2, 3, 4, 5}
s ^= {2, 9}
print(sorted(s), s is same)

d = {"a": 1}
e = d
d |= [("b", 2)]
print(d, e is d)

n = 17
n -= 2; print(n)
n *= 3; print(n)
n //= 4; print(n)
n **= 2; print(n)
n %= 50; print(n)
n <<= 3; print(n)
n >>= 1; print(n)
n ^= 5; print(n)
n |= 64; print(n)
n &= ~1; print(n)
n /= 4; print(n)

holder = ([],)
try:
    holder[0] += ["kept"]
except TypeError as error:
    print(error)
print(holder)

a *= 2
print(a)
a[1:3] *= 2
print(a)
