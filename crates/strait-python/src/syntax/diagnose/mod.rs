//! A second look at a text that is no program, to say what CPython would say about it, and where.
//!
//! The parser that makes trees stops with words of its own. CPython's words depend on how its grammar is tried, rule by
//! rule, so the same is done here: the text is cut into tokens as CPython cuts it, a small machine runs the grammar over
//! them, first as it is and then with the rules for common mistakes, and what these rules find is the message.

mod escape;
mod fields;
mod grammar;
mod lexer;
mod machine;
mod number;
mod report;
mod token;

use machine::{Ended, Machine};
use report::{Column, Finding, Spot};
pub(crate) use token::Class;
use token::{Fault, Kind, Place, Tokens};

/// Steps of the machine that one look may take; a text that needs more gets the parser's words.
const FUEL: u64 = 20_000_000;

/// Bytes before the place where the parser stopped that are looked at again from the first one on.
const NEAR: usize = 1 << 17;

/// What is wrong with a text, and where. Lines and columns count from 1; a column may be 0 or -1 where CPython has none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Diagnosis {
    pub(crate) class: Class,
    pub(crate) message: String,
    pub(crate) line: u32,
    pub(crate) column: i64,
    pub(crate) end_line: u32,
    pub(crate) end_column: i64,
    /// The line is given with its end.
    pub(crate) whole_line: bool,
}

/// Looks for what is wrong. `near` is the byte where the parser stopped; the statements before it are taken for right.
pub(crate) fn diagnose(text: &str, is_expression: bool, near: usize) -> Option<Diagnosis> {
    let tokens = lexer::tokens(text);
    let start = if is_expression || near < NEAR { 0 } else { statement_near(&tokens, text, near) };
    let look = Look { text, tokens: &tokens, is_expression };
    look.from(start).or_else(|| if start > 0 { look.from(0) } else { None })
}

/// A string literal that holds a byte and names a character there is not.
pub(crate) fn unknown_name(text: &str, near: usize) -> Option<Diagnosis> {
    let tokens = lexer::tokens(text);
    let holds = |token: &&token::Token| {
        (token.start as usize..token.end as usize).contains(&near) && token.kind == Kind::STRING
    };
    let token = *tokens.list.iter().find(holds)?;
    let literal = text.get(token.start as usize..token.end as usize)?;
    let message = escape::unknown_name(literal, near - token.start as usize)?;
    let look = Look { text, tokens: &tokens, is_expression: false };
    let start = Spot { line: token.line, column: Column::At(token.column?) };
    let end = Spot { line: token.end_line, column: Column::At(token.end_column?) };
    look.said(Finding::Error { class: Class::Syntax, message, start, end }, token.end_line)
}

/// The first token of the outermost statement that holds a byte.
fn statement_near(tokens: &Tokens, text: &str, near: usize) -> u32 {
    let (mut depth, mut found, mut is_decorated) = (0_i32, 0, false);
    let mut begins = true;
    for (place, token) in tokens.list.iter().enumerate() {
        match token.kind {
            Kind::INDENT => depth += 1,
            Kind::DEDENT => depth -= 1,
            Kind::NEWLINE => {}
            _ if begins && depth == 0 => {
                if token.start as usize > near {
                    break;
                }
                let word = text.get(token.start as usize..token.end as usize).unwrap_or_default();
                if !is_decorated && !matches!(word, "elif" | "else" | "except" | "finally" | "case") {
                    found = place as u32;
                }
                is_decorated = word == "@";
            }
            _ => {}
        }
        begins = matches!(token.kind, Kind::NEWLINE | Kind::INDENT | Kind::DEDENT);
    }
    found
}

/// The line that the tokenizer is at after the tokens that were looked at.
fn stood(machine: &Machine) -> u32 {
    machine.token(machine.seen.saturating_sub(1)).after.0
}

/// What a token means for how deep a text is nested.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    Open {
        is_trailer: bool,
    },
    Close,
    Attribute,
    /// An operator in front of its operand.
    Prefix,
    Power,
    Binary,
    /// An operator that nests nothing, such as `and` or `==`.
    Flat,
    Else,
    Lambda,
    Colon,
    Comma,
    /// The end of a statement.
    Line,
    Word,
}

