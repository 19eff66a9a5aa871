//! Resolves flags: what each item matches, without its surroundings.

use super::super::class::{self, CaseRule, Class, ClassSpec};
use super::super::error::{ErrorKind, PatternError};
use super::super::flags::Flags;
use super::super::program::{Assertion, Fold};
use super::super::syntax::{self, At, Item, Member, Mode, Parsed, Sequence, SequenceId, Set};
use super::intern::Interner;
use super::node::{Kind, Look, Node, NodeId, Nodes, Repeat};

/// A pattern with its flags resolved.
pub(super) struct Lowered {
    pub(super) nodes: Nodes,
    pub(super) root: NodeId,
    pub(super) classes: Vec<Class>,
}

pub(super) fn lower(parsed: &Parsed, is_text: bool) -> Result<Lowered, PatternError> {
    let mut lowering = Lowering {
        is_text,
        sequences: &parsed.sequences,
        nodes: Nodes::default(),
        lowered: Vec::with_capacity(parsed.sequences.len()),
        classes: Interner::new(),
    };
    for sequence in &parsed.sequences {
        let node = lowering.sequence(sequence)?;
        lowering.lowered.push(node);
    }
    let root = lowering.lowered[parsed.body];
    Ok(Lowered { nodes: lowering.nodes, root, classes: lowering.classes.into_values() })
}

struct Lowering<'p> {
    is_text: bool,
    sequences: &'p [Sequence],
    nodes: Nodes,
    /// What became of the sequences so far.
    lowered: Vec<NodeId>,
    classes: Interner<Class>,
}

impl Lowering<'_> {
    fn sequence(&mut self, sequence: &Sequence) -> Result<NodeId, PatternError> {
        let mut parts = Vec::with_capacity(sequence.items.len());
        let mut pending: Option<Node> = None;
        for item in &sequence.items {
            let node = self.item(item, sequence.flags)?;
            match &mut pending {
                Some(before) if joins(before, &node) => append(before, node),
                _ => {
                    let before = pending.replace(node);
                    parts.extend(before.map(|before| self.nodes.push(before)));
                }
            }
        }
        match pending {
            Some(only) if parts.is_empty() => Ok(self.nodes.push(only)),
            last => {
                parts.extend(last.map(|last| self.nodes.push(last)));
                let node = self.nodes.sequence(parts);
                Ok(self.nodes.push(node))
            }
        }
    }

    fn item(&mut self, item: &Item, flags: Flags) -> Result<Node, PatternError> {
        Ok(match item {
            Item::Literal(code) => self.literal(*code, flags),
            Item::NotLiteral(code) => self.class(&[Member::Literal(*code)], true, flags),
            Item::Any if flags.has(Flags::DOTALL) => self.class(&[], true, flags),
            Item::Any => self.class(&[Member::Literal(u32::from('\n'))], true, flags),
            Item::Set(Set { negated, members }) => self.class(members, *negated, flags),
            Item::At(at) => Node::assertion(assertion(*at, flags)),
            Item::Capture { group, body } => self.nodes.capture(*group, self.lowered[*body]),
            Item::Group { body, .. } => self.nodes.sequence(vec![self.lowered[*body]]),
            Item::Atomic(body) => self.nodes.atomic(self.lowered[*body]),
            Item::Look(look) => self.look(*look)?,
            Item::Branch(alternatives) => self.branch(alternatives, flags),
            Item::Repeat(repeat) => self.repeat(*repeat, flags)?,
            Item::Backreference { group, .. } => Node::backreference(*group, fold(flags), self.is_text),
            Item::Conditional { group, yes, no } => {
                self.nodes.conditional(*group, self.lowered[*yes], self.lowered[*no])
            }
        })
    }

    fn literal(&mut self, code: u32, flags: Flags) -> Node {
        let member = [Member::Literal(code)];
        let spec = self.spec(&member, false, flags);
        match spec.ranges()[..] {
            [(only, last)] if only == last => Node::literal(self.encode(only)),
            [(upper, _), (lower, _)] if lower < 0x80 && lower == upper ^ 0x20 => {
                Node::folded_literal(vec![lower as u8])
            }
            _ => self.class(&member, false, flags),
        }
    }

    fn encode(&self, code: u32) -> Vec<u8> {
        match char::from_u32(code) {
            Some(c) if self.is_text => c.encode_utf8(&mut [0; 4]).as_bytes().to_vec(),
            _ => vec![code as u8],
        }
    }

    fn class(&mut self, members: &[Member], negated: bool, flags: Flags) -> Node {
        let class = self.spec(members, negated, flags).build();
        let first = class.first_bytes(self.is_text);
        Node::class(self.classes.intern(class), first)
    }

    fn spec<'m>(&self, members: &'m [Member], negated: bool, flags: Flags) -> ClassSpec<'m> {
        let case = match fold(flags) {
            Fold::Exact => CaseRule::Exact,
            Fold::Unicode => CaseRule::Unicode,
            Fold::Ascii if flags.has(Flags::LOCALE) && !matches!(members, [Member::Literal(_)]) => CaseRule::Locale,
            Fold::Ascii => CaseRule::Ascii,
        };
        ClassSpec { members, negated, case, unicode: flags.has(Flags::UNICODE), is_text: self.is_text }
    }

    fn look(&mut self, look: syntax::Look) -> Result<Node, PatternError> {
        let behind = match look.behind {
            true => Some(lookbehind_width(&self.sequences[look.body])?),
            false => None,
        };
        Ok(Node::look(Look { behind, negative: look.negative, body: self.lowered[look.body] }))
    }

    /// Alternatives that are single characters become one class.
    fn branch(&mut self, alternatives: &[SequenceId], flags: Flags) -> Node {
        let sequences = alternatives.iter().map(|&alternative| &self.sequences[alternative]);
        let members: Option<Vec<_>> = sequences.map(members_of_character).collect();
        match members {
            Some(members) => self.class(&members.concat(), false, flags),
            None => {
                let alternatives = alternatives.iter().map(|&alternative| self.lowered[alternative]).collect();
                self.nodes.alternation(alternatives)
            }
        }
    }

    fn repeat(&mut self, repeat: syntax::Repeat, flags: Flags) -> Result<Node, PatternError> {
        if flags.has(Flags::TEMPLATE) {
            let operator = match repeat.mode {
                Mode::Greedy => "MAX_REPEAT",
                Mode::Lazy => "MIN_REPEAT",
                Mode::Possessive => "POSSESSIVE_REPEAT",
            };
            let message = format!("internal: unsupported template operator {operator}");
            return Err(PatternError::new(ErrorKind::Pattern, message));
        }
        let body = self.character_as_class(self.lowered[repeat.body]);
        Ok(self.nodes.repeat(Repeat { min: repeat.min, max: repeat.max, mode: repeat.mode, body }))
    }

    /// A literal of one character as a class, because repetition has an instruction for those.
    fn character_as_class(&mut self, mut body: NodeId) -> NodeId {
        while let Kind::Sequence(parts) = &self.nodes[body].kind
            && let [only] = parts[..]
        {
            body = only;
        }
        let members = match &self.nodes[body].kind {
            Kind::Literal(bytes) if bytes.len() == 1 => vec![Member::Literal(u32::from(bytes[0]))],
            Kind::Literal(bytes) if self.is_text => match class::decode(bytes, 0) {
                (code, length) if length == bytes.len() => vec![Member::Literal(code)],
                _ => return body,
            },
            Kind::FoldedLiteral(bytes) if bytes.len() == 1 => {
                [bytes[0], bytes[0].to_ascii_uppercase()].map(|byte| Member::Literal(u32::from(byte))).to_vec()
            }
            _ => return body,
        };
        let class = self.class(&members, false, Flags::NONE);
        self.nodes.push(class)
    }
}

