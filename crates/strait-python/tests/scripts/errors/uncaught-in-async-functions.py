class Ready:
    def __await__(self):
        yield "waiting"
        return 5


async def fetch(n):
    got = await Ready()
    return got // n


async def main():
    print(await fetch(1))
    return [await fetch(n) for n in (2, 0)]


coroutine = main()
while True:
    coroutine.send(None)
