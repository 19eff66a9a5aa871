//! The instruction set, in one table that the compiler, the loop and the disassembler share.
//!
//! The machine has registers: an instruction names those it reads and writes, as offsets into the frame's window. In the
//! table, `a`, `b`, `c` are registers, `n` a count, `k` a constant, `->` a jump target, `x` a small number.

/// One instruction, eight bytes. A jump target is `b` and `c` together, or `c` and the upper bits of `x`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Instruction {
    pub(crate) op: Op,
    pub(crate) x: u8,
    pub(crate) a: u16,
    pub(crate) b: u16,
    pub(crate) c: u16,
}

impl Instruction {
    pub(crate) const fn new(op: Op, a: u16, b: u16, c: u16) -> Self {
        Self { op, x: 0, a, b, c }
    }

    pub(crate) const fn with(op: Op, x: u8, a: u16, b: u16, c: u16) -> Self {
        Self { op, x, a, b, c }
    }

    /// `b` and `c` as one number.
    #[inline]
    pub(crate) const fn wide(self) -> usize {
        ((self.c as usize) << 16) | self.b as usize
    }

    pub(crate) const fn set_wide(&mut self, value: usize) {
        self.b = value as u16;
        self.c = (value >> 16) as u16;
    }

    /// The target of a fused comparison or of `Next`: `c` and the upper seven bits of `x`.
    #[inline]
    pub(crate) const fn near(self) -> usize {
        ((self.x as usize >> 1) << 16) | self.c as usize
    }

    pub(crate) const fn set_near(&mut self, value: usize) {
        self.c = value as u16;
        self.x = (self.x & 1) | (((value >> 16) as u8) << 1);
    }
}

