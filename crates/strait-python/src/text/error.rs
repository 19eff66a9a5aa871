use std::fmt;

use super::unicode::surrogate::code_point;

/// What a conversion or a format refuses. `Display` is the message of CPython 3.12, [`exception`](Self::exception) its
/// type.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextError {
    /// `float(text)`; the text as `repr` shows it.
    NotAFloat {
        /// `repr(text)`
        literal: String,
    },
    /// `float.fromhex(text)`
    MalformedHexFloat,
    /// `float.fromhex(text)`
    HexFloatTooLarge,
    /// `round(value, places)`
    RoundedTooLarge,
    /// `float.as_integer_ratio`
    InfinityToRatio,
    /// `float.as_integer_ratio`
    NanToRatio,
    /// `int(value)`
    InfinityToInt,
    /// `int(value)`
    NanToInt,
    /// `float(value)` of an int, also before it is formatted as one.
    IntTooLargeForFloat,

    /// `int(text, base)`
    BadIntBase,
    /// `int(text, base)`
    NotAnInt {
        /// The base that was asked for, 0 included.
        base: u32,
        /// The first 200 characters of `repr(text)`.
        literal: String,
    },
    /// `int(text, base)`
    TooManyDigitsToInt {
        /// `sys.get_int_max_str_digits()`
        limit: usize,
        /// How many digits the text has.
        digits: usize,
    },
    /// `str(value)` of an int.
    TooManyDigitsToText {
        /// `sys.get_int_max_str_digits()`
        limit: usize,
    },

    /// `complex(text)` with misplaced underscores.
    NotAComplex {
        /// `repr(text)`
        literal: String,
    },
    /// `complex(text)`
    MalformedComplex,

    /// `bytes.fromhex(text)`
    NotHexadecimal {
        /// Index of the character.
        position: usize,
    },
    /// `bytes.hex(sep)`
    SeparatorLength,
    /// `bytes.hex(sep)`
    SeparatorNotAscii,

    /// A width, precision or index beyond 63 bits in a format.
    TooManyFormatDigits,
    /// A precision beyond 31 bits.
    PrecisionTooBig,
    /// A point without digits after it.
    MissingPrecision,
    /// A specification with something left over.
    InvalidSpec {
        /// The specification.
        spec: String,
        /// Type of the value.
        type_name: String,
    },
    /// A presentation type that the value's type does not have.
    UnknownFormatCode {
        /// The presentation type.
        code: char,
        /// Type of the value.
        type_name: String,
    },
    /// Thousands separators with a presentation type that has none.
    SeparatorWithCode {
        /// The separator.
        separator: char,
        /// The presentation type.
        code: char,
    },
    /// `,` and `_` in one specification.
    BothSeparators,
    /// An option that the value's type or the presentation type does not allow.
    NotAllowed(NotAllowed),
    /// `c` of an int that is no code point.
    CharNotInRange,
    /// `c` of an int beyond 64 bits.
    IntTooLargeForC,
    /// An int beyond 64 bits as a width of `%`.
    IntTooLargeForSize,
    /// An int beyond 32 bits as a precision of `%`.
    IntTooLargeForCInt,

    /// A `(` of a key without its `)`.
    IncompleteFormatKey,
    /// A `%` conversion that ends before its type.
    IncompleteFormat,
    /// A width beyond 63 bits in a `%` conversion.
    PercentWidthTooBig,
    /// A precision beyond 31 bits in a `%` conversion of bytes.
    BytesPrecisionTooBig,
    /// A type that `%` does not have.
    UnsupportedFormatChar {
        /// The type as the message shows it.
        shown: char,
        /// Its code point (or byte).
        code: u32,
        /// Its index in the template, in characters (or bytes).
        index: usize,
    },
    /// A type beyond ASCII in a `%` conversion of bytes.
    UnsupportedFormatByte,
    /// A precision for an int that would pass 31 bits with its prefix.
    PercentPrecisionTooLarge,
    /// `%c` of bytes, of an int that is no byte.
    ByteNotInRange,

    /// A `}` that closes nothing.
    SingleCloseBrace,
    /// A `{` at the end.
    SingleOpenBrace,
    /// A field that is not closed.
    ExpectedCloseBrace,
    /// A `{` in a field's name.
    OpenBraceInName,
    /// A `!` at the end.
    MissingConversion,
    /// A conversion that is followed neither by `:` nor by `}`.
    ExpectedColonAfterConversion,
    /// A specification that is not closed.
    UnmatchedBraceInSpec,
    /// A conversion other than `r`, `s` and `a`.
    UnknownConversion {
        /// The conversion.
        code: char,
    },
    /// `{}` after `{0}`.
    ManualToAutomatic,
    /// `{0}` after `{}`.
    AutomaticToManual,
    /// `[` without `]` in a field's name.
    MissingCloseBracket,
    /// `]` that is followed neither by `.` nor by `[`.
    BadAfterBracket,
    /// `.` or `[]` without a name.
    EmptyAttribute,
    /// A specification within a specification within a specification.
    RecursionExceeded,

    /// More than [`MAX_OUTPUT`](super::MAX_OUTPUT) was asked for.
    OutOfMemory,
}

