//! Writes the instructions.
//!
//! The parts still to write, and what to do between them, wait on a list, so nesting costs no native stack.

use super::super::class::Class;
use super::super::program::{Branch, Filter, Instruction, Loop, Program, Search, Target};
use super::super::syntax::{Mode, UNLIMITED};
use super::ByteSet;
use super::follow::{Follow, Then};
use super::intern::Interner;
use super::lower::Lowered;
use super::node::{Kind, Look, Node, NodeId, Nodes, Repeat};

pub(super) fn emit(lowered: Lowered, search: Search, groups: usize) -> Program {
    let Lowered { nodes, root, classes } = lowered;
    let mut emitter = Emitter {
        nodes: &nodes,
        tasks: vec![Task::Write(Instruction::Accept), Task::Node(root, Follow::DONE)],
        instructions: Vec::new(),
        literals: Vec::new(),
        jumps: Vec::new(),
        classes,
        filters: Interner::new(),
        branches: Vec::new(),
        loops: Vec::new(),
    };
    while let Some(task) = emitter.tasks.pop() {
        emitter.perform(task);
    }
    Program {
        instructions: emitter.instructions,
        literals: emitter.literals,
        classes: emitter.classes,
        filters: emitter.filters.into_values().iter().map(ByteSet::table).collect(),
        branches: emitter.branches,
        loops: emitter.loops,
        search,
        groups,
        min_bytes: nodes[root].min_bytes,
    }
}

/// Something to do. Tasks wait on a list whose end comes first.
enum Task {
    /// Write a part, which this follows.
    Node(NodeId, Follow),
    Write(Instruction),
    /// Let a branch start here.
    StartBranch(usize),
    /// Write a jump to the end of the alternation.
    LeaveBranch,
    /// Let such jumps go here, except for the first ones, which belong to alternations around this one.
    EndAlternation {
        outer_jumps: usize,
    },
    /// Write the choice between a body and what follows here, into the place kept for it or here.
    Choose {
        place: Option<usize>,
        mode: Mode,
        body: Target,
        follow: Follow,
    },
    /// Write a jump to here into the place kept for it.
    JumpHere(usize),
    /// Write the start of a lookaround that ends here into the place kept for it.
    StartLook(usize, Look),
    /// Write a condition whose first branch ends here into the place kept for it, and the second branch.
    Otherwise {
        place: usize,
        group: u32,
        no: NodeId,
        follow: Follow,
    },
}

struct Emitter<'n> {
    nodes: &'n Nodes,
    tasks: Vec<Task>,
    /// Jumps to the ends of the alternations that are being written.
    jumps: Vec<usize>,
    instructions: Vec<Instruction>,
    literals: Vec<u8>,
    classes: Vec<Class>,
    filters: Interner<ByteSet>,
    branches: Vec<Branch>,
    loops: Vec<Loop>,
}

