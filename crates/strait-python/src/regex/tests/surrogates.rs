//! Lone surrogates, which strings hold as characters of private use.

use super::super::{Flags, Subject, compile};
use super::found;

const LOW: &str = "\u{10f000}";
const HIGH: &str = "\u{10f7ff}";

#[test]
fn escapes_and_characters_mean_the_same_surrogate() {
    assert_eq!(found("\\ud800", LOW), Some(LOW));
    assert_eq!(found(LOW, LOW), Some(LOW));
    assert_eq!(found("[\\ud800-\\udfff]", HIGH), Some(HIGH));
    assert_eq!(found(&format!("[{LOW}-{HIGH}]"), HIGH), Some(HIGH));
    assert_eq!(found(&format!("[{LOW}-\u{e000}]"), "\u{e000}"), Some("\u{e000}"));
}

#[test]
fn ranges_across_the_surrogates_take_them_in() {
    assert_eq!(found("[\\ud7ff-\\ue000]", HIGH), Some(HIGH));
    assert_eq!(found("[\\u0000-\\ud7ff]", LOW), None);
    assert_eq!(found("[^\\u0000-\\uffff]", LOW), None);
}

#[test]
fn the_last_character_ends_a_range_of_all_characters() {
    assert_eq!(found("[\u{10000}-\u{10ffff}]+", "a\u{1f600}b"), Some("\u{1f600}"));
    assert_eq!(found("[a-\u{10ffff}]+", "\u{e000}\u{1f600}"), Some("\u{e000}\u{1f600}"));
}

#[test]
fn surrogates_are_neither_word_nor_digit_nor_space() {
    assert_eq!(found("[\\w\\d\\s]", LOW), None);
    assert_eq!(found("\\W\\D", "\u{10f000}\u{10f7ff}"), Some("\u{10f000}\u{10f7ff}"));
}

#[test]
fn messages_name_surrogates_by_their_code_point() {
    let error = compile(Subject::Text("(?P<\u{10f0ff}>a)"), Flags::NONE).expect_err("no name");
    assert_eq!(error.message, "bad character in group name '\\ud8ff'");
}
