//! Looking into a program between two slices: its variables, its tasks, and that nothing changes by it.

mod support;

use strait_python::{Answers, Collector, Ended, Engine, FrameView, TaskViewState};

/// Runs a script until it waits, pauses or ends.
fn run(script: &str) -> Engine {
    let (mut engine, _) = support::engine();
    engine.declare("net", "fetch", "name, options=None, /", Answers::Later);
    let ended = engine.run("main.py", script);
    assert!(matches!(ended, Ended::Waiting(_) | Ended::Finished), "{ended:?}");
    engine
}

#[track_caller]
fn check_globals(script: &str, expected: &[(&str, &str)]) {
    let globals = run(script).globals();
    let globals: Vec<(&str, &str)> = globals.iter().map(|(name, value)| (&**name, &**value)).collect();
    assert_eq!(globals, expected);
}

/// State, function and what is waited for, of each task.
fn states(engine: &Engine) -> Vec<String> {
    let line = |task: &strait_python::TaskView| {
        let waits_for = task.waits_for.as_ref().map_or_else(String::new, |waits_for| format!(": {waits_for}"));
        format!("{:?} {}{waits_for}", task.state, task.function).to_lowercase()
    };
    engine.tasks().iter().map(line).collect()
}

/// A representation without the numbers that stand for addresses.
fn without_address(text: &str) -> String {
    let start = |text: &str| text.find("0x");
    let mut out = text.to_owned();
    while let Some(at) = start(&out) {
        let end = out[at + 2..].find(|c: char| !c.is_ascii_hexdigit()).map_or(out.len(), |end| at + 2 + end);
        out.replace_range(at..end, "@");
    }
    out
}

#[test]
fn variables_are_shown_as_repr_shows_them() {
    check_globals(
        "n = 7\nbig = 1 << 70\nf = 1.5\nz = 2j\ns = 'it\\'s'\nb = b'\\x00'\na = bytearray(b'x')\nt = (1,)\n\
         l = [1, [2]]\nd = {'k': None}\ne = set()\nx = frozenset([1])\nr = range(2, 9, 3)\nk = d.keys()\nv = d.items()\n\
         y = ...\no = True\nerror = ValueError('no', 1)",
        &[
            ("n", "7"),
            ("big", "1180591620717411303424"),
            ("f", "1.5"),
            ("z", "2j"),
            ("s", "\"it's\""),
            ("b", "b'\\x00'"),
            ("a", "bytearray(b'x')"),
            ("t", "(1,)"),
            ("l", "[1, [2]]"),
            ("d", "{'k': None}"),
            ("e", "set()"),
            ("x", "frozenset({1})"),
            ("r", "range(2, 9, 3)"),
            ("k", "dict_keys(['k'])"),
            ("v", "dict_items([('k', None)])"),
            ("y", "Ellipsis"),
            ("o", "True"),
            ("error", "ValueError('no', 1)"),
        ],
    );
}

#[test]
fn imports_and_special_names_are_left_out() {
    check_globals(
        "import json, asyncio\nfrom math import pi, sqrt\nfrom collections import OrderedDict\nfrom json import dumps\n\
         import os.path as path\n__all__ = []\n_own = 1\ndef f(): pass\nclass C: pass\nf = 'f'\ndel C",
        &[("pi", "3.141592653589793"), ("_own", "1"), ("f", "'f'")],
    );
    let globals = run("def f(): pass\nclass C:\n def m(self): pass\nm = C().m\nlist_ = list").globals();
    let shown: Vec<String> = globals.iter().map(|(name, value)| format!("{name}={}", without_address(value))).collect();
    assert_eq!(shown, ["f=<function f at @>", "C=<class '__main__.C'>", "m=<method object at @>"]);
}

