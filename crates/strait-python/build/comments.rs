//! Takes the comments that have a line to themselves out of Python code. Lines keep their numbers, and those that are left
//! their text, so a traceback shows what it would show with them.

/// The code with empty lines where there were comments.
pub(crate) fn remove(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut string = None;
    for line in code.split_inclusive('\n') {
        if string.is_none() && line.trim_start().starts_with('#') {
            out.push('\n');
            continue;
        }
        out.push_str(line);
        string = string_at_the_end(line, string);
    }
    out
}

/// The quotes of the string that goes on after a line, if one does.
fn string_at_the_end(line: &str, mut string: Option<&'static str>) -> Option<&'static str> {
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let mut taken = first.len_utf8();
        match string {
            Some(_) if first == '\\' => taken += rest[taken..].chars().next().map_or(0, char::len_utf8),
            Some(quotes) if rest.starts_with(quotes) => {
                taken = quotes.len();
                string = None;
            }
            Some(_) => {}
            None if first == '#' => return None,
            None => {
                string = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| rest.starts_with(quotes));
                taken = string.map_or(taken, str::len);
            }
        }
        rest = &rest[taken..];
    }
    // One that is not tripled ends with its line, unless a backslash comes before the end.
    string.filter(|quotes| quotes.len() == 3 || line.trim_end_matches(['\n', '\r']).ends_with('\\'))
}
