//! `_task`: what the library needs of the scheduler. `gather` and the like, and `asyncio`, are written in Python on top.

use crate::{
    heap::{
        saturated,
        value::{Kind, Value},
    },
    vm::{
        Vm,
        native::{NativeDefinition, Outcome, natives},
        task::{TaskState, Wait},
    },
};

const NANOSECONDS: f64 = 1e9;

pub(super) fn module(vm: &mut Vm) -> Value {
    let module = vm.new_module("_task");
    let dict = vm.heap.modules.get(module.index()).dict;
    vm.add_functions(dict, functions());
    module
}

pub(crate) fn functions() -> &'static [NativeDefinition] {
    natives! {
        "spawn"("callee, arguments=(), holds=False, owner=None, /") => spawn;
        "start_later"("delay, callee, arguments=(), /") => start_later;
        "start_of"("object, /") => start_of;
        "existing_task"("object, /") => |vm, args| Ok(if args[0].is(Kind::Task) { args[0] } else { vm.task_of(args[0]).unwrap_or(Value::NONE) });
        "current"("") => |vm, _| Ok(vm.scheduler.current.unwrap_or(Value::NONE));
        "owner"("task, /") => |vm, args| { let task = task(vm, args[0])?; Ok(vm.task(task).owner) };
        "set_owner"("task, owner, /") => |vm, args| { let task = task(vm, args[0])?; vm.task_mut(task).owner = args[1]; Ok(Value::NONE) };
        "is_done"("task, /") => |vm, args| { let task = task(vm, args[0])?; Ok(Value::bool(vm.task(task).outcome.is_some())) };
        "is_new"("task, /") => |vm, args| { let task = task(vm, args[0])?; Ok(Value::bool(vm.task(task).start.is_some())) };
        "outcome"("task, /") => outcome;
        "was_cancelled"("task, /") => was_cancelled;
        "join"("task, /") => |vm, args| { let task = task(vm, args[0])?; Err(Wait::Task { task, timeout: None, raises: true }.into()) };
        "wait"("task, timeout=None, /") => wait;
        "park"("") => |_, _| Err(Wait::Wake.into());
        "wake"("task, value=None, /") => wake;
        "throw"("task, error, /") => |vm, args| { let task = task(vm, args[0])?; Ok(Value::bool(vm.throw_into_task(task, args[1], false))) };
        "cancel"("task, /") => cancel;
        "discard"("task, /") => |vm, args| { let task = task(vm, args[0])?; vm.discard_task(task); Ok(Value::NONE) };
        "take_pending"("") => take_pending;
        "turn"("") => |_, _| Err(Wait::Turn.into());
        "sleep"("seconds, /") => sleep;
        "receive"("") => |_, _| Err(Wait::Event.into());
        "push_event"("event, /") => |vm, args| vm.push_event_or_wait(args[0]);
        "suspends"("function, /") => suspends;
        "context"("") => |vm, _| Ok(vm.context);
        "set_context"("context, /") => |vm, args| Ok(std::mem::replace(&mut vm.context, args[0]));
        "task_context"("task, context, /") => |vm, args| { let task = task(vm, args[0])?; vm.task_mut(task).context = args[1]; Ok(Value::NONE) };
        "mark_awaitable"("generator, /") => mark_awaitable;
        "monotonic"("") => |vm, _| { let now = vm.host.0.monotonic(); Ok(Value::float(now.as_secs_f64())) };
        "monotonic_ns"("") => |vm, _| { let now = vm.host.0.monotonic().as_nanos(); Ok(vm.heap.int(now as i64)) };
        "wall_clock"("") => |vm, _| { let now = vm.host.0.wall_clock(); Ok(Value::float(now.as_secs_f64())) };
        "wall_clock_ns"("") => |vm, _| { let now = vm.host.0.wall_clock().as_nanos(); Ok(vm.heap.int(now as i64)) };
        "random_bytes"("count, /") => random_bytes;
    }
}

fn task(vm: &mut Vm, value: Value) -> Outcome {
    if value.is(Kind::Task) {
        return Ok(value);
    }
    let message = format!("expected a task, not '{}'", vm.type_name(value));
    Err(vm.type_error(message))
}

fn items(vm: &Vm, value: Value) -> Vec<Value> {
    vm.heap.items(value).map(<[Value]>::to_vec).unwrap_or_default()
}

fn spawn(vm: &mut Vm, args: &[Value]) -> Outcome {
    let arguments = items(vm, args[1]);
    let task = vm.spawn(args[0], &arguments, args[2] == Value::TRUE);
    vm.task_mut(task).owner = args[3];
    Ok(task)
}

