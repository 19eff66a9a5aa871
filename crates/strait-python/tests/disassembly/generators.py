def walk(tree):
    if tree is None:
        return
    yield from walk(tree.left)
    received = yield tree.value
    yield from walk(tree.right)


async def fetch_all(urls):
    async for url in urls:
        await get(url)
