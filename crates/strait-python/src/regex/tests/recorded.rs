//! Cases with the results CPython gave, in files of one line each, with fields between tabs:
//!
//! | Line | Fields |
//! |---|---|
//! | `/t34` | a text pattern (`b`: bytes) with flags: the pattern |
//! | `=` | it compiles: flags, number of groups, names |
//! | `w` | it warns: the text |
//! | `!` | it is refused: kind, position (-1: none), line and column, the text |
//! | `s`, `m`, `f` | search, match or full match: start, end, subject, result |
//! | `a` | all matches: subject, results |
//! | `t` | a template: its text, the parts or the error |
//!
//! A result is `no`, or the last group and the spans of all groups in characters, where `-` stands for none. Characters
//! that do not print are written as in Rust, and so are surrogates.

use std::fmt::Write;

use super::super::unicode::SURROGATES_AT;
use super::super::{Captures, ErrorKind, Flags, How, Pattern, PatternError, Piece, Subject, compile, parse_template};

#[test]
fn cpython_suite_gives_the_recorded_results() {
    check(include_str!("recorded/suite.txt"));
}

#[test]
fn mistakes_are_reported_as_recorded() {
    check(include_str!("recorded/errors.txt"));
}

#[test]
fn random_patterns_give_the_recorded_results() {
    check(include_str!("recorded/random.txt"));
}

#[test]
fn templates_give_the_recorded_results() {
    check(include_str!("recorded/templates.txt"));
}