fn fold(flags: Flags) -> Fold {
    match (flags.has(Flags::IGNORECASE), flags.has(Flags::UNICODE)) {
        (false, _) => Fold::Exact,
        (true, true) => Fold::Unicode,
        (true, false) => Fold::Ascii,
    }
}

fn assertion(at: At, flags: Flags) -> Assertion {
    let unicode = flags.has(Flags::UNICODE);
    match at {
        At::Beginning if flags.has(Flags::MULTILINE) => Assertion::LineStart,
        At::Beginning | At::BeginningOfText => Assertion::TextStart,
        At::End if flags.has(Flags::MULTILINE) => Assertion::LineEnd,
        At::End => Assertion::LastLineEnd,
        At::EndOfText => Assertion::TextEnd,
        At::Boundary => Assertion::Boundary { unicode, negated: false },
        At::NotBoundary => Assertion::Boundary { unicode, negated: true },
    }
}

fn lookbehind_width(body: &Sequence) -> Result<u32, PatternError> {
    let refusal = match u32::try_from(body.width.min) {
        Err(_) => "looks too much behind",
        Ok(_) if body.width.min != body.width.max => "look-behind requires fixed-width pattern",
        Ok(width) => return Ok(width),
    };
    Err(PatternError::new(ErrorKind::Pattern, refusal))
}

/// The members of a set that matches the same as an alternative, if that is a single character.
fn members_of_character(alternative: &Sequence) -> Option<Vec<Member>> {
    match &alternative.items[..] {
        [Item::Literal(code)] => Some(vec![Member::Literal(*code)]),
        [Item::Set(Set { negated: false, members })] => Some(members.clone()),
        _ => None,
    }
}

/// Whether a literal goes on with the next part.
fn joins(before: &Node, next: &Node) -> bool {
    match (&before.kind, &next.kind) {
        (Kind::Literal(_), Kind::Literal(_)) | (Kind::FoldedLiteral(_), Kind::FoldedLiteral(_)) => true,
        (Kind::FoldedLiteral(_), Kind::Literal(next)) => {
            next.iter().all(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic())
        }
        _ => false,
    }
}

fn append(literal: &mut Node, next: Node) {
    if let (Kind::Literal(bytes) | Kind::FoldedLiteral(bytes), Kind::Literal(more) | Kind::FoldedLiteral(more)) =
        (&mut literal.kind, next.kind)
    {
        bytes.extend(more);
        literal.min_bytes = bytes.len();
    }
}
