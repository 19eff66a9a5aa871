"""Clocks and dates. The zone is UTC: a sandbox knows no other. `sleep` suspends the task that calls it, and no other."""

from _clock import sleep, struct_time
from _task import monotonic, monotonic_ns, wall_clock as time, wall_clock_ns as time_ns
from _time import asctime, ctime, gmtime, localtime, mktime, strftime, strptime

altzone = timezone = daylight = 0
tzname = ('UTC', 'UTC')
CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID = 0, 1, 2

perf_counter, perf_counter_ns = monotonic, monotonic_ns
process_time, process_time_ns = monotonic, monotonic_ns
thread_time, thread_time_ns = monotonic, monotonic_ns


class _ClockInfo:
    def __init__(self, name):
        self.implementation, self.monotonic, self.adjustable, self.resolution = name, name != 'time', name == 'time', 1e-9


def get_clock_info(name):
    """Return what is known of a clock."""
    if name not in ('time', 'monotonic', 'perf_counter', 'process_time', 'thread_time'):
        raise ValueError('unknown clock')
    return _ClockInfo(name)


def clock_gettime(clock):
    """Return the time of a clock, in seconds."""
    return time() if clock == CLOCK_REALTIME else monotonic()
