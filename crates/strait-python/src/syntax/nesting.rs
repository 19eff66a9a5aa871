//! How deep a text is nested, found before it is parsed: trees are built, walked and freed by recursion.

use super::diagnose::{Shape, shapes};
use crate::compile::{CompileError, Stage};

use ruff_text_size::TextRange;

/// Operators in front of one another, conditional expressions, lambdas and brackets inside one another.
const MOST_DEEP: usize = 1_000;
/// What counts for as many levels, since it takes more of the stack.
const HEAVY: usize = 4;
/// The same and operators, calls, subscripts and attributes one after another, which nest to the left.
const MOST_CHAINED: usize = 2_900;
/// CPython's parser gives up here with another error.
const MOST_PARSED: usize = 6_000;
/// A statement with fewer marks than this is not nested deep enough to be looked at.
const FEW_MARKS: usize = 190;

/// Refuses what would use up the native stack.
pub(super) fn check(text: &str) -> Result<(), CompileError> {
    if !may_be_deep(text) {
        return Ok(());
    }
    let mut levels = vec![Level::default()];
    let (mut deep, mut chained) = (0, 0);
    let (shapes, message) = shapes(text);
    if let Some(message) = message {
        return Err(super::explain(text, false, TextRange::default(), message));
    }
    for shape in shapes {
        let Some(level) = levels.last_mut() else { break };
        match shape {
            Shape::Open { is_trailer } => {
                level.chain += usize::from(is_trailer);
                levels.push(Level::default());
            }
            Shape::Close => {
                if levels.len() > 1 {
                    levels.pop();
                }
            }
            Shape::Attribute => level.chain += 1,
            Shape::Prefix => level.unary += 1,
            Shape::Power => level.unary += HEAVY,
            Shape::Binary => (level.unary, level.chain) = (0, level.chain + 1),
            Shape::Flat => (level.unary, level.chain) = (0, 0),
            Shape::Else => {
                *level = Level { right: level.right + 1, in_parameters: level.in_parameters, ..Level::default() }
            }
            Shape::Lambda => {
                level.right += HEAVY;
                level.in_parameters = true;
            }
            Shape::Colon if level.in_parameters => *level = Level { right: level.right, ..Level::default() },
            Shape::Comma if level.in_parameters => (level.unary, level.chain) = (0, 0),
            Shape::Colon | Shape::Comma => *level = Level::default(),
            Shape::Line => levels = vec![Level::default()],
            Shape::Word => {}
        }
        if matches!(shape, Shape::Word | Shape::Close | Shape::Line | Shape::Comma) {
            continue;
        }
        deep = deep.max(levels.iter().map(|level| 1 + level.unary + level.right).sum());
        chained = chained.max(levels.iter().map(|level| 1 + level.unary + level.right + level.chain).sum());
    }
    if deep > MOST_PARSED {
        let message = "Parser stack overflowed - Python source too complex to parse";
        let mut error = CompileError::new(message, TextRange::default());
        (error.class, error.stage) = (super::Class::Memory, Stage::Reading);
        return Err(error);
    }
    if deep > MOST_DEEP || chained > MOST_CHAINED {
        return Err(CompileError { stage: Stage::Reading, ..CompileError::too_deep(TextRange::default()) });
    }
    Ok(())
}

/// What is open at one level of brackets.
#[derive(Clone, Copy, Default)]
struct Level {
    unary: usize,
    /// Conditional expressions and lambdas that are not at their end.
    right: usize,
    chain: usize,
    /// Between `lambda` and its colon, where a comma ends nothing.
    in_parameters: bool,
}

/// Whether any statement has many operators and brackets, as far as that can be seen without cutting it into tokens.
fn may_be_deep(text: &str) -> bool {
    let (mut marks, mut depth) = (0_usize, 0_usize);
    for byte in text.bytes() {
        match byte {
            b'\n' if depth == 0 => marks = 0,
            b'(' | b'[' | b'{' => (depth, marks) = (depth + 1, marks + 1),
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b' ' | b'+' | b'-' | b'~' | b'*' | b'.' | b'/' | b'%' | b'@' | b'|' | b'&' | b'^' | b'<' | b'>' | b':'
            | b'\\' => marks += 1,
            _ => {}
        }
        if marks > FEW_MARKS {
            return true;
        }
    }
    false
}
