use super::{check_table, described, float};
use crate::text::float::repr;
use crate::text::{hash_complex, parse_complex, write_complex};

#[test]
fn repr_parse_and_hash_are_as_recorded() {
    check_table(include_str!("complex.txt"), |arguments| match arguments[0].as_str() {
        "repr" => {
            let mut out = String::new();
            write_complex(float(&arguments[1]), float(&arguments[2]), &mut out);
            Ok(out)
        }
        "hash" => {
            let hash = hash_complex(float(&arguments[1]), float(&arguments[2]));
            Ok(hash.expect("recorded hashes are of numbers").to_string())
        }
        _ => {
            let (real, imaginary) = parse_complex(&arguments[1]).map_err(described)?;
            Ok(format!("{} {}", repr(real), repr(imaginary)))
        }
    });
}

#[test]
fn nan_hashes_by_identity() {
    assert_eq!(hash_complex(f64::NAN, 0.0), None);
    assert_eq!(hash_complex(0.0, f64::NAN), None);
}
