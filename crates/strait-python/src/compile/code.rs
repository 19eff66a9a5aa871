//! Compiled code: what one function, class body or module does.

use std::{cell::Cell, ops::Range, rc::Rc};

use super::op::Instruction;
use crate::heap::value::Value;

/// A piece of compiled code. It does not change, but for the caches.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    /// The name of the function or class, `<module>`, `<lambda>`...
    pub(crate) name: Value,
    pub(crate) qualified_name: Value,
    pub(crate) source: Rc<Source>,
    pub(crate) instructions: Box<[Instruction]>,
    pub(crate) constants: Box<[Value]>,
    pub(crate) caches: Box<[Cell<Cache>]>,
    /// Innermost first.
    pub(crate) handlers: Box<[Handler]>,
    /// For each instruction the text it was made from.
    pub(crate) positions: Box<[Position]>,
    pub(crate) parameters: ParameterNames,
    /// Names of the registers from 0 on that are variables.
    pub(crate) variables: Box<[Value]>,
    /// The names taken from enclosing functions; their cells stand in the registers from `free_start` on.
    pub(crate) free: Box<[Value]>,
    pub(crate) free_start: u16,
    /// The variables of comprehensions inside.
    pub(crate) inner_variables: Box<[InnerVariable]>,
    /// For each inner function, in `MakeFunction`'s order: nothing; an inner code names its own captures.
    /// The registers of the enclosing frame whose cells become `free`.
    pub(crate) captures: Box<[u16]>,
    pub(crate) registers: u16,
    pub(crate) flags: Flags,
    pub(crate) doc: Option<Value>,
    pub(crate) first_line: u32,
    /// The object that stands for this code in the heap.
    pub(crate) object: Cell<Value>,
}

impl Code {
    /// Every name the code holds on to beside its constants.
    pub(crate) fn names(&self) -> Vec<Value> {
        let mut names = vec![self.name, self.qualified_name];
        names.extend(self.variables.iter().chain(&self.free));
        names.extend(self.doc);
        names
    }

    pub(crate) fn position(&self, pc: u32) -> Position {
        self.positions.get(pc as usize).copied().unwrap_or_default()
    }

    pub(crate) fn line(&self, pc: u32) -> u32 {
        self.source.line(self.position(pc).start)
    }
}

/// A variable of a comprehension, which the instructions of its rounds see.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InnerVariable {
    pub(crate) name: Value,
    pub(crate) register: u16,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The parameters of a function. Their registers come in this order: positional, keyword-only, `*args`, `**kwargs`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ParameterNames {
    /// How many positional parameters there are, those before `/` included.
    pub(crate) positional: u16,
    pub(crate) positional_only: u16,
    pub(crate) keyword_only: u16,
    pub(crate) rest: bool,
    pub(crate) keywords: bool,
}

impl ParameterNames {
    pub(crate) const fn total(&self) -> u16 {
        self.positional + self.keyword_only + self.rest as u16 + self.keywords as u16
    }

    /// Whether a call with so many positional arguments needs no binding.
    #[inline]
    pub(crate) const fn fits(&self, count: usize) -> bool {
        self.positional as usize == count && self.keyword_only == 0 && !self.rest && !self.keywords
    }
}

/// What sort of code it is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Flags {
    pub(crate) generator: bool,
    pub(crate) coroutine: bool,
    /// Names are looked up in a dictionary of their own: a class body, or text given to `exec`.
    pub(crate) has_locals: bool,
    /// A function, whose variables are registers.
    pub(crate) function: bool,
    /// Neither a generator nor a coroutine, and every parameter may be given by place.
    pub(crate) simple: bool,
    /// Of the engine's own library: left out of tracebacks.
    pub(crate) hidden: bool,
    /// Has exception handlers, so that what is being handled must be restored when it is left.
    pub(crate) handles: bool,
}

/// Where to go on when an exception passes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Handler {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) target: u32,
    /// The register that takes the exception.
    pub(crate) register: u16,
    /// It may put an end to the exception, as `except` does. Others only see it pass.
    pub(crate) catches: bool,
}

/// What an instruction learned the last time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cache {
    /// The shape of the instance, or the state of a module's names.
    pub(crate) shape: u32,
    /// The state of the class, or of the built-in names.
    pub(crate) version: u32,
    pub(crate) slot: u32,
    pub(crate) found: Found,
}

/// What a cached look-up leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Found {
    #[default]
    Nothing,
    /// An instance's slot, or a place in a module's dictionary.
    Slot,
    /// A place among the built-in names.
    BuiltIn,
    /// A place in the dictionary of the module whose attribute it is.
    OfModule,
    /// A new attribute: the slot is the shape that the instance gets.
    Grow,
    /// A method of the class.
    Value(Value),
}

/// The text between two bytes of the source.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Position {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl From<Range<u32>> for Position {
    fn from(range: Range<u32>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// A source text and its name.
#[derive(Debug, Default)]
pub(crate) struct Source {
    pub(crate) name: Box<str>,
    pub(crate) text: Box<str>,
    /// It is the text of a file, whose lines can be shown.
    pub(crate) is_file: bool,
    /// The byte where each line begins.
    lines: Box<[u32]>,
}

impl Source {
    pub(crate) fn new(name: &str, text: &str, is_file: bool) -> Self {
        let starts = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(place, _)| place as u32 + 1);
        Self { name: name.into(), text: text.into(), is_file, lines: std::iter::once(0).chain(starts).collect() }
    }

    /// The number of the line that a byte stands on, from 1.
    pub(crate) fn line(&self, offset: u32) -> u32 {
        self.lines.partition_point(|&start| start <= offset) as u32
    }

    /// The byte where a line begins.
    pub(crate) fn line_start(&self, line: u32) -> u32 {
        (line as usize)
            .checked_sub(1)
            .and_then(|place| self.lines.get(place))
            .copied()
            .unwrap_or(self.text.len() as u32)
    }

    /// A line's text, without its end.
    pub(crate) fn line_text(&self, line: u32) -> &str {
        let start = self.line_start(line) as usize;
        let rest = self.text.get(start..).unwrap_or_default();
        rest.split(['\n', '\r']).next().unwrap_or_default()
    }
}
