use super::{Outcome, Value, check_table, described, latin_1};
use crate::text::float::truncate_to_int;
use crate::text::percent::{
    ArgumentError, Conversion, Ending, Format, Kind, Piece, byte_of_int, char_of_int, pieces_of_bytes, pieces_of_str,
};
use crate::text::{Int, write_ascii};

#[test]
fn templates_of_strings_are_as_recorded() {
    check_table(include_str!("percent.txt"), |arguments| {
        let mut values = Values::new(&arguments[1..]);
        let mut out = String::new();
        for piece in pieces_of_str(&arguments[0], 0) {
            match piece {
                Piece::Literal(text) => out.push_str(text),
                Piece::Conversion(conversion) => write_in_str(conversion, &mut values, &mut out)?,
            }
        }
        values.finish(ArgumentError::NotAllUsed)?;
        Ok(out)
    });
}

#[test]
fn templates_of_bytes_are_as_recorded() {
    check_table(include_str!("percent_bytes.txt"), |arguments| {
        let mut values = Values::new(&arguments[1..]);
        let mut out = Vec::new();
        for piece in pieces_of_bytes(&latin_1(&arguments[0]), 0) {
            match piece {
                Piece::Literal(bytes) => out.extend_from_slice(bytes),
                Piece::Conversion(conversion) => write_in_bytes(conversion, &mut values, &mut out)?,
            }
        }
        values.finish(ArgumentError::NotAllUsedInBytes)?;
        Ok(out.into_iter().map(char::from).collect())
    });
}

#[test]
fn keys_are_between_balanced_parentheses() {
    let key = |text| match pieces_of_str(text, 0).next() {
        Some(Piece::Conversion(conversion)) => (conversion.wants_mapping(), conversion.key),
        piece => panic!("{piece:?} is no conversion"),
    };
    assert_eq!(key("%(name)s"), (true, Some("name")));
    assert_eq!(key("%()s"), (true, Some("")));
    assert_eq!(key("%(a(b)c)s"), (true, Some("a(b)c")));
    assert_eq!(key("%(é)5.1f"), (true, Some("é")));
    assert_eq!(key("%(a"), (true, None));
    assert_eq!(key("%s"), (false, None));
}

#[test]
fn a_template_is_resumed_at_a_position() {
    let template = "é%d%%%5s|";
    let whole: Vec<_> = pieces_of_str(template, 0).collect();
    let mut pieces = pieces_of_str(template, 0);
    for piece in whole {
        assert_eq!(pieces.next(), Some(piece));
        pieces = pieces_of_str(template, pieces.position());
    }
    assert_eq!(pieces.next(), None);
}

/// The arguments of a template, used in turn.
struct Values {
    values: std::vec::IntoIter<Value>,
}

impl Values {
    fn new(texts: &[String]) -> Self {
        let values: Vec<Value> = texts.iter().map(|text| Value::parse(text)).collect();
        Self { values: values.into_iter() }
    }

    fn next(&mut self) -> Result<Value, String> {
        self.values.next().ok_or_else(|| type_error(ArgumentError::NotEnough))
    }

    fn next_int(&mut self) -> Result<Int, String> {
        match self.next()? {
            Value::Int(value) => Ok(value),
            _ => Err(type_error(ArgumentError::StarNeedsInt)),
        }
    }

    fn finish(&self, error: ArgumentError) -> Result<(), String> {
        if self.values.len() == 0 { Ok(()) } else { Err(type_error(error)) }
    }
}

fn type_error(error: ArgumentError) -> String {
    format!("TypeError: {error}")
}

/// The steps that the module describes, up to the value.
fn value_for<K>(conversion: &mut Conversion<K>, values: &mut Values) -> Result<(Value, Kind), String> {
    if conversion.wants_mapping() {
        return Err(type_error(ArgumentError::NeedsMapping));
    }
    if conversion.format.wants_width() {
        conversion.format.give_width(values.next_int()?.as_ref()).map_err(described)?;
    }
    if conversion.format.wants_precision() {
        conversion.format.give_precision(values.next_int()?.as_ref()).map_err(described)?;
    }
    if let Ending::Broken(error) = &conversion.ending {
        return Err(described(error.clone()));
    }
    let value = values.next()?;
    match &conversion.ending {
        Ending::Kind(kind) => Ok((value, *kind)),
        Ending::Unsupported(error) | Ending::Broken(error) => Err(described(error.clone())),
    }
}