macro_rules! opcodes {
    ($($(#[$note:meta])* $name:ident $form:literal,)*) => {
        /// What an instruction does.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(crate) enum Op {
            $($(#[$note])* $name,)*
        }

        impl Op {
            /// How its operands read in a listing.
            pub(crate) const fn form(self) -> &'static str {
                match self {
                    $(Self::$name => $form,)*
                }
            }
        }
    };
}

opcodes! {
    /// Nothing; also the word after an instruction that has a cache, whose number is in `b` and `c`.
    Nop "",
    Move "a b",
    Constant "a K",
    Unbind "a",
    /// Raises if `a` has no value; `b` names the variable.
    Check "a k",

    // Variables shared with inner functions.
    NewCell "a",
    WrapCell "a",
    LoadCell "a b k",
    StoreCell "a b",
    ClearCell "a k",

    // Names of modules and classes.
    LoadGlobal "a k",
    StoreGlobal "a k",
    DeleteGlobal "k",
    LoadName "a k",
    StoreName "a k",
    DeleteName "k",
    /// A function of the prelude.
    LoadPrelude "a k",
    LoadLocals "a",

    // Operators.
    /// `x` says whether it is in place, as in `Subtract` and `Multiply`.
    Add "a b c x",
    Subtract "a b c x",
    Multiply "a b c x",
    AddSmall "a b i x",
    /// The operator is `x`.
    Binary "a b c x",
    Compare "a b c x",
    Is "a b c x",
    Contains "a b c x",
    Not "a b",
    Unary "a b x",

    // Jumps. The lowest bit of `x` says which outcome jumps.
    Jump "->",
    /// As `Jump`, backwards: a safe point.
    Loop "->",
    JumpTrue "a ->",
    JumpFalse "a ->",
    JumpNone "a ->",
    JumpNotNone "a ->",
    JumpLess "a b x~>",
    JumpLessEqual "a b x~>",
    JumpEqual "a b x~>",
    JumpLessSmall "a i x~>",
    JumpLessEqualSmall "a i x~>",
    JumpGreaterSmall "a i x~>",
    JumpGreaterEqualSmall "a i x~>",
    JumpEqualSmall "a i x~>",

    // Attributes and items.
    LoadAttribute "a b k",
    StoreAttribute "a b c",
    DeleteAttribute "a k",
    LoadMethod "a b k",
    /// A method found on the type, as the interpreter looks up `__enter__`.
    LoadSpecial "a b k",
    LoadItem "a b c",
    StoreItem "a b c",
    DeleteItem "a b",
    BuildSlice "a b",

    // Containers.
    BuildTuple "a b n",
    BuildList "a b n",
    BuildSet "a b n",
    BuildDict "a b n",
    Append "a b",
    SetAdd "a b",
    DictSet "a b c",
    Extend "a b",
    SetUpdate "a b",
    /// `x` 1: keywords of a call, whose callee is `c`; a name given twice is an error.
    DictUpdate "a b c x",
    ListToTuple "a b",
    Join "a b n",
    Format "a b c x",
    Unpack "a b n",
    UnpackStar "a b n x",

    // Iteration.
    Iterate "a b",
    /// The next item of iterator `b`, or a jump.
    Next "a b ~>",
    AsyncIterate "a b",
    AsyncNext "a b",

    // Calls.
    Call "a n c",
    /// With `self` in register `a + 1`, or nothing there.
    CallMethod "a n c",
    /// The last arguments are keywords; the word after holds their names.
    CallKeywords "a n c x",
    CallSpread "a c",
    /// The next call, if it would wait, gives an awaitable instead: when `a` is a function that takes awaitables, or always
    /// with `x` 1.
    Defer "a x",
    MakeFunction "a k c x",
    Return "a",
    Yield "a b",
    YieldFrom "a b",
    /// What drives an awaitable: itself for a coroutine, else what its `__await__` gives.
    Awaitable "a b",
    /// Runs awaitable `b` to its end.
    Await "a b",
    AsyncYield "a b",

    // Exceptions.
    Raise "a c x",
    EnterHandler "a b",
    LeaveHandler "b",
    Reraise "a",
    Matches "a b c",
    /// The three arguments of `__exit__`.
    ExceptionDetails "a b",
    /// Whether `a`, an exception, is `StopAsyncIteration`; if not, raises it again.
    EndAsyncFor "a",

    // Patterns.
    IsSequence "a b",
    IsMapping "a b",
    Length "a b",

    // Imports.
    ImportName "a k c x",
    ImportFrom "a b k",
    ImportStar "a",
}

/// A binary operator, in the order of the table of special methods (`vm/operator.rs`). Values of 16 and more are in place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum BinaryOperator {
    Add,
    Subtract,
    Multiply,
    TrueDivide,
    FloorDivide,
    Modulo,
    Power,
    LeftShift,
    RightShift,
    And,
    Or,
    Xor,
    MatrixMultiply,
}

impl BinaryOperator {
    pub(crate) const ALL: [Self; 13] = [
        Self::Add,
        Self::Subtract,
        Self::Multiply,
        Self::TrueDivide,
        Self::FloorDivide,
        Self::Modulo,
        Self::Power,
        Self::LeftShift,
        Self::RightShift,
        Self::And,
        Self::Or,
        Self::Xor,
        Self::MatrixMultiply,
    ];
    /// Added to an operator's number for the form that changes its left operand.
    pub(crate) const IN_PLACE: u8 = 16;

    pub(crate) const fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::TrueDivide => "/",
            Self::FloorDivide => "//",
            Self::Modulo => "%",
            Self::Power => "**",
            Self::LeftShift => "<<",
            Self::RightShift => ">>",
            Self::And => "&",
            Self::Or => "|",
            Self::Xor => "^",
            Self::MatrixMultiply => "@",
        }
    }
}

/// A comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Comparison {
    Less,
    LessEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
}

impl Comparison {
    pub(crate) const ALL: [Self; 6] =
        [Self::Less, Self::LessEqual, Self::Equal, Self::NotEqual, Self::Greater, Self::GreaterEqual];

    pub(crate) const fn symbol(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
        }
    }

    /// The comparison with its operands exchanged.
    pub(crate) const fn reflected(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessEqual => Self::GreaterEqual,
            Self::Equal => Self::Equal,
            Self::NotEqual => Self::NotEqual,
            Self::Greater => Self::Less,
            Self::GreaterEqual => Self::LessEqual,
        }
    }

    pub(crate) const fn special(self) -> &'static str {
        match self {
            Self::Less => "__lt__",
            Self::LessEqual => "__le__",
            Self::Equal => "__eq__",
            Self::NotEqual => "__ne__",
            Self::Greater => "__gt__",
            Self::GreaterEqual => "__ge__",
        }
    }
}

/// A unary operator other than `not`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum UnaryOperator {
    Negative,
    Positive,
    Invert,
}

impl UnaryOperator {
    pub(crate) const ALL: [Self; 3] = [Self::Negative, Self::Positive, Self::Invert];
}
