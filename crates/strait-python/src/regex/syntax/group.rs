//! Opening and closing groups, and their alternatives.

use std::mem;

use super::super::MAX_NESTING;
use super::super::error::{ErrorKind, PatternError};
use super::super::flags::Flags;
use super::super::quote;
use super::parser::Parser;
use super::tokens::char_count;
use super::tree::{Item, Look, Sequence, SequenceId, Width};

/// A group being parsed.
pub(super) struct Frame {
    pub(super) kind: Enclosing,
    /// Where its parenthesis is.
    pub(super) start: usize,
    /// The flags in it, with the default kind of characters.
    pub(super) flags: Flags,
    /// The current alternative.
    pub(super) items: Vec<Item>,
    /// The alternatives before it.
    pub(super) alternatives: Vec<SequenceId>,
}

/// What an open group is.
pub(super) enum Enclosing {
    /// The whole pattern.
    Pattern,
    Capture(usize),
    /// `(?:` or, with scoped flags, `(?i:`.
    Group {
        scoped: bool,
    },
    Atomic,
    Look {
        behind: bool,
        negative: bool,
        /// Whether this is a lookbehind that is in no other.
        outermost: bool,
    },
    Conditional {
        group: u32,
        /// The first branch, once its end was seen.
        yes: Option<SequenceId>,
    },
}

impl Frame {
    pub(super) fn new(kind: Enclosing, start: usize, flags: Flags) -> Frame {
        Frame { kind, start, flags, items: Vec::new(), alternatives: Vec::new() }
    }
}

impl Parser {
    /// Ends an alternative at `|`.
    pub(super) fn end_alternative(&mut self) -> Result<(), PatternError> {
        if matches!(self.frame.kind, Enclosing::Conditional { yes: Some(_), .. }) {
            return Err(self.tokens.error("conditional backref with more than two branches", 0));
        }
        let items = mem::take(&mut self.frame.items);
        let alternative = self.add_sequence(items, self.frame.flags);
        match &mut self.frame.kind {
            Enclosing::Conditional { yes, .. } => *yes = Some(alternative),
            _ => self.frame.alternatives.push(alternative),
        }
        self.tokens.accept('|')?;
        Ok(())
    }

    /// Starts a group whose parenthesis is at `start`.
    pub(super) fn enter(&mut self, kind: Enclosing, start: usize, flags: Flags) -> Result<(), PatternError> {
        if self.outer.len() >= MAX_NESTING {
            let message = format!("groups are nested more than {MAX_NESTING} deep");
            return Err(PatternError::new(ErrorKind::Nesting, message));
        }
        self.outer.push(mem::replace(&mut self.frame, Frame::new(kind, start, flags)));
        Ok(())
    }

    /// Starts a capture group.
    pub(super) fn enter_capture(&mut self, name: Option<String>, start: usize) -> Result<(), PatternError> {
        let group = self.groups.len();
        self.groups.push(None);
        if let Some(name) = name {
            if let Some(earlier) = self.names.get(&name) {
                let quoted = quote::repr(&name);
                let message = format!("redefinition of group name {quoted} as group {group}; was group {earlier}");
                return Err(self.tokens.error(message, char_count(&name) + 1));
            }
            self.names.insert(name, group);
        }
        self.enter(Enclosing::Capture(group), start, self.frame.flags)
    }

    /// Ends a group at `)`.
    pub(super) fn close(&mut self) -> Result<(), PatternError> {
        let Some(outer) = self.outer.pop() else { return Ok(()) };
        let closed = mem::replace(&mut self.frame, outer);
        let body = self.add_body(closed.items, closed.alternatives, closed.flags);
        let item = match closed.kind {
            Enclosing::Pattern => return Ok(()),
            Enclosing::Atomic => Item::Atomic(body),
            Enclosing::Group { scoped } => Item::Group { scoped, body },
            Enclosing::Capture(group) => {
                self.groups[group] = Some(self.sequences[body].width);
                Item::Capture { group: group as u32, body }
            }
            Enclosing::Look { behind, negative, outermost } => {
                if outermost {
                    self.groups_before_lookbehind = None;
                }
                Item::Look(Look { behind, negative, body })
            }
            Enclosing::Conditional { group, yes: Some(yes) } => Item::Conditional { group, yes, no: body },
            Enclosing::Conditional { group, yes: None } => {
                let no = self.add_sequence(Vec::new(), closed.flags);
                Item::Conditional { group, yes: body, no }
            }
        };
        self.tokens.accept(')')?;
        self.frame.items.push(item);
        Ok(())
    }

    /// Adds what a group contains.
    pub(super) fn add_body(&mut self, items: Vec<Item>, mut alternatives: Vec<SequenceId>, flags: Flags) -> SequenceId {
        let last = self.add_sequence(items, flags);
        if alternatives.is_empty() {
            return last;
        }
        alternatives.push(last);
        self.add_sequence(vec![Item::Branch(alternatives)], flags)
    }

    /// Adds a sequence. Groups that only group dissolve into it.
    pub(super) fn add_sequence(&mut self, items: Vec<Item>, flags: Flags) -> SequenceId {
        let width = Width::of_items(&items, &self.sequences);
        let mut flat = Vec::with_capacity(items.len());
        for item in items {
            match item {
                Item::Group { scoped: false, body } => flat.append(&mut self.sequences[body].items),
                item => flat.push(item),
            }
        }
        self.sequences.push(Sequence { items: flat, width, flags });
        self.sequences.len() - 1
    }
}
