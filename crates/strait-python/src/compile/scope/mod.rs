//! Which function a name belongs to: one walk over the tree notes what each scope binds and uses, then the names that inner
//! functions share are found.

mod walk;

use std::collections::HashMap;

use ruff_text_size::TextRange;

use super::CompileError;

/// The number of a scope.
pub(crate) type ScopeId = usize;

/// What opens a scope.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    /// What a type alias stands for, or the bound of a type parameter: evaluated when it is asked for.
    Lazy,
    /// Compiled into the function around it (PEP 709).
    Comprehension,
    GeneratorExpression,
    /// The parameters in `def f[T]` (PEP 695).
    TypeParameters,
}

impl ScopeKind {
    /// Whether it is compiled to code of its own.
    pub(crate) const fn is_unit(self) -> bool {
        !matches!(self, Self::Comprehension)
    }
}

/// What a scope knows of a name.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Symbol {
    pub(crate) bound: bool,
    pub(crate) parameter: bool,
    pub(crate) global: bool,
    pub(crate) nonlocal: bool,
    used: bool,
    /// An inner function uses it.
    pub(crate) captured: bool,
    /// It belongs to an enclosing function.
    pub(crate) free: bool,
    deleted: bool,
    annotated: bool,
    type_parameter: bool,
    /// Set by `:=` inside a comprehension, past which it belongs.
    rebound: bool,
}

/// One scope.
#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) kind: ScopeKind,
    pub(crate) parent: Option<ScopeId>,
    symbols: HashMap<Box<str>, Symbol>,
    /// In order of first appearance.
    pub(crate) order: Vec<Box<str>>,
    pub(crate) is_generator: bool,
    pub(crate) is_async: bool,
    /// For mangling `__names`.
    class_name: Option<Box<str>>,
    /// What a comprehension is called in messages.
    what: &'static str,
    /// How many iterables of comprehensions are being walked.
    iterables: u32,
    /// Awaits inside a comprehension.
    pub(crate) awaits: bool,
    /// Where `yield`, `await` and `:=` are refused.
    within: Option<&'static str>,
    /// Names declared `global` or `nonlocal`, and where.
    directives: Vec<(Box<str>, TextRange)>,
}

impl Scope {
    pub(crate) fn symbol(&self, name: &str) -> Symbol {
        self.symbols.get(name).copied().unwrap_or_default()
    }

    /// Whether a variable may lose its value again.
    pub(crate) fn is_deleted(&self, name: &str) -> bool {
        self.symbol(name).deleted
    }

    pub(crate) fn free_names(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(|name| &**name).filter(|name| self.symbol(name).free)
    }
}

/// The scopes of one source text.
#[derive(Debug)]
pub(crate) struct Scopes {
    /// `from __future__ import annotations`.
    pub(crate) string_annotations: bool,
    scopes: Vec<Scope>,
    by_node: HashMap<(TextRange, ScopeKind), ScopeId>,
}

impl Scopes {
    pub(crate) fn get(&self, id: ScopeId) -> &Scope {
        &self.scopes[id]
    }

    /// The scope that a node opens.
    pub(crate) fn of(&self, range: TextRange, kind: ScopeKind) -> ScopeId {
        self.by_node.get(&(range, kind)).copied().unwrap_or_default()
    }

    /// Finds for each used name the scope that binds it.
    fn resolve(&mut self) -> Result<(), CompileError> {
        // Inner scopes have higher numbers than outer ones.
        for id in 0..self.scopes.len() {
            for place in 0..self.scopes[id].order.len() {
                let name = self.scopes[id].order[place].clone();
                let symbol = self.scopes[id].symbol(&name);
                let is_module = self.scopes[id].kind == ScopeKind::Module;
                if symbol.global && symbol.nonlocal {
                    return Err(self.directive_error(id, &name, format!("name '{name}' is nonlocal and global")));
                }
                if is_module || symbol.global || (symbol.bound && !symbol.nonlocal) {
                    continue;
                }
                let binder = self.capture(id, &name);
                if !symbol.nonlocal {
                    continue;
                }
                let message = match binder {
                    None => format!("no binding for nonlocal '{name}' found"),
                    Some(binder) if self.scopes[binder].symbol(&name).type_parameter => {
                        format!("nonlocal binding not allowed for type parameter '{name}'")
                    }
                    Some(_) => continue,
                };
                return Err(self.directive_error(id, &name, message));
            }
        }
        Ok(())
    }

    /// An error where a name was declared `global` or `nonlocal`.
    fn directive_error(&self, id: ScopeId, name: &str, message: String) -> CompileError {
        let declared = self.scopes[id].directives.iter().find(|(declared, _)| **declared == *name);
        CompileError::new(message, declared.map_or_else(TextRange::default, |(_, range)| *range))
    }

    /// Looks for the function around scope `id` that binds a name, and marks the way there.
    fn capture(&mut self, id: ScopeId, name: &str) -> Option<ScopeId> {
        let mut passed = vec![id];
        let mut at = self.scopes[id].parent;
        while let Some(outer) = at {
            let scope = &self.scopes[outer];
            let symbol = scope.symbol(name);
            let sees_names = scope.kind != ScopeKind::Class || name == "__class__" || name == "__classdict__";
            if scope.kind == ScopeKind::Module || (sees_names && symbol.global) {
                return None;
            }
            if sees_names && symbol.bound && !symbol.nonlocal {
                // Inside one unit the comprehension reads the function's own register.
                let crosses = passed.iter().any(|&inner| self.scopes[inner].kind.is_unit());
                if crosses {
                    self.symbol_mut(outer, name).captured = true;
                    for inner in passed {
                        self.symbol_mut(inner, name).free = true;
                    }
                }
                return Some(outer);
            }
            passed.push(outer);
            at = scope.parent;
        }
        None
    }

    fn symbol_mut(&mut self, id: ScopeId, name: &str) -> &mut Symbol {
        let scope = &mut self.scopes[id];
        if !scope.symbols.contains_key(name) {
            scope.order.push(name.into());
        }
        scope.symbols.entry(name.into()).or_default()
    }
}

/// `__name` inside a class is private to it.
pub(crate) fn mangled<'n>(name: &'n str, class_name: Option<&str>) -> std::borrow::Cow<'n, str> {
    let Some(class_name) = class_name else { return name.into() };
    let class_name = class_name.trim_start_matches('_');
    if name.starts_with("__") && !name.ends_with("__") && !name.contains('.') && !class_name.is_empty() {
        format!("_{class_name}{name}").into()
    } else {
        name.into()
    }
}
