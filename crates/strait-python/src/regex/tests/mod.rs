//! Tests of the whole module.

mod api;
mod hostile;
mod recorded;
mod surrogates;

use super::{Captures, Flags, How, Pattern, Subject, compile};

fn pattern(text: &str) -> Pattern {
    compile(Subject::Text(text), Flags::NONE).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The first match in a text, with more steps than a short test needs.
fn search(pattern: &Pattern, text: &str) -> Option<Captures> {
    let mut steps = 1_000_000;
    let found = pattern.run(Subject::Text(text), 0, text.len(), How::Search, false, &mut steps);
    found.expect("a short search ends")
}

/// What the first match of a pattern is.
fn found<'t>(text_pattern: &str, text: &'t str) -> Option<&'t str> {
    let captures = search(&pattern(text_pattern), text)?;
    Some(&text[captures.start()..captures.end()])
}
