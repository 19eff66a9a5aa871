use std::fmt;

/// What is wrong with the arguments of a template: all are a `TypeError`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArgumentError {
    /// More conversions than arguments.
    NotEnough,
    /// More arguments than conversions, in a template of strings.
    NotAllUsed,
    /// More arguments than conversions, in a template of bytes.
    NotAllUsedInBytes,
    /// A key, and an argument that is no mapping.
    NeedsMapping,
    /// `*` with something else than an int.
    StarNeedsInt,
    /// [`Kind::Decimal`](super::Kind::Decimal) with something that is no number.
    NeedsNumber {
        /// Letter of the type.
        letter: char,
        /// Type of the value.
        type_name: String,
    },
    /// [`Kind::Radix`](super::Kind::Radix) with something that is no int.
    NeedsInt {
        /// Letter of the type.
        letter: char,
        /// Type of the value.
        type_name: String,
    },
    /// [`Kind::Float`](super::Kind::Float) with something that is no number.
    NeedsFloat {
        /// Type of the value.
        type_name: String,
    },
    /// The same in a template of bytes.
    NeedsFloatInBytes {
        /// Type of the value.
        type_name: String,
    },
    /// [`Kind::Char`](super::Kind::Char) with neither an int nor a string of length 1.
    NeedsChar,
    /// The same in a template of bytes.
    NeedsByte,
    /// [`Kind::Bytes`](super::Kind::Bytes), or [`Kind::Text`](super::Kind::Text) in a template of bytes, with a value
    /// that has none.
    NeedsBytes {
        /// Type of the value.
        type_name: String,
    },
}

impl std::error::Error for ArgumentError {}

impl fmt::Display for ArgumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEnough => f.write_str("not enough arguments for format string"),
            Self::NotAllUsed => f.write_str("not all arguments converted during string formatting"),
            Self::NotAllUsedInBytes => f.write_str("not all arguments converted during bytes formatting"),
            Self::NeedsMapping => f.write_str("format requires a mapping"),
            Self::StarNeedsInt => f.write_str("* wants int"),
            Self::NeedsNumber { letter, type_name } => {
                write!(f, "%{letter} format: a real number is required, not {type_name}")
            }
            Self::NeedsInt { letter, type_name } => {
                write!(f, "%{letter} format: an integer is required, not {type_name}")
            }
            Self::NeedsFloat { type_name } => write!(f, "must be real number, not {type_name}"),
            Self::NeedsFloatInBytes { type_name } => write!(f, "float argument required, not {type_name}"),
            Self::NeedsChar => f.write_str("%c requires int or char"),
            Self::NeedsByte => f.write_str("%c requires an integer in range(256) or a single byte"),
            Self::NeedsBytes { type_name } => {
                write!(f, "%b requires a bytes-like object, or an object that implements __bytes__, not '{type_name}'")
            }
        }
    }
}
