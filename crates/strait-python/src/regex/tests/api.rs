//! What the callers of the module rely on, apart from what matches.

use super::super::{ErrorKind, Flags, How, Subject, compile, escape, escape_bytes, parse_template};
use super::{found, pattern, search};

#[test]
fn flags_are_reported_with_the_default_kind_of_characters() {
    let check = |subject: Subject<'_>, given: u32, expected: u32| {
        let compiled = compile(subject, Flags(given)).expect("a pattern");
        assert_eq!(compiled.flags(), Flags(expected), "{subject:?}");
    };
    check(Subject::Text("a"), 0, 32);
    check(Subject::Text("(?im)a"), 16, 2 | 8 | 16 | 32);
    check(Subject::Text("(?a)a"), 0, 256);
    check(Subject::Text("(?i:a)"), 0, 32);
    check(Subject::Bytes(b"a"), 2, 2);
    check(Subject::Bytes(b"(?L)a"), 0, 4);
}

#[test]
fn contradictory_flags_are_value_errors() {
    let check = |subject: Subject<'_>, flags: Flags, message: &str| {
        let error = compile(subject, flags).expect_err("flags are refused");
        assert_eq!((error.kind, error.to_string().as_str()), (ErrorKind::Flags, message));
    };
    check(Subject::Text("a"), Flags::LOCALE, "cannot use LOCALE flag with a str pattern");
    check(Subject::Text("a"), Flags::ASCII.with(Flags::UNICODE), "ASCII and UNICODE flags are incompatible");
    check(Subject::Bytes(b"a"), Flags::UNICODE, "cannot use UNICODE flag with a bytes pattern");
    check(Subject::Bytes(b"a"), Flags::ASCII.with(Flags::LOCALE), "ASCII and LOCALE flags are incompatible");
}

#[test]
fn groups_are_named_in_order() {
    let compiled = pattern("(?P<year>\\d+)-(\\d+)-(?P<day>\\d+)");
    assert_eq!(compiled.group_count(), 3);
    assert_eq!(compiled.group_names(), [("year".to_owned(), 1), ("day".to_owned(), 3)]);
    assert_eq!(compiled.group_index("day"), Some(3));
    assert_eq!(compiled.group_index("month"), None);
}

#[test]
fn captures_are_byte_positions() {
    let captures = search(&pattern("(é+)(x)?"), "aéé!").expect("a match");
    assert_eq!((captures.start(), captures.end()), (1, 5));
    assert_eq!([0, 1, 2, 3].map(|group| captures.span(group)), [Some((1, 5)), Some((1, 5)), None, None]);
    assert_eq!(captures.last_index(), Some(1));
}

#[test]
fn errors_tell_position_line_and_column() {
    let error = compile(Subject::Text("é\n(a"), Flags::NONE).expect_err("a group is open");
    assert_eq!(error.position(), Some(2));
    assert_eq!(error.to_string(), "missing ), unterminated subpattern at position 2 (line 2, column 1)");
    let error = compile(Subject::Text("(?<=a*)"), Flags::NONE).expect_err("the width varies");
    assert_eq!(error.to_string(), "look-behind requires fixed-width pattern");
    let error = compile(Subject::Text("a{4294967295}"), Flags::NONE).expect_err("a count is too large");
    assert_eq!(error.kind, ErrorKind::RepeatCount);
}

#[test]
fn text_after_the_end_is_not_there_and_text_before_the_start_is() {
    let mut steps = 1000;
    let mut span = |source: &str, start, end| {
        let found = pattern(source).run(Subject::Text("abcd"), start, end, How::Search, false, &mut steps);
        found.expect("few steps").map(|captures| (captures.start(), captures.end()))
    };
    assert_eq!(span("c$", 0, 3), Some((2, 3)));
    assert_eq!(span("c(?=d)", 0, 3), None);
    assert_eq!(span("(?<=b)c", 2, 4), Some((2, 3)));
    assert_eq!(span("^c", 2, 4), None);
    assert_eq!(span("\\bc", 2, 4), None);
    assert_eq!(span("", 3, 2), None);
}

#[test]
fn an_empty_match_at_the_start_is_refused_when_it_must_advance() {
    let mut steps = 1000;
    let mut span = |source: &str, how| {
        let found = pattern(source).run(Subject::Text("ab"), 0, 2, how, true, &mut steps);
        found.expect("few steps").map(|captures| (captures.start(), captures.end()))
    };
    assert_eq!(span("a*?", How::Search), Some((0, 1)));
    assert_eq!(span("b*", How::Search), Some((1, 2)));
    assert_eq!(span("b*", How::Match), None);
}

#[test]
fn a_subject_of_the_other_kind_or_a_split_character_never_matches() {
    let mut steps = 1000;
    let anything = pattern(".*");
    assert_eq!(anything.run(Subject::Bytes(b"a"), 0, 1, How::Search, false, &mut steps), Ok(None));
    assert_eq!(anything.run(Subject::Text("é"), 1, 2, How::Search, false, &mut steps), Ok(None));
    assert_eq!(anything.run(Subject::Text("é"), 0, 1, How::Search, false, &mut steps), Ok(None));
}

#[test]
fn groups_of_a_possessive_repetition_keep_their_last_complete_run() {
    let captures = search(&pattern("(?:(a)c|ab)*+"), "acab").expect("a match");
    assert_eq!((captures.end(), captures.span(1)), (4, Some((0, 1))));
}

#[test]
fn escaped_text_matches_itself() {
    assert_eq!(escape("a.b c\u{e9}-"), "a\\.b\\ c\u{e9}\\-");
    assert_eq!(escape_bytes(b"a#\xff"), b"a\\#\xff");
    let special = "()[]{}?*+-|^$\\.&~# \t\n\r\x0b\x0c\"'/:";
    assert_eq!(found(&escape(special), special), Some(special));
}

#[test]
fn templates_are_filled_in() {
    let compiled = pattern("(?P<key>\\w+)=(\\d+)?");
    let template = parse_template(Subject::Text("<\\g<key>|\\2|\\n>"), &compiled).expect("a template");
    let mut out = String::new();
    let subject = "a=1 b=";
    template.expand_text(subject, &search(&compiled, subject).expect("a match"), &mut out);
    template.expand_text(subject, &search(&compiled, "    b=").expect("a match"), &mut out);
    assert_eq!(out, "<a|1|\n><b||\n>");
}
