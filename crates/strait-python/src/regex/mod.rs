//! The regular expressions of Python's `re`: CPython 3.12's syntax, errors and matches, in safe Rust.
//!
//! A pattern is parsed (`syntax`), compiled to a program (`compile`) and run by a backtracking matcher (`matcher`), which
//! takes its alternatives in the order CPython takes them and so finds the same matches. Text is UTF-8 and positions are
//! bytes; bytes patterns match byte strings.
//!
//! Where this differs from CPython 3.12:
//!
//! - `\N{...}` knows no names.
//! - `re.DEBUG` prints nothing, and the locale of `re.LOCALE` is always C.
//! - In names of groups, combining marks that are not alphabetic are refused.
//! - Groups nest at most [`MAX_NESTING`] deep; in CPython the recursion limit decides.
//! - A start position after the end position never matches; in CPython an empty pattern does.
//!
//! And where CPython does not do what it documents:
//!
//! - Groups in possessive repetitions keep their span when a later run of the body fails half-way. CPython leaves what
//!   the failed run set, sometimes an end before the start.
//! - A condition on a group that is still open is false. CPython may find an end that a failed alternative left.
//! - A search for a pattern that starts with a set uses the flags at the set. CPython uses those of the whole pattern to
//!   skip places, so `(?a:\W)` does not find letters outside ASCII.
//! - Sets with `re.IGNORECASE` treat characters above U+FFFF like the others. CPython forgets upper-case ones that are
//!   listed singly, and adds some characters to ranges that cross U+FFFF.

mod captures;
mod class;
mod compile;
mod error;
mod escape;
mod flags;
mod matcher;
mod program;
mod quote;
mod scan;
mod syntax;
mod template;
#[cfg(test)]
mod tests;
mod unicode;

pub use captures::Captures;
pub use error::{ErrorKind, OutOfSteps, PatternError};
pub use escape::{escape, escape_bytes};
pub use flags::Flags;
#[cfg(test)]
use template::Piece;
pub use template::{Template, parse_template};

use std::cell::RefCell;

use matcher::{Matcher, Reach, Scratch, Wanted};
use program::Program;

/// How deep groups can nest. Deeper patterns would cost much more memory than they are long.
pub const MAX_NESTING: usize = 1000;

/// A pattern, a template, or what is matched against. Positions in it are bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject<'t> {
    /// `str`. Lone surrogates are the characters U+10F000 to U+10F7FF.
    Text(&'t str),
    /// `bytes`.
    Bytes(&'t [u8]),
}

/// Where a match is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// At the start position only.
    Match,
    /// From the start position to the end position.
    FullMatch,
    /// At the first position that matches.
    Search,
}

/// Compiles a pattern, as `re.compile` does.
///
/// # Errors
///
/// The errors of `re.compile`, with CPython's texts and positions.
pub fn compile(pattern: Subject<'_>, flags: Flags) -> Result<Pattern, PatternError> {
    let is_text = matches!(pattern, Subject::Text(_));
    let parsed = syntax::parse(pattern, flags)?;
    let program = compile::compile(&parsed, is_text)?;
    Ok(Pattern {
        program,
        is_text,
        flags: parsed.flags,
        names: parsed.names,
        warnings: parsed.warnings,
        scratch: RefCell::default(),
    })
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Pattern {
    program: Program,
    is_text: bool,
    flags: Flags,
    names: Vec<(String, usize)>,
    warnings: Vec<String>,
    scratch: RefCell<Scratch>,
}

impl Pattern {
    /// The flags as `re.Pattern.flags` reports them: given, set in the pattern, and `UNICODE` by default in text.
    pub fn flags(&self) -> Flags {
        self.flags
    }

    /// Whether this matches text, not bytes.
    pub fn is_text(&self) -> bool {
        self.is_text
    }

    /// Capture groups, without group 0.
    pub fn group_count(&self) -> usize {
        self.program.groups
    }

    /// Names of groups with their numbers, in order.
    pub fn group_names(&self) -> &[(String, usize)] {
        &self.names
    }

    /// The number of the group with a name.
    pub fn group_index(&self, name: &str) -> Option<usize> {
        self.names.iter().find(|(known, _)| known == name).map(|&(_, group)| group)
    }

    /// The texts of the `FutureWarning`s that compiling the pattern causes in CPython.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Matches a subject between two positions, which are character boundaries. The text before `start` is looked at by
    /// lookbehinds and `\b`; the text from `end` on is not there. If `must_advance`, an empty match at `start` is
    /// refused, as it must be after an empty match that ended there.
    ///
    /// A subject of the other kind than the pattern never matches, and neither does a position inside a character.
    ///
    /// # Errors
    ///
    /// [`OutOfSteps`] if the work exceeds `steps`, from which the work done is taken. A step is an instruction, or a
    /// run of some characters.
    pub fn run(
        &self,
        subject: Subject<'_>,
        start: usize,
        end: usize,
        how: How,
        must_advance: bool,
        steps: &mut u64,
    ) -> Result<Option<Captures>, OutOfSteps> {
        let wanted = Wanted { start, to_end: how == How::FullMatch, must_advance };
        match subject {
            Subject::Text(text) if self.is_text => {
                let end = end.min(text.len());
                if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
                    return Ok(None);
                }
                self.run_on::<true>(text.as_bytes(), end, how, wanted, steps)
            }
            Subject::Bytes(bytes) if !self.is_text => self.run_on::<false>(bytes, end, how, wanted, steps),
            _ => Ok(None),
        }
    }

    fn run_on<const TEXT: bool>(
        &self,
        text: &[u8],
        end: usize,
        how: How,
        wanted: Wanted,
        steps: &mut u64,
    ) -> Result<Option<Captures>, OutOfSteps> {
        let text = &text[..end.min(text.len())];
        if wanted.start > text.len() {
            return Ok(None);
        }
        let scratch = self.scratch.take();
        let mut matcher = Matcher::<TEXT>::new(&self.program, text, wanted, *steps, scratch);
        let found = matcher.run(if how == How::Search { Reach::Onwards } else { Reach::StartOnly });
        *steps = matcher.steps();
        let (captures, scratch) = matcher.finish(found.unwrap_or_default());
        self.scratch.replace(scratch);
        found.map(|_| captures)
    }
}
