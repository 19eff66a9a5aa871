//! The walk over the tree that notes what each scope binds and uses.

use std::collections::HashMap;

use ruff_python_ast::{
    self as ast, ExceptHandler, Expr, ExprContext, Parameters, Pattern, Stmt, TypeParam,
    visitor::{self, Visitor},
};
use ruff_text_size::{Ranged as _, TextRange};

use super::{Scope, ScopeId, ScopeKind, Scopes, Symbol, mangled};
use crate::compile::{
    CompileError,
    chain::{self, left_of},
};

impl Scopes {
    /// Finds the scopes of a module (or of a text for `eval` and `exec`).
    pub(crate) fn of_module(body: &[Stmt]) -> Result<Self, CompileError> {
        Self::build(|walk| walk.visit_body(body))
    }

    pub(crate) fn of_expression(body: &Expr) -> Result<Self, CompileError> {
        Self::build(|walk| walk.visit_expr(body))
    }

    fn build(visit: impl FnOnce(&mut Walk)) -> Result<Self, CompileError> {
        let scopes = Self { string_annotations: false, scopes: Vec::new(), by_node: HashMap::new() };
        let mut walk = Walk { scopes, current: 0, error: None, has_string_annotations: false };
        walk.open(TextRange::default(), ScopeKind::Module, None);
        visit(&mut walk);
        if let Some(error) = walk.error {
            return Err(error);
        }
        let mut scopes = walk.scopes;
        scopes.string_annotations = walk.has_string_annotations;
        scopes.resolve()?;
        Ok(scopes)
    }
}

