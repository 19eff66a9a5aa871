//! The parts of a pattern that every match goes through.

use super::node::{Kind, Node, NodeId, Nodes};

/// The parts that take characters, in order; groups are taken apart.
pub(super) fn leaves(nodes: &Nodes, root: NodeId) -> Vec<&Node> {
    walk(nodes, root, |_| None)
}

/// The literals every match contains.
pub(super) fn required(nodes: &Nodes, root: NodeId) -> impl Iterator<Item = &[u8]> {
    let leaves = walk(nodes, root, |node| match &node.kind {
        Kind::Repeat(repeat) if repeat.min > 0 => Some(repeat.body),
        _ => None,
    });
    leaves.into_iter().filter_map(as_literal)
}

/// The bytes every match starts with.
pub(super) fn prefix(leaves: &[&Node]) -> Vec<u8> {
    let literals = leaves.iter().map_while(|leaf| as_literal(leaf));
    literals.flatten().copied().collect()
}

pub(super) fn as_literal(node: &Node) -> Option<&[u8]> {
    match &node.kind {
        Kind::Literal(bytes) => Some(bytes),
        _ => None,
    }
}

/// The part a match starts with.
pub(super) fn first_part(nodes: &Nodes, root: NodeId) -> Option<&Node> {
    let mut node = &nodes[root];
    loop {
        node = match &node.kind {
            Kind::Sequence(parts) => &nodes[*parts.first()?],
            Kind::Capture(_, body) | Kind::Atomic(body) => &nodes[*body],
            _ => return Some(node),
        };
    }
}

/// The parts that take characters, in order. `inside` says which part to take instead of one.
fn walk(nodes: &Nodes, root: NodeId, inside: impl Fn(&Node) -> Option<NodeId>) -> Vec<&Node> {
    let mut leaves = Vec::new();
    let mut left = vec![root];
    while let Some(id) = left.pop() {
        let node = &nodes[id];
        match &node.kind {
            Kind::Sequence(parts) => left.extend(parts.iter().rev()),
            Kind::Capture(_, body) | Kind::Atomic(body) => left.push(*body),
            Kind::Assertion(_) | Kind::Look(_) => {}
            _ => match inside(node) {
                Some(part) => left.push(part),
                None => leaves.push(node),
            },
        }
    }
    leaves
}