/// An option of a format specification that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotAllowed {
    /// `+` or `-` with a string.
    SignInString,
    /// A space as sign with a string.
    SpaceInString,
    /// `z` with a string.
    NegativeZeroInString,
    /// `#` with a string.
    AlternateInString,
    /// `=` with a string.
    AfterSignInString,
    /// A precision with an int.
    PrecisionInInt,
    /// `z` with an int.
    NegativeZeroInInt,
    /// A sign with `c`.
    SignWithC,
    /// `#` with `c`.
    AlternateWithC,
    /// `0` with a complex number.
    ZeroPaddingInComplex,
    /// `=` with a complex number.
    AfterSignInComplex,
}

impl TextError {
    /// The name of the exception's class.
    pub fn exception(&self) -> &'static str {
        match self {
            Self::HexFloatTooLarge
            | Self::RoundedTooLarge
            | Self::InfinityToRatio
            | Self::InfinityToInt
            | Self::IntTooLargeForFloat
            | Self::IntTooLargeForC
            | Self::IntTooLargeForSize
            | Self::IntTooLargeForCInt
            | Self::CharNotInRange
            | Self::ByteNotInRange
            | Self::UnsupportedFormatByte
            | Self::PercentPrecisionTooLarge => "OverflowError",
            Self::OutOfMemory => "MemoryError",
            _ => "ValueError",
        }
    }
}

impl std::error::Error for TextError {}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAFloat { literal } => write!(f, "could not convert string to float: {literal}"),
            Self::NotAnInt { base, literal } => write!(f, "invalid literal for int() with base {base}: {literal}"),
            Self::TooManyDigitsToInt { limit, digits } => write!(
                f,
                "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; \
                 use sys.set_int_max_str_digits() to increase the limit"
            ),
            Self::TooManyDigitsToText { limit } => write!(
                f,
                "Exceeds the limit ({limit} digits) for integer string conversion; \
                 use sys.set_int_max_str_digits() to increase the limit"
            ),
            Self::NotAComplex { literal } => write!(f, "could not convert string to complex: {literal}"),
            Self::NotHexadecimal { position } => {
                write!(f, "non-hexadecimal number found in fromhex() arg at position {position}")
            }
            Self::InvalidSpec { spec, type_name } => {
                write!(f, "Invalid format specifier '{spec}' for object of type '{type_name}'")
            }
            Self::UnknownFormatCode { code, type_name } => {
                write!(f, "Unknown format code '{}' for object of type '{type_name}'", Code(*code, 127))
            }
            Self::SeparatorWithCode { separator, code } => {
                write!(f, "Cannot specify '{separator}' with '{}'.", Code(*code, 127))
            }
            Self::UnsupportedFormatChar { shown, code, index } => {
                write!(f, "unsupported format character '{shown}' (0x{code:x}) at index {index}")
            }
            Self::UnknownConversion { code } => write!(f, "Unknown conversion specifier {}", Code(*code, 126)),
            _ => f.write_str(self.fixed_message()),
        }
    }
}

