//! Runs the grammar over tokens. It keeps a stack of its own, so that no nesting of the text can use up the native one.

use std::collections::HashMap;

use super::{
    grammar::{Action, Op, Program, SOFT, node},
    report::Finding,
    token::{Kind, Token},
};

/// A node of the tree, as far as messages need it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) kind: u8,
    /// The places of its first and last token.
    pub(super) first: u32,
    pub(super) last: u32,
    /// Where its parts are in [`Machine::parts`].
    parts: (u32, u32),
}

/// The number of a node.
pub(super) type NodeId = u32;

/// No node.
pub(super) const NOTHING: NodeId = 0;
const MARK: NodeId = u32::MAX;

#[derive(Clone, Copy)]
struct Frame {
    rule: u16,
    back: u32,
    start: u32,
    is_invalid: bool,
}

struct Choice {
    target: u32,
    place: u32,
    values: u32,
    frames: u32,
    is_invalid: bool,
}

/// How an attempt ended.
#[derive(Debug)]
pub(super) enum Ended {
    /// A rule matched up to this token.
    Matched(u32),
    Failed,
    /// An error was found, or the tokens ended in one.
    Found(Finding),
    /// It took too long.
    GivenUp,
}

pub(super) struct Machine<'t> {
    pub(super) program: &'static Program,
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    /// Mistakes are looked for.
    pub(super) is_invalid: bool,
    place: u32,
    /// How many tokens have been looked at.
    pub(super) seen: u32,
    nodes: Vec<Node>,
    parts: Vec<NodeId>,
    values: Vec<NodeId>,
    frames: Vec<Frame>,
    choices: Vec<Choice>,
    /// For a rule and a token the node and the token after it; nothing when it failed.
    memory: HashMap<(u16, u32), Option<(NodeId, u32)>>,
    /// Steps that are left.
    pub(super) fuel: u64,
}

impl<'t> Machine<'t> {
    pub(super) fn new(program: &'static Program, text: &'t str, tokens: &'t [Token], fuel: u64) -> Self {
        let nothing = Node { kind: 0, first: 0, last: 0, parts: (0, 0) };
        Self {
            program,
            text,
            tokens,
            is_invalid: false,
            place: 0,
            seen: 0,
            nodes: vec![nothing],
            parts: Vec::new(),
            values: Vec::new(),
            frames: Vec::new(),
            choices: Vec::new(),
            memory: HashMap::new(),
            fuel,
        }
    }

    /// Tries to match a rule from a token on.
    pub(super) fn run(&mut self, rule: u16, place: u32) -> Ended {
        self.forget();
        self.place = place;
        self.frames.push(Frame { rule, back: u32::MAX, start: place, is_invalid: self.is_invalid });
        let mut at = self.program.rules[usize::from(rule)].0;
        loop {
            if self.fuel == 0 {
                return Ended::GivenUp;
            }
            self.fuel -= 1;
            match self.step(at) {
                Ok(Some(u32::MAX)) => return Ended::Matched(self.place),
                Ok(Some(next)) => at = next,
                Ok(None) => match self.fail() {
                    Some(next) => at = next,
                    None => return Ended::Failed,
                },
                Err(finding) => return Ended::Found(finding),
            }
        }
    }

    fn forget(&mut self) {
        self.memory.clear();
        self.nodes.truncate(1);
        self.parts.clear();
        self.values.clear();
        self.frames.clear();
        self.choices.clear();
    }

