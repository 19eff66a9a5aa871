//! What is reported, and where.

use super::{
    grammar::{How, NODES, node},
    machine::{Machine, NOTHING, NodeId},
    token::{Class, Kind},
};

/// A place in the text: a line, and the byte in it; without one, where CPython gives none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Spot {
    pub(super) line: u32,
    pub(super) column: Column,
}

/// A column as CPython keeps it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Column {
    /// A byte of the line, from 0.
    At(u32),
    /// The number itself, from 1, as the tokenizer counts.
    Raw(u32),
    /// 0.
    Zero,
    /// -1.
    Unknown,
}

/// What was found.
#[derive(Clone, Debug)]
pub(super) enum Finding {
    Error {
        class: Class,
        message: String,
        start: Spot,
        end: Spot,
    },
    /// The fault that the tokens end in.
    Fault,
}

impl Machine<'_> {
    fn start_of(&self, token: u32) -> Spot {
        let token = self.token(token);
        Spot { line: token.line, column: token.column.map_or(Column::Zero, Column::At) }
    }

    fn end_of(&self, token: u32) -> Spot {
        let token = self.token(token);
        Spot { line: token.end_line, column: token.end_column.map_or(Column::Zero, Column::At) }
    }

    /// An error over the tokens from one to another.
    pub(super) fn over(&self, first: u32, last: u32, message: impl Into<String>) -> Finding {
        let (start, end) = (self.start_of(first), self.end_of(last));
        Finding::Error { class: Class::Syntax, message: message.into(), start, end }
    }

    fn of(&self, id: NodeId, message: impl Into<String>) -> Finding {
        let node = self.node(id);
        self.over(node.first, node.last, message)
    }

    /// An error at one token, as it is reported without a place of its own.
    pub(super) fn at_token(&self, place: u32, class: Class, message: impl Into<String>) -> Finding {
        let token = self.token(place);
        let start = match token.column {
            Some(column) => Spot { line: token.line, column: Column::At(column) },
            None => Spot { line: token.line, column: Column::Raw(self.token(self.seen.saturating_sub(1)).after.1) },
        };
        let end = Spot { line: token.end_line, column: token.end_column.map_or(Column::Unknown, Column::At) };
        Finding::Error { class, message: message.into(), start, end }
    }

    pub(super) fn demanded(&self, kind: Kind) -> Finding {
        self.over(self.here(), self.here(), format!("expected '{}'", self.program.spelling(kind)))
    }

    fn words(&self, message: &str, a: NodeId) -> String {
        let found = self.node(a);
        let mut text = message.replace("%n", NODES[usize::from(found.kind)].1);
        text = text.replace("%l", &self.token(found.first).line.to_string());
        text.replace("%t", self.text_of(found.first))
    }

    /// Raises an error, unless a closer look says that there is none.
    pub(super) fn raise(&mut self, how: How, a: NodeId, b: NodeId, message: &str) -> Result<Option<NodeId>, Finding> {
        let text = self.words(message, a);
        let (first, last) = (self.node(a).first, self.node(b).last);
        let seen = self.seen.saturating_sub(1);
        Err(match how {
            How::At => self.of(a, text),
            How::AtB => self.of(b, text),
            How::Range => self.over(first, last, text),
            How::From | How::FromB => {
                let what = if self.node(a).kind == node("Tuple") { "constraints" } else { "bound" };
                let begin = if how == How::From { first } else { self.node(b).first };
                let after = self.token(seen).after;
                Finding::Error {
                    class: Class::Syntax,
                    message: text.replace("%b", what),
                    start: self.start_of(begin),
                    end: Spot { line: after.0, column: Column::Raw(after.1) },
                }
            }
            How::Last => self.at_token(seen, Class::Syntax, text),
            How::Indent => self.at_token(seen, Class::Indentation, text),
            How::Next => {
                self.touch()?;
                self.at_token(self.here(), Class::Syntax, text)
            }
            How::Target | How::Looped | How::Deleted => match self.invalid_target(a, how) {
                Some(target) => {
                    let verb = if how == How::Deleted { "delete" } else { "assign to" };
                    self.of(target, format!("cannot {verb} {}", NODES[usize::from(self.node(target).kind)].1))
                }
                None => return Ok(None),
            },
            How::Clause => self.over(first, self.clause_end(b), "Generator expression must be parenthesized"),
            How::LastClause => {
                let mut given = Vec::new();
                self.positional(a, &mut given);
                let [.., _, last] = *given else { return Ok(None) };
                let first = self.node(last).first;
                self.over(first, self.clause_end(b), "Generator expression must be parenthesized")
            }
            How::ArgumentOrder => {
                let what = if self.has_double_star(a) { " unpacking" } else { "" };
                let text = format!("positional argument follows keyword argument{what}");
                self.at_token(seen, Class::Syntax, text)
            }
            How::Legacy if !self.is_legacy(a) => return Ok(None),
            How::Comma if self.is_legacy(a) || self.token(self.here().saturating_sub(1)).level == 0 => return Ok(None),
            How::Legacy | How::Comma => self.over(first, last, text),
            How::Key => {
                let end = self.end_of(self.node(a).last);
                let Column::At(column) = end.column else { return Ok(None) };
                let start = Spot { line: self.start_of(first).line, column: Column::At(column.saturating_sub(1)) };
                let end = Spot { line: end.line, column: Column::Zero };
                Finding::Error { class: Class::Syntax, message: text, start, end }
            }
        })
    }

    /// `print` and `exec`, once statements.
    fn is_legacy(&self, id: NodeId) -> bool {
        let found = self.node(id);
        found.first == found.last && matches!(self.text_of(found.first), "print" | "exec")
    }

    /// The part of a target that cannot be assigned to.
    fn invalid_target(&self, id: NodeId, how: How) -> Option<NodeId> {
        let mut at = id;
        loop {
            let kind = self.node(at).kind;
            if kind == node("List") || kind == node("Tuple") {
                let mut elements = Vec::new();
                self.elements(at, &mut elements);
                return elements.into_iter().find_map(|element| self.invalid_target(element, how));
            }
            if kind == node("Starred") && how != How::Deleted {
                at = *self.parts(at).get(1)?;
                continue;
            }
            if kind == node("Compare") && how == How::Looped {
                let parts = self.parts(at);
                let pair = self.parts(*parts.get(1)?).first().copied()?;
                if self.node(pair).kind != node("In") {
                    return None;
                }
                at = *parts.first()?;
                continue;
            }
            let may = [node("Name"), node("Subscript"), node("Attribute")].contains(&kind);
            return (!may).then_some(at);
        }
    }

    /// The elements of a display; those that stand for themselves in messages.
    fn elements(&self, id: NodeId, into: &mut Vec<NodeId>) {
        for &part in self.parts(id) {
            let kind = self.node(part).kind;
            if kind != 0 {
                into.push(part);
            } else if part != NOTHING {
                self.elements(part, into);
            }
        }
    }

    /// Arguments that are not given by name.
    fn positional(&self, id: NodeId, into: &mut Vec<NodeId>) {
        for &part in self.parts(id) {
            let kind = self.node(part).kind;
            if kind == node("Keyword") || kind == node("DoubleStarred") {
                continue;
            }
            if kind == 0 { self.positional(part, into) } else { into.push(part) }
        }
    }

    fn has_double_star(&self, id: NodeId) -> bool {
        self.parts(id).iter().any(|&part| {
            let kind = self.node(part).kind;
            kind == node("DoubleStarred") || (kind == 0 && self.has_double_star(part))
        })
    }

    /// The last token of the last `for` clause.
    fn clause_end(&self, clauses: NodeId) -> u32 {
        let clause = self.parts(clauses).last().copied().unwrap_or(NOTHING);
        let [.., source, tests] = *self.parts(clause) else { return self.node(clauses).last };
        let test = self.parts(tests).last().and_then(|&test| self.parts(test).get(1)).copied();
        self.node(test.unwrap_or(source)).last
    }

    // --- literals ----------------------------------------------------------------------------------------------------

    pub(super) fn check_number(&self, id: NodeId, wants_imaginary: bool) -> Result<(), Finding> {
        let is_imaginary = self.text_of(self.node(id).first).ends_with(['j', 'J']);
        if is_imaginary == wants_imaginary {
            return Ok(());
        }
        let what = if wants_imaginary { "imaginary" } else { "real" };
        Err(self.of(id, format!("{what} number required in complex literal")))
    }

    pub(super) fn check_conversion(&self, mark: NodeId, name: NodeId) -> Result<(), Finding> {
        let (mark, name) = (self.node(mark).first, self.node(name).first);
        let text = self.text_of(name);
        if self.token(mark).end != self.token(name).start {
            let message = "f-string: conversion type must come right after the exclamanation mark";
            return Err(self.over(mark, name, message));
        }
        if matches!(text, "s" | "r" | "a") {
            return Ok(());
        }
        let message = format!("f-string: invalid conversion character '{text}': expected 's', 'r', or 'a'");
        Err(self.over(name, name, message))
    }

    pub(super) fn check_strings(&self, list: NodeId) -> Result<(), Finding> {
        let mut has = [false; 2];
        for &part in self.parts(list) {
            let found = self.node(part);
            if found.kind != 0 {
                has[0] = true;
                continue;
            }
            let text = self.text_of(found.first);
            let prefix = text.split(['\'', '"']).next().unwrap_or_default().to_ascii_lowercase();
            let is_bytes = prefix.contains('b');
            has[usize::from(is_bytes)] = true;
            if is_bytes && !text.is_ascii() {
                return Err(self.of(part, "bytes can only contain ASCII literal characters"));
            }
        }
        if has == [true; 2] {
            let message = "cannot mix bytes and nonbytes literals";
            return Err(self.at_token(self.seen.saturating_sub(1), Class::Syntax, message));
        }
        for &part in self.parts(list) {
            let found = self.node(part);
            if found.kind == 0
                && let Some(message) = super::escape::fault(self.text_of(found.first))
            {
                return Err(self.of(part, message));
            }
        }
        Ok(())
    }
}