impl Emitter<'_> {
    fn perform(&mut self, task: Task) {
        match task {
            Task::Node(id, follow) => self.node(id, follow),
            Task::Write(instruction) => self.write(instruction),
            Task::StartBranch(branch) => self.branches[branch].at = self.here(),
            Task::LeaveBranch => {
                let jump = self.reserve();
                self.jumps.push(jump);
            }
            Task::EndAlternation { outer_jumps } => {
                let end = self.here();
                for jump in self.jumps.drain(outer_jumps..) {
                    self.instructions[jump] = Instruction::Jump(end);
                }
            }
            Task::Choose { place, mode, body, follow } => {
                let place = place.unwrap_or_else(|| self.reserve());
                let exit = self.target(follow);
                self.instructions[place] = choice(mode, body, exit);
            }
            Task::JumpHere(place) => self.instructions[place] = Instruction::Jump(self.here()),
            Task::StartLook(place, Look { behind, negative, .. }) => {
                self.instructions[place] = Instruction::Look { end: self.here(), behind, negative };
            }
            Task::Otherwise { place, group, no, follow } => {
                let jump = self.reserve();
                self.instructions[place] = Instruction::IfGroup { group, otherwise: self.here() };
                self.next([Task::Node(no, follow), Task::JumpHere(jump)]);
            }
        }
    }

    /// Puts tasks before the others.
    fn next<const N: usize>(&mut self, tasks: [Task; N]) {
        self.tasks.extend(tasks.into_iter().rev());
    }

    fn node(&mut self, id: NodeId, follow: Follow) {
        match &self.nodes[id].kind {
            Kind::Literal(bytes) => self.literal(bytes),
            Kind::FoldedLiteral(bytes) => {
                let (start, length) = self.add_literal(bytes);
                self.write(Instruction::FoldedLiteral { start, length });
            }
            &Kind::Class(class) => self.write(Instruction::Class(class)),
            &Kind::Assertion(assertion) => self.write(Instruction::Assertion(assertion)),
            &Kind::Capture(group, body) => {
                self.write(Instruction::Open(group));
                self.next([Task::Node(body, follow), Task::Write(Instruction::Close(group))]);
            }
            Kind::Sequence(parts) => self.sequence(parts, follow),
            Kind::Alternation(alternatives) => self.alternation(alternatives, follow),
            Kind::Repeat(repeat) => self.repeat(repeat, follow),
            &Kind::Look(look) => {
                let place = self.reserve();
                let end = Instruction::LookEnd { negative: look.negative };
                self.next([Task::Node(look.body, Follow::DONE), Task::Write(end), Task::StartLook(place, look)]);
            }
            &Kind::Atomic(body) => {
                self.write(Instruction::AtomicStart);
                self.next([Task::Node(body, Follow::DONE), Task::Write(Instruction::AtomicEnd)]);
            }
            &Kind::Backreference(group, fold) => self.write(Instruction::Backreference { group, fold }),
            &Kind::Conditional { group, yes, no } => {
                let place = self.reserve();
                self.next([Task::Node(yes, follow), Task::Otherwise { place, group, no, follow }]);
            }
        }
    }

    fn literal(&mut self, bytes: &[u8]) {
        if let [byte] = bytes {
            return self.write(Instruction::Byte(*byte));
        }
        let (start, length) = self.add_literal(bytes);
        self.write(Instruction::Literal { start, length });
    }

    fn add_literal(&mut self, bytes: &[u8]) -> (u32, u32) {
        let start = self.literals.len() as u32;
        self.literals.extend_from_slice(bytes);
        (start, bytes.len() as u32)
    }

    fn sequence(&mut self, parts: &[NodeId], mut follow: Follow) {
        for &part in parts.iter().rev() {
            self.tasks.push(Task::Node(part, follow));
            follow = follow.before(&self.nodes[part]);
        }
    }

    fn alternation(&mut self, alternatives: &[NodeId], follow: Follow) {
        let (start, count) = (self.branches.len(), alternatives.len());
        self.write(Instruction::Alternation { start: start as u32, count: count as u32 });
        for &alternative in alternatives {
            let filter = self.filter(follow.before(&self.nodes[alternative]));
            self.branches.push(Target { at: 0, filter });
        }
        self.tasks.push(Task::EndAlternation { outer_jumps: self.jumps.len() });
        for (number, &alternative) in alternatives.iter().enumerate().rev() {
            if number + 1 < count {
                self.tasks.push(Task::LeaveBranch);
            }
            self.next([Task::StartBranch(start + number), Task::Node(alternative, follow)]);
        }
    }

    fn repeat(&mut self, repeat: &Repeat, follow: Follow) {
        let body = &self.nodes[repeat.body];
        match (repeat.min, repeat.max, repeat.mode, &body.kind) {
            (_, 0, ..) => {}
            (_, _, _, &Kind::Class(class)) => self.span(repeat, class, follow),
            (_, _, Mode::Possessive, _) => self.possessive(repeat),
            (1, 1, ..) => self.tasks.push(Task::Node(repeat.body, follow)),
            (0, 1, ..) => self.optional(repeat, body, follow),
            (0, UNLIMITED, ..) if !body.can_be_empty() => self.star(repeat, body, follow),
            (1, UNLIMITED, ..) if !body.can_be_empty() => self.plus(repeat, body, follow),
            _ => {
                let (jump, end) = self.start_loop(repeat, body, follow);
                self.next([Task::Node(repeat.body, follow.in_loop(body)), Task::JumpHere(jump), Task::Write(end)]);
            }
        }
    }

    fn span(&mut self, repeat: &Repeat, class: u32, follow: Follow) {
        let cannot_give_back = match follow.then {
            Then::Bytes => !self.nodes[repeat.body].first.intersects(&follow.first),
            Then::Nothing => repeat.mode == Mode::Greedy,
            Then::Anything => false,
        };
        let mode = if cannot_give_back { Mode::Possessive } else { repeat.mode };
        let follow = self.filter(follow);
        self.write(Instruction::Span { class, min: repeat.min, max: repeat.max, follow, mode });
    }

    /// `(?:...)?`
    fn optional(&mut self, repeat: &Repeat, body: &Node, follow: Follow) {
        let place = Some(self.reserve());
        let target = self.target(follow.before(body));
        let choose = Task::Choose { place, mode: repeat.mode, body: target, follow };
        self.next([Task::Node(repeat.body, follow), choose]);
    }

    /// `(?:...)*`
    fn star(&mut self, repeat: &Repeat, body: &Node, follow: Follow) {
        let again = Instruction::Jump(self.here());
        let place = Some(self.reserve());
        let follow_body = follow.in_loop(body);
        let target = self.target(follow_body.before(body));
        let choose = Task::Choose { place, mode: repeat.mode, body: target, follow };
        self.next([Task::Node(repeat.body, follow_body), Task::Write(again), choose]);
    }

    /// `(?:...)+`
    fn plus(&mut self, repeat: &Repeat, body: &Node, follow: Follow) {
        let follow_body = follow.in_loop(body);
        let target = self.target(follow_body.before(body));
        let choose = Task::Choose { place: None, mode: repeat.mode, body: target, follow };
        self.next([Task::Node(repeat.body, follow_body), choose]);
    }

    /// Each run of the body is atomic, and the number of runs is not reconsidered either.
    fn possessive(&mut self, repeat: &Repeat) {
        self.write(Instruction::AtomicStart);
        let (jump, end) = self.start_loop(repeat, &self.nodes[repeat.body], Follow::DONE);
        self.next([
            Task::Write(Instruction::AtomicStart),
            Task::Node(repeat.body, Follow::DONE),
            Task::Write(Instruction::AtomicEnd),
            Task::JumpHere(jump),
            Task::Write(end),
            Task::Write(Instruction::AtomicEnd),
        ]);
    }

    /// Starts a loop with registers. Returns the place for the jump to its end, and the instruction there.
    fn start_loop(&mut self, repeat: &Repeat, body: &Node, follow: Follow) -> (usize, Instruction) {
        let number = self.loops.len() as u32;
        self.write(Instruction::LoopStart(number));
        let jump = self.reserve();
        let body = self.target(follow.in_loop(body).before(body));
        let exit = self.filter(follow);
        let lazy = repeat.mode == Mode::Lazy;
        self.loops.push(Loop { min: repeat.min, max: repeat.max, lazy, body, exit });
        (jump, Instruction::LoopNext(number))
    }

    fn write(&mut self, instruction: Instruction) {
        self.instructions.push(instruction);
    }

    fn here(&self) -> u32 {
        self.instructions.len() as u32
    }

    /// Keeps a place for an instruction that is written when its targets are known.
    fn reserve(&mut self) -> usize {
        self.write(Instruction::Accept);
        self.instructions.len() - 1
    }

    /// The next instruction, at which `follow` comes.
    fn target(&mut self, follow: Follow) -> Target {
        Target { at: self.here(), filter: self.filter(follow) }
    }

    fn filter(&mut self, follow: Follow) -> Filter {
        match follow.then {
            Then::Bytes => Filter::number(self.filters.intern(follow.first)),
            Then::Anything | Then::Nothing => Filter::NONE,
        }
    }
}

fn choice(mode: Mode, body: Target, exit: Target) -> Instruction {
    match mode {
        Mode::Lazy => Instruction::Split { preferred: exit, other: body },
        Mode::Greedy | Mode::Possessive => Instruction::Split { preferred: body, other: exit },
    }
}
