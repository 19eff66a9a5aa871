//! Values that scripts and host modules exchange: the arguments and the result of `host.call`.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use minicbor::{Decoder, Encoder, data::Type};

use crate::DecodeError;

/// A value as every side knows it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`, `undefined`, `None`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A list.
    Array(Vec<Value>),
    /// A map with texts as keys, in its order.
    Map(Vec<(String, Value)>),
}

/// How deep arrays and maps may lie in each other.
const MOST_NESTING: usize = 64;

impl Value {
    /// Encodes an array of values: the arguments of a call.
    pub fn encode_array(values: &[Self]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes);
        // Writing to a vector cannot fail.
        let _ = encoder.array(values.len() as u64);
        for value in values {
            let _ = value.write(&mut encoder);
        }
        bytes
    }

    /// Decodes one value that takes up all of the bytes.
    ///
    /// # Errors
    ///
    /// The bytes are no value, or one that is nested too deeply, or has whole numbers beyond 64 bits.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut decoder = Decoder::new(bytes);
        let value = read(&mut decoder, 0).map_err(|source| DecodeError::caused("value", source))?;
        match decoder.position() == bytes.len() {
            true => Ok(value),
            false => Err(DecodeError::new("value: trailing bytes")),
        }
    }

    /// Whether this and what is in it is nested no deeper than a host reads.
    pub fn is_shallow(&self) -> bool {
        fn within(value: &Value, left: usize) -> bool {
            match value {
                Value::Array(items) => left > 0 && items.iter().all(|item| within(item, left - 1)),
                Value::Map(entries) => left > 0 && entries.iter().all(|(_, item)| within(item, left - 1)),
                _ => true,
            }
        }
        // The array of the arguments is one level.
        within(self, MOST_NESTING - 1)
    }

    fn write<W: minicbor::encode::Write>(&self, to: &mut Encoder<W>) -> Result<(), minicbor::encode::Error<W::Error>> {
        match self {
            Self::Null => drop(to.null()?),
            Self::Bool(value) => drop(to.bool(*value)?),
            Self::Int(number) => drop(to.i64(*number)?),
            Self::Float(number) => drop(to.f64(*number)?),
            Self::Text(text) => drop(to.str(text)?),
            Self::Bytes(bytes) => drop(to.bytes(bytes)?),
            Self::Array(items) => {
                to.array(items.len() as u64)?;
                for item in items {
                    item.write(to)?;
                }
            }
            Self::Map(entries) => {
                to.map(entries.len() as u64)?;
                for (key, item) in entries {
                    to.str(key)?;
                    item.write(to)?;
                }
            }
        }
        Ok(())
    }
}

fn read(from: &mut Decoder<'_>, depth: usize) -> Result<Value, minicbor::decode::Error> {
    use minicbor::decode::Error;
    if depth > MOST_NESTING {
        return Err(Error::message("nested too deeply"));
    }
    Ok(match from.datatype()? {
        Type::Null | Type::Undefined => {
            from.skip()?;
            Value::Null
        }
        Type::Bool => Value::Bool(from.bool()?),
        Type::U8 | Type::U16 | Type::U32 | Type::U64 | Type::I8 | Type::I16 | Type::I32 | Type::I64 => {
            Value::Int(from.i64()?)
        }
        Type::F32 | Type::F64 => Value::Float(from.f64()?),
        Type::String => Value::Text(from.str()?.to_owned()),
        Type::Bytes => Value::Bytes(from.bytes()?.to_owned()),
        Type::Array => {
            let count = from.array()?.ok_or(Error::message("an array of indefinite length"))?;
            // The count is the sender's word: the items are what takes room.
            let mut items = Vec::new();
            for _ in 0..count {
                items.push(read(from, depth + 1)?);
            }
            Value::Array(items)
        }
        Type::Map => {
            let count = from.map()?.ok_or(Error::message("a map of indefinite length"))?;
            let mut entries = Vec::new();
            for _ in 0..count {
                let key = from.str()?.to_owned();
                entries.push((key, read(from, depth + 1)?));
            }
            Value::Map(entries)
        }
        _ => return Err(Error::message("a value of a kind that does not pass")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn a_value_is_read_as_it_was_written() {
        let value = Value::Array(vec![
            Value::Null,
            Value::Bool(true),
            Value::Int(i64::MIN),
            Value::Float(-0.5),
            Value::Text("a\u{0}\u{1f600}".into()),
            Value::Bytes(vec![0, 255]),
            Value::Map(vec![("b".into(), Value::Int(1)), ("a".into(), Value::Array(vec![]))]),
        ]);
        let Value::Array(items) = &value else { unreachable!() };
        assert_eq!(Value::decode(&Value::encode_array(items)).unwrap(), value);
    }

    #[test]
    fn what_is_no_value_is_refused() {
        for bytes in [
            &b""[..],
            b"\xf6\xf6",
            b"\x82\x01",
            b"\x9f\x01\xff",
            b"\xa1\x01\x02",
            b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff",
            b"\xc2\x41\x01",
        ] {
            assert!(Value::decode(bytes).is_err(), "{bytes:x?}");
        }
        assert!(Value::decode(&[b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff".as_slice(), b"\x01"].concat()).is_err());
        assert!(Value::decode(&[vec![0x81; 1000], vec![0xf6]].concat()).is_err());
    }

    #[test]
    fn depth_has_a_limit() {
        let nested = |depth| (0..depth).fold(Value::Null, |inner, _| Value::Array(vec![inner]));
        for (depth, shallow) in [(1, true), (63, true), (64, false)] {
            let value = nested(depth);
            assert_eq!(value.is_shallow(), shallow, "{depth}");
            assert_eq!(Value::decode(&Value::encode_array(&[value])).is_ok(), shallow, "{depth}");
        }
    }
}
