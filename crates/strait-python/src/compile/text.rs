//! Strings and f-strings.

use std::borrow::Cow;

use ruff_python_ast::{
    ConversionFlag, ExprFString, FStringPart, InterpolatedElement, InterpolatedStringElement, StringLiteralValue,
};
use ruff_text_size::{Ranged as _, TextRange};

use super::{
    CompileError, Compiler, Result,
    op::Op,
    unit::{NONE, Register},
};
use crate::{heap::value::Value, text::unicode::surrogate::from_code_point};

/// Pieces of an f-string that are put together by one instruction; longer ones in several.
const MOST_PIECES: usize = 200;
/// Replacement fields, each in the format of the next.
const MOST_FIELDS: u32 = 3;

impl<'a> Compiler<'a, '_> {
    /// The value of a string literal. Those that look like names are shared.
    pub(super) fn string(&mut self, text: &StringLiteralValue) -> Value {
        if !text.to_str().contains(char::REPLACEMENT_CHARACTER) {
            return self.text(text.to_str());
        }
        let whole: String = text
            .iter()
            .map(|part| self.with_surrogates(&part.value, part.range, part.flags.prefix().is_raw()))
            .collect();
        self.text(&whole)
    }

    /// A part of a literal, with the lone surrogates for which the parser puts the replacement character.
    fn with_surrogates<'t>(&self, text: &'t str, range: TextRange, is_raw: bool) -> Cow<'t, str> {
        if is_raw || !text.contains(char::REPLACEMENT_CHARACTER) {
            return text.into();
        }
        let written = self.source.text.get(usize::from(range.start())..usize::from(range.end())).unwrap_or_default();
        let mut meant = replacements(written).into_iter();
        let mend = |character| match character {
            char::REPLACEMENT_CHARACTER => meant.next().unwrap_or(character),
            _ => character,
        };
        text.chars().map(mend).collect::<String>().into()
    }

    fn text(&mut self, text: &str) -> Value {
        if text.len() <= 32 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            self.heap.name(text)
        } else {
            self.heap.str(text)
        }
    }

    pub(super) fn f_string(&mut self, text: &'a ExprFString, to: Register) -> Result<()> {
        let mut pieces = Vec::new();
        for part in &text.value {
            match part {
                FStringPart::Literal(literal) => {
                    let text = self.with_surrogates(&literal.value, literal.range, literal.flags.prefix().is_raw());
                    pieces.push(Piece::Text(text));
                }
                FStringPart::FString(inner) => {
                    let within = Within { is_raw: inner.flags.prefix().is_raw(), depth: 1 };
                    pieces.extend(inner.elements.iter().map(|element| self.piece_of(element, within)));
                }
            }
        }
        self.join(&pieces, to)
    }

    /// Makes a string of pieces, a batch at a time.
    fn join(&mut self, pieces: &[Piece<'a>], to: Register) -> Result<()> {
        let mut made = None;
        let mut batches = pieces.chunks(MOST_PIECES).peekable();
        if batches.peek().is_none() {
            let empty = self.text("");
            self.unit().load_constant(to, empty);
            return Ok(());
        }
        let mark = self.unit().mark();
        for batch in batches {
            let earlier = usize::from(made.is_some());
            let first = self.unit().temps(earlier + batch.len() + 1)?;
            if let Some(made) = made {
                self.unit().copy(first, made);
            }
            let mut count = earlier;
            for piece in batch {
                let register = first + count as Register;
                count += self.piece(piece, register)?;
            }
            self.unit().op(Op::Join, to, first, count as u16);
            self.unit().release(mark);
            let kept = self.unit().temp()?;
            self.unit().copy(kept, to);
            made = Some(kept);
        }
        Ok(())
    }

    /// Puts one piece into a register, or two into two; gives how many.
    fn piece(&mut self, piece: &Piece<'a>, register: Register) -> Result<usize> {
        match piece {
            Piece::Text(text) => {
                let value = self.text(text);
                self.unit().load_constant(register, value);
                Ok(1)
            }
            Piece::Value(element, within) => {
                let outer = self.at(element.range());
                self.replacement(element, *within, register)?;
                self.unit().position = outer;
                Ok(1)
            }
        }
    }

    fn replacement(&mut self, element: &'a InterpolatedElement, within: Within, to: Register) -> Result<()> {
        if within.depth > MOST_FIELDS {
            return Err(CompileError::new("f-string: expressions nested too deeply", element.range()));
        }
        let mark = self.unit().mark();
        let mut conversion = match element.conversion {
            ConversionFlag::None => 0,
            other => other as i8 as u8,
        };
        let label = element.debug_text.as_ref().map(|debug| {
            // `f"{x=}"` shows the representation, unless a format is given.
            if conversion == 0 && element.format_spec.is_none() {
                conversion = b'r';
            }
            debug.as_str().to_owned()
        });
        let value = self.value(&element.expression)?;
        let spec = match &element.format_spec {
            None => NONE,
            Some(spec) => {
                let pieces: Vec<_> =
                    spec.elements.iter().map(|element| self.piece_of(element, within.deeper())).collect();
                let register = self.unit().temp()?;
                self.join(&pieces, register)?;
                register
            }
        };
        self.unit().op_x(Op::Format, conversion, to, value, spec);
        if let Some(label) = label {
            let pair = self.unit().temps(2)?;
            let label = self.text(&label);
            self.unit().load_constant(pair, label);
            self.unit().copy(pair + 1, to);
            self.unit().op(Op::Join, to, pair, 2);
        }
        self.unit().release(mark);
        Ok(())
    }
}

enum Piece<'a> {
    Text(Cow<'a, str>),
    Value(&'a InterpolatedElement, Within),
}

/// Where a replacement field stands.
#[derive(Clone, Copy)]
struct Within {
    is_raw: bool,
    /// It and the fields in whose formats it stands.
    depth: u32,
}

impl Within {
    const fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }
}

impl<'a> Compiler<'a, '_> {
    fn piece_of(&self, element: &'a InterpolatedStringElement, within: Within) -> Piece<'a> {
        match element {
            InterpolatedStringElement::Literal(literal) => {
                Piece::Text(self.with_surrogates(&literal.value, literal.range, within.is_raw))
            }
            InterpolatedStringElement::Interpolation(value) => Piece::Value(value, within),
        }
    }
}

/// What each replacement character that a literal gives was written for, in order.
fn replacements(written: &str) -> Vec<char> {
    let mut meant = Vec::new();
    let mut rest = written.chars();
    while let Some(character) = rest.next() {
        if character == char::REPLACEMENT_CHARACTER {
            meant.push(character);
        }
        if character != '\\' {
            continue;
        }
        let digits = match rest.next() {
            Some('u') => 4,
            Some('U') => 8,
            Some('N') => {
                let name = rest.as_str().strip_prefix('{').and_then(|rest| rest.split_once('}'));
                if name.is_some_and(|(name, _)| name.eq_ignore_ascii_case("replacement character")) {
                    meant.push(char::REPLACEMENT_CHARACTER);
                }
                continue;
            }
            _ => continue,
        };
        let code = rest.as_str().get(..digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code {
            Some(0xD800..=0xDFFF) => meant.extend(code.and_then(from_code_point)),
            Some(0xFFFD) => meant.push(char::REPLACEMENT_CHARACTER),
            _ => {}
        }
    }
    meant
}
