//! Pattern flags.

/// A set of pattern flags, with the numeric values of Python's `re.RegexFlag`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Flags(pub u32);

impl Flags {
    /// No flag.
    pub const NONE: Flags = Flags(0);
    /// `(?t)`: accepted and deprecated in Python; forbids repetition.
    pub const TEMPLATE: Flags = Flags(1);
    /// `re.IGNORECASE`, `(?i)`.
    pub const IGNORECASE: Flags = Flags(2);
    /// `re.LOCALE`, `(?L)`: bytes patterns only. The locale is always C.
    pub const LOCALE: Flags = Flags(4);
    /// `re.MULTILINE`, `(?m)`.
    pub const MULTILINE: Flags = Flags(8);
    /// `re.DOTALL`, `(?s)`.
    pub const DOTALL: Flags = Flags(16);
    /// `re.UNICODE`, `(?u)`: the default of text patterns.
    pub const UNICODE: Flags = Flags(32);
    /// `re.VERBOSE`, `(?x)`.
    pub const VERBOSE: Flags = Flags(64);
    /// `re.DEBUG`: accepted, and changes nothing here.
    pub const DEBUG: Flags = Flags(128);
    /// `re.ASCII`, `(?a)`.
    pub const ASCII: Flags = Flags(256);

    /// The flags of which a pattern part can have one only.
    pub(super) const TYPE: Flags = Flags(4 | 32 | 256);
    /// The flags that cannot be turned on or off for a part of a pattern.
    pub(super) const GLOBAL: Flags = Flags(1 | 128);

    /// Whether a flag of `other` is set.
    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }

    /// The flags of both.
    #[must_use]
    pub fn with(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    /// These flags except those of `other`.
    #[must_use]
    pub fn without(self, other: Flags) -> Flags {
        Flags(self.0 & !other.0)
    }

    /// The flags inside a group such as `(?i-s:...)`.
    pub(super) fn scoped(self, add: Flags, remove: Flags) -> Flags {
        let outer = if add.has(Flags::TYPE) { self.without(Flags::TYPE) } else { self };
        outer.with(add).without(remove)
    }

    /// The flag an inline letter stands for.
    pub(super) fn of_letter(letter: char) -> Option<Flags> {
        Some(match letter {
            'i' => Flags::IGNORECASE,
            'L' => Flags::LOCALE,
            'm' => Flags::MULTILINE,
            's' => Flags::DOTALL,
            'x' => Flags::VERBOSE,
            'a' => Flags::ASCII,
            't' => Flags::TEMPLATE,
            'u' => Flags::UNICODE,
            _ => return None,
        })
    }
}