fn start_later(vm: &mut Vm, args: &[Value]) -> Outcome {
    let delay = nanoseconds(vm, args[0])?;
    let arguments = items(vm, args[2]);
    let task = vm.new_task(args[1], &arguments, &[], false);
    vm.start_later(task, delay);
    Ok(task)
}

/// The task of something that can be waited for: a task itself, a coroutine that has one, or a coroutine that gets one now.
/// `None` for anything else.
fn start_of(vm: &mut Vm, args: &[Value]) -> Outcome {
    if args[0].is(Kind::Task) {
        return Ok(args[0]);
    }
    if let Some(task) = vm.task_of(args[0]) {
        return Ok(task);
    }
    if vm.is_coroutine(args[0]) {
        return Ok(vm.spawn(args[0], &[], true));
    }
    Ok(Value::NONE)
}

/// What a task ended with: a pair of its value and its exception.
fn outcome(vm: &mut Vm, args: &[Value]) -> Outcome {
    let task = task(vm, args[0])?;
    let pair = match vm.task(task).outcome {
        Some(Ok(value)) => [value, Value::NONE],
        Some(Err(error)) => [Value::NONE, error],
        None => [Value::NONE; 2],
    };
    Ok(vm.heap.tuple(&pair))
}

fn was_cancelled(vm: &mut Vm, args: &[Value]) -> Outcome {
    let task = task(vm, args[0])?;
    let task = vm.task(task);
    Ok(Value::bool(task.dying.is_some() && task.outcome.and_then(Result::err) == task.dying))
}

fn wait(vm: &mut Vm, args: &[Value]) -> Outcome {
    let task = task(vm, args[0])?;
    let timeout = if args[1].is_none() { None } else { Some(nanoseconds(vm, args[1])?) };
    Err(Wait::Task { task, timeout, raises: false }.into())
}

fn wake(vm: &mut Vm, args: &[Value]) -> Outcome {
    let task = task(vm, args[0])?;
    let waits = vm.task(task).waits_for == crate::vm::task::WaitsFor::Wake;
    if waits {
        vm.make_ready(task, Ok(args[1]));
    }
    Ok(Value::bool(waits))
}

/// Ends a task for good: what it does in `finally` and on leaving `with` is still done, and nothing else.
fn cancel(vm: &mut Vm, args: &[Value]) -> Outcome {
    let task = task(vm, args[0])?;
    if vm.task(task).dying.is_some() || vm.task(task).state == TaskState::Finished {
        return Ok(Value::FALSE);
    }
    let error = vm.new_error(vm.classes.cancelled_error, &[]);
    Ok(Value::bool(vm.throw_into_task(task, error, true)))
}

fn take_pending(vm: &mut Vm, _: &[Value]) -> Outcome {
    let Some(task) = vm.scheduler.current else { return Ok(Value::NONE) };
    Ok(vm.task_mut(task).pending.take().unwrap_or(Value::NONE))
}

fn sleep(vm: &mut Vm, args: &[Value]) -> Outcome {
    let delay = match vm.number_of(vm.heap.content(args[0])) {
        Some(number) => number.to_float().filter(|delay| !delay.is_nan()),
        None => None,
    };
    match delay {
        Some(delay) if delay <= 0.0 => Err(Wait::Turn.into()),
        Some(delay) => Err(Wait::Sleep((delay * NANOSECONDS) as u64).into()),
        None => Err(vm.type_error("sleep() requires a number")),
    }
}

fn nanoseconds(vm: &mut Vm, value: Value) -> Outcome<u64> {
    match vm.number_of(value).and_then(|number| number.to_float()) {
        Some(seconds) => Ok((seconds.max(0.0) * NANOSECONDS) as u64),
        None => Err(vm.type_error("a time in seconds must be a number")),
    }
}

/// Marks a function of the library whose calls wait for the host.
fn suspends(vm: &mut Vm, args: &[Value]) -> Outcome {
    if let Some(index) = args[0].of(Kind::Function) {
        vm.heap.functions.get_mut(index).suspends = true;
    }
    Ok(args[0])
}

fn mark_awaitable(vm: &mut Vm, args: &[Value]) -> Outcome {
    if let Some(index) = args[0].of(Kind::Generator) {
        vm.heap.generators.get_mut(index).is_awaitable = true;
    }
    Ok(args[0])
}

fn random_bytes(vm: &mut Vm, args: &[Value]) -> Outcome {
    let count = vm.index(args[0])?;
    if count < 0 {
        return Err(vm.value_error("negative argument not allowed"));
    }
    let count = saturated(count);
    vm.heap.reserve(count)?;
    let mut bytes = vec![0; count];
    vm.host.0.fill_random(&mut bytes);
    Ok(vm.heap.new_bytes(bytes.into()))
}
