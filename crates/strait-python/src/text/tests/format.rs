use super::{Value, check_table};
use crate::text::{Spec, TextError};

#[test]
fn values_with_specs_are_as_recorded() {
    check_table(include_str!("format.txt"), |arguments| Value::parse(&arguments[0]).format(&arguments[1]));
}

#[test]
fn only_the_empty_spec_is_empty() {
    assert_eq!(Spec::parse("", "int"), Ok(Spec::default()));
    for text in ["<", "0", "-", "z", "#", "1", ",", "_", ".0", "d"] {
        assert!(!Spec::parse(text, "int").expect("a valid spec").is_empty(), "{text}");
    }
}

#[test]
fn messages_name_the_type_that_is_given() {
    let error = Spec::parse("x5", "Money").expect_err("something is left over");
    assert_eq!(error, TextError::InvalidSpec { spec: "x5".to_owned(), type_name: "Money".to_owned() });
    assert_eq!(error.to_string(), "Invalid format specifier 'x5' for object of type 'Money'");
}

#[test]
fn output_is_appended() {
    let mut out = String::from("-12|");
    for spec in ["+6d", "_>6", "=+07,d", "^7"] {
        let spec = Spec::parse(spec, "int").expect("a valid spec");
        spec.write_int(34.into(), 0, "int", &mut out).expect("a valid spec for ints");
        out.push('|');
    }
    assert_eq!(out, "-12|   +34|____34|+00,034|  34   |");
}
