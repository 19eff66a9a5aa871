//! Reads the grammar and makes a program for the machine of it.

use std::{collections::HashMap, sync::OnceLock};

use super::token::Kind;

/// What a node of the tree is: its name in the grammar, and what messages call it.
pub(super) const NODES: [(&str, &str); 31] = [
    ("Other", ""),
    ("Name", "name"),
    ("Attribute", "attribute"),
    ("Subscript", "subscript"),
    ("Starred", "starred"),
    ("List", "list"),
    ("Tuple", "tuple"),
    ("Lambda", "lambda"),
    ("Call", "function call"),
    ("Operation", "expression"),
    ("GeneratorExp", "generator expression"),
    ("Yield", "yield expression"),
    ("Await", "await expression"),
    ("ListComp", "list comprehension"),
    ("SetComp", "set comprehension"),
    ("DictComp", "dict comprehension"),
    ("Dict", "dict literal"),
    ("Set", "set display"),
    ("FString", "f-string expression"),
    ("Literal", "literal"),
    ("True", "True"),
    ("False", "False"),
    ("None", "None"),
    ("Ellipsis", "ellipsis"),
    ("Compare", "comparison"),
    ("If", "conditional expression"),
    ("Named", "named expression"),
    ("Arguments", "function call"),
    ("Keyword", ""),
    ("DoubleStarred", ""),
    ("In", ""),
];

/// The number of a node's name.
pub(super) const fn node(name: &str) -> u8 {
    let mut place = 0;
    while place < NODES.len() {
        let (candidate, wanted) = (NODES[place].0.as_bytes(), name.as_bytes());
        let mut same = candidate.len() == wanted.len();
        let mut at = 0;
        while same && at < wanted.len() {
            same = candidate[at] == wanted[at];
            at += 1;
        }
        if same {
            return place as u8;
        }
        place += 1;
    }
    0
}

/// Words that are keywords in some places only.
pub(super) const SOFT: [&str; 4] = ["_", "case", "match", "type"];

/// An instruction of the machine.
#[derive(Clone, Copy, Debug)]
pub(super) enum Op {
    Token(Kind),
    /// A soft keyword, by its place in [`SOFT`]; any of them.
    Soft(Option<u8>),
    Call(u16),
    Return,
    /// Where to go on when what follows fails.
    Choice(u32),
    /// Forgets the last choice, and jumps.
    Commit(u32),
    /// Keeps the last choice, from here on, and jumps.
    Again(u32),
    /// Goes back to where the last choice was made, and jumps.
    Back(u32),
    /// Forgets the last choice.
    Cut,
    FailTwice,
    Fail,
    Jump(u32),
    /// Jumps unless mistakes are looked for.
    UnlessInvalid(u32),
    /// No value.
    Null,
    Drop,
    Mark,
    /// A node of all values since the mark.
    Collect,
    Demand(Kind),
    /// Makes one value of several.
    Act {
        action: u16,
        values: u8,
        in_rule: bool,
    },
}

/// What is made of the values of an alternative.
#[derive(Clone, Debug)]
pub(super) enum Action {
    /// The only value, or a node of them all.
    All,
    Keep(u8),
    Make(u8),
    Fold(u8),
    Chain,
    Strings,
    Conversion,
    Real,
    Imaginary,
    Raise {
        how: How,
        a: u8,
        b: u8,
        message: Box<str>,
    },
}

/// Where an error is reported, or what is checked first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum How {
    At,
    AtB,
    Range,
    From,
    FromB,
    Last,
    Next,
    Indent,
    Target,
    Looped,
    Deleted,
    Clause,
    LastClause,
    ArgumentOrder,
    Legacy,
    Comma,
    Key,
}

/// The grammar as a program.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) code: Vec<Op>,
    /// For each rule its first instruction, whether results are remembered, and whether mistakes are not looked for inside.
    pub(super) rules: Vec<(u32, bool, bool)>,
    pub(super) actions: Vec<Action>,
    pub(super) names: HashMap<Box<str>, u16>,
    /// Keywords and operators.
    pub(super) words: HashMap<Box<str>, Kind>,
    spelled: Vec<Box<str>>,
}

/// The program, made when it is needed first.
pub(super) fn program() -> &'static Program {
    static PROGRAM: OnceLock<Program> = OnceLock::new();
    PROGRAM.get_or_init(|| Writer::new().write(include_str!("grammar.txt")))
}

pub(super) fn is_keyword(text: &str) -> bool {
    const KEYWORDS: [&str; 35] = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ];
    KEYWORDS.contains(&text)
}

