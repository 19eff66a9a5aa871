//! Tracebacks, as CPython 3.12 prints them.

use super::Vm;
use crate::{
    compile::{
        code::{Code, Position},
        op::Op,
    },
    heap::{
        object::TracebackEntry,
        value::{Kind, Value},
    },
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
        let text = code.source.line_text(line);
        if text.trim().is_empty() {
            return;
        }
        out.push_str(&format!("    {}\n", text.trim()));
        let position = code.position(entry.pc);
        if let Some(carets) = carets(code, entry.pc, position, line) {
            out.push_str(&carets);
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

/// The line of carets under the text that failed, unless it would be the whole line.
fn carets(code: &Code, pc: u32, position: Position, line: u32) -> Option<String> {
    let source = &code.source;
    let begin = source.line_start(line);
    let text = source.line_text(line);
    let indent = text.len() - text.trim_start().len();
    let start = (position.start - begin) as usize;
    let line_end = begin as usize + text.trim_end().len();
    let end = (position.end as usize).min(line_end) - begin as usize;
    if start < indent || end <= start {
        return None;
    }
    let is_multiline = position.end as usize > line_end;
    if !is_multiline && start == indent && end == text.trim_end().len() {
        return None;
    }
    let width = |range: std::ops::Range<usize>| text.get(range).map_or(0, |part| part.chars().count());
    let mut marks = "^".repeat(width(start..end));
    let op = code.instructions.get(pc as usize).map(|instruction| instruction.op);
    if !is_multiline && let Some(anchors) = anchors(op?, text.get(start..end)?) {
        let (from, to) = anchors;
        marks = format!(
            "{}{}{}",
            "~".repeat(width(start..start + from)),
            "^".repeat(width(start + from..start + to)),
            "~".repeat(width(start + to..end))
        );
    }
    Some(format!("    {}{marks}\n", " ".repeat(width(indent..start))))
}

/// The operator, or the brackets, inside an expression that failed.
fn anchors(op: Op, text: &str) -> Option<(usize, usize)> {
    match op {
        Op::Add | Op::Subtract | Op::Multiply | Op::AddSmall | Op::Binary => {
            let parsed = ruff_python_parser::parse_expression(text).ok()?;
            let ruff_python_ast::Expr::BinOp(operation) = parsed.expr() else { return None };
            use ruff_text_size::Ranged as _;
            let (left, right) = (usize::from(operation.left.end()), usize::from(operation.right.start()));
            let between = text.get(left..right)?;
            let symbol = operation.op.as_str();
            let place = left + between.find(symbol)?;
            Some((place, place + symbol.len()))
        }
        Op::LoadItem => {
            let parsed = ruff_python_parser::parse_expression(text).ok()?;
            let ruff_python_ast::Expr::Subscript(subscript) = parsed.expr() else { return None };
            use ruff_text_size::Ranged as _;
            let left = usize::from(subscript.value.end());
            let place = left + text.get(left..)?.find('[')?;
            Some((place, text.len()))
        }
        _ => None,
    }
}
