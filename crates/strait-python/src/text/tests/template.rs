use super::{Outcome, Value, check_table, described};
use crate::text::template::{Accessor, Conversion, First, MAX_DEPTH, Numbering, Pieces, split_name};
use crate::text::{TextError, repr_str, write_ascii};

#[test]
fn pieces_are_as_recorded() {
    check_table(include_str!("template_pieces.txt"), |arguments| {
        let mut out = String::new();
        for piece in Pieces::new(&arguments[0]) {
            let piece = piece.map_err(described)?;
            let field = piece.field.map(|field| {
                let conversion = field.conversion.map_or("None".to_owned(), String::from);
                format!("{}|{}|{conversion}", field.name, field.spec)
            });
            out += &format!("{}|{};", piece.literal, field.unwrap_or("None|None|None".to_owned()));
        }
        Ok(out)
    });
}

#[test]
fn names_are_as_recorded() {
    check_table(include_str!("template_names.txt"), |arguments| {
        let (first, steps) = split_name(&arguments[0], None).map_err(described)?;
        let mut out = match first {
            First::Index(index) => index.to_string(),
            First::Key(key) => repr_str(key),
        };
        for step in steps {
            out += &match step.map_err(described)? {
                Accessor::Attribute(name) => format!(".{name}"),
                Accessor::Index(index) => format!("[{index}]"),
                Accessor::Key(key) => format!("[{}]", repr_str(key)),
            };
        }
        Ok(out)
    });
}

#[test]
fn formatting_is_as_recorded() {
    check_table(include_str!("template_format.txt"), |arguments| {
        let values: Vec<Value> = arguments[1..].iter().map(|text| Value::parse(text)).collect();
        expanded(&arguments[0], &values, MAX_DEPTH, &mut Numbering::default())
    });
}

#[test]
fn a_template_is_resumed_by_what_is_left() {
    let text = "a{0.x[y]!r:{w}}b{{c}}";
    let whole: Vec<_> = Pieces::new(text).collect();
    let mut rest = text;
    for piece in whole {
        let mut pieces = Pieces::new(rest);
        assert_eq!(pieces.next(), Some(piece));
        rest = pieces.rest();
    }
    assert_eq!(rest, "");
}

#[test]
fn what_stands_before_a_mistake_is_given_first() {
    let mut pieces = Pieces::new("{a}b{}}");
    assert!(matches!(pieces.next(), Some(Ok(_))));
    assert!(matches!(pieces.next(), Some(Ok(_))));
    assert_eq!(pieces.next(), Some(Err(TextError::SingleCloseBrace)));
    assert_eq!(pieces.next(), None);
}

/// `template.format(*values)`
fn expanded(template: &str, values: &[Value], depth: usize, numbering: &mut Numbering) -> Outcome {
    if depth == 0 {
        return Err(described(TextError::RecursionExceeded));
    }
    let mut out = String::new();
    for piece in Pieces::new(template) {
        let piece = piece.map_err(described)?;
        out.push_str(piece.literal);
        let Some(field) = piece.field else { continue };
        let (first, _) = split_name(field.name, Some(&mut *numbering)).map_err(described)?;
        let First::Index(index) = first else { panic!("{first:?} is not in the table") };
        let value = converted(&values[index as usize], field.conversion)?;
        let spec = match field.spec_has_fields {
            true => expanded(field.spec, values, depth - 1, numbering)?,
            false => field.spec.to_owned(),
        };
        out += &value.format(&spec)?;
    }
    Ok(out)
}

fn converted(value: &Value, code: Option<char>) -> Result<Value, String> {
    let Some(code) = code else { return Ok(value.clone()) };
    Ok(Value::Str(match (Conversion::from_char(code).map_err(described)?, value) {
        (Conversion::Str, _) => value.str()?,
        (Conversion::Ascii, Value::Str(text)) => {
            let mut out = String::new();
            write_ascii(text, &mut out);
            out
        }
        (Conversion::Repr | Conversion::Ascii, _) => value.repr()?,
    }))
}