struct Walk {
    scopes: Scopes,
    current: ScopeId,
    error: Option<CompileError>,
    /// `from __future__ import annotations`.
    has_string_annotations: bool,
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
            what: "",
            iterables: 0,
            awaits: false,
            within: (kind == ScopeKind::TypeParameters).then_some("the definition of a generic"),
            directives: Vec::new(),
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
                let range = TextRange::new(parameter.name().range.start(), parameter.as_parameter().range.end());
                self.fail(format!("duplicate argument '{name}' in function definition"), range);
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
        let all = parameters.iter().filter_map(|parameter| parameter.annotation()).chain(returns);
        all.for_each(|annotation| self.annotation(annotation));
    }

    fn annotation(&mut self, annotation: &Expr) {
        if self.has_string_annotations {
            // Nothing in it is used, but some expressions are refused all the same.
            self.inside(annotation.range(), ScopeKind::Lazy, None, |walk| {
                walk.within("an annotation", |walk| walk.visit_expr(annotation));
            });
        } else {
            self.visit_expr(annotation);
        }
    }

    /// Walks something in which `yield`, `await` and `:=` are refused.
    fn within(&mut self, what: &'static str, visit: impl FnOnce(&mut Self)) {
        let id = self.current;
        let outer = self.scopes.scopes[id].within.replace(what);
        visit(self);
        self.scopes.scopes[id].within = outer;
    }

    fn refuse_within(&mut self, what: &str, range: TextRange) {
        if let Some(within) = self.scopes.get(self.current).within {
            self.fail(format!("{what} expression cannot be used within {within}"), range);
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
            if self.symbol(name).type_parameter {
                self.fail(format!("duplicate type parameter '{name}'"), parameter.range());
            }
            self.bind(name);
            self.symbol(name).type_parameter = true;
            if let Some(bound) = bound {
                self.inside(bound.range(), ScopeKind::Lazy, None, |walk| {
                    walk.within("a TypeVar bound", |walk| walk.visit_expr(bound));
                });
            }
        }
    }

    fn comprehension(
        &mut self,
        range: TextRange,
        (kind, what): (ScopeKind, &'static str),
        generators: &[ast::Comprehension],
        elements: &[Option<&Expr>],
    ) {
        let Some((first, rest)) = generators.split_first() else { return };
        self.iterable(&first.iter);
        let is_async = generators.iter().any(|generator| generator.is_async);
        self.inside(range, kind, None, |walk| {
            walk.scopes.scopes[walk.current].is_generator = kind == ScopeKind::GeneratorExpression;
            walk.scopes.scopes[walk.current].is_async = is_async;
            walk.scopes.scopes[walk.current].what = what;
            walk.iteration_target(&first.target);
            first.ifs.iter().for_each(|test| walk.visit_expr(test));
            for generator in rest {
                walk.iterable(&generator.iter);
                walk.iteration_target(&generator.target);
                generator.ifs.iter().for_each(|test| walk.visit_expr(test));
            }
            elements.iter().flatten().for_each(|element| walk.visit_expr(element));
        });
        if is_async && kind == ScopeKind::Comprehension {
            self.mark_unit(|scope| scope.is_async |= scope.kind == ScopeKind::GeneratorExpression);
        }
    }

    fn iterable(&mut self, iterable: &Expr) {
        let id = self.current;
        self.scopes.scopes[id].iterables += 1;
        self.visit_expr(iterable);
        self.scopes.scopes[id].iterables -= 1;
    }

    fn iteration_target(&mut self, target: &Expr) {
        if let Expr::Name(name) = target
            && self.symbol(&name.id).rebound
        {
            let name = &name.id;
            let message = format!("comprehension inner loop cannot rebind assignment expression target '{name}'");
            self.fail(message, target.range());
        }
        self.visit_expr(target);
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
            self.scopes.symbol_mut(id, name).rebound = true;
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

    fn declare(&mut self, names: &[ast::Identifier], word: &str, range: TextRange) {
        for name in names {
            let is_module = self.scopes.get(self.current).kind == ScopeKind::Module;
            let symbol = *self.symbol(name);
            let is_declared = symbol.global || symbol.nonlocal;
            let reason = if symbol.parameter {
                Some(format!("name '{name}' is parameter and {word}"))
            } else if symbol.used && !is_declared {
                Some(format!("name '{name}' is used prior to {word} declaration"))
            } else if symbol.annotated {
                Some(format!("annotated name '{name}' can't be {word}"))
            } else if symbol.bound && !is_declared {
                Some(format!("name '{name}' is assigned to before {word} declaration"))
            } else if word == "nonlocal" && is_module {
                Some("nonlocal declaration not allowed at module level".into())
            } else {
                None
            };
            if let Some(reason) = reason {
                self.fail(reason, range);
                return;
            }
            let symbol = self.symbol(name);
            match word {
                "global" => symbol.global = true,
                _ => symbol.nonlocal = true,
            }
            let class_name = self.scopes.get(self.current).class_name.clone();
            let name = mangled(name, class_name.as_deref()).into_owned().into_boxed_str();
            self.scopes.scopes[self.current].directives.push((name, range));
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
                        if class.type_params.is_some() {
                            walk.use_name(".type_params");
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
                    walk.inside(alias.value.range(), ScopeKind::Lazy, None, |walk| {
                        walk.within("a type alias", |walk| walk.visit_expr(&alias.value));
                    });
                });
                self.visit_expr(&alias.name);
            }
            Stmt::Global(global) => self.declare(&global.names, "global", global.range),
            Stmt::Nonlocal(nonlocal) => self.declare(&nonlocal.names, "nonlocal", nonlocal.range),
            Stmt::Import(import) => {
                for alias in &import.names {
                    let bound = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
                    self.bind(bound.split('.').next().unwrap_or(bound));
                }
            }
            Stmt::ImportFrom(import) => {
                let is_future =
                    import.level == 0 && import.module.as_ref().is_some_and(|module| module == "__future__");
                for alias in &import.names {
                    if alias.name.as_str() == "*" && self.scopes.get(self.current).kind != ScopeKind::Module {
                        self.fail("import * only allowed at module level".into(), alias.range);
                    }
                    self.has_string_annotations |= is_future && alias.name.as_str() == "annotations";
                }
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
                    Expr::Name(name) => {
                        let is_module = self.scopes.get(self.current).kind == ScopeKind::Module;
                        let symbol = self.symbol(&name.id);
                        symbol.annotated |= assign.simple;
                        if (symbol.global || symbol.nonlocal) && assign.simple && !is_module {
                            let word = if symbol.global { "global" } else { "nonlocal" };
                            self.fail(format!("annotated name '{}' can't be {word}", name.id), assign.range);
                        }
                        self.bind(&name.id);
                    }
                    target => self.visit_expr(target),
                }
                let evaluated = matches!(self.scopes.get(self.current).kind, ScopeKind::Module | ScopeKind::Class)
                    || !assign.simple;
                if evaluated {
                    self.annotation(&assign.annotation);
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
                self.refuse_within("named", named.range);
                if self.scopes.get(self.current).iterables > 0 {
                    let message = "assignment expression cannot be used in a comprehension iterable expression";
                    self.fail(message.into(), named.range);
                }
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
                self.comprehension(
                    list.range,
                    (ScopeKind::Comprehension, "list comprehension"),
                    &list.generators,
                    &[Some(&list.elt)],
                );
            }
            Expr::SetComp(set) => {
                self.comprehension(
                    set.range,
                    (ScopeKind::Comprehension, "set comprehension"),
                    &set.generators,
                    &[Some(&set.elt)],
                );
            }
            Expr::DictComp(dict) => {
                let elements = [dict.key.as_deref(), Some(&*dict.value)];
                self.comprehension(
                    dict.range,
                    (ScopeKind::Comprehension, "dict comprehension"),
                    &dict.generators,
                    &elements,
                );
            }
            Expr::Generator(generator) => {
                let kind = (ScopeKind::GeneratorExpression, "generator expression");
                self.comprehension(generator.range, kind, &generator.generators, &[Some(&generator.elt)]);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.refuse_within("yield", expression.range());
                let what = self.scopes.get(self.current).what;
                if !what.is_empty() {
                    self.fail(format!("'yield' inside {what}"), expression.range());
                }
                self.mark_unit(|scope| scope.is_generator = true);
                visitor::walk_expr(self, expression);
            }
            Expr::Await(_) => {
                self.refuse_within("await", expression.range());
                let id = self.current;
                self.scopes.scopes[id].awaits = true;
                self.mark_unit(|scope| scope.is_async |= scope.kind == ScopeKind::GeneratorExpression);
                visitor::walk_expr(self, expression);
            }
            _ if left_of(expression).is_some() => chain::walk(self, expression),
            _ => visitor::walk_expr(self, expression),
        }
    }
}