/// A text's tokens, as far as nesting goes; and the message, if they nest too deep for the tokenizer.
pub(crate) fn shapes(text: &str) -> (Vec<Shape>, Option<String>) {
    let mut ends_operand = false;
    let mut shapes = Vec::new();
    let tokens = lexer::tokens(text);
    let message = match tokens.fault {
        Some(Fault::Said { message, .. }) if message.starts_with("too many nested") => Some(message),
        _ => None,
    };
    for token in tokens.list {
        let word = text.get(token.start as usize..token.end as usize).unwrap_or_default();
        let is_word = token.kind == Kind::WORD;
        shapes.push(match word {
            "(" | "[" | "{" if is_word => Shape::Open { is_trailer: ends_operand },
            ")" | "]" | "}" if is_word => Shape::Close,
            "." if is_word => Shape::Attribute,
            "+" | "-" | "~" if is_word && !ends_operand => Shape::Prefix,
            "not" | "await" | "yield" if !ends_operand => Shape::Prefix,
            "**" if is_word => Shape::Power,
            "+" | "-" | "*" | "/" | "//" | "%" | "@" | "|" | "&" | "^" | "<<" | ">>" if is_word => Shape::Binary,
            "else" if is_word => Shape::Else,
            "lambda" if is_word => Shape::Lambda,
            ":" if is_word => Shape::Colon,
            "," if is_word => Shape::Comma,
            ";" => Shape::Line,
            _ if token.kind == Kind::NEWLINE => Shape::Line,
            _ if token.kind == Kind::F_START => Shape::Open { is_trailer: false },
            _ if token.kind == Kind::F_END => Shape::Close,
            "True" | "False" | "None" | "..." => Shape::Word,
            _ if is_word => Shape::Flat,
            _ => Shape::Word,
        });
        ends_operand = matches!(token.kind, Kind::NAME | Kind::NUMBER | Kind::STRING | Kind::F_END)
            || matches!(word, ")" | "]" | "}" | "True" | "False" | "None" | "...");
    }
    (shapes, message)
}

struct Look<'t> {
    text: &'t str,
    tokens: &'t Tokens,
    is_expression: bool,
}

