//! The scheduler, with a host whose functions answer later: who waits, who goes on, and what is given up.

mod support;

use std::{sync::LazyLock, time::Duration};

use strait_python::{Answers, Call, Data, Ended, Engine, FunctionId, HostError, LibraryModule, PackedText};
use support::Clock;

/// An engine with the module `net`: `fetch(name, options=None)` answers later, `echo(value)` at once.
struct Host {
    engine: Engine,
    clock: Clock,
    fetch: FunctionId,
}

impl Host {
    fn new() -> Self {
        let (mut engine, clock) = support::engine();
        let fetch = engine.declare("net", "fetch", "name, options=None, /", Answers::Later);
        engine.declare("net", "echo", "value, /", Answers::AtOnce);
        Self { engine, clock, fetch }
    }

    /// Runs a script until it waits for a call or ends.
    fn run(&mut self, script: &str) -> Ended {
        let ended = self.engine.run("main.py", &format!("from net import fetch, echo\n{script}"));
        self.go_on(ended)
    }

    /// Time passes as long as no call is under way.
    fn go_on(&mut self, mut ended: Ended) -> Ended {
        while let Ended::Waiting(waiting) = ended
            && let (0, Some(until)) = (waiting.calls, waiting.until)
        {
            self.clock.set(until);
            ended = self.engine.resume();
        }
        ended
    }

    /// Time passes although calls are under way, which nobody answers.
    fn let_time_pass(&mut self, ended: Ended) -> Ended {
        support::finish(&mut self.engine, &self.clock, ended)
    }

    /// The names that `fetch` was called with since this was asked last, with the calls.
    fn calls(&mut self) -> Vec<(String, Call)> {
        let calls = self.engine.take_calls();
        let name = |call: &Call| match &call.arguments[0] {
            Data::Str(name) => name.clone(),
            other => format!("{other:?}"),
        };
        calls.into_iter().map(|call| (name(&call), call)).collect()
    }

    fn answer(&mut self, call: &Call, answer: Result<Data, HostError>) -> Ended {
        assert_eq!(call.function, self.fetch);
        self.engine.complete(call.id, answer);
        let ended = self.engine.resume();
        self.go_on(ended)
    }

    fn printed(&mut self) -> String {
        String::from_utf8(self.engine.take_output()).expect("UTF-8")
    }

    /// Answers each call with its name, until none is left.
    fn answer_all(&mut self, mut ended: Ended) -> (Vec<String>, Ended) {
        let mut names = Vec::new();
        loop {
            let calls = self.calls();
            if calls.is_empty() {
                return (names, ended);
            }
            for (name, call) in calls {
                ended = self.answer(&call, Ok(Data::Str(format!("<{name}>"))));
                names.push(name);
            }
        }
    }
}

#[track_caller]
fn waits_for_calls(ended: &Ended) -> usize {
    match ended {
        Ended::Waiting(waiting) => waiting.calls,
        other => panic!("it does not wait: {other:?}"),
    }
}

#[test]
fn a_call_suspends_at_any_depth() {
    let script = r#"
import functools, re

class Loud:
    def __init__(self, name): self.text = fetch(name)
    def __repr__(self): return fetch('repr')
    def __lt__(self, other): fetch('less'); return self.text < other.text
    def __eq__(self, other): fetch('equal'); return self.text == other.text
    def __hash__(self): return 1
    def __enter__(self): fetch('enter'); return self
    def __exit__(self, *details): fetch('exit')
    def __getattr__(self, name): return fetch(name)
    def __iter__(self): fetch('iter'); return iter([1, 2])
    def __bool__(self): fetch('bool'); return True
    def __format__(self, spec): return fetch('format')
    @property
    def size(self): return fetch('size')

def decorated(function):
    @functools.wraps(function)
    def wrapper(*args): return fetch('wrapper'), function(*args)
    return wrapper

@decorated
def helper(n): return fetch(f'helper {n}') if n == 0 else helper(n - 1)

def generator():
    yield fetch('first')
    yield fetch('second')

def main():
    a, b = Loud('a'), Loud('b')
    print(helper(2))
    print(list(generator()), [fetch(name) for name in 'xy'], {fetch('k'): fetch('v')})
    with a as entered: print(entered is a)
    print([a], sorted([b, a]) == [a, b], {a: 1}.get(b), a.anything, list(a), bool(a), f'{a}', a.size)
    print(list(map(fetch, 'pq')), sorted('ba', key=fetch), max('ab', key=fetch))
    print(re.sub('[0-9]', lambda match: fetch(match[0]), 'a1b2'), sum(x for x in (len(fetch('n')),)))
    try: 1 / 0
    except ZeroDivisionError: print(fetch('handler'))
    finally: print(fetch('finally'))
    print(fetch('a') if fetch('condition') else None, not fetch('x'), fetch('l') + fetch('r'))
    exec("print(fetch('exec'))")
    print(eval("fetch('eval')"))

main()
"#;
    let mut host = Host::new();
    let ended = host.run(script);
    let (names, ended) = host.answer_all(ended);
    assert_eq!(ended, Ended::Finished, "{}", host.printed());
    let expected = "\
(\'<wrapper>\', (\'<wrapper>\', (\'<wrapper>\', \'<helper 0>\')))
['<first>', '<second>'] ['<x>', '<y>'] {'<k>': '<v>'}
True
[<repr>] True None <anything> [1, 2] True <format> <size>
['<p>', '<q>'] ['a', 'b'] b
a<1>b<2> 3
<handler>
<finally>
<a> False <l><r>
<exec>
<eval>
";
    assert_eq!(host.printed(), expected);
    assert_eq!(names.len(), 40, "{names:?}");
}