fn check(file: &str) {
    let mut lines = file.lines().filter(|line| !line.starts_with('#')).peekable();
    let mut failures = String::new();
    while let Some(header) = lines.next() {
        let (flags, text) = header[1..].split_once('\t').expect("a pattern follows its flags");
        let case = Case { is_text: flags.starts_with('t'), flags: Flags(flags[1..].parse().expect("flags")) };
        let source = case.string(text);
        let compiled = compile(source.subject(), case.flags);
        let mut warnings = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with('/')) {
            let fields: Vec<_> = line.split('\t').collect();
            if fields[0] == "w" {
                warnings.push(fields[1].to_owned());
                continue;
            }
            let (expected, actual) = case.outcome(&fields, &compiled);
            if expected != actual {
                writeln!(failures, "{header}\n  {line}\n  gives {actual}").expect("strings can be written to");
            }
        }
        if compiled.is_ok_and(|pattern| pattern.warnings() != warnings) {
            writeln!(failures, "{header}\n  warns otherwise").expect("strings can be written to");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

struct Case {
    is_text: bool,
    flags: Flags,
}

/// A pattern, a template or a subject.
enum Source {
    Text(String),
    Bytes(Vec<u8>),
}

impl Source {
    fn subject(&self) -> Subject<'_> {
        match self {
            Source::Text(text) => Subject::Text(text),
            Source::Bytes(bytes) => Subject::Bytes(bytes),
        }
    }

    /// The byte offset of each character, and of the end.
    fn offsets(&self) -> Vec<usize> {
        match self {
            Source::Text(text) => text.char_indices().map(|(offset, _)| offset).chain([text.len()]).collect(),
            Source::Bytes(bytes) => (0..=bytes.len()).collect(),
        }
    }
}

impl Case {
    /// The recorded and the actual outcome of a line.
    fn outcome(&self, fields: &[&str], compiled: &Result<Pattern, PatternError>) -> (String, String) {
        match (fields, compiled) {
            (["=", expected @ ..], Ok(pattern)) => (expected.join("\t"), description(pattern)),
            (["!", expected @ ..], Err(error)) => (unescape(&expected.join("\t")), refusal(error)),
            (["t", template, expected @ ..], Ok(pattern)) => {
                (unescape(&expected.join("\t")), self.parts(template, pattern))
            }
            (["a", subject, expected], Ok(pattern)) => {
                (expected.to_string(), all_matches(pattern, &self.string(subject)))
            }
            ([how, start, end, subject, expected], Ok(pattern)) => {
                let subject = self.string(subject);
                let offsets = subject.offsets();
                let offset = |field: &str| offsets[field.parse::<usize>().expect("a position")];
                let how = match *how {
                    "s" => How::Search,
                    "m" => How::Match,
                    _ => How::FullMatch,
                };
                let found = run(pattern, &subject, offset(start), offset(end), how, false);
                let actual = found.map_or_else(|| "no".to_owned(), |captures| spans(&captures, &offsets));
                (expected.to_string(), actual)
            }
            (_, Ok(_)) => (fields.join("\t"), "compiles".to_owned()),
            (_, Err(error)) => (fields.join("\t"), refusal(error)),
        }
    }

    fn string(&self, field: &str) -> Source {
        let text = unescape(field);
        if self.is_text { Source::Text(text) } else { Source::Bytes(text.chars().map(|c| c as u8).collect()) }
    }

    fn parts(&self, template: &str, pattern: &Pattern) -> String {
        let template = match parse_template(self.string(template).subject(), pattern) {
            Ok(template) => template,
            Err(error) => {
                let position = error.position().map_or(-1, |position| position as i64);
                return format!("!{:?}\t{position}\t{}", error.kind, error.message);
            }
        };
        let parts = template.pieces().iter().map(|piece| match piece {
            Piece::Text(text) => format!("L{text}"),
            Piece::Bytes(bytes) => format!("L{}", bytes.iter().copied().map(char::from).collect::<String>()),
            Piece::Group(group) => format!("G{group}"),
        });
        parts.collect::<Vec<_>>().join(",")
    }
}

fn description(pattern: &Pattern) -> String {
    let names = pattern.group_names().iter().map(|(name, group)| format!("{name}={group}"));
    format!("{}\t{}\t{}", pattern.flags().0, pattern.group_count(), names.collect::<Vec<_>>().join(","))
}

fn refusal(error: &PatternError) -> String {
    let kind: ErrorKind = error.kind;
    let place = error.place.map_or([-1; 3], |place| [place.position, place.line, place.column].map(|n| n as i64));
    format!("{kind:?}\t{}\t{}:{}\t{}", place[0], place[1], place[2], error.message)
}

fn all_matches(pattern: &Pattern, subject: &Source) -> String {
    let offsets = subject.offsets();
    let end = offsets[offsets.len() - 1];
    let (mut start, mut must_advance) = (0, false);
    let mut results = Vec::new();
    while let Some(captures) = run(pattern, subject, start, end, How::Search, must_advance) {
        results.push(spans(&captures, &offsets));
        start = captures.end();
        must_advance = captures.start() == captures.end();
    }
    results.join(";")
}

fn run(
    pattern: &Pattern,
    subject: &Source,
    start: usize,
    end: usize,
    how: How,
    must_advance: bool,
) -> Option<Captures> {
    let mut steps = 50_000_000;
    pattern.run(subject.subject(), start, end, how, must_advance, &mut steps).expect("recorded cases are short")
}

fn spans(captures: &Captures, offsets: &[usize]) -> String {
    let position = |offset: usize| offsets.binary_search(&offset).expect("a character boundary");
    let mut text = captures.last_index().map_or("-".to_owned(), |group| group.to_string());
    for group in 0..=captures.group_count() {
        match captures.span(group) {
            None => text.push_str(" -"),
            Some((start, end)) => {
                write!(text, " {},{}", position(start), position(end)).expect("strings can be written to");
            }
        }
    }
    text
}

fn unescape(field: &str) -> String {
    let mut text = String::new();
    let mut rest = field;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        if let Some(code) = after.strip_prefix("u{") {
            let (digits, after) = code.split_once('}').expect("a closed escape");
            let code = u32::from_str_radix(digits, 16).expect("a code point");
            let stored = if (0xd800..0xe000).contains(&code) { code - 0xd800 + SURROGATES_AT } else { code };
            text.push(char::from_u32(stored).expect("a character"));
            rest = after;
        } else {
            text.push(match after.as_bytes()[0] {
                b't' => '\t',
                b'n' => '\n',
                b'r' => '\r',
                _ => '\\',
            });
            rest = &after[1..];
        }
    }
    text + rest
}
