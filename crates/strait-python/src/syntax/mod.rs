//! From text to tree: ruff's parser, what Strait adds to the language, and errors in CPython's words.

mod diagnose;
mod nesting;

use std::borrow::Cow;

use ruff_python_ast::{Expr, Mod, PythonVersion, Suite, token::Tokens};
use ruff_python_parser::{Mode as ParserMode, ParseError, ParseOptions, parse};
use ruff_text_size::{Ranged as _, TextRange};

use crate::compile::{CompileError, Stage};
pub(crate) use diagnose::{Class, Diagnosis};

/// A parsed text.
#[derive(Debug)]
pub(crate) enum Tree {
    Module(Suite),
    Expression(Box<Expr>),
}

/// Texts longer than this are refused.
const MOST_BYTES: usize = 32 << 20;

/// Parses a file, or a text for `exec`. The text's lines end with `\n`.
pub(crate) fn parse_module(text: &str) -> Result<Tree, CompileError> {
    check_size(text)?;
    let text = with_identifiers(text);
    let parsed = parse(&text, options(ParserMode::Module)).map_err(|error| translate(&text, false, &error))?;
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        return Err(explain(&text, false, error.range, "invalid syntax".into()));
    }
    match parsed.try_into_module() {
        Some(module) => Ok(Tree::Module(module.into_syntax().body)),
        None => Err(CompileError::new("invalid syntax", TextRange::default())),
    }
}

/// Parses a text for `eval`, which may begin with blanks: the places in the tree are in the text without them.
pub(crate) fn parse_expression(text: &str) -> Result<Tree, CompileError> {
    check_size(text)?;
    let parsed = parse(text, options(ParserMode::Expression)).map_err(|error| translate(text, true, &error))?;
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        return Err(explain(text, true, error.range, "invalid syntax".into()));
    }
    match parsed.into_syntax() {
        Mod::Expression(expression) => Ok(Tree::Expression(expression.body)),
        Mod::Module(_) => Err(CompileError::new("invalid syntax", TextRange::default())),
    }
}

fn options(mode: ParserMode) -> ParseOptions {
    ParseOptions::from(mode).with_target_version(PythonVersion::PY312)
}

/// A text whose lines end with `\n`, whatever they ended with before.
pub(crate) fn with_plain_lines(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

/// About what a text's tree, its code and they on the way take.
pub(crate) fn footprint(text: &str) -> usize {
    const TOKEN: usize = 100;
    const COPIES: usize = 4;
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    let (mut tokens, mut before) = (0_usize, b' ');
    for &byte in text.as_bytes() {
        let begins = if is_word(byte) { !is_word(before) } else { !byte.is_ascii_whitespace() };
        tokens += usize::from(begins);
        before = byte;
    }
    tokens.saturating_mul(TOKEN).saturating_add(text.len().saturating_mul(COPIES))
}

fn check_size(text: &str) -> Result<(), CompileError> {
    if text.len() > MOST_BYTES {
        return Err(CompileError::new("the source is larger than 32 MiB", TextRange::default()));
    }
    if text.contains('\0') {
        let mut error = CompileError::new("source code string cannot contain null bytes", TextRange::default());
        error.stage = Stage::Reading;
        return Err(error);
    }
    nesting::check(text)
}

fn translate(text: &str, is_expression: bool, error: &ParseError) -> CompileError {
    let words = error.error.to_string();
    let mut letters = words.chars();
    let lowered = letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default();
    explain(text, is_expression, error.location, lowered)
}

/// What CPython says about a text that the parser refuses; `otherwise` if it finds nothing wrong with it.
pub(crate) fn explain(text: &str, is_expression: bool, range: TextRange, otherwise: String) -> CompileError {
    let mut whole = Cow::from(text);
    if !text.ends_with('\n') && !text.is_empty() {
        whole.to_mut().push('\n');
    }
    let mut error = CompileError::new(otherwise, range);
    error.stage = Stage::Parsing;
    if let Some(found) = diagnose::diagnose(&whole, is_expression, range.start().into()) {
        error.message.clone_from(&found.message);
        error.class = found.class;
        error.found = Some(Box::new(found));
    } else if let Some(found) = diagnose::unknown_name(&whole, range.start().into()) {
        error.message.clone_from(&found.message);
        error.found = Some(Box::new(found));
    }
    error
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
