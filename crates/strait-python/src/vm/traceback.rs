//! Tracebacks, as CPython 3.12 prints them.

use super::Vm;
use crate::{
    compile::code::Code,
    heap::{
        object::TracebackEntry,
        value::{Kind, Value},
    },
    syntax,
    text::unicode::display_width,
};

/// The same line repeated more often than this is summed up.
const MOST_REPEATS: usize = 3;

impl Vm {
    /// The text that an uncaught exception leaves on the standard error.
    pub(crate) fn format_error(&mut self, error: Value) -> String {
        let mut out = String::new();
        self.write_error(error, &mut out, &mut Vec::new());
        out
    }

    fn write_error(&mut self, error: Value, out: &mut String, seen: &mut Vec<Value>) {
        if seen.contains(&error) || seen.len() > 100 {
            return;
        }
        seen.push(error);
        let Some(content) = self.exception(error) else { return };
        let (cause, context, suppressed) = (content.cause, content.context, content.suppress_context);
        let traceback = content.traceback.clone();
        if !cause.is_none() {
            self.write_error(cause, out, seen);
            out.push_str("\nThe above exception was the direct cause of the following exception:\n\n");
        } else if !context.is_none() && !suppressed {
            self.write_error(context, out, seen);
            out.push_str("\nDuring handling of the above exception, another exception occurred:\n\n");
        }
        if !traceback.is_empty() {
            out.push_str("Traceback (most recent call last):\n");
            self.write_entries(&traceback, out);
        }
        let last = self.error_line(error);
        out.push_str(&last);
        out.push('\n');
    }

    fn write_entries(&self, entries: &[TracebackEntry], out: &mut String) {
        let mut repeats = 0;
        let mut before: Option<(*const Code, u32)> = None;
        let flush = |repeats: usize, out: &mut String| {
            if repeats > MOST_REPEATS {
                let more = repeats - MOST_REPEATS;
                let plural = if more == 1 { "" } else { "s" };
                out.push_str(&format!("  [Previous line repeated {more} more time{plural}]\n"));
            }
        };
        for entry in entries.iter().rev() {
            let line = entry.code.line(entry.pc);
            let place = (std::rc::Rc::as_ptr(&entry.code), line);
            if before == Some(place) {
                repeats += 1;
            } else {
                flush(repeats, out);
                before = Some(place);
                repeats = 1;
            }
            if repeats <= MOST_REPEATS {
                self.write_entry(entry, line, out);
            }
        }
        flush(repeats, out);
    }

    fn write_entry(&self, entry: &TracebackEntry, line: u32, out: &mut String) {
        let code = &entry.code;
        let name = self.heap.text(code.qualified_name);
        let name = name.rsplit('.').next().unwrap_or(name);
        out.push_str(&format!("  File \"{}\", line {line}, in {name}\n", code.source.name));
        let source = &code.source;
        let text = source.line_text(line);
        if text.trim().is_empty() || !source.is_file {
            return;
        }
        out.push_str(&format!("    {}\n", text.trim()));
        let position = code.position(entry.pc);
        let begin = source.line_start(line);
        let [start, end] = [position.start, position.end].map(|at| at.saturating_sub(begin) as usize);
        if let Some(carets) = caret_line(text, start, end, source.line(position.end) == line) {
            out.push_str(&format!("    {carets}\n"));
        }
    }

    /// `TypeError: message`, with notes.
    fn error_line(&mut self, error: Value) -> String {
        let class = self.class_of(error);
        let described = self.heap.classes.get(class);
        let mut name = described.name.to_string();
        if !described.traits.builtin
            && let Some(module) = self.get_name(described.dict, self.names.module)
            && module.is(Kind::Str)
            && !matches!(self.heap.text(module), "__main__" | "builtins")
        {
            name = format!("{}.{name}", self.heap.text(module));
        }
        let message = self.error_text(error);
        let mut line = if message.is_empty() { name } else { format!("{name}: {message}") };
        if let Some(notes) = self.own_attribute(error, self.names.notes) {
            for note in self.heap.items(notes).map(<[Value]>::to_vec).unwrap_or_default() {
                line.push('\n');
                line.push_str(self.heap.text(note));
            }
        }
        line
    }

    /// `str(error)`, as far as it can be known without running a script's code.
    pub(crate) fn error_text(&mut self, error: Value) -> String {
        if let Ok(Some(text)) = crate::builtins::details::text(self, error) {
            return text;
        }
        let args = self.exception(error).map_or(Value::NONE, |content| content.args);
        let args = self.heap.items(args).map(<[Value]>::to_vec).unwrap_or_default();
        match args.as_slice() {
            [] => String::new(),
            [one] if self.is_instance(error, self.classes.key_error) => self.short_repr(*one),
            [message, _] if self.is_instance(error, self.classes.syntax_error) => self.heap.text(*message).to_owned(),
            [one] => match one.of(Kind::Str) {
                Some(text) => self.heap.strs.get(text).as_str().to_owned(),
                None => self.short_repr(*one),
            },
            _ => {
                let tuple = self.heap.tuple(&args);
                self.short_repr(tuple)
            }
        }
    }

    /// A representation that runs no script's code.
    pub(crate) fn short_repr(&mut self, value: Value) -> String {
        match crate::builtins::repr(self, value) {
            Ok(text) => text,
            Err(_) => format!("<{} object>", self.type_name(value)),
        }
    }
}

/// The line of carets under the text that failed, between two bytes of the line; nothing if it would be the whole line.
pub(crate) fn caret_line(line: &str, start: usize, end: usize, is_single: bool) -> Option<String> {
    let indent = line.len() - line.trim_start().len();
    let line_end = line.trim_end().len();
    let end = if is_single { end.min(line.len()) } else { line_end };
    let segment = line.get(start..end)?;
    if start < indent || segment.is_empty() {
        return None;
    }
    let anchors = if is_single { anchors(segment) } else { None };
    if anchors.is_none() && start == indent && end >= line_end {
        return None;
    }
    let marks = match anchors {
        Some((from, to)) => format!(
            "{}{}{}",
            "~".repeat(display_width(segment.get(..from)?)),
            "^".repeat(display_width(segment.get(from..to)?)),
            "~".repeat(display_width(segment.get(to..)?))
        ),
        None => "^".repeat(display_width(segment)),
    };
    Some(format!("{}{marks}", " ".repeat(display_width(line.get(indent..start)?))))
}

/// The operator, or the brackets, inside an expression that failed.
fn anchors(text: &str) -> Option<(usize, usize)> {
    use ruff_text_size::Ranged as _;
    let Ok(syntax::Tree::Expression(parsed)) = syntax::parse_expression(text) else { return None };
    let bytes = text.as_bytes();
    match *parsed {
        ruff_python_ast::Expr::BinOp(operation) => {
            let (left, right) = (usize::from(operation.left.end()), usize::from(operation.right.start()));
            let place = (left..right).find(|&at| !bytes[at].is_ascii_whitespace() && bytes[at] != b')')?;
            let is_long = place + 1 < right && !bytes[place + 1].is_ascii_whitespace();
            Some((place, place + 1 + usize::from(is_long)))
        }
        ruff_python_ast::Expr::Subscript(subscript) => {
            let from = usize::from(subscript.value.end());
            let from = from + text.get(from..)?.find('[')?;
            let to = usize::from(subscript.slice.end());
            let to = text.get(to..)?.find(']').map_or(text.len(), |place| to + place + 1);
            Some((from, to))
        }
        _ => None,
    }
}
