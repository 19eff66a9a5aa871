//! The tokens of a text that is no program, as CPython's tokenizer cuts them.

/// What a token is. Numbers from [`Kind::FIRST_WORD`] on are keywords and operators, in the order of the grammar's table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Kind(pub(super) u16);

impl Kind {
    pub(super) const END: Self = Self(0);
    pub(super) const NAME: Self = Self(1);
    pub(super) const NUMBER: Self = Self(2);
    pub(super) const STRING: Self = Self(3);
    pub(super) const NEWLINE: Self = Self(4);
    pub(super) const INDENT: Self = Self(5);
    pub(super) const DEDENT: Self = Self(6);
    pub(super) const F_START: Self = Self(7);
    pub(super) const F_MIDDLE: Self = Self(8);
    pub(super) const F_END: Self = Self(9);
    /// A character that stands nowhere in the grammar.
    pub(super) const OTHER: Self = Self(10);
    /// A keyword or an operator whose number is not known yet.
    pub(super) const WORD: Self = Self(11);
    pub(super) const FIRST_WORD: u16 = 12;
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Bytes of the text.
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) line: u32,
    pub(super) end_line: u32,
    /// Bytes from the start of the line; `None` for a token without text.
    pub(super) column: Option<u32>,
    pub(super) end_column: Option<u32>,
    /// How many brackets are open after it.
    pub(super) level: u16,
    /// Where the tokenizer stood after it: the line and the byte in the line.
    pub(super) after: (u32, u32),
}

impl Token {
    /// What stands for a token where there is none.
    pub(super) const NOTHING: Self = Self {
        kind: Kind::END,
        start: 0,
        end: 0,
        line: 1,
        end_line: 1,
        column: None,
        end_column: None,
        level: 0,
        after: (1, 0),
    };
}

/// Why a text has no further tokens.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// An error with words and a place of its own: the line and the bytes in it.
    Said { class: Class, message: String, line: u32, column: u32, end_column: u32 },
    /// The text ends inside brackets, or after a backslash.
    End,
    /// The parser says what is wrong when it gets here; a look ahead passes over it.
    Met(&'static str, Class, Place),
}

/// Where a [`Fault::Met`] is reported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    LineStart,
    LineEnd,
    Here,
}

/// The class of an error.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Class {
    #[default]
    Syntax,
    Indentation,
    Tab,
    Memory,
    Recursion,
}

/// All of a text's tokens.
#[derive(Debug)]
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    /// Why the list ends before the text does.
    pub(super) fault: Option<Fault>,
    /// It ends inside an f-string.
    pub(super) is_in_field: bool,
    /// Where the tokenizer stood at the end: the line, where it begins, and the byte in the text.
    pub(super) at: (u32, u32, u32),
    /// Brackets that are still open: the character, its line and its byte in the line.
    pub(super) open: Vec<(u8, u32, u32)>,
}