impl Program {
    /// A keyword or an operator as it is written.
    pub(super) fn spelling(&self, kind: Kind) -> &str {
        usize::from(kind.0)
            .checked_sub(usize::from(Kind::FIRST_WORD))
            .and_then(|place| self.spelled.get(place))
            .map_or("", |word| word)
    }
}

struct Writer {
    program: Program,
    pending: Vec<(usize, Box<str>)>,
}

/// A piece of an alternative.
#[derive(Clone, Debug)]
enum Piece<'g> {
    Word(&'g str),
    Open,
    Close,
    Bar,
    Suffix(u8),
    /// `&`, `!`, `~`, `.` of a list with separators.
    Mark(&'g str),
    Name(&'g str),
    /// `a=`.
    Binding(u8),
}

impl Writer {
    fn new() -> Self {
        let program = Program {
            code: Vec::new(),
            rules: Vec::new(),
            actions: Vec::new(),
            names: HashMap::new(),
            words: HashMap::new(),
            spelled: Vec::new(),
        };
        Self { program, pending: Vec::new() }
    }

    fn write(mut self, text: &str) -> Program {
        let mut rules: Vec<(String, String)> = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.split_once(':').filter(|_| !line.starts_with(' ')) {
                Some((name, rest)) => rules.push((name.to_owned(), rest.trim().to_owned())),
                None => {
                    if let Some((_, body)) = rules.last_mut() {
                        body.push(' ');
                        body.push_str(line.trim());
                    }
                }
            }
        }
        for (name, body) in &rules {
            let plain = name.trim_end_matches('*');
            let number = self.program.rules.len() as u16;
            self.program.names.insert(plain.into(), number);
            let start = self.here();
            self.program.rules.push((start, plain.len() < name.len(), plain == "expression_without_invalid"));
            self.alternatives(body.trim_start().trim_start_matches('|'), true);
            self.emit(Op::Return);
        }
        for (place, name) in std::mem::take(&mut self.pending) {
            let number = self.program.names.get(&name).copied();
            debug_assert!(number.is_some(), "the grammar has no rule {name}");
            self.program.code[place] = Op::Call(number.unwrap_or_default());
        }
        self.program
    }

    fn here(&self) -> u32 {
        self.program.code.len() as u32
    }

    fn emit(&mut self, op: Op) -> usize {
        self.program.code.push(op);
        self.program.code.len() - 1
    }

    fn kind(&mut self, word: &str) -> Kind {
        let next = Kind(Kind::FIRST_WORD + self.program.spelled.len() as u16);
        let kind = *self.program.words.entry(word.into()).or_insert(next);
        if kind == next {
            self.program.spelled.push(word.into());
        }
        kind
    }

    /// Alternatives, each tried when the one before failed.
    fn alternatives(&mut self, text: &str, in_rule: bool) {
        let alternatives = split(text);
        let last = alternatives.len() - 1;
        let mut ends = Vec::new();
        for (place, alternative) in alternatives.iter().enumerate() {
            let (body, action) = match alternative.split_once("=>") {
                Some((body, action)) => (body.trim(), action.trim()),
                None => (alternative.trim(), ""),
            };
            let is_invalid = in_rule && body.starts_with("invalid_") && !body.contains(' ');
            let skip = is_invalid.then(|| self.emit(Op::UnlessInvalid(0)));
            let choice = (place < last).then(|| self.emit(Op::Choice(0)));
            let pieces = pieces(body);
            let mut rest = &*pieces;
            let mut bindings = [u8::MAX; 2];
            let mut values = 0;
            let mut is_cut = false;
            while !rest.is_empty() {
                if let [Piece::Mark("~"), after @ ..] = rest {
                    rest = after;
                    if choice.is_some() {
                        self.emit(Op::Cut);
                        is_cut = true;
                    }
                    continue;
                }
                if let [Piece::Binding(letter), after @ ..] = rest {
                    bindings[usize::from(*letter == b'b')] = values;
                    rest = after;
                }
                values += u8::from(self.item(&mut rest));
            }
            let action = self.action(action, bindings);
            self.emit(Op::Act { action, values, in_rule });
            if let Some(choice) = choice {
                ends.push(self.emit(if is_cut { Op::Jump(0) } else { Op::Commit(0) }));
                self.program.code[choice] = Op::Choice(self.here());
            }
            if let Some(skip) = skip {
                // After the last alternative there is nothing to go on with.
                let target = self.here();
                self.program.code[skip] = Op::UnlessInvalid(target);
                if choice.is_none() {
                    ends.push(self.emit(Op::Jump(0)));
                    self.program.code[skip] = Op::UnlessInvalid(self.here());
                    self.emit(Op::Fail);
                }
            }
        }
        let end = self.here();
        for place in ends {
            self.program.code[place] = match self.program.code[place] {
                Op::Jump(_) => Op::Jump(end),
                _ => Op::Commit(end),
            };
        }
    }

    /// One item with its suffix; whether it gives a value.
    fn item(&mut self, rest: &mut &[Piece]) -> bool {
        if let [Piece::Mark(mark @ ("&" | "!")), after @ ..] = *rest {
            *rest = after;
            let choice = self.emit(Op::Choice(0));
            self.item(rest);
            if *mark == "&" {
                let back = self.emit(Op::Back(0));
                self.program.code[choice] = Op::Choice(self.here());
                self.emit(Op::Fail);
                self.program.code[back] = Op::Back(self.here());
            } else {
                self.emit(Op::FailTwice);
                self.program.code[choice] = Op::Choice(self.here());
            }
            return false;
        }
        if let [Piece::Mark("&&"), Piece::Word(word), after @ ..] = *rest {
            *rest = after;
            let kind = self.kind(&word[1..word.len() - 1]);
            self.emit(Op::Demand(kind));
            return true;
        }
        let atom = take_atom(rest);
        if let [Piece::Mark("."), after @ ..] = *rest {
            // A list: `separator.item+`.
            *rest = after;
            let item = take_atom(rest);
            if let [Piece::Suffix(_), after @ ..] = *rest {
                *rest = after;
            }
            self.emit(Op::Mark);
            self.atom(item);
            let top = self.here();
            let choice = self.emit(Op::Choice(0));
            self.atom(atom);
            self.emit(Op::Drop);
            self.atom(item);
            self.emit(Op::Again(top + 1));
            self.program.code[choice] = Op::Choice(self.here());
            self.emit(Op::Collect);
            return true;
        }
        let [Piece::Suffix(suffix), after @ ..] = *rest else {
            self.atom(atom);
            return true;
        };
        *rest = after;
        if *suffix == b'?' {
            let choice = self.emit(Op::Choice(0));
            self.atom(atom);
            let commit = self.emit(Op::Commit(0));
            self.program.code[choice] = Op::Choice(self.here());
            self.emit(Op::Null);
            self.program.code[commit] = Op::Commit(self.here());
            return true;
        }
        self.emit(Op::Mark);
        if *suffix == b'+' {
            self.atom(atom);
        }
        let choice = self.emit(Op::Choice(0));
        let top = self.here();
        self.atom(atom);
        self.emit(Op::Again(top));
        self.program.code[choice] = Op::Choice(self.here());
        self.emit(Op::Collect);
        true
    }

    /// An item without its suffix: exactly one value.
    fn atom(&mut self, atom: &[Piece]) {
        match atom {
            [Piece::Word(word)] => {
                let bare = &word[1..word.len() - 1];
                if word.starts_with('\'') {
                    let kind = self.kind(bare);
                    self.emit(Op::Token(kind));
                } else {
                    let place = SOFT.iter().position(|soft| *soft == bare).map(|place| place as u8);
                    self.emit(Op::Soft(place));
                }
            }
            [Piece::Name(name)] => {
                let kind = match *name {
                    "END" => Kind::END,
                    "NAME" => Kind::NAME,
                    "NUMBER" => Kind::NUMBER,
                    "STRING" => Kind::STRING,
                    "NEWLINE" => Kind::NEWLINE,
                    "INDENT" => Kind::INDENT,
                    "DEDENT" => Kind::DEDENT,
                    "F_START" => Kind::F_START,
                    "F_MIDDLE" => Kind::F_MIDDLE,
                    "F_END" => Kind::F_END,
                    "SOFT" => {
                        self.emit(Op::Soft(None));
                        return;
                    }
                    name => {
                        let place = self.emit(Op::Call(0));
                        self.pending.push((place, name.into()));
                        return;
                    }
                };
                self.emit(Op::Token(kind));
            }
            inner => self.group(inner),
        }
    }

    fn group(&mut self, inner: &[Piece]) {
        let mut alternatives: Vec<&[Piece]> = Vec::new();
        let (mut depth, mut start) = (0, 0);
        for (place, piece) in inner.iter().enumerate() {
            match piece {
                Piece::Open => depth += 1,
                Piece::Close => depth -= 1,
                Piece::Bar if depth == 0 => {
                    alternatives.push(&inner[start..place]);
                    start = place + 1;
                }
                _ => {}
            }
        }
        alternatives.push(&inner[start..]);
        let last = alternatives.len() - 1;
        let mut ends = Vec::new();
        let all = self.action("", [u8::MAX; 2]);
        for (place, alternative) in alternatives.into_iter().enumerate() {
            let choice = (place < last).then(|| self.emit(Op::Choice(0)));
            let mut rest = alternative;
            let mut values = 0;
            while !rest.is_empty() {
                values += u8::from(self.item(&mut rest));
            }
            self.emit(Op::Act { action: all, values, in_rule: false });
            if let Some(choice) = choice {
                ends.push(self.emit(Op::Commit(0)));
                self.program.code[choice] = Op::Choice(self.here());
            }
        }
        for place in ends {
            self.program.code[place] = Op::Commit(self.here());
        }
    }

    fn action(&mut self, text: &str, [a, b]: [u8; 2]) -> u16 {
        let action = match text {
            "" => Action::All,
            "a" => Action::Keep(a),
            "chain" => Action::Chain,
            "strings" => Action::Strings,
            "conversion" => Action::Conversion,
            "real" => Action::Real,
            "imaginary" => Action::Imaginary,
            _ => match (text.strip_prefix("fold "), text.strip_prefix("raise ")) {
                (Some(kind), _) => Action::Fold(node(kind)),
                (_, Some(raised)) => {
                    let (how, message) = raised.split_once('"').unwrap_or((raised, "\""));
                    Action::Raise { how: how_of(how.trim()), a, b, message: message[..message.len() - 1].into() }
                }
                _ => Action::Make(node(text)),
            },
        };
        self.program.actions.push(action);
        self.program.actions.len() as u16 - 1
    }
}

fn how_of(text: &str) -> How {
    match text {
        "at a" => How::At,
        "at b" => How::AtB,
        "range" => How::Range,
        "from a" => How::From,
        "from b" => How::FromB,
        "last" => How::Last,
        "next" => How::Next,
        "indent" => How::Indent,
        "target" => How::Target,
        "looped" => How::Looped,
        "deleted" => How::Deleted,
        "clause" => How::Clause,
        "last_clause" => How::LastClause,
        "argument_order" => How::ArgumentOrder,
        "legacy" => How::Legacy,
        "comma" => How::Comma,
        _ => How::Key,
    }
}

/// Splits alternatives at the bars outside of quotes and brackets.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0);
    let mut quote = None;
    for (place, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'\'' | b'"', None) => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            (_, Some(_)) => {}
            (b'(', None) => depth += 1,
            (b')', None) => depth -= 1,
            (b'|', None) if depth == 0 => {
                parts.push(&text[start..place]);
                start = place + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.bytes().next() {
        let length = match first {
            b'\'' | b'"' => {
                let length = rest[1..].find(char::from(first)).map_or(rest.len(), |place| place + 2);
                pieces.push(Piece::Word(&rest[..length]));
                length
            }
            b'(' => {
                pieces.push(Piece::Open);
                1
            }
            b')' => {
                pieces.push(Piece::Close);
                1
            }
            b'|' => {
                pieces.push(Piece::Bar);
                1
            }
            b'?' | b'*' | b'+' => {
                pieces.push(Piece::Suffix(first));
                1
            }
            b'&' if rest.starts_with("&&") => {
                pieces.push(Piece::Mark(&rest[..2]));
                2
            }
            b'&' | b'!' | b'~' | b'.' => {
                pieces.push(Piece::Mark(&rest[..1]));
                1
            }
            b' ' => 1,
            _ => {
                let length =
                    rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count().max(1);
                if rest[length..].starts_with('=') {
                    pieces.push(Piece::Binding(first));
                    length + 1
                } else {
                    pieces.push(Piece::Name(&rest[..length]));
                    length
                }
            }
        };
        rest = &rest[length..];
    }
    pieces
}

/// One word, one name, or what stands between two brackets.
fn take_atom<'p, 'g>(rest: &mut &'p [Piece<'g>]) -> &'p [Piece<'g>] {
    let all = *rest;
    let mut depth = 0_usize;
    for (place, piece) in all.iter().enumerate() {
        match piece {
            Piece::Open => depth += 1,
            Piece::Close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            *rest = &all[place + 1..];
            return if place == 0 { &all[..1] } else { &all[1..place] };
        }
    }
    *rest = &[];
    all
}
