use super::{check_table, described, latin_1};
use crate::text::{HexGroups, bytes_from_hex, repr_bytes, repr_str, write_ascii, write_hex};

#[test]
fn repr_and_ascii_are_as_recorded() {
    check_table(include_str!("quote.txt"), |arguments| match arguments[0].as_str() {
        "str" => {
            assert_eq!(repr_str(&arguments[1]), arguments[2]);
            let mut out = String::new();
            write_ascii(&arguments[1], &mut out);
            Ok(out)
        }
        _ => Ok(repr_bytes(&latin_1(&arguments[1]))),
    });
}

#[test]
fn hexadecimal_bytes_are_as_recorded() {
    check_table(include_str!("hex.txt"), |arguments| match arguments[0].as_str() {
        "hex" => {
            let count = arguments[2].parse().expect("the third column is a number");
            let groups = HexGroups::new(&arguments[1], count).map_err(described)?;
            let mut out = String::new();
            write_hex(&[0x00, 0x01, 0x7f, 0x80, 0xff], Some(groups), &mut out);
            Ok(out)
        }
        _ => {
            let bytes = bytes_from_hex(&arguments[1]).map_err(described)?;
            let mut out = String::new();
            write_hex(&bytes, None, &mut out);
            Ok(out)
        }
    });
}

#[test]
fn a_separator_may_be_bytes() {
    let mut out = String::new();
    write_hex(b"ab", HexGroups::from_bytes(b":", 1).ok(), &mut out);
    assert_eq!(out, "61:62");
    assert_eq!(HexGroups::from_bytes(b"\xff", 1).map_err(described), Err("ValueError: sep must be ASCII.".to_owned()));
    assert_eq!(HexGroups::from_bytes(b"", 1).map_err(described), Err("ValueError: sep must be length 1.".to_owned()));
    // The least count does not overflow.
    let mut out = String::new();
    write_hex(b"ab", HexGroups::new("-", i64::MIN).ok(), &mut out);
    assert_eq!(out, "6162");
}
