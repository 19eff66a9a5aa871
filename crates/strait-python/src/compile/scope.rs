//! Which function a name belongs to: one walk over the tree notes what each scope binds and uses, then the names that inner
//! functions share are found.

use std::collections::HashMap;

use ruff_python_ast::{
    self as ast, ExceptHandler, Expr, ExprContext, Parameters, Pattern, Stmt, TypeParam,
    visitor::{self, Visitor},
};
use ruff_text_size::{Ranged as _, TextRange};

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

    /// Finds the scopes of a module (or of a text for `eval` and `exec`).
    pub(crate) fn of_module(body: &[Stmt]) -> Result<Self, CompileError> {
        Self::build(|walk| walk.visit_body(body))
    }

    pub(crate) fn of_expression(body: &Expr) -> Result<Self, CompileError> {
        Self::build(|walk| walk.visit_expr(body))
    }

    fn build(visit: impl FnOnce(&mut Walk)) -> Result<Self, CompileError> {
        let mut walk = Walk { scopes: Self { scopes: Vec::new(), by_node: HashMap::new() }, current: 0, error: None };
        walk.open(TextRange::default(), ScopeKind::Module, None);
        visit(&mut walk);
        if let Some(error) = walk.error {
            return Err(error);
        }
        let mut scopes = walk.scopes;
        scopes.resolve()?;
        Ok(scopes)
    }

    /// Finds for each used name the scope that binds it.
    fn resolve(&mut self) -> Result<(), CompileError> {
        // Inner scopes have higher numbers than outer ones.
        for id in 0..self.scopes.len() {
            for place in 0..self.scopes[id].order.len() {
                let name = self.scopes[id].order[place].clone();
                let symbol = self.scopes[id].symbol(&name);
                let is_module = self.scopes[id].kind == ScopeKind::Module;
                if is_module || symbol.global || (symbol.bound && !symbol.nonlocal) {
                    continue;
                }
                let found = self.capture(id, &name);
                if symbol.nonlocal && !found {
                    return Err(CompileError::new(
                        format!("no binding for nonlocal '{name}' found"),
                        TextRange::default(),
                    ));
                }
            }
        }
        Ok(())
    }

    /// Looks for the function around scope `id` that binds a name, and marks the way there.
    fn capture(&mut self, id: ScopeId, name: &str) -> bool {
        let mut passed = vec![id];
        let mut at = self.scopes[id].parent;
        while let Some(outer) = at {
            let scope = &self.scopes[outer];
            let symbol = scope.symbol(name);
            let sees_names = scope.kind != ScopeKind::Class || name == "__class__" || name == "__classdict__";
            if scope.kind == ScopeKind::Module || (sees_names && symbol.global) {
                return false;
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
                return true;
            }
            passed.push(outer);
            at = scope.parent;
        }
        false
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

struct Walk {
    scopes: Scopes,
    current: ScopeId,
    error: Option<CompileError>,
}

impl Walk {
    fn open(&mut self, range: TextRange, kind: ScopeKind, class_name: Option<&str>) -> ScopeId {
        let id = self.scopes.scopes.len();
        let inherited = self.scopes.scopes.get(self.current).and_then(|scope| scope.class_name.clone());
        self.scopes.scopes.push(Scope {
            kind,
            parent: (id > 0).then_some(self.current),
            symbols: HashMap::new(),
            order: Vec::new(),
            is_generator: false,
            is_async: false,
            class_name: class_name.map(Into::into).or(inherited),
        });
        self.scopes.by_node.insert((range, kind), id);
        self.current = id;
        id
    }

    fn inside(&mut self, range: TextRange, kind: ScopeKind, class_name: Option<&str>, visit: impl FnOnce(&mut Self)) {
        let outer = self.current;
        self.open(range, kind, class_name);
        visit(self);
        self.current = outer;
    }

    fn fail(&mut self, message: String, range: TextRange) {
        self.error.get_or_insert_with(|| CompileError::new(message, range));
    }

    fn symbol(&mut self, name: &str) -> &mut Symbol {
        let scope = self.scopes.get(self.current);
        let name = mangled(name, scope.class_name.as_deref()).into_owned();
        self.scopes.symbol_mut(self.current, &name)
    }

    fn bind(&mut self, name: &str) {
        self.symbol(name).bound = true;
    }

    fn use_name(&mut self, name: &str) {
        self.symbol(name).used = true;
        // `super()` finds its class through a hidden variable.
        if (name == "super" || name == "__class__") && self.is_in_function_of_class() {
            self.symbol("__class__").used = true;
        }
    }

    fn is_in_function_of_class(&self) -> bool {
        let mut in_function = false;
        let mut at = Some(self.current);
        while let Some(id) = at {
            let scope = self.scopes.get(id);
            match scope.kind {
                ScopeKind::Class => return in_function,
                ScopeKind::Function | ScopeKind::Lambda | ScopeKind::GeneratorExpression => in_function = true,
                _ => {}
            }
            at = scope.parent;
        }
        false
    }

    fn parameters(&mut self, parameters: &Parameters) {
        for parameter in parameters {
            let name = parameter.name().as_str();
            let symbol = self.symbol(name);
            if symbol.parameter {
                self.fail(format!("duplicate argument '{name}' in function definition"), parameter.range());
                return;
            }
            *symbol = Symbol { bound: true, parameter: true, ..Symbol::default() };
        }
    }

    /// What is evaluated outside of a function when it is defined.
    fn defaults(&mut self, parameters: &Parameters) {
        let with_default = parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs);
        for default in with_default.filter_map(|parameter| parameter.default.as_deref()) {
            self.visit_expr(default);
        }
    }

    fn annotations(&mut self, parameters: &Parameters, returns: Option<&Expr>) {
        for parameter in parameters {
            if let Some(annotation) = parameter.annotation() {
                self.visit_expr(annotation);
            }
        }
        if let Some(returns) = returns {
            self.visit_expr(returns);
        }
    }

    fn function(&mut self, function: &ast::StmtFunctionDef) {
        self.annotations(&function.parameters, function.returns.as_deref());
        self.inside(function.range, ScopeKind::Function, None, |walk| {
            walk.scopes.scopes[walk.current].is_async = function.is_async;
            walk.parameters(&function.parameters);
            walk.visit_body(&function.body);
        });
    }

    fn type_parameters(&mut self, parameters: &ast::TypeParams) {
        for parameter in &parameters.type_params {
            let (name, bound) = match parameter {
                TypeParam::TypeVar(var) => (&var.name, var.bound.as_deref()),
                TypeParam::TypeVarTuple(var) => (&var.name, None),
                TypeParam::ParamSpec(var) => (&var.name, None),
            };
            self.bind(name);
            if let Some(bound) = bound {
                self.visit_expr(bound);
            }
        }
    }

    fn comprehension(
        &mut self,
        range: TextRange,
        kind: ScopeKind,
        generators: &[ast::Comprehension],
        elements: &[Option<&Expr>],
    ) {
        let Some((first, rest)) = generators.split_first() else { return };
        self.visit_expr(&first.iter);
        let is_async = generators.iter().any(|generator| generator.is_async);
        self.inside(range, kind, None, |walk| {
            walk.scopes.scopes[walk.current].is_generator = kind == ScopeKind::GeneratorExpression;
            walk.scopes.scopes[walk.current].is_async = is_async;
            walk.visit_expr(&first.target);
            first.ifs.iter().for_each(|test| walk.visit_expr(test));
            for generator in rest {
                walk.visit_expr(&generator.iter);
                walk.visit_expr(&generator.target);
                generator.ifs.iter().for_each(|test| walk.visit_expr(test));
            }
            elements.iter().flatten().for_each(|element| walk.visit_expr(element));
        });
        if is_async && kind == ScopeKind::Comprehension {
            self.mark_unit(|scope| scope.is_async = true);
        }
    }

    /// Changes the scope of the function around, past comprehensions.
    fn mark_unit(&mut self, change: impl FnOnce(&mut Scope)) {
        let mut id = self.current;
        while !self.scopes.scopes[id].kind.is_unit()
            && let Some(parent) = self.scopes.scopes[id].parent
        {
            id = parent;
        }
        change(&mut self.scopes.scopes[id]);
    }

    /// `:=` inside a comprehension binds in the function around it.
    fn bind_walrus(&mut self, name: &str, range: TextRange) {
        let outer = self.current;
        let mut id = outer;
        while matches!(self.scopes.get(id).kind, ScopeKind::Comprehension | ScopeKind::GeneratorExpression)
            && let Some(parent) = self.scopes.get(id).parent
        {
            if self.scopes.get(id).symbol(name).bound {
                self.fail(
                    format!("assignment expression cannot rebind comprehension iteration variable '{name}'"),
                    range,
                );
            }
            id = parent;
        }
        if id != outer && self.scopes.get(id).kind == ScopeKind::Class {
            self.fail("assignment expression within a comprehension cannot be used in a class body".into(), range);
        }
        self.use_name(name);
        self.current = id;
        self.bind(name);
        self.current = outer;
    }

    fn declare(&mut self, names: &[ast::Identifier], word: &str) {
        for name in names {
            let is_module = self.scopes.get(self.current).kind == ScopeKind::Module;
            let symbol = self.symbol(name);
            let reason = if symbol.parameter {
                Some(format!("name '{name}' is parameter and {word}"))
            } else if symbol.bound && !symbol.global && !symbol.nonlocal {
                Some(format!("name '{name}' is assigned to before {word} declaration"))
            } else if symbol.used && !symbol.global && !symbol.nonlocal {
                Some(format!("name '{name}' is used prior to {word} declaration"))
            } else if (word == "nonlocal" && symbol.global) || (word == "global" && symbol.nonlocal) {
                Some(format!("name '{name}' is nonlocal and global"))
            } else if word == "nonlocal" && is_module {
                Some("nonlocal declaration not allowed at module level".into())
            } else {
                None
            };
            if let Some(reason) = reason {
                self.fail(reason, name.range);
                return;
            }
            let symbol = self.symbol(name);
            match word {
                "global" => symbol.global = true,
                _ => symbol.nonlocal = true,
            }
        }
    }
}