impl Look<'_> {
    fn from(&self, start: u32) -> Option<Diagnosis> {
        let program = grammar::program();
        let mut resolved = self.tokens.list.clone();
        for token in &mut resolved {
            if token.kind == Kind::WORD {
                let word = self.text.get(token.start as usize..token.end as usize).unwrap_or_default();
                token.kind = program.words.get(word).copied().unwrap_or(Kind::OTHER);
            }
        }
        let mut machine = Machine::new(program, self.text, &resolved, FUEL);
        let first = self.attempt(&mut machine, start);
        let last_of_first = machine.seen.saturating_sub(1);
        let finding = match first {
            Ended::Matched(_) | Ended::GivenUp => return None,
            Ended::Found(finding) => finding,
            Ended::Failed => {
                machine.is_invalid = true;
                match self.attempt(&mut machine, start) {
                    Ended::Found(finding) => finding,
                    Ended::GivenUp => return None,
                    Ended::Matched(_) | Ended::Failed => {
                        let seen = machine.seen.saturating_sub(1);
                        match machine.token(last_of_first).kind {
                            Kind::INDENT => {
                                return self.said(
                                    machine.at_token(seen, Class::Indentation, "unexpected indent"),
                                    stood(&machine),
                                );
                            }
                            Kind::DEDENT => {
                                return self.said(
                                    machine.at_token(seen, Class::Indentation, "unexpected unindent"),
                                    stood(&machine),
                                );
                            }
                            _ => machine.over(last_of_first, last_of_first, "invalid syntax"),
                        }
                    }
                }
            }
        };
        match finding {
            Finding::Fault => self.fault(),
            // What is wrong with later tokens counts for more than what is wrong with their order.
            error => match (&self.tokens.fault, self.tokens.open.last()) {
                (Some(Fault::Said { .. }), _) if !self.tokens.is_in_field => self.fault(),
                (Some(Fault::Said { .. }), _) => self.said(error, stood(&machine)),
                (Some(_), Some(&(_, line, _))) if machine.token(machine.seen.saturating_sub(1)).line > line => {
                    self.unclosed()
                }
                _ => self.said(error, stood(&machine)),
            },
        }
    }

    /// Matches the text from a token on, a statement at a time.
    fn attempt(&self, machine: &mut Machine, start: u32) -> Ended {
        let rule = if self.is_expression { "eval" } else { "statement" };
        let Some(&rule) = machine.program.names.get(rule) else { return Ended::GivenUp };
        if self.is_expression {
            return machine.run(rule, start);
        }
        let mut place = start;
        loop {
            if machine.tokens.get(place as usize).is_some_and(|token| token.kind == Kind::END) {
                return Ended::Matched(place);
            }
            match machine.run(rule, place) {
                Ended::Matched(next) => place = next,
                ended => return ended,
            }
        }
    }

    fn fault(&self) -> Option<Diagnosis> {
        let (line, line_start, cursor) = self.tokens.at;
        let stood = cursor - line_start;
        let at = |column| Spot { line, column };
        let met = |class, message: &str, start, end| {
            self.said(Finding::Error { class, message: message.to_owned(), start: at(start), end: at(end) }, line)
        };
        match self.tokens.fault.as_ref()? {
            Fault::Said { class, message, line, column, end_column } => {
                let spot = |column: u32| Spot { line: *line, column: Column::Raw(column) };
                let (start, end) = (spot(*column), spot(*end_column));
                self.said(Finding::Error { class: *class, message: message.clone(), start, end }, u32::MAX)
            }
            Fault::End if !self.tokens.open.is_empty() => self.unclosed(),
            Fault::End => met(Class::Syntax, "unexpected EOF while parsing", Column::Raw(stood), Column::Unknown),
            Fault::Met(message, class, Place::LineStart) => met(*class, message, Column::At(0), Column::Zero),
            Fault::Met(message, class, Place::Here) => {
                met(*class, message, Column::At(stood.saturating_sub(1)), Column::Zero)
            }
            Fault::Met(message, class, Place::LineEnd) => {
                let length = self.line_text(line).len() as u32 + 1;
                met(*class, message, Column::Raw(length), Column::Unknown)
            }
        }
    }

    fn unclosed(&self) -> Option<Diagnosis> {
        let &(bracket, line, column) = self.tokens.open.last()?;
        let message = format!("'{}' was never closed", char::from(bracket));
        let start = Spot { line, column: Column::At(column) };
        let end = Spot { line, column: Column::Zero };
        self.said(Finding::Error { class: Class::Syntax, message, start, end }, self.tokens.at.0)
    }

    /// `stood` is the line that the tokenizer was at.
    fn said(&self, finding: Finding, stood: u32) -> Option<Diagnosis> {
        let Finding::Error { class, message, start, end } = finding else { return None };
        let whole_line = stood <= start.line;
        Some(Diagnosis {
            class,
            message,
            line: start.line,
            column: self.column(start.column, start.line, whole_line),
            end_line: end.line,
            end_column: self.column(end.column, start.line, whole_line),
            whole_line,
        })
    }

    fn line_text(&self, line: u32) -> &str {
        self.text.split('\n').nth((line as usize).saturating_sub(1)).unwrap_or_default()
    }

    /// Bytes become characters: those of the line where the error begins, whichever line it ends on.
    fn column(&self, column: Column, line: u32, whole_line: bool) -> i64 {
        let text = self.line_text(line);
        let length = text.len() + usize::from(whole_line);
        let bytes = match column {
            Column::At(bytes) => bytes as usize + 1,
            Column::Raw(bytes) => bytes as usize,
            Column::Zero => return 0,
            Column::Unknown => return -1,
        };
        let inside = text.char_indices().take_while(|(place, _)| *place < bytes).count();
        // One more than there are bytes is the most.
        (inside + bytes.min(length + 1).saturating_sub(text.len())) as i64
    }
}
