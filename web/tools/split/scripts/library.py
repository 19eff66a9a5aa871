# Modules that many programs import.
import asyncio
import json
import math
import random
import re
import string
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Optional

print(json.dumps({'a': [1, 2.5, None, True, 'é"\n']}, indent=2, sort_keys=True), json.loads('{"b": [1e3, "\\u00e9", false]}'))
with suppress(json.JSONDecodeError):
    json.loads('{"b": ')
print(math.sqrt(2), math.floor(1.5), math.pi, math.ceil(0.2), math.sin(1))
for match in re.finditer(r'(?P<name>\w+)=(\d+)', 'a=1, bc=23'):
    print(match.group('name'), match.groups(), match.span())
print(re.sub(r'\s+', ' ', 'a  b\tc'), re.split('[,;]', 'a,b;c'), re.match(r'\d', 'x'), re.findall('[a-c]+', 'abcxab', re.IGNORECASE))
print(0 <= random.random() < 1, random.randint(1, 1), random.choice('a'), string.ascii_letters[:3], time.time() > 0)


class Tide(Enum):
    EBB = 1
    FLOOD = 2


@dataclass
class Gauge:
    name: str
    heights: list = field(default_factory=list)
    tide: Optional[Tide] = None


print(Gauge('Wyk', [1.5], Tide.EBB), Gauge('a') == Gauge('a'), Tide(2).name, list(Tide))


@contextmanager
def timed(label: str) -> Any:
    print('in', label)
    yield label
    print('out', label)


async def work(number):
    await asyncio.sleep(0.001 * number)
    if number == 2:
        raise ValueError(number)
    return number


async def main():
    print(await asyncio.gather(*(work(number) for number in range(4)), return_exceptions=True))
    task = asyncio.create_task(work(50))
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(task, 0.001)
    queue = asyncio.Queue()
    await queue.put(1)
    lock = asyncio.Lock()
    async with lock:
        print(await queue.get(), task.cancelled())


with timed('asyncio'):
    asyncio.run(main())
