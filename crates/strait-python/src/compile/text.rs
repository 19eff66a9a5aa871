//! Strings and f-strings.

use ruff_python_ast::{
    ConversionFlag, ExprFString, FStringPart, InterpolatedElement, InterpolatedStringElement, StringLiteralValue,
};
use ruff_text_size::Ranged as _;

use super::{
    Compiler, Result,
    op::Op,
    unit::{NONE, Register},
};
use crate::heap::value::Value;

/// Pieces of an f-string that are put together by one instruction; longer ones in several.
const MOST_PIECES: usize = 200;

impl<'a> Compiler<'a, '_> {
    /// The value of a string literal. Those that look like names are shared.
    pub(super) fn string(&mut self, text: &StringLiteralValue) -> Value {
        self.text(text.to_str())
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
                FStringPart::Literal(literal) => pieces.push(Piece::Text(&literal.value)),
                FStringPart::FString(inner) => pieces.extend(inner.elements.iter().map(Piece::of)),
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
            Piece::Value(element) => {
                let outer = self.at(element.range());
                self.replacement(element, register)?;
                self.unit().position = outer;
                Ok(1)
            }
        }
    }

    fn replacement(&mut self, element: &'a InterpolatedElement, to: Register) -> Result<()> {
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
                let pieces: Vec<_> = spec.elements.iter().map(Piece::of).collect();
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
    Text(&'a str),
    Value(&'a InterpolatedElement),
}

impl<'a> Piece<'a> {
    fn of(element: &'a InterpolatedStringElement) -> Self {
        match element {
            InterpolatedStringElement::Literal(literal) => Self::Text(&literal.value),
            InterpolatedStringElement::Interpolation(value) => Self::Value(value),
        }
    }
}
