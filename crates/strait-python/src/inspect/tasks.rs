//! The tasks of a program, and the coroutines that have none yet.

use super::{FrameView, TaskView, TaskViewState, name, text};
use crate::{
    heap::{
        object::{Flavour, GeneratorState},
        value::{Kind, Value},
    },
    host::FunctionId,
    vm::{
        Vm,
        frame::Frame,
        task::{Task, TaskState, WaitsFor},
    },
};

/// Tasks that are shown.
const MOST_TASKS: usize = 1000;
/// Frames of one task: the last ones.
const MOST_FRAMES: usize = 100;
/// Frames of all tasks together.
const MOST_FRAMES_IN_ALL: usize = 2000;

/// The task that runs, those that are ready in the order of their turns, those that wait, and those that have not begun.
pub(crate) fn tasks(vm: &Vm) -> Vec<TaskView> {
    let mut views = Views { vm, views: Vec::new(), frames_left: MOST_FRAMES_IN_ALL };
    if let Some(running) = vm.scheduler.current {
        views.task(TaskViewState::Running, vm.task(running), &vm.frames);
    }
    for task in vm.scheduler.in_queue().map(|task| vm.task(task)).filter(|task| task.state == TaskState::Ready) {
        views.task(TaskViewState::Ready, task, &task.frames);
    }
    let all = || (0..vm.heap.tasks.places() as u32).map(|place| vm.heap.tasks.get(place));
    // One with a start that waits is to be started by a timer.
    for task in all().filter(|task| task.state == TaskState::Waiting && task.start.is_none()) {
        views.task(TaskViewState::Waiting, task, &task.frames);
    }
    for task in all().filter(|task| matches!(task.state, TaskState::New | TaskState::Waiting) && task.start.is_some()) {
        views.task(TaskViewState::New, task, &task.frames);
    }
    for place in 0..vm.heap.generators.places() as u32 {
        views.coroutine(place);
    }
    views.views
}

struct Views<'v> {
    vm: &'v Vm,
    views: Vec<TaskView>,
    frames_left: usize,
}

impl Views<'_> {
    fn task(&mut self, state: TaskViewState, task: &Task, frames: &[Frame]) {
        let waits_for = (state == TaskViewState::Waiting).then(|| awaited(self.vm, task));
        let function = function_of(self.vm, task, frames).unwrap_or_else(|| "<wait>".into());
        self.add(state, waits_for, function, frames);
    }

    /// A coroutine that no task drives, or that a script drives by itself.
    fn coroutine(&mut self, place: u32) {
        let generator = self.vm.heap.generators.get(place);
        let state = match generator.state {
            GeneratorState::Created if generator.task.is_none() => TaskViewState::New,
            GeneratorState::Suspended => TaskViewState::Suspended,
            _ => return,
        };
        if generator.flavour == Flavour::Coroutine {
            let function = generator.qualified_name.map(|function| name(self.vm, function));
            self.add(state, None, function.unwrap_or_default(), &generator.frames);
        }
    }

    fn add(&mut self, state: TaskViewState, waits_for: Option<String>, function: String, frames: &[Frame]) {
        if self.views.len() >= MOST_TASKS {
            return;
        }
        let visible = frames.iter().filter(|frame| !frame.code.flags.hidden);
        let ip = visible.clone().next().or(frames.first()).map_or(0, |frame| frame.pc);
        let most = MOST_FRAMES.min(self.frames_left);
        let left_out = visible.clone().count().saturating_sub(most);
        let frames: Vec<_> = visible.skip(left_out).map(|frame| view(self.vm, frame)).collect();
        self.frames_left -= frames.len();
        self.views.push(TaskView { state, waits_for, function, ip, frames });
    }
}

fn view(vm: &Vm, frame: &Frame) -> FrameView {
    let code = &frame.code;
    FrameView {
        function: name(vm, code.qualified_name),
        file: text(&code.source.name),
        line: code.line(frame.pc),
        ip: frame.pc,
    }
}

/// The function that a task began with. One that is nothing but a wait has none.
fn function_of(vm: &Vm, task: &Task, frames: &[Frame]) -> Option<String> {
    match &task.start {
        Some(start) => Some(callee_name(vm, start.callee)),
        None => {
            let frame = frames.iter().find(|frame| !frame.code.flags.hidden).or(frames.first())?;
            Some(name(vm, frame.code.qualified_name))
        }
    }
}

fn callee_name(vm: &Vm, callee: Value) -> String {
    let named = match callee.kind() {
        Some(Kind::Generator) => vm.heap.generators.get(callee.index()).qualified_name,
        Some(Kind::Function) => vm.heap.functions.get(callee.index()).qualified_name,
        Some(Kind::Method) => {
            let function = vm.heap.methods.get(callee.index()).function.of(Kind::Function);
            function.and_then(|function| vm.heap.functions.get(function).qualified_name)
        }
        Some(Kind::Native) => {
            let definition = vm.heap.natives.get(callee.index()).definition;
            return definition.map_or_else(String::new, |definition| definition.name.to_owned());
        }
        _ => None,
    };
    named.map_or_else(|| vm.type_name(callee).to_owned(), |function| name(vm, function))
}

fn awaited(vm: &Vm, task: &Task) -> String {
    match task.waits_for {
        WaitsFor::Timer(_) => "sleep".into(),
        WaitsFor::Event => "event".into(),
        WaitsFor::Call { function, .. } => format!("call {}", host_function(vm, function)),
        WaitsFor::Task { task, .. } => {
            let joined = vm.task(task);
            match function_of(vm, joined, &joined.frames) {
                Some(function) => format!("task {function}"),
                // What waits for another task has frames: there is no further one.
                None if !matches!(joined.waits_for, WaitsFor::Task { .. }) => awaited(vm, joined),
                None => "wake".into(),
            }
        }
        WaitsFor::Wake | WaitsFor::Nothing => {
            let joined = future_task(vm, task).map(|joined| vm.task(joined));
            let function = joined.and_then(|joined| function_of(vm, joined, &joined.frames));
            function.map_or_else(|| "wake".into(), |function| format!("task {function}"))
        }
    }
}

/// The task behind the `asyncio.Task` that a task of asyncio's waits for.
fn future_task(vm: &Vm, task: &Task) -> Option<Value> {
    let future = vm.own_attribute(task.owner, vm.heap.find_known("_fut_waiter")?)?;
    let joined = vm.own_attribute(future, vm.heap.find_known("_engine_task")?)?;
    joined.is(Kind::Task).then_some(joined)
}

fn host_function(vm: &Vm, function: FunctionId) -> &'static str {
    let natives = (0..vm.heap.natives.places() as u32).map(|place| vm.heap.natives.get(place));
    let mut found = natives.filter(|native| native.host.is_some_and(|host| host.id == function));
    found.next().and_then(|native| native.definition).map_or("", |definition| definition.name)
}
