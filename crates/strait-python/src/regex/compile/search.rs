//! Chooses how a search finds the positions worth trying.

use super::super::program::{Assertion, Search, Start};
use super::super::scan::Finder;
use super::super::syntax::UNLIMITED;
use super::literal;
use super::node::{Kind, Node, NodeId, Nodes};

pub(super) fn plan(nodes: &Nodes, root: NodeId) -> Search {
    let leaves = literal::leaves(nodes, root);
    let start = start(nodes, root, &leaves);
    // What the start looks for needs no second search, and a single attempt needs none at all.
    let known = match start {
        Start::OfText => return Search { start, required: None },
        Start::Literal(_) => literal::as_literal(leaves[0]).map_or(0, <[u8]>::len),
        Start::RunBefore { .. } => 1,
        _ => 0,
    };
    let longest = literal::required(nodes, root).max_by_key(|literal| literal.len());
    let required = longest.filter(|literal| literal.len() > known).map(Finder::new);
    Search { start, required }
}

fn start(nodes: &Nodes, root: NodeId, leaves: &[&Node]) -> Start {
    match literal::first_part(nodes, root).map(|part| &part.kind) {
        Some(Kind::Assertion(Assertion::TextStart)) => return Start::OfText,
        Some(Kind::Assertion(Assertion::LineStart)) => return Start::OfLine,
        Some(Kind::Look(look)) if look.behind.is_some() && !look.negative => {
            if let Some(literal) = literal::as_literal(&nodes[look.body]) {
                return Start::After { literal: Finder::new(literal), length: literal.len() };
            }
        }
        _ => {}
    }
    let prefix = literal::prefix(leaves);
    if !prefix.is_empty() {
        return Start::Literal(Finder::new(&prefix));
    }
    if let Some(start) = run_before(nodes, leaves) {
        return start;
    }
    if nodes[root].can_be_empty() {
        return Start::Anywhere;
    }
    Start::Byte { table: Box::new(nodes[root].first.table()), class: first_class(nodes, leaves) }
}

/// For a pattern that starts like `\w+@`.
fn run_before(nodes: &Nodes, leaves: &[&Node]) -> Option<Start> {
    let [run, next, ..] = leaves else { return None };
    let Kind::Repeat(repeat) = &run.kind else { return None };
    let Kind::Class(class) = nodes[repeat.body].kind else { return None };
    let byte = *literal::as_literal(next)?.first()?;
    let ends_run = !nodes[repeat.body].first.contains(byte);
    (repeat.max == UNLIMITED && ends_run).then_some(Start::RunBefore { class, byte })
}

/// The class of which a match starts with a character.
fn first_class(nodes: &Nodes, leaves: &[&Node]) -> Option<u32> {
    match &leaves.first()?.kind {
        &Kind::Class(class) => Some(class),
        Kind::Repeat(repeat) if repeat.min > 0 => match nodes[repeat.body].kind {
            Kind::Class(class) => Some(class),
            _ => None,
        },
        _ => None,
    }
}
