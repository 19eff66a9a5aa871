//! From text to tree: ruff's parser, what Strait adds to the language, and errors in CPython's words.

use ruff_python_ast::token::Tokens;
use ruff_python_ast::{Expr, Suite};
use ruff_python_parser::{Mode as ParserMode, ParseOptions, parse};
use ruff_text_size::{Ranged as _, TextRange};

use crate::compile::CompileError;

/// A parsed text.
#[derive(Debug)]
pub(crate) enum Tree {
    Module(Suite),
    Expression(Box<Expr>),
}

/// Texts longer than this are refused.
const MOST_BYTES: usize = 32 << 20;
/// Brackets nested deeper than this would use up the parser's stack.
const MOST_BRACKETS: usize = 200;

/// Parses a file, or a text for `exec`.
pub(crate) fn parse_module(text: &str) -> Result<Tree, CompileError> {
    check_size(text)?;
    let text = with_identifiers(text);
    let parsed = parse(&text, ParseOptions::from(ParserMode::Module)).map_err(translate)?;
    match parsed.try_into_module() {
        Some(module) => Ok(Tree::Module(module.into_syntax().body)),
        None => Err(CompileError::new("invalid syntax", TextRange::default())),
    }
}

/// Parses a text for `eval`.
pub(crate) fn parse_expression(text: &str) -> Result<Tree, CompileError> {
    check_size(text)?;
    let text = text.trim_start_matches([' ', '\t']);
    let parsed = ruff_python_parser::parse_expression(text).map_err(translate)?;
    Ok(Tree::Expression(Box::new(parsed.into_expr())))
}

fn check_size(text: &str) -> Result<(), CompileError> {
    if text.len() > MOST_BYTES {
        return Err(CompileError::new("the source is larger than 32 MiB", TextRange::default()));
    }
    let mut depth = 0_usize;
    let mut unary = 0_usize;
    for (place, byte) in text.bytes().enumerate() {
        // Brackets in strings count too; nobody nests two hundred of them.
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'\n' => unary = 0,
            b'-' | b'~' | b'+' => unary += 1,
            b' ' => {}
            0 => {
                let range = TextRange::empty((place as u32).into());
                return Err(CompileError::new("source code string cannot contain null bytes", range));
            }
            _ => unary = 0,
        }
        if depth > MOST_BRACKETS || unary > 1000 {
            let range = TextRange::empty((place as u32).into());
            return Err(CompileError::new("too many nested parentheses", range));
        }
    }
    Ok(())
}

fn translate(error: ruff_python_parser::ParseError) -> CompileError {
    let text = error.error.to_string();
    CompileError::new(words(&text), error.location)
}

/// CPython's words for what the parser says.
fn words(text: &str) -> String {
    let lowered = {
        let mut characters = text.chars();
        characters
            .next()
            .map(|first| first.to_lowercase().collect::<String>() + characters.as_str())
            .unwrap_or_default()
    };
    match text {
        _ if text.contains("unindent does not match") => "unindent does not match any outer indentation level".into(),
        _ if text.contains("Unexpected indentation") => "unexpected indent".into(),
        _ if text.contains("Expected an indented block") => lowered,
        _ if text.contains("unterminated") || text.contains("missing closing quote") => lowered,
        _ if text.starts_with("Expected") || text.starts_with("Got") || text.starts_with("Simple statements") => {
            "invalid syntax".into()
        }
        _ => lowered,
    }
}

// --- `from "spec" import name` ---------------------------------------------------------------------------------------

/// What an identifier that stands for a specifier begins with. The number after it is the specifier's place in the text.
const STAND_IN: &str = "_spec_";

/// The text with each string between `from` and `import` replaced by an identifier of the same length.
fn with_identifiers(text: &str) -> String {
    if !text.contains("from \"") && !text.contains("from '") {
        return text.to_owned();
    }
    let parsed = ruff_python_parser::parse_unchecked(text, ParseOptions::from(ParserMode::Module));
    let mut out = text.to_owned();
    for range in specifiers(parsed.tokens()) {
        let (start, end) = (usize::from(range.start()), usize::from(range.end()));
        let name = format!("{STAND_IN}{start}_");
        if name.len() <= end - start {
            out.replace_range(start..end, &format!("{name:_<width$}", width = end - start));
        }
    }
    out
}

/// The strings between `from` and `import`.
fn specifiers(tokens: &Tokens) -> Vec<TextRange> {
    use ruff_python_ast::token::TokenKind;
    let tokens: Vec<_> = tokens.iter().collect();
    let is_specifier = |window: &&[&ruff_python_ast::token::Token]| {
        window[0].kind() == TokenKind::From
            && window[1].kind() == TokenKind::String
            && window[2].kind() == TokenKind::Import
    };
    tokens.windows(3).filter(is_specifier).map(|window| window[1].range()).collect()
}

/// The specifier that a stand-in stands for.
pub(crate) fn specifier(name: &str, text: &str) -> Option<String> {
    let place = name.strip_prefix(STAND_IN)?.split('_').next()?.parse::<usize>().ok()?;
    let rest = text.get(place..)?;
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest[1..].split(quote).next().map(str::to_owned)
}
