//! Sizes are known, and refused, before anything is allocated.

use num_bigint::BigInt;

use super::described;
use crate::text::percent::{Conversion, Format, Piece, pieces_of_bytes, pieces_of_str};
use crate::text::{IntRef, MAX_OUTPUT, Spec, TextError};

fn spec(text: &str) -> Spec {
    Spec::parse(text, "int").expect("a valid spec")
}

fn percent(text: &str) -> Format {
    match pieces_of_str(text, 0).next() {
        Some(Piece::Conversion(Conversion { format, .. })) => format,
        piece => panic!("{text} is no conversion but {piece:?}"),
    }
}

#[test]
fn widths_are_known_and_refused_beforehand() {
    let wide = spec("9999999999");
    let mut out = String::new();
    assert!(wide.str_size_bound("a") > MAX_OUTPUT);
    assert_eq!(wide.write_str("a", "str", &mut out), Err(TextError::OutOfMemory));
    assert!(wide.int_size_bound(IntRef::Small(1)) > MAX_OUTPUT);
    assert_eq!(wide.write_int(IntRef::Small(1), 0, "int", &mut out), Err(TextError::OutOfMemory));
    assert_eq!(spec("9999999999c").write_int(IntRef::Small(65), 0, "int", &mut out), Err(TextError::OutOfMemory));
    assert!(wide.float_size_bound() > MAX_OUTPUT);
    assert_eq!(wide.write_float(1.0, "float", &mut out), Err(TextError::OutOfMemory));
    assert_eq!(wide.write_complex(1.0, 1.0, "complex", &mut out), Err(TextError::OutOfMemory));
    assert_eq!(described(TextError::OutOfMemory), "MemoryError: ");
    assert_eq!(out, "");
}

#[test]
fn the_greatest_width_does_not_overflow_a_size() {
    for text in
        ["9223372036854775807", "\u{10ffff}<9223372036854775807", "09223372036854775807,", "9223372036854775807.9e"]
    {
        assert!(spec(text).int_size_bound(IntRef::Small(1)) > MAX_OUTPUT);
        assert!(spec(text).str_size_bound("abc") > MAX_OUTPUT);
        assert!(spec(text).complex_size_bound() > MAX_OUTPUT);
    }
}

#[test]
fn precisions_are_known_and_refused_beforehand() {
    let mut out = String::new();
    let precise = spec(".2147483647f");
    assert!(precise.float_size_bound() > MAX_OUTPUT);
    assert_eq!(precise.write_float(1.0, "float", &mut out), Err(TextError::OutOfMemory));
    assert_eq!(spec(".2147483648f").write_float(1.0, "float", &mut out), Err(TextError::PrecisionTooBig));
    // A precision of strings only cuts.
    assert_eq!(spec(".9223372036854775807").write_str("abc", "str", &mut out), Ok(()));
    assert_eq!(out, "abc");
}

#[test]
fn precisions_beyond_a_floats_digits_are_zeros() {
    let mut out = String::new();
    spec(".70000f").write_float(0.5, "float", &mut out).expect("small enough");
    assert_eq!(out, format!("0.5{}", "0".repeat(69_999)));
    for text in [".70000e", "#.70000g", ".70000g"] {
        let mut out = String::new();
        spec(text).write_float(5e-324, "float", &mut out).expect("small enough");
        assert!(out.starts_with("4.940656458412465441765687928682213723650598026143"), "{text}");
        assert!(out.ends_with("e-324"), "{text}");
        assert!(out.len() as u64 <= spec(text).float_size_bound());
    }
}

#[test]
fn sizes_of_conversions_are_known_and_refused_beforehand() {
    let mut out = String::new();
    let wide = percent("%9999999999d");
    assert!(wide.int_size_bound(IntRef::Small(1)) > MAX_OUTPUT);
    assert_eq!(wide.write_int(IntRef::Small(1), 0, &mut out), Err(TextError::OutOfMemory));
    assert_eq!(wide.write_text("a", &mut out), Err(TextError::OutOfMemory));
    assert_eq!(wide.write_char('a', &mut out), Err(TextError::OutOfMemory));
    assert_eq!(wide.write_bytes(b"a", &mut Vec::new()), Err(TextError::OutOfMemory));
    assert_eq!(wide.write_byte(b'a', &mut Vec::new()), Err(TextError::OutOfMemory));
    assert_eq!(percent("%.2147483647f").write_float(1.0, &mut out), Err(TextError::OutOfMemory));
    assert_eq!(percent("%.2147483644d").write_int(IntRef::Small(1), 0, &mut out), Err(TextError::OutOfMemory));
    assert_eq!(
        percent("%.2147483645d").write_int(IntRef::Small(1), 0, &mut out),
        Err(TextError::PercentPrecisionTooLarge)
    );
    assert_eq!(out, "");
}

#[test]
fn the_least_width_by_argument_does_not_overflow() {
    let mut format = percent("%*d");
    format.give_width(IntRef::Small(i64::MIN)).expect("fits 64 bits");
    assert!(format.int_size_bound(IntRef::Small(1)) > MAX_OUTPUT);
    assert_eq!(format.write_int(IntRef::Small(1), 0, &mut String::new()), Err(TextError::OutOfMemory));
}

#[test]
fn huge_ints_have_known_sizes() {
    let huge = -BigInt::from(2).pow(4000);
    for text in ["b", "#b", "_b", "o", "x", "_x", "d", ",", "f", "n", "020,"] {
        let mut out = String::new();
        let spec = spec(text);
        if spec.write_int(IntRef::Big(&huge), 0, "int", &mut out).is_ok() {
            assert!(out.len() as u64 <= spec.int_size_bound(IntRef::Big(&huge)), "{text}");
        }
    }
}

#[test]
fn no_text_makes_a_parser_panic() {
    // All short texts over the characters that mean something.
    let alphabet: Vec<char> = "{}!:[].%(*0l#s<,é\0".chars().collect();
    for length in 0..=4 {
        for number in 0..alphabet.len().pow(length) {
            let mut rest = number;
            let mut text = String::new();
            for _ in 0..length {
                text.push(alphabet[rest % alphabet.len()]);
                rest /= alphabet.len();
            }
            let _ = Spec::parse(&text, "int");
            for piece in crate::text::template::Pieces::new(&text).flatten() {
                if let Some(field) = piece.field
                    && let Ok((_, accessors)) = crate::text::template::split_name(field.name, None)
                {
                    let _ = accessors.count();
                }
            }
            let _ = pieces_of_str(&format!("%{text}"), 0).count();
            let _ = pieces_of_bytes(format!("%{text}").as_bytes(), 0).count();
        }
    }
}
