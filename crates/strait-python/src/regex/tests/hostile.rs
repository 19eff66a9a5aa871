//! Patterns and subjects made to exhaust time, memory or the native stack.

use std::thread;

use super::super::{ErrorKind, Flags, How, MAX_NESTING, OutOfSteps, Subject, compile};
use super::{found, pattern};

/// Runs a test with little native stack.
fn with_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(128 * 1024).spawn(test).expect("a thread starts");
    thread.join().expect("the test passes");
}

/// The steps a search takes, or none if it runs out of `budget`.
fn steps(source: &str, text: &str, budget: u64) -> Option<u64> {
    let mut left = budget;
    match pattern(source).run(Subject::Text(text), 0, text.len(), How::Search, false, &mut left) {
        Ok(_) => Some(budget - left),
        Err(OutOfSteps) => {
            assert_eq!(left, 0);
            None
        }
    }
}

#[test]
fn deep_nesting_takes_no_native_stack() {
    with_small_stack(|| {
        for (open, close) in [
            ("(", ")"),
            ("(?:", ")*"),
            ("(?:x|", "|y)+?"),
            ("(?>", ")++"),
            ("(?i:", "){2,3}"),
            ("(?=", ")"),
            ("(?<=", ")"),
            ("(a)(?(1)", "|b)"),
        ] {
            let source = format!("{}a{}", open.repeat(MAX_NESTING), close.repeat(MAX_NESTING));
            steps(&source, &"a".repeat(100), 100_000);
        }
    });
}

#[test]
fn deeper_nesting_is_refused() {
    let source = "(".repeat(1_000_000);
    let error = compile(Subject::Text(&source), Flags::NONE).expect_err("the limit is reached");
    assert_eq!(error.kind, ErrorKind::Nesting);
    assert_eq!(error.to_string(), "groups are nested more than 1000 deep");
}

#[test]
fn long_subjects_take_no_native_stack() {
    with_small_stack(|| {
        let text = "ab".repeat(200_000);
        for source in ["(?:ab)*$", "(?:(a)|b)*$", "(?:ab|a)*?$", "(?:a?b?)*$", "(.)*", "(?:ab)*+$"] {
            assert_eq!(found(source, &"ab".repeat(1000)).map(str::len), Some(2000), "{source}");
            steps(source, &text, 10_000_000);
        }
    });
}

#[test]
fn exponential_patterns_run_out_of_steps() {
    let text = "a".repeat(40) + "!";
    for source in
        ["(a+)+$", "(a|aa)+$", "(?:ab?|a)*$", "(?:a*)*b|$^", "(.*)(.*)(.*)(.*)(.*)(.*)(.*)x|$^", "((a*)*)*\\Bb|$^"]
    {
        assert_eq!(steps(source, &text, 100_000), None, "{source}");
    }
}

#[test]
fn work_on_runs_of_characters_is_charged() {
    let text = "a".repeat(20_000);
    // Quadratic: each start looks at the rest of the text.
    for source in ["a*[bc]", "a*?[bc]", "(?:a*)(?=b)", "(a*)\\1b|[xy]$", "a+(?<!a)[bc]"] {
        assert_eq!(steps(source, &text, 1_000_000), None, "{source}");
    }
    assert!(steps("zz", &text, 10_000).is_some_and(|steps| steps > 1000));
}

#[test]
fn repetition_without_progress_ends_or_runs_out_of_steps() {
    assert_eq!(found("(?:)*a", "ba"), Some("a"));
    assert_eq!(found("(?:a?)*?b", "aab"), Some("aab"));
    assert_eq!(found("(?:|a)+", "aa"), Some(""));
    assert_eq!(steps("(?:){4294967294}", "", 100_000), None);
    assert_eq!(steps("(?:){4294967294}+", "", 100_000), None);
}

#[test]
fn large_counts_cost_nothing_until_they_are_reached() {
    assert!(steps("a{4294967294}", "aaa", 100).is_some());
    assert!(steps("(?<=a{4294967294})b", "ab", 100).is_some());
    assert!(steps("(?:a{100000}){100000}", &"a".repeat(100), 1000).is_some());
    assert!(steps("((((a{9999}){9999}){9999}){9999}){9999}", "aaa", 1000).is_some());
}

#[test]
fn many_groups_are_charged_for_each_attempt() {
    let source = "(b)?".repeat(10_000) + "(c)[de]";
    assert_eq!(steps(&source, &"c".repeat(1000), 1_000_000), None);
}

#[test]
fn long_patterns_compile_in_reasonable_time() {
    for source in [
        "a|".repeat(20_000),
        "ab|".repeat(20_000),
        "[\\d\\w]".repeat(2_000),
        format!("[{}]", "\\d\\W".repeat(20_000)),
        (0..2_000).map(|number| format!("(?P<n{number}>a)(?(n{number})b)")).collect(),
        "a?".repeat(5_000),
        "(?i)".to_owned() + &"stk".repeat(1_000),
    ] {
        compile(Subject::Text(&source), Flags::NONE).expect("it compiles");
    }
}
