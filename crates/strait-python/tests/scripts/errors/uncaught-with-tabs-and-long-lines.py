def f(x):
	if x:
		return x + 1 if x else None; print("never")
	return ("a very long line of source that goes on and on", x, "and on", x, "until it has gone on for quite a while", [x for x in range(3)][x + 3], "end")


print(f(1))
f(0)