    /// Runs one instruction; where the next one is, or nothing when it failed.
    fn step(&mut self, at: u32) -> Result<Option<u32>, Finding> {
        let next = Some(at + 1);
        match self.program.code[at as usize] {
            Op::Token(kind) => {
                if self.look()?.kind != kind {
                    return Ok(None);
                }
                self.shift();
            }
            Op::Soft(which) => {
                let token = self.look()?;
                let text = self.text_of(self.place);
                let fits = match which {
                    Some(which) => SOFT.get(usize::from(which)) == Some(&text),
                    // The beginning of one is enough.
                    None => SOFT.iter().any(|soft| soft.starts_with(text)),
                };
                if token.kind != Kind::NAME || !fits {
                    return Ok(None);
                }
                self.shift();
            }
            Op::Demand(kind) => {
                if self.look()?.kind != kind {
                    return Err(self.demanded(kind));
                }
                self.shift();
            }
            Op::Call(rule) => return Ok(self.call(rule, at + 1)),
            Op::Return => {
                let Some(frame) = self.frames.pop() else { return Ok(Some(u32::MAX)) };
                let (_, remembers, _) = self.program.rules[usize::from(frame.rule)];
                if remembers {
                    let value = self.values.last().copied().unwrap_or(NOTHING);
                    self.memory.insert((frame.rule, frame.start), Some((value, self.place)));
                }
                self.is_invalid = frame.is_invalid;
                return Ok(Some(frame.back));
            }
            Op::Choice(target) => {
                let (values, frames) = (self.values.len() as u32, self.frames.len() as u32);
                let is_invalid = self.is_invalid;
                self.choices.push(Choice { target, place: self.place, values, frames, is_invalid });
            }
            Op::Commit(target) => {
                self.choices.pop();
                return Ok(Some(target));
            }
            Op::Again(target) => {
                let (place, values) = (self.place, self.values.len() as u32);
                if let Some(choice) = self.choices.last_mut() {
                    (choice.place, choice.values) = (place, values);
                }
                return Ok(Some(target));
            }
            Op::Back(target) => {
                if let Some(choice) = self.choices.pop() {
                    self.place = choice.place;
                    self.values.truncate(choice.values as usize);
                }
                return Ok(Some(target));
            }
            Op::Cut => {
                self.choices.pop();
            }
            Op::FailTwice => {
                self.choices.pop();
                return Ok(None);
            }
            Op::Fail => return Ok(None),
            Op::Jump(target) => return Ok(Some(target)),
            Op::UnlessInvalid(target) => {
                if !self.is_invalid {
                    return Ok(Some(target));
                }
            }
            Op::Null => self.values.push(NOTHING),
            Op::Drop => {
                self.values.pop();
            }
            Op::Mark => self.values.push(MARK),
            Op::Collect => {
                let start = self.values.iter().rposition(|&value| value == MARK).unwrap_or(0);
                let parts = self.values.split_off((start + 1).min(self.values.len()));
                self.values.pop();
                let made = self.of_parts(node("Other"), &parts);
                self.values.push(made);
            }
            Op::Act { action, values, in_rule } => {
                let start = self.values.len().saturating_sub(usize::from(values));
                let parts = self.values.split_off(start);
                match self.act(action, &parts, in_rule)? {
                    Some(value) => self.values.push(value),
                    None => return Ok(None),
                }
            }
        }
        Ok(next)
    }

    /// The token at the present place.
    fn look(&mut self) -> Result<Token, Finding> {
        self.seen = self.seen.max(self.place + 1);
        self.tokens.get(self.place as usize).copied().ok_or(Finding::Fault)
    }

    fn shift(&mut self) {
        let made = self.add(Node { kind: 0, first: self.place, last: self.place, parts: (0, 0) });
        self.values.push(made);
        self.place += 1;
    }

    fn call(&mut self, rule: u16, back: u32) -> Option<u32> {
        let (start, remembers, is_quiet) = self.program.rules[usize::from(rule)];
        if remembers && let Some(remembered) = self.memory.get(&(rule, self.place)) {
            let (value, place) = (*remembered)?;
            self.values.push(value);
            self.place = place;
            return Some(back);
        }
        self.frames.push(Frame { rule, back, start: self.place, is_invalid: self.is_invalid });
        self.is_invalid &= !is_quiet;
        Some(start)
    }

    /// Goes back to the last choice; the rules that were begun since have failed.
    fn fail(&mut self) -> Option<u32> {
        let choice = self.choices.pop();
        let frames = choice.as_ref().map_or(0, |choice| choice.frames as usize);
        while self.frames.len() > frames
            && let Some(frame) = self.frames.pop()
        {
            if self.program.rules[usize::from(frame.rule)].1 {
                self.memory.insert((frame.rule, frame.start), None);
            }
        }
        let choice = choice?;
        self.place = choice.place;
        self.values.truncate(choice.values as usize);
        self.is_invalid = choice.is_invalid;
        Some(choice.target)
    }

