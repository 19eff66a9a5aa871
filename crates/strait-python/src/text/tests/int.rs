use num_bigint::BigInt;

use super::{big, check_table, described};
use crate::text::int::{
    DEFAULT_MAX_STR_DIGITS, Prefix, Radix, decimal_size_bound, parse, parse_bytes, radix_size_bound, write_decimal,
    write_radix,
};
use crate::text::{Int, IntRef, hash_int};

fn decimal(value: &Int) -> String {
    let mut out = String::new();
    write_decimal(value.as_ref(), 0, &mut out).expect("there is no limit");
    out
}

#[test]
fn parse_is_as_recorded() {
    check_table(include_str!("int_parse.txt"), |arguments| {
        let base = arguments[1].parse().expect("the second column is a base");
        let value = parse(&arguments[0], base, DEFAULT_MAX_STR_DIGITS).map_err(described)?;
        if arguments[0].is_ascii() {
            assert_eq!(parse_bytes(arguments[0].as_bytes(), base, DEFAULT_MAX_STR_DIGITS), Ok(value.clone()));
        }
        Ok(decimal(&value))
    });
}

#[test]
fn text_in_every_base_and_hash_are_as_recorded() {
    check_table(include_str!("int_text.txt"), |arguments| {
        let value = big(&arguments[0]);
        assert_eq!(decimal(&value), arguments[0]);
        assert!(decimal(&value).len() as u64 <= decimal_size_bound(value.as_ref()));
        for (radix, expected) in [Radix::Binary, Radix::Octal, Radix::Hexadecimal].into_iter().zip(&arguments[1..]) {
            let mut out = String::new();
            write_radix(value.as_ref(), radix, Prefix::Shown, &mut out);
            assert_eq!(&out, expected);
            assert!(out.len() as u64 <= radix_size_bound(value.as_ref(), radix));
        }
        Ok(hash_int(value.as_ref()).to_string())
    });
}

#[test]
fn small_ints_are_never_big() {
    for text in ["9223372036854775807", "-9223372036854775808", "0", "-00000000000000000000001"] {
        assert!(matches!(parse(text, 10, 0), Ok(Int::Small(_))), "{text}");
    }
    assert!(matches!(parse("9223372036854775808", 10, 0), Ok(Int::Big(_))));
}

#[test]
fn more_digits_than_the_limit_are_refused_before_the_work() {
    let digits = "1".repeat(4301);
    let message = "ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; \
                   use sys.set_int_max_str_digits() to increase the limit";
    assert_eq!(parse(&digits, 10, 4300).map_err(described), Err(message.to_owned()));
    assert_eq!(parse_bytes(digits.as_bytes(), 3, 4300).map_err(described), Err(message.to_owned()));
    // Digits count, whatever they are; underscores do not.
    assert_eq!(parse(&"0".repeat(4301), 0, 4300).map_err(described), Err(message.to_owned()));
    assert!(parse(&format!("{}1", "1_".repeat(4299)), 10, 4300).is_ok());
    // Powers of two have no limit, and what is no number is told so first.
    assert!(parse(&"f".repeat(5000), 16, 4300).is_ok());
    let error = parse(&format!("{digits}x"), 10, 4300).map_err(described).expect_err("not a number");
    assert!(error.starts_with("ValueError: invalid literal for int() with base 10: '1111"), "{error}");
    // A zero before other digits is an error of base 0, but too many digits come first.
    assert_eq!(parse(&format!("0{}", &digits[1..]), 0, 4300).map_err(described), Err(message.to_owned()));
}

#[test]
fn ints_of_more_digits_than_the_limit_have_no_text() {
    let limit = BigInt::from(10).pow(4300);
    let mut out = String::new();
    assert!(write_decimal(IntRef::Big(&(&limit - 1)), 4300, &mut out).is_ok());
    assert!(write_decimal(IntRef::Big(&(1 - &limit)), 4300, &mut out).is_ok());
    let error = write_decimal(IntRef::Big(&limit), 4300, &mut out).map_err(described);
    let message = "ValueError: Exceeds the limit (4300 digits) for integer string conversion; \
                   use sys.set_int_max_str_digits() to increase the limit";
    assert_eq!(error, Err(message.to_owned()));
}

#[test]
fn literals_in_messages_are_cut() {
    let error = parse_bytes(&[0xff; 300], 10, 0).map_err(described).expect_err("not a number");
    assert_eq!(error, format!("ValueError: invalid literal for int() with base 10: b'{}\\x", r"\xff".repeat(49)));
}

#[test]
fn huge_ints_read_back() {
    for digits in [1023, 1024, 1025, 2048, 2049, 5000, 100_000] {
        let text = format!("-{}", &"123456789".repeat(digits / 9 + 1)[..digits]);
        let value = parse(&text, 10, 0).expect("there is no limit");
        assert_eq!(decimal(&value), text);
    }
}