impl<'a> Visitor<'a> for Walk {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(function) => {
                function.decorator_list.iter().for_each(|decorator| self.visit_expr(&decorator.expression));
                self.defaults(&function.parameters);
                match &function.type_params {
                    None => self.function(function),
                    Some(parameters) => self.inside(function.range, ScopeKind::TypeParameters, None, |walk| {
                        walk.type_parameters(parameters);
                        walk.function(function);
                    }),
                }
                self.bind(&function.name);
            }
            Stmt::ClassDef(class) => {
                class.decorator_list.iter().for_each(|decorator| self.visit_expr(&decorator.expression));
                let whole = |walk: &mut Self| {
                    if let Some(arguments) = class.arguments.as_deref() {
                        walk.visit_arguments(arguments);
                    }
                    walk.inside(class.range, ScopeKind::Class, Some(&class.name), |walk| {
                        for hidden in ["__class__", "__module__", "__qualname__"] {
                            walk.bind(hidden);
                        }
                        walk.visit_body(&class.body);
                    });
                };
                match &class.type_params {
                    None => whole(self),
                    Some(parameters) => self.inside(class.range, ScopeKind::TypeParameters, None, |walk| {
                        walk.type_parameters(parameters);
                        walk.bind(".type_params");
                        whole(walk);
                    }),
                }
                self.bind(&class.name);
            }
            Stmt::TypeAlias(alias) => {
                self.inside(alias.range, ScopeKind::TypeParameters, None, |walk| {
                    if let Some(parameters) = &alias.type_params {
                        walk.type_parameters(parameters);
                    }
                    walk.inside(alias.value.range(), ScopeKind::Lambda, None, |walk| walk.visit_expr(&alias.value));
                });
                self.visit_expr(&alias.name);
            }
            Stmt::Global(global) => self.declare(&global.names, "global"),
            Stmt::Nonlocal(nonlocal) => self.declare(&nonlocal.names, "nonlocal"),
            Stmt::Import(import) => {
                for alias in &import.names {
                    let bound = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
                    self.bind(bound.split('.').next().unwrap_or(bound));
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in import.names.iter().filter(|alias| alias.name.as_str() != "*") {
                    self.bind(alias.asname.as_ref().unwrap_or(&alias.name));
                }
            }
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                }
                match &*assign.target {
                    // Without a value it declares the variable all the same.
                    Expr::Name(name) => self.bind(&name.id),
                    target => self.visit_expr(target),
                }
                let evaluated = matches!(self.scopes.get(self.current).kind, ScopeKind::Module | ScopeKind::Class)
                    || !assign.simple;
                if evaluated {
                    self.visit_expr(&assign.annotation);
                }
            }
            Stmt::AugAssign(assign) => {
                if let Expr::Name(name) = &*assign.target {
                    self.use_name(&name.id);
                }
                visitor::walk_stmt(self, statement);
            }
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(inner) = handler;
        if let Some(name) = &inner.name {
            self.bind(name);
            self.symbol(name).deleted = true;
        }
        visitor::walk_except_handler(self, handler);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        match pattern {
            Pattern::MatchStar(ast::PatternMatchStar { name: Some(name), .. })
            | Pattern::MatchAs(ast::PatternMatchAs { name: Some(name), .. })
            | Pattern::MatchMapping(ast::PatternMatchMapping { rest: Some(name), .. }) => self.bind(name),
            _ => {}
        }
        visitor::walk_pattern(self, pattern);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => match name.ctx {
                ExprContext::Load => self.use_name(&name.id),
                ExprContext::Store => self.bind(&name.id),
                ExprContext::Del => {
                    self.bind(&name.id);
                    self.symbol(&name.id).deleted = true;
                }
                ExprContext::Invalid => {}
            },
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                if let Expr::Name(name) = &*named.target {
                    self.bind_walrus(&name.id, name.range);
                }
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                self.inside(lambda.range, ScopeKind::Lambda, None, |walk| {
                    if let Some(parameters) = &lambda.parameters {
                        walk.parameters(parameters);
                    }
                    walk.visit_expr(&lambda.body);
                });
            }
            Expr::ListComp(list) => {
                self.comprehension(list.range, ScopeKind::Comprehension, &list.generators, &[Some(&list.elt)]);
            }
            Expr::SetComp(set) => {
                self.comprehension(set.range, ScopeKind::Comprehension, &set.generators, &[Some(&set.elt)]);
            }
            Expr::DictComp(dict) => {
                let elements = [dict.key.as_deref(), Some(&*dict.value)];
                self.comprehension(dict.range, ScopeKind::Comprehension, &dict.generators, &elements);
            }
            Expr::Generator(generator) => {
                let kind = ScopeKind::GeneratorExpression;
                self.comprehension(generator.range, kind, &generator.generators, &[Some(&generator.elt)]);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.mark_unit(|scope| scope.is_generator = true);
                visitor::walk_expr(self, expression);
            }
            Expr::Await(_) => {
                self.mark_unit(|scope| scope.is_async |= scope.kind == ScopeKind::GeneratorExpression);
                visitor::walk_expr(self, expression);
            }
            _ => visitor::walk_expr(self, expression),
        }
    }
}
