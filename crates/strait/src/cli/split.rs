//! Where Strait's flags end and the script's own arguments begin: at the file.

use std::ffi::OsString;

use clap::{Arg, Command};

/// Puts `--` before the script's file, so that whatever follows it is the script's, flags included.
pub(super) fn mark_script(arguments: Vec<OsString>, command: &Command) -> Vec<OsString> {
    let Some(run) = arguments.get(1).and_then(|name| command.find_subcommand(name)) else {
        return arguments;
    };
    let mut at = 2;
    while let Some(argument) = arguments.get(at).and_then(|argument| argument.to_str()) {
        if argument == "--" {
            return arguments;
        }
        if argument == "-" || !argument.starts_with('-') {
            break;
        }
        at += if value_follows(argument, run) { 2 } else { 1 };
    }
    let mut marked = arguments;
    if at < marked.len() {
        marked.insert(at, "--".into());
    }
    marked
}

/// Whether a flag's value is the next argument: it takes one, and has none after `=`.
fn value_follows(argument: &str, command: &Command) -> bool {
    let is_named = |arg: &&Arg| arg.get_long().is_some_and(|long| argument.strip_prefix("--") == Some(long));
    command
        .get_arguments()
        .find(is_named)
        .is_some_and(|arg| arg.get_action().takes_values() && !arg.is_require_equals_set())
}
