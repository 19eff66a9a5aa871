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
                let file = self.own_attribute(module, self.names.file);
                let file =
                    file.filter(|file| file.is(Kind::Str)).map_or("unknown location", |file| self.heap.text(file));
                let (file, wanted) = (file.to_owned(), name);
                let name = self.heap.text(name).to_owned();
                let message = if self.is_being_imported(&module_name) {
                    format!(
                        "cannot import name '{name}' from partially initialized module '{module_name}' (most likely due \
                         to a circular import) ({file})"
                    )
                } else {
                    format!("cannot import name '{name}' from '{module_name}' ({file})")
                };
                let path = self.own_attribute(module, self.names.file).unwrap_or(Value::NONE);
                Err(self.cannot_import(&module_name, wanted, path, &message))
            }
            other => other,
        }
    }

    fn cannot_import(&mut self, module: &str, name: Value, path: Value, message: &str) -> Escape {
        let escape = self.error(self.classes.import_error, message);
        if let Escape::Raise(error) = escape {
            let (message, module) = (self.heap.str(message), self.heap.name(module));
            for (attribute, value) in [("msg", message), ("name", module), ("path", path), ("name_from", name)] {
                self.set_attribute_named(error, attribute, value);
            }
        }
        escape
    }

    fn is_being_imported(&mut self, name: &str) -> bool {
        let (name, importing) = (self.heap.name(name), self.heap.name("_importing"));
        let Some(set) = self.get_name(self.prelude, importing).and_then(|set| set.of(Kind::Set)) else { return false };
        self.heap.sets.get(set).iter().any(|member| self.heap.text(member.key) == self.heap.text(name))
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

    /// Sets `__file__` of the module that a function runs.
    pub(crate) fn name_file(&mut self, function: Value, file: &str) {
        let dict = self.heap.functions.get(function.index()).globals;
        let file = self.heap.str(file);
        self.set_name(dict, self.names.file, file);
    }

    /// A module that was found, and a function without parameters that runs its code.
    pub(crate) fn found_module(
        &mut self,
        name: &str,
        file: &str,
        text: &str,
        hidden: bool,
        path: Option<Value>,
    ) -> Outcome {
        let function = self.load_module(name, file, text, hidden)?;
        let dict = self.heap.functions.get(function.index()).globals;
        let package = match path {
            Some(_) => name,
            // Its name is its path.
            None if name.contains('/') => "",
            None => name.rsplit_once('.').map_or("", |(package, _)| package),
        };
        self.name_origin(dict, package);
        if let Some(path) = path {
            self.set_name(dict, self.names.path, path);
        }
        self.name_file(function, file);
        let key = self.heap.name(name);
        let module = self.get_name(self.modules, key).unwrap_or(Value::NONE);
        Ok(self.heap.tuple(&[module, function]))
    }
}
