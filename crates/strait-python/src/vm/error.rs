//! Making exceptions.

use super::{Vm, native::Escape};
use crate::{
    compile::{CompileError, Stage, code::Source},
    heap::{
        class::{Attributes, Instance},
        object::Exception,
        value::{Kind, Value},
    },
    syntax::Class,
};

impl Vm {
    /// An exception with these arguments.
    pub(crate) fn new_error(&mut self, class: u32, arguments: &[Value]) -> Value {
        let args = self.heap.tuple(arguments);
        let content = self.heap.new_exception(Exception { args, ..Exception::default() });
        let shape = self.heap.classes.get(class).shape;
        self.heap.new_instance(Instance {
            class,
            attributes: Attributes::Shaped { shape, slots: Default::default() },
            payload: Some(content),
        })
    }

    /// An exception with a message.
    pub(crate) fn error(&mut self, class: u32, message: &str) -> Escape {
        let text = self.heap.str(message);
        Escape::Raise(self.new_error(class, &[text]))
    }

    pub(crate) fn type_error(&mut self, message: impl AsRef<str>) -> Escape {
        self.error(self.classes.type_error, message.as_ref())
    }

    pub(crate) fn value_error(&mut self, message: impl AsRef<str>) -> Escape {
        self.error(self.classes.value_error, message.as_ref())
    }

    pub(crate) fn index_error(&mut self, message: impl AsRef<str>) -> Escape {
        self.error(self.classes.index_error, message.as_ref())
    }

    pub(crate) fn runtime_error(&mut self, message: impl AsRef<str>) -> Escape {
        self.error(self.classes.runtime_error, message.as_ref())
    }

    pub(crate) fn overflow_error(&mut self, message: impl AsRef<str>) -> Escape {
        self.error(self.classes.overflow_error, message.as_ref())
    }

    pub(crate) fn key_error(&mut self, key: Value) -> Escape {
        Escape::Raise(self.new_error(self.classes.key_error, &[key]))
    }

    pub(crate) fn zero_division(&mut self, message: &str) -> Escape {
        self.error(self.classes.zero_division_error, message)
    }

    pub(crate) fn memory_error(&mut self) -> Value {
        self.new_error(self.classes.memory_error, &[])
    }

    /// `StopIteration(value)`.
    pub(crate) fn stop_iteration(&mut self, value: Value) -> Value {
        if value.is_none() {
            self.new_error(self.classes.stop_iteration, &[])
        } else {
            self.new_error(self.classes.stop_iteration, &[value])
        }
    }

    pub(crate) fn name_error(&mut self, name: Value) -> Escape {
        let message = format!("name '{}' is not defined", self.heap.text(name));
        let escape = self.error(self.classes.name_error, &message);
        if let Escape::Raise(error) = escape {
            self.set_attribute_of_error(error, self.names.name_attribute, name);
        }
        escape
    }

    pub(crate) fn attribute_error(&mut self, object: Value, name: Value) -> Escape {
        let text = self.heap.text(name).to_owned();
        let message = match object.kind() {
            Some(Kind::Class) => {
                format!("type object '{}' has no attribute '{text}'", self.heap.classes.get(object.index()).name)
            }
            Some(Kind::Module) => {
                format!("module '{}' has no attribute '{text}'", self.heap.modules.get(object.index()).name)
            }
            _ => format!("'{}' object has no attribute '{text}'", self.type_name(object)),
        };
        self.attribute_error_with(object, name, &message)
    }

    pub(crate) fn attribute_error_with(&mut self, object: Value, name: Value, message: &str) -> Escape {
        let escape = self.error(self.classes.attribute_error, message);
        if let Escape::Raise(error) = escape {
            self.set_attribute_of_error(error, self.names.name_attribute, name);
            self.set_attribute_of_error(error, self.names.obj, object);
        }
        escape
    }

    pub(crate) fn set_attribute_of_error(&mut self, error: Value, name: Value, value: Value) {
        // Where the class keeps it; it cannot fail.
        let _ = self.plain_set_attribute(error, name, value);
    }

    /// The content of an exception.
    pub(crate) fn exception(&self, error: Value) -> Option<&Exception> {
        let content = self.heap.content(error).of(Kind::Exception)?;
        Some(self.heap.exceptions.get(content))
    }

    pub(crate) fn exception_mut(&mut self, error: Value) -> Option<&mut Exception> {
        let content = self.heap.content(error).of(Kind::Exception)?;
        Some(self.heap.exceptions.get_mut(content))
    }

    /// A text that is not a program, as an exception. The source of a file is shown; that of a text given to `exec` is only
    /// shown when the parser refused it.
    pub(crate) fn syntax_error(&mut self, error: &CompileError, source: &Source) -> Escape {
        let class = match error.class {
            Class::Syntax => self.classes.syntax_error,
            Class::Indentation => self.classes.indentation_error,
            Class::Tab => self.classes.tab_error,
            Class::Memory => self.classes.memory_error,
            Class::Recursion => self.classes.recursion_error,
        };
        let message = self.heap.str(&error.message);
        let has_place = matches!(error.class, Class::Syntax | Class::Indentation | Class::Tab);
        if error.stage == Stage::Reading || !has_place {
            let value = self.new_error(class, &[message]);
            if has_place {
                self.set_attribute_named(value, "msg", message);
            }
            return Escape::Raise(value);
        }
        let numbers = match &error.found {
            Some(found) => [i64::from(found.line), found.column, i64::from(found.end_line), found.end_column],
            None => {
                // Bytes, not characters, once there is a tree.
                let (start, end) = (u32::from(error.range.start()), u32::from(error.range.end()));
                let (line, end_line) = (source.line(start).max(1), source.line(end).max(1));
                let column = |offset: u32, line: u32| i64::from(offset.saturating_sub(source.line_start(line))) + 1;
                [i64::from(line), column(start, line), i64::from(end_line), column(end, end_line)]
            }
        };
        let text = if error.stage == Stage::Parsing || source.is_file {
            let end = if error.found.as_ref().is_some_and(|found| found.whole_line) { "\n" } else { "" };
            let line = source.line_text(numbers[0] as u32).to_owned();
            self.heap.string(line + end)
        } else {
            Value::NONE
        };
        let file = self.heap.str(&source.name);
        let [line, column, end_line, end_column] = numbers.map(Value::small_unchecked);
        let value = if error.stage == Stage::Scopes {
            self.new_error(class, &[message])
        } else {
            let details = self.heap.tuple(&[file, line, column, text, end_line, end_column]);
            self.new_error(class, &[message, details])
        };
        let attributes = [
            ("msg", message),
            ("filename", file),
            ("lineno", line),
            ("offset", column),
            ("text", text),
            ("end_lineno", end_line),
            ("end_offset", end_column),
            ("print_file_and_line", Value::NONE),
        ];
        for (name, attribute) in attributes {
            self.set_attribute_named(value, name, attribute);
        }
        Escape::Raise(value)
    }

    pub(crate) fn set_attribute_named(&mut self, error: Value, name: &str, value: Value) {
        let name = self.heap.name(name);
        self.set_attribute_of_error(error, name, value);
    }
}