#[test]
fn calls_among_the_arguments_of_gather_run_side_by_side() {
    let script = "
print(gather(fetch('a'), fetch('b')))
print(gather(*[fetch(name) for name in 'cde']), gather(*(fetch(name) for name in 'fg')))
print(run(fetch('h')), with_timeout(1, fetch('i')))
def gather(*values): return values
print(gather(fetch('j'), fetch('k')))
";
    let mut host = Host::new();
    let ended = host.run(script);
    assert_eq!(waits_for_calls(&ended), 2);
    let [a, b] = <[_; 2]>::try_from(host.calls()).expect("two calls at once");
    host.answer(&b.1, Ok(Data::Int(2)));
    let ended = host.answer(&a.1, Ok(Data::Int(1)));
    assert_eq!(host.printed(), "[1, 2]\n");
    assert_eq!(waits_for_calls(&ended), 3);
    let (names, ended) = host.answer_all(ended);
    assert_eq!(names.concat(), "cdefghijk");
    assert_eq!(ended, Ended::Finished);
    assert_eq!(
        host.printed(),
        "['<c>', '<d>', '<e>'] ['<f>', '<g>']\n<h> <i>\n('<j>', '<k>')\n",
        "a script's own gather is just a function"
    );
}

#[test]
fn each_coroutine_goes_on_when_its_own_answer_comes() {
    let script = "
async def load(name):
    before = fetch(name)
    sleep(1)
    print(name, before, fetch(name + '2'))
gather(load('a'), load('b'))
";
    let mut host = Host::new();
    host.run(script);
    let [a, b] = <[_; 2]>::try_from(host.calls()).expect("both are sent before any answer");
    let ended = host.answer(&b.1, Ok(Data::None));
    host.let_time_pass(ended);
    let [b2] = <[_; 1]>::try_from(host.calls()).expect("b goes on alone");
    assert_eq!(b2.0, "b2");
    host.answer(&b2.1, Ok(Data::Bool(true)));
    assert_eq!(host.printed(), "b None True\n");
    let ended = host.answer(&a.1, Err(HostError::new("ConnectionError", "refused")));
    let Ended::Failed(text) = ended else { panic!("{ended:?}") };
    assert!(text.contains("in load\n    before = fetch(name)\n"), "{text}");
    assert!(text.ends_with("ConnectionError: refused\n"), "{text}");
}

#[test]
fn an_error_is_raised_where_the_call_stands() {
    let script = "
try:
    fetch('a')
except TimeoutError as error:
    print('caught', error)
try:
    fetch('b')
except OSError as error:
    print(type(error).__name__, error.errno, error)
try:
    fetch({1, 2})
except TypeError as error:
    print(error)
print(echo([1, 'two', b'3', {'four': 4.0}, (5,), None, True]))
";
    let mut host = Host::new();
    host.run(script);
    let calls = host.calls();
    host.answer(&calls[0].1, Err(HostError::new("TimeoutError", "too slow")));
    let calls = host.calls();
    let refused =
        HostError { class: "OSError".into(), arguments: vec![Data::Int(111), Data::Str("refused".into())], code: None };
    let ended = host.answer(&calls[0].1, Err(refused));
    assert_eq!(ended, Ended::Finished);
    assert_eq!(
        host.printed(),
        "caught too slow\nConnectionRefusedError 111 [Errno 111] refused\n\
         fetch() cannot take an object of type 'set'\n[1, 'two', b'3', {'four': 4.0}, [5], None, True]\n"
    );
}

