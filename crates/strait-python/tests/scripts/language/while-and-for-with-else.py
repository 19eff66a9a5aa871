for n in range(2, 12):
    for d in range(2, n):
        if n % d == 0:
            print(n, "=", d, "*", n // d)
            break
    else:
        print(n, "is prime")

i = 3
while i:
    i -= 1
    if i == 5:
        break
else:
    print("while ran out at", i)

while False:
    pass
else:
    print("else of a loop that never ran")

for _ in []:
    pass
else:
    print("else of an empty for")

for x in range(3):
    if x == 1:
        continue
    print(x)
else:
    print("continue does not skip else", x)

outer = []
for a in range(3):
    for b in range(3):
        if b == 2:
            break
        outer.append((a, b))
    else:
        continue
    if a == 1:
        break
print(outer)


def early():
    for x in "abc":
        try:
            if x == "b":
                return x
        finally:
            print("left", x)
    else:
        print("not reached")


print(early())
