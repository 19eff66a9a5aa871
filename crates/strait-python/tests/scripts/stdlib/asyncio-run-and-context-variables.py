import asyncio
import contextvars

name = contextvars.ContextVar("name", default="unset")


async def show():
    return name.get()


async def main():
    print(await show())
    name.set("main")
    task = asyncio.create_task(show())
    name.set("changed after the task was made")
    print(await task, name.get())

    async def sets():
        name.set("inside a task")
        return name.get()

    print(await asyncio.create_task(sets()), name.get(), await sets(), name.get())
    print(await asyncio.gather(sets(), show()))
    token = name.set("temporary")
    name.reset(token)
    print(name.get())
    context = contextvars.copy_context()
    task = asyncio.create_task(sets(), context=context)
    await task
    print(context[name])


asyncio.run(main())
print(name.get())
with asyncio.Runner() as runner:
    print(runner.run(show()), runner.run(asyncio.sleep(0, "second run")))


async def fails():
    await asyncio.sleep(0)
    raise ValueError("out of run")


try:
    asyncio.run(fails())
except ValueError as error:
    print(error)


async def nested():
    unused = show()
    try:
        asyncio.run(unused)
    except RuntimeError as error:
        print(error)
    unused.close()


asyncio.run(nested())


async def exits():
    raise SystemExit(3)


try:
    asyncio.run(exits())
except SystemExit as error:
    print("exit", error.code)