#[test]
fn what_nobody_waits_for_is_given_up() {
    let script = "
async def slow():
    try:
        fetch('slow')
    finally:
        print('cleaned up')
try:
    with_timeout(2, slow())
except TimeoutError:
    print('too late')
try:
    with_timeout(3, fetch('direct'))
except TimeoutError:
    print('too late again')
";
    let mut host = Host::new();
    let begun = host.clock.now();
    let ended = host.run(script);
    let ended = host.let_time_pass(ended);
    assert_eq!(ended, Ended::Finished);
    let calls = host.calls();
    let aborted = host.engine.take_aborted();
    // The host had not taken the calls yet, so it need not hear of them at all.
    assert_eq!((calls.len(), aborted.len()), (0, 0));
    assert_eq!(host.printed(), "cleaned up\ntoo late\ntoo late again\n");
    assert_eq!(host.clock.now() - begun, Duration::from_secs(5));
}

#[test]
fn a_call_that_the_host_makes_is_aborted() {
    let script = "
async def load():
    fetch('a')
    print('never')
async def canceller(other):
    receive()
    cancel(other)
task = load()
gather(task, canceller(task))
print('done')
";
    let mut host = Host::new();
    host.run(script);
    let calls = host.calls();
    assert_eq!(calls.len(), 1);
    host.engine.push_event("now");
    let ended = host.engine.resume();
    assert_eq!(ended, Ended::Finished);
    assert_eq!(host.engine.take_aborted(), [calls[0].1.id]);
    assert_eq!(host.printed(), "done\n");
    // An answer that comes all the same is dropped.
    host.engine.complete(calls[0].1.id, Ok(Data::None));
    assert_eq!(host.engine.take_output(), b"");
}

#[test]
fn asyncio_awaits_the_hosts_functions() {
    let script = "
import asyncio
async def load(name):
    return await fetch(name)
async def helper(name):
    return fetch(name)
async def main():
    print(await asyncio.gather(load('a'), helper('b'), fetch('c')))
    task = asyncio.create_task(load('d'))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('cancelled')
    try:
        await asyncio.wait_for(fetch('e'), 1)
    except TimeoutError:
        print('timed out')
    async with asyncio.TaskGroup() as group:
        first, second = group.create_task(load('f')), group.create_task(helper('g'))
    print(first.result(), second.result(), await asyncio.to_thread(fetch, 'h'))
asyncio.run(main())
";
    let mut host = Host::new();
    let ended = host.run(script);
    assert_eq!(waits_for_calls(&ended), 3);
    // A call among the arguments is sent when it is made, those inside coroutines when these start.
    for (name, call) in host.calls() {
        host.answer(&call, Ok(Data::Str(format!("<{name}>"))));
    }
    let waiting = host.engine.resume();
    let ended = host.let_time_pass(waiting);
    let (names, ended) = host.answer_all(ended);
    assert_eq!(ended, Ended::Finished, "{}", String::from_utf8_lossy(&host.engine.take_errors()));
    assert_eq!(names.concat(), "fgh");
    assert_eq!(host.printed(), "['<a>', '<b>', '<c>']\ncancelled\ntimed out\n<f> <g> <h>\n");
}

#[test]
fn a_program_that_waits_for_itself_is_told_apart() {
    let mut host = Host::new();
    let ended = host.run("import asyncio\nasync def main(): await asyncio.Future()\nasyncio.run(main())");
    assert_eq!(ended, Ended::Waiting(strait_python::Waiting::default()));
}

#[test]
fn a_million_coroutines_are_no_harm() {
    let mut host = Host::new();
    host.engine.set_memory_limit(64 << 20);
    let ended = host.run("async def wait(): sleep(1)\ngather(*[wait() for _ in range(1_000_000)])");
    let Ended::Failed(text) = ended else { panic!("{ended:?}") };
    assert!(text.ends_with("MemoryError\n"), "{text}");
}

/// A library of the host's: `fetch_twice` is written in Python, on top of the host's function.
const LIBRARY: &str = "
from net import fetch
from _task import suspends
@suspends
def fetch_twice(name, *, again='again'):
    return fetch(name), fetch(again)
class Session:
    @suspends
    def get(self, name):
        return fetch(name)
