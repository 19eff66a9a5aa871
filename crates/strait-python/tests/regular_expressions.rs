//! Patterns that would try for ever: they end with an exception that the program can catch, and the program goes on.

use strait_python::{Ended, Engine};

fn printed(text: &str) -> String {
    let mut engine = Engine::new();
    engine.set_memory_limit(256 << 20);
    assert_eq!(engine.run("test.py", text), Ended::Finished);
    String::from_utf8(engine.take_output()).expect("text")
}

#[test]
fn patterns_that_backtrack_for_ever_raise() {
    let script = r#"
import re
for pattern, text in [
    (r"(a+)+$", "a" * 40 + "b"), (r"(a|a)*[bc]", "a" * 60), (r"(.*)*[xz]", "y" * 50), (r"(\w+\s?)*[!?]", "word " * 30),
    (r"^(([a-z])+.)+[A-Z]([a-z])+$", "a" * 60), (r"(?:(a|b|ab)*)*[cd]", "ab" * 5000),
]:
    try:
        print(re.search(pattern, text))
    except RuntimeError as error:
        print(error)
print(re.sub("(x+x+)+y", "", "x" * 10 + "y"))
"#;
    let printed = printed(script);
    let said = printed.matches("takes too many steps").count();
    assert!(said >= 5, "{printed}");
    assert_eq!(printed.lines().count(), 7, "{printed}");
}

#[test]
fn long_texts_have_more_steps() {
    let script = r#"
import re
text = "word, " * 200_000
print(len(re.findall(r"\w+", text)), len(re.sub(r"(\w)(\w+)", r"\2\1", text)), len(re.split(r",\s*", text)))
print(re.search(r"(?:a|b|c|\s|\w|,)*$", text).end(), re.fullmatch(r"(\w+, )*", text).end())
"#;
    assert_eq!(printed(script), "200000 1200000 200001\n1200000 1200000\n");
}
