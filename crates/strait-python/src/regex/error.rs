//! What goes wrong: in a pattern, in a replacement template, and while matching.

use std::fmt;

/// Why a pattern or a replacement template was refused.
///
/// `Display` gives the text of the Python exception, with the position where there is one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PatternError {
    /// Which Python exception this is.
    pub kind: ErrorKind,
    /// CPython's wording, without the position.
    pub message: String,
    /// Where in the pattern, for most errors of kind [`ErrorKind::Pattern`].
    pub place: Option<Place>,
}

/// The Python exception a [`PatternError`] corresponds to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// `re.error`.
    Pattern,
    /// `ValueError`: flags that contradict each other or the kind of pattern.
    Flags,
    /// `OverflowError`: a repetition count that is too large.
    RepeatCount,
    /// `IndexError`: a replacement template names a group that does not exist.
    UnknownGroup,
    /// `RecursionError`: groups nested deeper than [`MAX_NESTING`](super::MAX_NESTING).
    Nesting,
}

/// A position in a pattern, as the attributes `pos`, `lineno` and `colno` of `re.error` report it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Characters before the position.
    pub position: usize,
    /// Line number, from 1.
    pub line: usize,
    /// Column number, from 1.
    pub column: usize,
    /// Whether the pattern has more than one line, so that messages give line and column.
    pub multiline: bool,
}

/// The step budget ran out, or backtracking needed more memory than it may use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfSteps;

impl PatternError {
    pub(super) fn new(kind: ErrorKind, message: impl Into<String>) -> PatternError {
        PatternError { kind, message: message.into(), place: None }
    }

    pub(super) fn at(message: impl Into<String>, pattern: &[char], position: usize) -> PatternError {
        let place = Some(Place::of(pattern, position));
        PatternError { kind: ErrorKind::Pattern, message: message.into(), place }
    }

    /// The position in characters, where there is one.
    pub fn position(&self) -> Option<usize> {
        self.place.map(|place| place.position)
    }
}

impl Place {
    fn of(pattern: &[char], position: usize) -> Place {
        let before = &pattern[..position.min(pattern.len())];
        let newlines = before.iter().filter(|&&c| c == '\n').count();
        let column = match before.iter().rposition(|&c| c == '\n') {
            Some(newline) => position - newline,
            None => position + 1,
        };
        Place { position, line: newlines + 1, column, multiline: pattern.contains(&'\n') }
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        let Some(place) = self.place else { return Ok(()) };
        write!(f, " at position {}", place.position)?;
        if place.multiline {
            write!(f, " (line {}, column {})", place.line, place.column)?;
        }
        Ok(())
    }
}

impl std::error::Error for PatternError {}

impl fmt::Display for OutOfSteps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the match took more steps than its budget")
    }
}

impl std::error::Error for OutOfSteps {}