";

impl Host {
    /// The same, with the library's module `twice`.
    fn with_library() -> Self {
        let mut host = Self::new();
        let bytes = || {
            static PACKED: LazyLock<Vec<u8>> =
                LazyLock::new(|| miniz_oxide::deflate::compress_to_vec(LIBRARY.as_bytes(), 6));
            PACKED.as_slice()
        };
        let text = PackedText { bytes, length: LIBRARY.len() };
        host.engine.add_library(vec![LibraryModule { name: "twice", text, is_package: false }].leak());
        host
    }
}

#[test]
fn calls_of_the_hosts_library_are_put_off_like_its_own() {
    let script = "
from twice import fetch_twice, Session
import asyncio
print(fetch_twice('a'))
print(gather(fetch_twice('b'), fetch_twice('c', again='d'), Session().get('e')))
get = Session().get
print(gather(*[get(name) for name in 'fg'], *[fetch_twice(*'h', **{'again': 'i'})]))
print(with_timeout(1, fetch_twice('j')))
async def main():
    print(await fetch_twice('k'), await get('l'))
    print(await asyncio.gather(fetch_twice('m'), get('n')), await asyncio.create_task(get('o')))
asyncio.run(main())
try:
    with_timeout(1, fetch_twice('late'))
except TimeoutError:
    print('too late')
";
    let mut host = Host::with_library();
    let mut ended = host.run(script);
    let mut together = Vec::new();
    loop {
        let calls = host.calls();
        if calls.is_empty() || calls[0].0 == "late" {
            break;
        }
        together.push(calls.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(" "));
        for (name, call) in calls {
            host.engine.complete(call.id, Ok(Data::Str(name.to_uppercase())));
        }
        ended = host.engine.resume();
    }
    let ended = host.let_time_pass(ended);
    assert_eq!(ended, Ended::Finished, "{}", host.printed());
    let expected = "a|again|b c e|again d|f g h|i|j|again|k|again|l|m n|again|o";
    assert_eq!(together.join("|"), expected);
    assert_eq!(
        host.printed(),
        "('A', 'AGAIN')\n[('B', 'AGAIN'), ('C', 'D'), 'E']\n['F', 'G', ('H', 'I')]\n('J', 'AGAIN')\n\
         ('K', 'AGAIN') L\n[('M', 'AGAIN'), 'N'] O\ntoo late\n"
    );
    assert_eq!(host.engine.take_aborted().len(), 1);
}

#[test]
fn an_error_of_the_host_has_its_code_and_its_class() {
    let script = "
import socket
for name in 'ab':
    try:
        fetch(name)
    except socket.gaierror as error:
        print('gaierror', error.code, error)
    except RuntimeError as error:
        print('RuntimeError', hasattr(error, 'code'), error)
";
    let mut host = Host::new();
    host.run(script);
    let arguments = vec![Data::Int(-2), Data::Str("unknown".into())];
    let unknown = HostError { class: "socket.gaierror".into(), arguments, code: Some("dns".into()) };
    let call = host.calls().remove(0).1;
    host.answer(&call, Err(unknown));
    let call = host.calls().remove(0).1;
    assert_eq!(host.answer(&call, Err(HostError::new("socket.missing", "what"))), Ended::Finished);
    assert_eq!(host.printed(), "gaierror dns [Errno -2] unknown\nRuntimeError False what\n");
}

#[test]
fn a_task_of_the_library_waits_while_many_events_are_left() {
    let script = "
from _task import push_event, spawn
pushed = []
def push():
    for number in range(1000):
        push_event(str(number))
        pushed.append(number)
spawn(push)
sleep(1)
print(len(pushed) < 300)
print([receive() for _ in range(1000)] == [str(number) for number in range(1000)], len(pushed))
";
    let mut host = Host::new();
    assert_eq!(host.run(script), Ended::Finished, "{}", host.printed());
    assert_eq!(host.printed(), "True\nTrue 1000\n");
}

#[test]
fn a_traceback_shows_who_ran_the_event_loop() {
    let script = "
import asyncio
async def main():
    await asyncio.sleep(0)
    helper()
def helper():
    1 / 0
asyncio.run(main())
";
    let mut host = Host::new();
    let Ended::Failed(text) = host.run(script) else { panic!("it does not fail") };
    let functions: Vec<&str> = text.lines().filter_map(|line| line.split_once(", in ")).map(|(_, name)| name).collect();
    assert_eq!(functions, ["<module>", "main", "helper"], "{text}");
}

