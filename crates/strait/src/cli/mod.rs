//! The command line, in three steps: arguments to plain values, plain values to settings, then work.

mod arguments;
mod exit;
mod run;
mod settings;
mod split;
mod values;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{Arguments, Command};

/// Parses the arguments, does what they say, gives the exit code.
pub(crate) fn main() -> ExitCode {
    let given = split::mark_script(std::env::args_os().collect(), &Arguments::command());
    let arguments = match Arguments::try_parse_from(given) {
        Ok(arguments) => arguments,
        Err(error) => {
            // A closed pipe while printing help is a clean end.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { exit::USAGE } else { 0 });
        }
    };
    match arguments.command {
        Command::Run(run) => run::run(run),
    }
}
