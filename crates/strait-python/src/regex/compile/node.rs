//! The pattern with its flags resolved, and what is known of each part.

use std::ops::Index;

use super::super::program::{Assertion, Fold};
use super::super::syntax::Mode;
use super::ByteSet;

/// The parts of a pattern, each after those inside it.
#[derive(Debug, Default)]
pub(super) struct Nodes(Vec<Node>);

/// The place of a part in the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct NodeId(usize);

/// A part of a pattern.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// The least number of bytes a match takes; it stops growing at the largest number.
    pub(super) min_bytes: usize,
    /// The bytes with which a match that is not empty can start, or more.
    pub(super) first: ByteSet,
}

#[derive(Debug)]
pub(super) enum Kind {
    Literal(Vec<u8>),
    /// ASCII in lower case that matches without regard to case.
    FoldedLiteral(Vec<u8>),
    /// A character of a class, by its number.
    Class(u32),
    Assertion(Assertion),
    Capture(u32, NodeId),
    Sequence(Vec<NodeId>),
    Alternation(Vec<NodeId>),
    Repeat(Repeat),
    Look(Look),
    Atomic(NodeId),
    Backreference(u32, Fold),
    Conditional {
        group: u32,
        yes: NodeId,
        no: NodeId,
    },
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Repeat {
    pub(super) min: u32,
    pub(super) max: u32,
    pub(super) mode: Mode,
    pub(super) body: NodeId,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// For a lookbehind, how many characters to go back.
    pub(super) behind: Option<u32>,
    pub(super) negative: bool,
    pub(super) body: NodeId,
}

impl Index<NodeId> for Nodes {
    type Output = Node;

    fn index(&self, id: NodeId) -> &Node {
        &self.0[id.0]
    }
}

impl Nodes {
    pub(super) fn push(&mut self, node: Node) -> NodeId {
        self.0.push(node);
        NodeId(self.0.len() - 1)
    }

    pub(super) fn capture(&self, group: u32, body: NodeId) -> Node {
        self.around(body, Kind::Capture(group, body))
    }

    pub(super) fn atomic(&self, body: NodeId) -> Node {
        self.around(body, Kind::Atomic(body))
    }

    pub(super) fn repeat(&self, repeat: Repeat) -> Node {
        let body = &self[repeat.body];
        let min_bytes = body.min_bytes.saturating_mul(repeat.min as usize);
        Node { kind: Kind::Repeat(repeat), min_bytes, first: body.first }
    }

    pub(super) fn conditional(&self, group: u32, yes: NodeId, no: NodeId) -> Node {
        self.either(&[yes, no], Kind::Conditional { group, yes, no })
    }

    pub(super) fn alternation(&self, alternatives: Vec<NodeId>) -> Node {
        let mut node = self.either(&alternatives, Kind::Sequence(Vec::new()));
        node.kind = Kind::Alternation(alternatives);
        node
    }

    /// Parts one after the other.
    pub(super) fn sequence(&self, parts: Vec<NodeId>) -> Node {
        let nodes = || parts.iter().map(|&part| &self[part]);
        let min_bytes = nodes().fold(0_usize, |sum, part| sum.saturating_add(part.min_bytes));
        let certain = nodes().position(|part| !part.can_be_empty()).map_or(parts.len(), |at| at + 1);
        let first = nodes().take(certain).fold(ByteSet::EMPTY, |all, part| all.union(part.first));
        Node { kind: Kind::Sequence(parts), min_bytes, first }
    }

    fn around(&self, body: NodeId, kind: Kind) -> Node {
        Node { kind, min_bytes: self[body].min_bytes, first: self[body].first }
    }

    fn either(&self, parts: &[NodeId], kind: Kind) -> Node {
        let nodes = parts.iter().map(|&part| &self[part]);
        let (min_bytes, first) = nodes
            .map(|node| (node.min_bytes, node.first))
            .reduce(|all, one| (all.0.min(one.0), all.1.union(one.1)))
            .unwrap_or_default();
        Node { kind, min_bytes, first }
    }
}

impl Node {
    pub(super) fn literal(bytes: Vec<u8>) -> Node {
        let mut first = ByteSet::EMPTY;
        bytes.iter().take(1).for_each(|&byte| first.insert(byte));
        Node { min_bytes: bytes.len(), first, kind: Kind::Literal(bytes) }
    }

    pub(super) fn folded_literal(bytes: Vec<u8>) -> Node {
        let mut first = ByteSet::EMPTY;
        for byte in bytes.iter().take(1) {
            first.insert(*byte);
            first.insert(byte.to_ascii_uppercase());
        }
        Node { min_bytes: bytes.len(), first, kind: Kind::FoldedLiteral(bytes) }
    }

    pub(super) fn class(class: u32, first: ByteSet) -> Node {
        Node { kind: Kind::Class(class), min_bytes: 1, first }
    }

    pub(super) fn assertion(assertion: Assertion) -> Node {
        Node { kind: Kind::Assertion(assertion), min_bytes: 0, first: ByteSet::EMPTY }
    }

    pub(super) fn look(look: Look) -> Node {
        Node { kind: Kind::Look(look), min_bytes: 0, first: ByteSet::EMPTY }
    }

    pub(super) fn backreference(group: u32, fold: Fold, is_text: bool) -> Node {
        Node { kind: Kind::Backreference(group, fold), min_bytes: 0, first: ByteSet::any_start(is_text) }
    }

    pub(super) fn can_be_empty(&self) -> bool {
        self.min_bytes == 0
    }
}