#[test]
fn an_answer_that_its_task_was_interrupted_before_is_given_back() {
    let mut host = Host::new();
    let script = r#"
async def first():
    try:
        fetch('a')
    finally:
        print('given up')

async def second():
    fetch('b')
    cancel(waiting)

waiting = first()
gather(waiting, second())
"#;
    assert_eq!(waits_for_calls(&host.run(script)), 2);
    let calls = host.calls();
    let (a, b) = (&calls[0].1, &calls[1].1);
    // Both are there before either of the tasks goes on.
    host.engine.complete(b.id, Ok(Data::None));
    host.engine.complete(a.id, Ok(Data::Bytes(b"nobody's".to_vec())));
    assert_eq!(host.engine.resume(), Ended::Finished);
    assert_eq!(host.printed(), "given up\n");
    assert_eq!(host.engine.take_undelivered(), [(a.id, Data::Bytes(b"nobody's".to_vec()))]);
    assert_eq!(host.engine.take_undelivered(), []);
}

#[test]
fn an_answer_that_comes_together_with_the_end_of_the_time_is_in_time() {
    let mut host = Host::new();
    let ended = host.run("print(with_timeout(1, fetch('a')))");
    assert_eq!(waits_for_calls(&ended), 1);
    let (_, a) = host.calls().remove(0);
    host.clock.set(Duration::from_secs(5));
    host.engine.complete(a.id, Ok(Data::Int(1)));
    assert_eq!(host.engine.resume(), Ended::Finished);
    assert_eq!(host.printed(), "1\n");
}

#[test]
fn a_timeout_holds_for_who_goes_on_with_an_answer_and_waits_again() {
    let mut host = Host::new();
    let script = r#"
async def both():
    fetch('a')
    fetch('b')

try:
    with_timeout(1, both())
except TimeoutError:
    print('timed out')
"#;
    let ended = host.run(script);
    assert_eq!(waits_for_calls(&ended), 1);
    let (_, a) = host.calls().remove(0);
    host.clock.set(Duration::from_secs(5));
    host.engine.complete(a.id, Ok(Data::None));
    assert_eq!(host.engine.resume(), Ended::Finished);
    assert_eq!(host.printed(), "timed out\n");
}

/// Interrupts a program that waits, or that computes.
fn interrupted(script: &str) -> (Ended, String, bool) {
    let mut host = Host::new();
    host.engine.set_fuel(100_000);
    let ended = host.engine.run("main.py", &format!("from net import fetch, echo\n{script}"));
    assert!(matches!(ended, Ended::Waiting(_) | Ended::Paused), "{ended:?}");
    host.calls();
    host.engine.interrupt();
    host.engine.set_fuel(100_000);
    let ended = host.engine.resume();
    (ended, host.printed(), host.engine.is_interrupted())
}

#[test]
fn an_interrupt_is_raised_where_the_program_is() {
    for body in ["fetch('a')", "sleep(100)", "receive()", "gather(wait())", "while True: pass"] {
        let script = format!(
            "async def wait():\n    fetch('b')\ndef main():\n    try:\n        {body}\n    finally:\n        print('cleanup')\nmain()"
        );
        let (ended, printed, is_interrupted) = interrupted(&script);
        let Ended::Failed(text) = ended else { panic!("{body}: {ended:?}") };
        assert!(text.contains("line 6, in main\n") && text.ends_with("\nKeyboardInterrupt\n"), "{text}");
        assert_eq!((printed.as_str(), is_interrupted), ("cleanup\n", true), "{body}");
    }
}

#[test]
fn a_program_may_go_on_after_an_interrupt() {
    let script = "
try:
    while True: pass
except KeyboardInterrupt:
    print('caught')
raise ValueError
";
    let (ended, printed, is_interrupted) = interrupted(script);
    assert!(matches!(ended, Ended::Failed(_)));
    assert_eq!((printed.as_str(), is_interrupted), ("caught\n", false));
}

#[test]
fn an_interrupt_cancels_the_tasks_of_an_event_loop() {
    let script = "
import asyncio
async def child():
    try:
        await asyncio.sleep(100)
    finally:
        print('child cleans up')
async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(100)
asyncio.run(main())
";
    let (ended, printed, is_interrupted) = interrupted(script);
    assert!(matches!(ended, Ended::Failed(_)));
    assert_eq!((printed.as_str(), is_interrupted), ("child cleans up\n", true));
}