impl TextError {
    /// The messages without variable parts; empty for the others, which `Display` writes itself.
    fn fixed_message(&self) -> &'static str {
        match self {
            Self::MalformedHexFloat => "invalid hexadecimal floating-point string",
            Self::HexFloatTooLarge => "hexadecimal value too large to represent as a float",
            Self::RoundedTooLarge => "rounded value too large to represent",
            Self::InfinityToRatio => "cannot convert Infinity to integer ratio",
            Self::NanToRatio => "cannot convert NaN to integer ratio",
            Self::InfinityToInt => "cannot convert float infinity to integer",
            Self::NanToInt => "cannot convert float NaN to integer",
            Self::IntTooLargeForFloat => "int too large to convert to float",
            Self::BadIntBase => "int() base must be >= 2 and <= 36, or 0",
            Self::MalformedComplex => "complex() arg is a malformed string",
            Self::SeparatorLength => "sep must be length 1.",
            Self::SeparatorNotAscii => "sep must be ASCII.",
            Self::TooManyFormatDigits => "Too many decimal digits in format string",
            Self::PrecisionTooBig => "precision too big",
            Self::MissingPrecision => "Format specifier missing precision",
            Self::BothSeparators => "Cannot specify both ',' and '_'.",
            Self::NotAllowed(option) => option.message(),
            Self::CharNotInRange => "%c arg not in range(0x110000)",
            Self::IntTooLargeForC => "Python int too large to convert to C long",
            Self::IntTooLargeForSize => "Python int too large to convert to C ssize_t",
            Self::IntTooLargeForCInt => "Python int too large to convert to C int",
            Self::IncompleteFormatKey => "incomplete format key",
            Self::IncompleteFormat => "incomplete format",
            Self::PercentWidthTooBig => "width too big",
            Self::BytesPrecisionTooBig => "prec too big",
            Self::UnsupportedFormatByte => "character argument not in range(0x110000)",
            Self::PercentPrecisionTooLarge => "precision too large",
            Self::ByteNotInRange => "%c arg not in range(256)",
            Self::SingleCloseBrace => "Single '}' encountered in format string",
            Self::SingleOpenBrace => "Single '{' encountered in format string",
            Self::ExpectedCloseBrace => "expected '}' before end of string",
            Self::OpenBraceInName => "unexpected '{' in field name",
            Self::MissingConversion => "end of string while looking for conversion specifier",
            Self::ExpectedColonAfterConversion => "expected ':' after conversion specifier",
            Self::UnmatchedBraceInSpec => "unmatched '{' in format spec",
            Self::ManualToAutomatic => "cannot switch from manual field specification to automatic field numbering",
            Self::AutomaticToManual => "cannot switch from automatic field numbering to manual field specification",
            Self::MissingCloseBracket => "Missing ']' in format string",
            Self::BadAfterBracket => "Only '.' or '[' may follow ']' in format field specifier",
            Self::EmptyAttribute => "Empty attribute in format string",
            Self::RecursionExceeded => "Max string recursion exceeded",
            // CPython says no more than the class.
            Self::OutOfMemory => "",
            Self::NotAFloat { .. }
            | Self::NotAnInt { .. }
            | Self::TooManyDigitsToInt { .. }
            | Self::TooManyDigitsToText { .. }
            | Self::NotAComplex { .. }
            | Self::NotHexadecimal { .. }
            | Self::InvalidSpec { .. }
            | Self::UnknownFormatCode { .. }
            | Self::SeparatorWithCode { .. }
            | Self::UnsupportedFormatChar { .. }
            | Self::UnknownConversion { .. } => "",
        }
    }
}

impl NotAllowed {
    fn message(self) -> &'static str {
        match self {
            Self::SignInString => "Sign not allowed in string format specifier",
            Self::SpaceInString => "Space not allowed in string format specifier",
            Self::NegativeZeroInString => "Negative zero coercion (z) not allowed in string format specifier",
            Self::AlternateInString => "Alternate form (#) not allowed in string format specifier",
            Self::AfterSignInString => "'=' alignment not allowed in string format specifier",
            Self::PrecisionInInt => "Precision not allowed in integer format specifier",
            Self::NegativeZeroInInt => "Negative zero coercion (z) not allowed in integer format specifier",
            Self::SignWithC => "Sign not allowed with integer format specifier 'c'",
            Self::AlternateWithC => "Alternate form (#) not allowed with integer format specifier 'c'",
            Self::ZeroPaddingInComplex => "Zero padding is not allowed in complex format specifier",
            Self::AfterSignInComplex => "'=' alignment flag is not allowed in complex format specifier",
        }
    }
}

/// A character of a format as messages show it: itself if above the space and below the bound, else its number.
struct Code(char, u32);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match code_point(self.0) {
            code if (33..=self.1).contains(&code) => write!(f, "{}", self.0),
            code => write!(f, "\\x{code:x}"),
        }
    }
}
