import time
from concurrent.futures import (
    ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError, Future, ThreadPoolExecutor, TimeoutError, as_completed, wait)


def work(seconds, result=None):
    time.sleep(seconds)
    if isinstance(result, Exception):
        raise result
    return result


with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(work, [0.06, 0.03, 0.0], 'abc')))
    futures = [pool.submit(work, seconds, name) for seconds, name in [(0.09, 'a'), (0.03, 'b'), (0.06, 'c')]]
    print([future.result() for future in as_completed(futures)], [future.done() for future in futures])
    future = pool.submit(work, 0.0, KeyError('inside'))
    try:
        future.result()
    except KeyError as error:
        print(repr(error), repr(future.exception()))
    try:
        pool.submit(work, 0.2).result(timeout=0.01)
    except TimeoutError as error:
        print(type(error).__name__)
try:
    pool.submit(work, 0)
except RuntimeError as error:
    print(error)

with ThreadPoolExecutor(1) as pool:
    first, second = pool.submit(work, 0.05, 1), pool.submit(work, 0, 2)
    time.sleep(0.01)
    print(first.running(), second.cancel(), second.cancelled(), first.cancel())
    try:
        second.result()
    except CancelledError as error:
        print(type(error).__name__)
    first.add_done_callback(lambda future: print('done', future.result()))

with ThreadPoolExecutor() as pool:
    futures = [pool.submit(work, 0.01, 'x'), pool.submit(work, 0.1, 'y')]
    done, not_done = wait(futures, return_when=FIRST_COMPLETED)
    print(len(done), len(not_done))
    done, not_done = wait(futures, return_when=ALL_COMPLETED)
    print(len(done), len(not_done))
    done, not_done = wait([pool.submit(work, 0.01, ValueError()), pool.submit(work, 0.1)], return_when=FIRST_EXCEPTION)
    print(len(done), len(not_done))
    try:
        for each in as_completed([pool.submit(work, 0.1)], timeout=0.01):
            print(each)
    except TimeoutError as error:
        print(error)

future = Future()
future.set_result(5)
print(future.result(), future.exception(), future.done())
try:
    ThreadPoolExecutor(0)
except ValueError as error:
    print(error)