#[test]
fn no_code_of_a_script_runs() {
    let mut engine = run("\
class Hostile:
    def __repr__(self):
        print('asked')
        while True: pass
    __str__ = __format__ = __len__ = __iter__ = __getattr__ = __class_getitem__ = __repr__
class Numbers(dict):
    __repr__ = Hostile.__repr__
class Failure(Exception):
    __repr__ = Hostile.__repr__
class Meta(type):
    __repr__ = Hostile.__repr__
class Made(metaclass=Meta): pass
one = Hostile()
some = [Hostile(), {1: Hostile()}]
numbers = Numbers(a=1)
failure = Failure(1)
bound = Hostile().__str__
");
    let mut globals = engine.globals();
    globals.retain(|(name, _)| name.chars().all(char::is_lowercase));
    let shown: Vec<String> = globals.iter().map(|(name, value)| format!("{name}={}", without_address(value))).collect();
    let expected = [
        "one=<__main__.Hostile object at @>",
        "some=[<__main__.Hostile object at @>, {1: <__main__.Hostile object at @>}]",
        "numbers=Numbers({'a': 1})",
        "failure=<__main__.Failure object at @>",
        "bound=<method object at @>",
    ];
    assert_eq!(shown, expected);
    assert!(engine.take_output().is_empty());
}

#[test]
fn what_is_shown_has_a_bound() {
    let mut engine = run("\
for number in range(5000): globals()[f'v{number}'] = 'x' * 100_000
globals()['y' * 10_000] = 1
");
    let globals = engine.globals();
    assert!(globals.len() <= 1000, "{}", globals.len());
    let bytes: usize = globals.iter().map(|(name, value)| name.len() + value.len()).sum();
    assert!(bytes < 512 * 1024, "{bytes}");
    assert!(globals[1].1.starts_with("'xxx") && globals[1].1.ends_with("..."), "{}", globals[1].1);

    engine = run("\
l = []; l.append(l)
deep = []
for _ in range(100_000): deep = [deep]
wide = list(range(1_000_000))
huge = 7 ** 1_000_000
long = 'é' * 1_000_000
");
    let globals = engine.globals();
    let value = |name: &str| &*globals.iter().find(|(found, _)| found == name).expect("it is there").1;
    assert_eq!(value("l"), "[[...]]");
    assert_eq!(value("deep"), "[[[[[[[[[...]]]]]]]]]");
    assert!(value("wide").starts_with("[0, 1, 2") && value("wide").ends_with("..."), "{}", value("wide"));
    assert_eq!(value("huge"), "<int of 2807355 bits>");
    assert!(value("long").len() <= 1003 && value("long").ends_with("..."), "{}", value("long"));

    engine = run("\
async def one(n):
    await sleep(1000) if n == 0 else await one(n - 1)
async def main():
    await gather(*[one(400) for _ in range(5000)])
run(main())
");
    let tasks = engine.tasks();
    assert_eq!(tasks.len(), 1000);
    let frames: usize = tasks.iter().map(|task| task.frames.len()).sum();
    assert!(frames <= 2000, "{frames}");
}

#[test]
fn tasks_say_what_they_wait_for() {
    let engine = run("\
import asyncio
from net import fetch
async def sleeper():
    await asyncio.sleep(1000)
async def receiver():
    return receive()
async def fetcher(name):
    return fetch(name)
async def joiner(task):
    await task
async def locked(lock):
    async with lock:
        await sleep(1000)
async def never(): pass
async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(sleeper()), asyncio.create_task(receiver()), asyncio.create_task(fetcher('a'))]
    tasks.append(asyncio.create_task(joiner(tasks[0])))
    tasks += [asyncio.create_task(locked(lock)), asyncio.create_task(locked(lock))]
    waiting = never()
    await asyncio.gather(*tasks)
asyncio.run(main())
");
    let mut states = states(&engine);
    states.sort();
    let expected = [
        "new never",
        "waiting <module>: wake",
        "waiting fetcher: call fetch",
        "waiting joiner: task sleeper",
        "waiting locked: sleep",
        "waiting locked: wake",
        "waiting main: wake",
        "waiting receiver: event",
        "waiting sleeper: sleep",
    ];
    assert_eq!(states, expected);
}

#[test]
fn a_task_that_is_awaited_has_a_name() {
    let engine = run("async def inner(): await sleep(1000)\nasync def outer(): run(inner())\nrun(outer())");
    let mut states = states(&engine);
    states.sort();
    assert_eq!(states, ["waiting <module>: task outer", "waiting inner: sleep", "waiting outer: task inner"]);
}

#[test]
fn a_single_wait_has_no_function() {
    let engine = run("gather(sleep(1000), receive())");
    let mut states = states(&engine);
    states.sort();
    assert_eq!(&states[1..], ["waiting <wait>: event", "waiting <wait>: sleep"]);
    assert!(states[0].starts_with("waiting <module>: "), "{states:?}");
}

#[test]
fn frames_have_their_lines() {
    let engine = run("\
class Shop:
    def wait(self):
        sleep(1000)

def helper():
    Shop().wait()

async def work():
    print('on')
    helper()

run(work())
");
    let tasks = engine.tasks();
    let work = tasks.iter().find(|task| task.function == "work").expect("it is there");
    assert_eq!((work.state, work.waits_for.as_deref()), (TaskViewState::Waiting, Some("sleep")));
    let place = |frame: &FrameView| format!("{}:{} {}", frame.file, frame.line, frame.function);
    let places: Vec<String> = work.frames.iter().map(place).collect();
    assert_eq!(places, ["main.py:10 work", "main.py:6 helper", "main.py:3 Shop.wait"]);
    assert_eq!(work.ip, work.frames[0].ip);
    let main = tasks.iter().find(|task| task.function == "<module>").expect("it is there");
    assert_eq!(main.frames[0].line, 12);
}

#[test]
fn a_program_that_computes_is_seen_at_its_place() {
    let (mut engine, _) = support::engine();
    engine.set_fuel(1000);
    let text = "n = 0\ndef count():\n    global n\n    while True:\n        n += 1\ncount()\n";
    let mut seen = 0;
    for ended in [engine.run("main.py", text), Ended::Paused, Ended::Paused] {
        assert_eq!(ended, Ended::Paused);
        let globals = engine.globals();
        let n: i64 = globals.iter().find(|(name, _)| name == "n").expect("it is there").1.parse().expect("a number");
        assert!(n > seen, "{n} comes after {seen}");
        seen = n;
        let tasks = engine.tasks();
        assert_eq!(tasks.len(), 1);
        assert_eq!((tasks[0].state, &*tasks[0].function), (TaskViewState::Running, "<module>"));
        let lines: Vec<u32> = tasks[0].frames.iter().map(|frame| frame.line).collect();
        assert_eq!(lines[0], 6);
        assert!((4..=5).contains(&lines[1]), "{lines:?}");
        engine.set_fuel(1000);
        assert_eq!(engine.resume(), Ended::Paused);
    }
}

#[test]
fn before_and_after_a_program_there_is_nothing_to_see() {
    let (mut engine, _) = support::engine();
    assert_eq!((engine.globals().len(), engine.tasks().len()), (0, 0));
    assert_eq!(engine.run("main.py", "n = 1"), Ended::Finished);
    assert_eq!(engine.tasks().len(), 0);
    let (mut engine, _) = support::engine();
    assert!(matches!(engine.run("main.py", "def f(:"), Ended::Failed(_)));
    assert_eq!((engine.globals().len(), engine.tasks().len()), (0, 0));
    let (mut engine, _) = support::engine();
    engine.run("main.py", "import sys\nn = 1\nsys.modules['__main__'] = 7\nsleep(1)");
    assert_eq!(engine.globals().len(), 0);
}

/// Looked at after every slice, with and without the collector, a program prints what it prints unseen.
#[test]
fn looking_changes_nothing() {
    let script = "\
import asyncio, weakref, gc
class Thing:
    def __repr__(self): print('asked'); return 'thing'
async def worker(name, queue):
    while (item := await queue.get()) is not None:
        total = sum(x * x for x in range(item))
        print(name, item, total)
        await asyncio.sleep(item / 100)
async def main():
    queue = asyncio.Queue()
    workers = [asyncio.create_task(worker(name, queue)) for name in 'abc']
    for item in [30, 10, 20, 5, 40, 0, 1]: queue.put_nowait(item)
    for _ in workers: queue.put_nowait(None)
    await asyncio.gather(*workers)
thing = Thing()
gone = weakref.ref(Thing())
asyncio.run(main())
print(gone() is None, len({1: thing}))
";
    let run = |slice: i64, collector: Collector, look: bool| {
        let (mut engine, clock) = support::engine();
        engine.set_collector(collector);
        engine.set_fuel(slice);
        let mut ended = engine.run("main.py", script);
        let mut looks = 0;
        loop {
            if look {
                looks += engine.globals().len() + engine.tasks().len();
            }
            ended = match ended {
                Ended::Paused => {
                    engine.set_fuel(slice);
                    engine.resume()
                }
                Ended::Waiting(waiting) => match waiting.until {
                    Some(until) => {
                        clock.set(until);
                        engine.resume()
                    }
                    None => panic!("every task waits"),
                },
                Ended::Finished => return (String::from_utf8(engine.take_output()).expect("UTF-8"), looks),
                other => panic!("{other:?}"),
            };
        }
    };
    let (expected, _) = run(i64::MAX, Collector::Automatic, false);
    assert!(expected.contains("a 30 "), "{expected}");
    for (slice, collector) in [(1, Collector::Automatic), (7, Collector::Always), (100, Collector::Automatic)] {
        let (printed, looks) = run(slice, collector, true);
        assert_eq!(printed, expected, "slices of {slice}");
        assert!(looks > 100, "{looks}");
    }
}
