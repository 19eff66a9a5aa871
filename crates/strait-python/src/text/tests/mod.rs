//! Tables of cases recorded from CPython 3.12 by `record.py`, and what they cannot say: limits and sizes.

mod complex;
mod float;
mod format;
mod int;
mod limits;
mod percent;
mod quote;
mod template;
mod unicode;

use num_bigint::BigInt;

use super::{Int, IntRef, Spec, TextError, float as float_text, int as int_text, repr_str, write_complex};

/// What a table's line says of one call: a text, or `!`, the exception and the message.
type Outcome = Result<String, String>;

/// Runs each line of a table; all but its last column are the arguments.
fn check_table(table: &str, run: impl Fn(&[String]) -> Outcome) {
    assert!(!table.is_empty());
    for (number, line) in table.lines().enumerate() {
        let columns: Vec<String> = line.split('\t').map(unescaped).collect();
        let Some((expected, arguments)) = columns.split_last() else { continue };
        let result = match run(arguments) {
            Ok(text) => text,
            Err(error) => format!("!{error}"),
        };
        assert_eq!(&result, expected, "line {}: {line}", number + 1);
    }
}

/// Turns `\u{hex}` into characters.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').expect("escapes are closed");
        let code = u32::from_str_radix(code, 16).expect("escapes are hexadecimal");
        out.push(char::from_u32(code).expect("escapes are characters"));
        out.push_str(rest);
    }
    out
}

fn described(error: TextError) -> String {
    format!("{}: {error}", error.exception())
}

/// A float as Python's `repr` has it, read without the code under test.
fn float(text: &str) -> f64 {
    text.parse().expect("tables have floats here")
}

fn big(text: &str) -> Int {
    Int::from(text.parse::<BigInt>().expect("tables have ints here"))
}

/// A value in a table.
#[derive(Debug, Clone)]
enum Value {
    Str(String),
    Bytes(Vec<u8>),
    Int(Int),
    Bool(bool),
    Float(f64),
    Complex(f64, f64),
}

impl Value {
    /// A quote and text, a `b` and bytes, or a number as `repr` has it.
    fn parse(text: &str) -> Self {
        if let Some(text) = text.strip_prefix('\'') {
            return Self::Str(text.to_owned());
        }
        if let Some(bytes) = text.strip_prefix('b') {
            return Self::Bytes(latin_1(bytes));
        }
        match text {
            "True" => Self::Bool(true),
            "False" => Self::Bool(false),
            _ if text.ends_with(['j', ')']) => {
                let (real, imaginary) = complex_parts(text);
                Self::Complex(real, imaginary)
            }
            _ if text.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit()) => Self::Int(big(text)),
            _ => Self::Float(float(text)),
        }
    }

    fn type_name(&self) -> &'static str {
        match self {
            Self::Str(_) => "str",
            Self::Bytes(_) => "bytes",
            Self::Int(_) => "int",
            Self::Bool(_) => "bool",
            Self::Float(_) => "float",
            Self::Complex(..) => "complex",
        }
    }

    fn repr(&self) -> Outcome {
        let mut out = String::new();
        match self {
            Self::Str(text) => out = repr_str(text),
            Self::Bytes(bytes) => out = super::repr_bytes(bytes),
            Self::Int(value) => int_text::write_decimal(value.as_ref(), 4300, &mut out).map_err(described)?,
            Self::Bool(value) => out.push_str(if *value { "True" } else { "False" }),
            Self::Float(value) => out = float_text::repr(*value),
            Self::Complex(real, imaginary) => write_complex(*real, *imaginary, &mut out),
        }
        Ok(out)
    }

    fn str(&self) -> Outcome {
        match self {
            Self::Str(text) => Ok(text.clone()),
            _ => self.repr(),
        }
    }

    /// `format(value, spec)`, checking that the size bound holds.
    fn format(&self, spec: &str) -> Outcome {
        let spec = Spec::parse(spec, self.type_name()).map_err(described)?;
        let mut out = String::new();
        let (result, bound) = match self {
            Self::Str(text) => (spec.write_str(text, "str", &mut out), spec.str_size_bound(text)),
            Self::Int(value) => {
                let value: IntRef<'_> = value.as_ref();
                (spec.write_int(value, 4300, "int", &mut out), spec.int_size_bound(value))
            }
            Self::Bool(value) => (spec.write_bool(*value, &mut out), spec.int_size_bound(IntRef::Small(1)).max(5)),
            Self::Float(value) => (spec.write_float(*value, "float", &mut out), spec.float_size_bound()),
            Self::Complex(real, imaginary) => {
                (spec.write_complex(*real, *imaginary, "complex", &mut out), spec.complex_size_bound())
            }
            Self::Bytes(_) => unreachable!("no table formats bytes"),
        };
        result.map_err(described)?;
        assert!(out.len() as u64 <= bound, "{self:?} takes {} bytes, not {bound}", out.len());
        Ok(out)
    }
}

fn latin_1(text: &str) -> Vec<u8> {
    text.chars().map(|character| u8::try_from(u32::from(character)).expect("bytes are below 256")).collect()
}

/// The parts of a complex number's `repr`.
fn complex_parts(text: &str) -> (f64, f64) {
    let inner = text.trim_matches(['(', ')']);
    let number = inner.strip_suffix('j').expect("complex numbers end in j");
    if text == inner {
        return (0.0, float(number));
    }
    let sign = number
        .char_indices()
        .rfind(|&(at, character)| matches!(character, '+' | '-') && at > 0 && !number[..at].ends_with('e'))
        .expect("there are two parts");
    (float(&number[..sign.0]), float(&number[sign.0..]))
}