fn write_in_str(mut conversion: Conversion<&str>, values: &mut Values, out: &mut String) -> Result<(), String> {
    let (value, kind) = value_for(&mut conversion, values)?;
    let format = conversion.format;
    let result = match kind {
        Kind::Text => format.write_text(&value.str()?, out),
        Kind::Repr => format.write_text(&value.repr()?, out),
        Kind::Ascii => format.write_text(&ascii(&value)?, out),
        Kind::Char => format.write_char(character(&value)?, out),
        Kind::Decimal | Kind::Radix | Kind::Float => return write_number(&format, kind, &value, Template::Str, out),
        Kind::Bytes => unreachable!("strings have no such conversion"),
    };
    result.map_err(described)
}

fn write_in_bytes(mut conversion: Conversion<&[u8]>, values: &mut Values, out: &mut Vec<u8>) -> Result<(), String> {
    let (value, kind) = value_for(&mut conversion, values)?;
    let format = conversion.format;
    let result = match kind {
        Kind::Text | Kind::Bytes => match &value {
            Value::Bytes(bytes) => format.write_bytes(bytes, out),
            _ => return Err(type_error(ArgumentError::NeedsBytes { type_name: value.type_name().to_owned() })),
        },
        Kind::Repr | Kind::Ascii => format.write_bytes(ascii(&value)?.as_bytes(), out),
        Kind::Char => match &value {
            Value::Bytes(bytes) if bytes.len() == 1 => format.write_byte(bytes[0], out),
            Value::Int(value) => format.write_byte(byte_of_int(value.as_ref()).map_err(described)?, out),
            _ => return Err(type_error(ArgumentError::NeedsByte)),
        },
        Kind::Decimal | Kind::Radix | Kind::Float => {
            let mut text = String::new();
            write_number(&format, kind, &value, Template::Bytes, &mut text)?;
            out.extend_from_slice(text.as_bytes());
            return Ok(());
        }
    };
    result.map_err(described)
}

#[derive(PartialEq)]
enum Template {
    Str,
    Bytes,
}

fn write_number(format: &Format, kind: Kind, value: &Value, of: Template, out: &mut String) -> Result<(), String> {
    let type_name = value.type_name().to_owned();
    let letter = format.letter();
    let result = match (kind, value) {
        (Kind::Float, Value::Float(value)) => format.write_float(*value, out),
        (Kind::Float, Value::Int(int)) => match int.as_ref().to_f64() {
            Ok(value) => format.write_float(value, out),
            Err(_) if of == Template::Bytes => {
                return Err(type_error(ArgumentError::NeedsFloatInBytes { type_name }));
            }
            Err(error) => Err(error),
        },
        (Kind::Float, _) if of == Template::Str => return Err(type_error(ArgumentError::NeedsFloat { type_name })),
        (Kind::Float, _) => return Err(type_error(ArgumentError::NeedsFloatInBytes { type_name })),
        (_, Value::Int(value)) => format.write_int(value.as_ref(), 4300, out),
        (Kind::Decimal, Value::Float(value)) => {
            truncate_to_int(*value).and_then(|value| format.write_int(value.as_ref(), 4300, out))
        }
        (Kind::Decimal, _) => return Err(type_error(ArgumentError::NeedsNumber { letter, type_name })),
        _ => return Err(type_error(ArgumentError::NeedsInt { letter, type_name })),
    };
    result.map_err(described)
}

fn character(value: &Value) -> Result<char, String> {
    let mut characters = match value {
        Value::Int(value) => return char_of_int(value.as_ref()).map_err(described),
        Value::Str(text) => text.chars(),
        _ => return Err(type_error(ArgumentError::NeedsChar)),
    };
    match (characters.next(), characters.next()) {
        (Some(character), None) => Ok(character),
        _ => Err(type_error(ArgumentError::NeedsChar)),
    }
}

fn ascii(value: &Value) -> Outcome {
    let Value::Str(text) = value else { return value.repr() };
    let mut out = String::new();
    write_ascii(text, &mut out);
    Ok(out)
}
