//! Imports.

use super::{
    Vm,
    native::{Escape, Outcome},
};
use crate::heap::value::{Kind, Value};

impl Vm {
    /// `import name`, or the module of `from name import names`.
    pub(crate) fn import_name(&mut self, name: Value, names: Value, level: u8) -> Outcome {
        let frame = &self.frames[self.frames.len() - 1];
        let globals = Value::object(Kind::Dict, frame.globals);
        Err(self.prelude_call("_import", &[name, globals, names, Value::small_unchecked(i64::from(level))]))
    }

    /// `from module import name`.
    pub(crate) fn import_from(&mut self, module: Value, name: Value) -> Outcome {
        match self.get_attribute(module, name) {
            Err(Escape::Raise(error)) if self.is_instance(error, self.classes.attribute_error) => {
                // A submodule that is being imported is not an attribute yet.
                let text = match self.own_attribute(module, self.names.name) {
                    Some(package) if package.is(Kind::Str) => {
                        format!("{}.{}", self.heap.text(package), self.heap.text(name))
                    }
                    _ => String::new(),
                };
                let full = self.heap.name(&text);
                if let Some(found) = self.get_name(self.modules, full) {
                    return Ok(found);
                }
                let module_name = self.own_attribute(module, self.names.name);
                let module_name = module_name.map_or("?", |name| self.heap.text(name)).to_owned();
                let message =
                    format!("cannot import name '{}' from '{module_name}' (unknown location)", self.heap.text(name));
                Err(self.error(self.classes.import_error, &message))
            }
            other => other,
        }
    }

    /// `from module import *`.
    pub(crate) fn import_star(&mut self, module: Value) -> Outcome<()> {
        let Some(index) = module.of(Kind::Module) else {
            return Err(self.error(self.classes.import_error, "import * needs a module"));
        };
        let dict = self.heap.modules.get(index).dict;
        let all = self.get_name(dict, self.names.all);
        let names: Vec<Value> = match all.and_then(|all| self.heap.items(all)) {
            Some(names) => names.to_vec(),
            None => {
                let keys = self.heap.dicts.get(dict).iter().map(|entry| entry.key);
                keys.filter(|&key| !self.heap.text(key).starts_with('_')).collect()
            }
        };
        for name in names {
            let value = self.get_attribute(module, name)?;
            let frame = &self.frames[self.frames.len() - 1];
            let target = frame.locals.and_then(|locals| locals.of(Kind::Dict)).unwrap_or(frame.globals);
            let name = match self.heap.known_name(name) {
                Some(name) => name,
                None => {
                    let text = self.heap.text(name).to_owned();
                    self.heap.name(&text)
                }
            };
            self.set_name(target, name, value);
        }
        Ok(())
    }

    /// Runs the code of a module that was found; it is the answer of the native function that calls this.
    pub(crate) fn run_module(&mut self, name: &str, file: &str, text: &str, hidden: bool) -> Outcome {
        let source = std::rc::Rc::new(crate::compile::code::Source::new(file, text));
        self.sources.insert(file.into(), std::rc::Rc::clone(&source));
        let code = crate::syntax::parse_module(text)
            .and_then(|tree| {
                crate::compile::compile(&tree, &source, crate::compile::Mode::Module, hidden, &mut self.heap)
            })
            .map_err(|error| self.syntax_error(&error, &source))?;
        let module = self.new_module(name);
        let globals = self.heap.modules.get(module.index()).dict;
        let file = self.heap.str(file);
        self.set_name(globals, self.names.file, file);
        // A function without parameters whose names are the module's.
        let name = code.name;
        let function = self.heap.new_function(crate::heap::object::Function {
            code: Some(code),
            globals,
            name: Some(name),
            qualified_name: Some(name),
            ..Default::default()
        });
        let pair = self.heap.tuple(&[module, function]);
        Ok(pair)
    }
}