    // --- nodes -------------------------------------------------------------------------------------------------------

    fn add(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        self.nodes.len() as NodeId - 1
    }

    pub(super) fn node(&self, id: NodeId) -> Node {
        self.nodes.get(id as usize).copied().unwrap_or(self.nodes[0])
    }

    pub(super) fn parts(&self, id: NodeId) -> &[NodeId] {
        let (start, end) = self.node(id).parts;
        self.parts.get(start as usize..end as usize).unwrap_or_default()
    }

    fn of_parts(&mut self, kind: u8, parts: &[NodeId]) -> NodeId {
        let mut full = parts.iter().copied().filter(|&part| part != NOTHING);
        let Some(first) = full.next() else { return NOTHING };
        let last = full.next_back().unwrap_or(first);
        let (first, last) = (self.node(first).first, self.node(last).last);
        self.with_range(kind, first, last, parts)
    }

    fn with_range(&mut self, kind: u8, first: u32, last: u32, parts: &[NodeId]) -> NodeId {
        let start = self.parts.len() as u32;
        self.parts.extend_from_slice(parts);
        let end = self.parts.len() as u32;
        self.add(Node { kind, first, last, parts: (start, end) })
    }

    /// What an alternative makes of its values; nothing when it fails after all.
    fn act(&mut self, action: u16, values: &[NodeId], in_rule: bool) -> Result<Option<NodeId>, Finding> {
        let program = self.program;
        let get = |place: u8| values.get(usize::from(place)).copied().unwrap_or(NOTHING);
        let last = self.place.saturating_sub(1);
        let first = if in_rule { self.frames.last().map_or(0, |frame| frame.start) } else { last };
        Ok(Some(match &program.actions[usize::from(action)] {
            Action::All => match values {
                [value] => *value,
                values => self.of_parts(node("Other"), values),
            },
            Action::Keep(place) => get(*place),
            Action::Make(kind) => self.with_range(*kind, first, last, values),
            Action::Fold(kind) => match values {
                [value, rest] if *rest == NOTHING => *value,
                values => self.with_range(*kind, first, last, values),
            },
            Action::Chain => {
                let [value, rest] = *values else { return Ok(None) };
                match self.parts(rest).last() {
                    Some(&trailer) => {
                        let kind = self.node(trailer).kind;
                        let first = self.node(value).first.min(first);
                        self.with_range(kind, first, last, values)
                    }
                    None => value,
                }
            }
            Action::Strings => {
                self.check_strings(get(0))?;
                let is_f = self.parts(get(0)).iter().any(|&part| self.node(part).kind == node("FString"));
                self.with_range(node(if is_f { "FString" } else { "Literal" }), first, last, values)
            }
            Action::Conversion => {
                self.check_conversion(get(0), get(1))?;
                self.of_parts(node("Other"), values)
            }
            Action::Real => {
                self.check_number(get(0), false)?;
                get(0)
            }
            Action::Imaginary => {
                self.check_number(get(0), true)?;
                get(0)
            }
            Action::Raise { how, a, b, message } => return self.raise(*how, get(*a), get(*b), message),
        }))
    }

    // --- what reports need -------------------------------------------------------------------------------------------

    pub(super) fn token(&self, place: u32) -> Token {
        let found = self.tokens.get(place as usize).or_else(|| self.tokens.last());
        found.copied().unwrap_or(Token::NOTHING)
    }

    pub(super) fn text_of(&self, place: u32) -> &'t str {
        let token = self.token(place);
        self.text.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    /// The token that is next.
    pub(super) const fn here(&self) -> u32 {
        self.place
    }

    /// Looks at the next token as a reader would.
    pub(super) fn touch(&mut self) -> Result<(), Finding> {
        self.look().map(|_| ())
    }
}
