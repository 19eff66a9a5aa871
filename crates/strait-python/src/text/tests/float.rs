use super::{check_table, described, float};
use crate::text::float::{
    as_integer_ratio, floor_to_int, parse, parse_bytes, parse_hex, repr, round_to_digits, round_to_int,
    truncate_to_int, write_hex,
};
use crate::text::{Int, hash_float};

/// A whole number in decimal, without the code under test.
fn plain(value: &Int) -> String {
    match value {
        Int::Small(value) => value.to_string(),
        Int::Big(value) => value.to_string(),
    }
}

#[test]
fn repr_hex_and_hash_are_as_recorded() {
    check_table(include_str!("float_repr.txt"), |arguments| {
        let bits = u64::from_str_radix(&arguments[0], 16).expect("the first column is the float's bits");
        let value = f64::from_bits(bits);
        assert_eq!(repr(value), arguments[1]);
        let mut hex = String::new();
        write_hex(value, &mut hex);
        assert_eq!(hex, arguments[2]);
        Ok(hash_float(value).map_or(String::new(), |hash| hash.to_string()))
    });
}

#[test]
fn parse_is_as_recorded() {
    check_table(include_str!("float_parse.txt"), |arguments| {
        let value = parse(&arguments[0]).map_err(described)?;
        if arguments[0].is_ascii() {
            assert_eq!(parse_bytes(arguments[0].as_bytes()).map(f64::to_bits), Ok(value.to_bits()));
        }
        Ok(repr(value))
    });
}

#[test]
fn from_hex_is_as_recorded() {
    check_table(include_str!("float_fromhex.txt"), |arguments| parse_hex(&arguments[0]).map(repr).map_err(described));
}

#[test]
fn round_is_as_recorded() {
    check_table(include_str!("float_round.txt"), |arguments| {
        let places = arguments[1].parse().expect("the second column is a number");
        round_to_digits(float(&arguments[0]), places).map(repr).map_err(described)
    });
}

#[test]
fn exact_conversions_are_as_recorded() {
    check_table(include_str!("float_exact.txt"), |arguments| {
        let value = float(&arguments[0]);
        let int = match arguments[1].as_str() {
            "int" => truncate_to_int(value),
            "floor" => floor_to_int(value),
            "round" => round_to_int(value),
            _ => {
                let (numerator, denominator) = as_integer_ratio(value).map_err(described)?;
                return Ok(format!("{}/{}", plain(&numerator), plain(&denominator)));
            }
        };
        int.map(|int| plain(&int)).map_err(described)
    });
}

#[test]
fn every_float_with_few_decimals_reads_back() {
    for scaled in 0..200_000u32 {
        let value = f64::from(scaled) / 10_000.0;
        let text = repr(value);
        assert_eq!(text.parse::<f64>(), Ok(value));
        assert!(text.len() <= 7, "{text} is not the shortest");
    }
}

#[test]
fn bytes_beyond_ascii_are_no_float() {
    let error = parse_bytes(b"\xd9\xa3").expect_err("not ASCII");
    assert_eq!(described(error), r"ValueError: could not convert string to float: b'\xd9\xa3'");
}
