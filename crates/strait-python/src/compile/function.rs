//! Functions, lambdas and classes.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr, Parameters, Stmt, TypeParam};
use ruff_text_size::{Ranged as _, TextRange};

use super::{
    CompileError, Compiler, Result,
    code::{Code, ParameterNames},
    name::Place,
    op::Op,
    scope::{ScopeId, ScopeKind},
    unit::{Local, Register, Unit},
};
use crate::heap::value::Value;

/// What `MakeFunction` finds in the four registers from `c` on; each may be unbound.
const FUNCTION_PARTS: usize = 4;

impl<'a> Compiler<'a, '_> {
    /// Opens a unit for a function.
    pub(super) fn begin_function(&mut self, scope: ScopeId, name: &str, range: TextRange) -> Result<()> {
        if self.units.len() > super::MOST_UNITS {
            return Err(CompileError::too_deep(range));
        }
        let outer = &self.units[self.units.len() - 1];
        let is_global = self.scopes.get(outer.scope).symbol(name).global;
        let path = match (outer.path.as_str(), outer.flags.function) {
            _ if is_global => name.to_owned(),
            ("", _) => name.to_owned(),
            (path, true) => format!("{path}.<locals>.{name}"),
            (path, false) => format!("{path}.{name}"),
        };
        let class_name = outer.class_name.clone();
        let (name, qualified_name) = (self.heap.name(name), self.heap.name(&path));
        let mut unit = Unit::new(scope, name, qualified_name, path);
        unit.class_name = class_name;
        unit.first_line = self.source.line(range.start().into());
        unit.position = super::code::Position { start: range.start().into(), end: range.end().into() };
        let described = self.scopes.get(scope);
        unit.flags.function = true;
        unit.flags.generator = described.is_generator;
        unit.flags.coroutine = described.is_async;
        self.units.push(unit);
        Ok(())
    }

    /// Gives the variables of the unit just opened their registers: parameters first, in the order given.
    pub(super) fn function_variables(&mut self, parameters: &[Value]) -> Result<()> {
        let scope = self.unit().scope;
        let mut names: Vec<(String, bool)> = Vec::new();
        for &parameter in parameters {
            names.push((self.heap.text(parameter).to_owned(), true));
        }
        let described = self.scopes.get(scope);
        for name in &described.order {
            let symbol = described.symbol(name);
            let is_variable = symbol.bound && !symbol.parameter && !symbol.global && !symbol.nonlocal;
            if is_variable && !names.iter().any(|(known, _)| **known == **name) {
                names.push((name.to_string(), false));
            }
        }
        for (name, is_parameter) in &names {
            let register = self.unit().temp()?;
            let captured = self.scopes.get(scope).symbol(name).captured;
            let value = self.heap.name(name);
            self.unit().variables.push(value);
            self.add_local(name, Local { register, cell: captured });
            if captured {
                self.unit().op(if *is_parameter { Op::WrapCell } else { Op::NewCell }, register, 0, 0);
            } else if *is_parameter {
                self.unit().assigned.insert(register);
            }
        }
        self.free_variables()
    }

    /// The cells that come from enclosing functions.
    fn free_variables(&mut self) -> Result<()> {
        let scope = self.unit().scope;
        let names: Vec<String> = self.scopes.get(scope).free_names().map(str::to_owned).collect();
        let first = self.unit().temps(names.len())?;
        self.unit().free_start = first;
        for (place, name) in names.iter().enumerate() {
            let value = self.heap.name(name);
            self.unit().free.push(value);
            self.add_local(name, Local { register: first + place as Register, cell: true });
            // Where the enclosing unit keeps the cell.
            let inner = self.units.pop();
            let found = self.find_mangled(name);
            self.units.extend(inner);
            let register = match found {
                Place::Cell(register) => register,
                _ => return Err(CompileError::new(format!("no cell for '{name}'"), TextRange::default())),
            };
            self.unit().captures.push(register);
        }
        Ok(())
    }

    /// As `find`, for a name that is mangled already.
    fn find_mangled(&self, name: &str) -> Place {
        let unit = &self.units[self.units.len() - 1];
        let local = unit.locals.iter().rev().find_map(|(_, locals)| locals.get(name));
        match local {
            Some(local) if local.cell => Place::Cell(local.register),
            Some(local) => Place::Register(local.register),
            None => Place::Global,
        }
    }

    /// The parameters' names in the order of their registers, and how many of each sort.
    fn parameter_names(&mut self, parameters: &Parameters) -> Vec<Value> {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let named = positional.chain(&parameters.kwonlyargs).map(|parameter| &parameter.parameter.name);
        let rest = parameters.vararg.iter().chain(&parameters.kwarg).map(|parameter| &parameter.name);
        let names: Vec<String> = named.chain(rest).map(|name| name.to_string()).collect();
        let counts = ParameterNames {
            positional: (parameters.posonlyargs.len() + parameters.args.len()) as u16,
            positional_only: parameters.posonlyargs.len() as u16,
            keyword_only: parameters.kwonlyargs.len() as u16,
            rest: parameters.vararg.is_some(),
            keywords: parameters.kwarg.is_some(),
        };
        self.unit().parameters = counts;
        names.into_iter().map(|name| self.name(&name)).collect()
    }

    // --- making functions --------------------------------------------------------------------------------------------

    /// Computes defaults and the like into four registers; gives the first.
    fn function_parts(&mut self, parameters: Option<&'a Parameters>, returns: Option<&'a Expr>) -> Result<Register> {
        let parts = self.unit().temps(FUNCTION_PARTS)?;
        for place in 0..FUNCTION_PARTS as Register {
            self.unit().op(Op::Unbind, parts + place, 0, 0);
        }
        let Some(parameters) = parameters else { return Ok(parts) };
        let mark = self.unit().mark();
        let positional: Vec<&'a Expr> = parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .filter_map(|parameter| parameter.default.as_deref())
            .collect();
        if !positional.is_empty() {
            let first = self.unit().temps(positional.len())?;
            for (place, default) in positional.iter().enumerate() {
                self.into(default, first + place as Register)?;
            }
            self.unit().op(Op::BuildTuple, parts, first, positional.len() as u16);
            self.unit().release(mark);
        }
        let mut pairs: Vec<(Value, &'a Expr)> = Vec::new();
        for parameter in parameters.kwonlyargs.iter() {
            if let Some(default) = parameter.default.as_deref() {
                pairs.push((self.name(&parameter.parameter.name), default));
            }
        }
        self.pairs(&pairs, parts + 1)?;
        let mut annotations: Vec<(Value, &'a Expr)> = Vec::new();
        for parameter in parameters {
            if let Some(annotation) = parameter.annotation() {
                annotations.push((self.name(parameter.name()), annotation));
            }
        }
        if let Some(returns) = returns {
            annotations.push((self.heap.name("return"), returns));
        }
        self.annotations(&annotations, parts + 2)?;
        Ok(parts)
    }

    fn annotations(&mut self, pairs: &[(Value, &'a Expr)], to: Register) -> Result<()> {
        if !self.scopes.string_annotations || pairs.is_empty() {
            return self.pairs(pairs, to);
        }
        let mark = self.unit().mark();
        let first = self.unit().temps(pairs.len() * 2)?;
        for (place, (name, annotation)) in pairs.iter().enumerate() {
            let register = first + place as Register * 2;
            self.unit().load_constant(register, *name);
            self.annotation(annotation, register + 1)?;
        }
        self.unit().op(Op::BuildDict, to, first, pairs.len() as u16);
        self.unit().release(mark);
        Ok(())
    }

    /// An annotation, or its text.
    pub(super) fn annotation(&mut self, annotation: &'a Expr, to: Register) -> Result<()> {
        if !self.scopes.string_annotations {
            return self.into(annotation, to);
        }
        let text = self.heap.str(&super::unparse::unparse(annotation));
        self.unit().load_constant(to, text);
        Ok(())
    }

    fn pairs(&mut self, pairs: &[(Value, &'a Expr)], to: Register) -> Result<()> {
        if pairs.is_empty() {
            return Ok(());
        }
        let mark = self.unit().mark();
        let first = self.unit().temps(pairs.len() * 2)?;
        for (place, (name, expression)) in pairs.iter().enumerate() {
            let register = first + place as Register * 2;
            self.unit().load_constant(register, *name);
            // `*args: *Ts` is the one place where a star is allowed.
            let expression = if let Expr::Starred(starred) = expression { &*starred.value } else { expression };
            self.into(expression, register + 1)?;
        }
        self.unit().op(Op::BuildDict, to, first, pairs.len() as u16);
        self.unit().release(mark);
        Ok(())
    }

    pub(super) fn make_function(&mut self, code: &Rc<Code>, to: Register, parts: Option<Register>) -> Result<()> {
        let constant = self.unit().small_constant(code.object.get())?;
        self.unit().op_x(Op::MakeFunction, u8::from(parts.is_some()), to, constant, parts.unwrap_or_default());
        Ok(())
    }

    pub(super) fn lambda(&mut self, lambda: &'a ast::ExprLambda, to: Register) -> Result<()> {
        let parts = self.function_parts(lambda.parameters.as_deref(), None)?;
        let scope = self.scopes.of(lambda.range, ScopeKind::Lambda);
        self.begin_function(scope, "<lambda>", lambda.range)?;
        let names = lambda.parameters.as_deref().map(|parameters| self.parameter_names(parameters)).unwrap_or_default();
        self.function_variables(&names)?;
        let value = self.value(&lambda.body)?;
        self.unit().op(Op::Return, value, 0, 0);
        let code = self.finish_unit()?;
        self.make_function(&code, to, Some(parts))
    }

    pub(super) fn function(&mut self, function: &'a ast::StmtFunctionDef) -> Result<()> {
        let decorators = self.decorators(&function.decorator_list)?;
        let to = self.unit().temp()?;
        let at = function.name.range;
        match &function.type_params {
            None => {
                let outer = self.at(at);
                self.plain_function(function, to, None)?;
                self.unit().position = outer;
            }
            Some(parameters) => {
                let name = format!("<generic parameters of {}>", function.name);
                self.generic(function.range, &name, parameters, to, |compiler, parameters, to| {
                    compiler.plain_function(function, to, Some(parameters))
                })?;
            }
        }
        self.decorate(&decorators, to);
        self.store_name(&function.name, to)
    }

    fn plain_function(
        &mut self,
        function: &'a ast::StmtFunctionDef,
        to: Register,
        generic: Option<Register>,
    ) -> Result<()> {
        let parts = self.function_parts(Some(&function.parameters), function.returns.as_deref())?;
        if let Some(generic) = generic {
            self.unit().copy(parts + 3, generic);
        }
        let scope = self.scopes.of(function.range, ScopeKind::Function);
        let line = function.range.start();
        self.begin_function(scope, &function.name, function.range)?;
        // The first line is that of the first decorator.
        let first = function.decorator_list.first().map_or(line, |decorator| decorator.range.start());
        self.unit().first_line = self.source.line(first.into());
        let names = self.parameter_names(&function.parameters);
        self.function_variables(&names)?;
        self.unit().doc = None;
        let doc = self.docstring(&function.body);
        self.unit().doc = doc;
        self.body(&function.body)?;
        self.return_none()?;
        let code = self.finish_unit()?;
        self.make_function(&code, to, Some(parts))
    }

    fn decorators(&mut self, decorators: &'a [ast::Decorator]) -> Result<Vec<(Register, TextRange)>> {
        let mut registers = Vec::with_capacity(decorators.len());
        for decorator in decorators {
            // A window for the call: the decorator, then what it decorates.
            let window = self.unit().temps(2)?;
            self.into(&decorator.expression, window)?;
            registers.push((window, decorator.expression.range()));
        }
        Ok(registers)
    }

    fn decorate(&mut self, decorators: &[(Register, TextRange)], value: Register) {
        for &(window, range) in decorators.iter().rev() {
            let outer = self.at(range);
            // The callee's registers follow the window, so it must be the last one taken: it is moved to the top.
            let unit = self.unit();
            unit.copy(window + 1, value);
            unit.op(Op::Call, window, 1, value);
            unit.position = outer;
        }
    }

    // --- type parameters (PEP 695) -----------------------------------------------------------------------------------

    /// A function that makes the type parameters and what uses them, called at once.
    fn generic(
        &mut self,
        range: TextRange,
        name: &str,
        parameters: &'a ast::TypeParams,
        to: Register,
        make: impl FnOnce(&mut Self, Register, Register) -> Result<()>,
    ) -> Result<()> {
        let window = self.unit().temp()?;
        let scope = self.scopes.of(range, ScopeKind::TypeParameters);
        let path = self.unit().path.clone();
        self.begin_function(scope, name, range)?;
        self.unit().path = path;
        self.unit().flags.function = !self.unit().path.is_empty();
        self.function_variables(&[])?;
        self.unit().flags.function = true;
        let tuple = self.unit().temp()?;
        self.type_parameters(parameters, tuple)?;
        if self.scopes.get(scope).symbol(".type_params").bound {
            self.store_name(".type_params", tuple)?;
        }
        let result = self.unit().temp()?;
        make(self, tuple, result)?;
        self.unit().op(Op::Return, result, 0, 0);
        let code = self.finish_unit()?;
        self.make_function(&code, window, None)?;
        self.unit().op(Op::Call, window, 0, to);
        Ok(())
    }

    fn type_parameters(&mut self, parameters: &'a ast::TypeParams, tuple: Register) -> Result<()> {
        let list = &parameters.type_params;
        let first = self.unit().temps(list.len())?;
        for (place, parameter) in list.iter().enumerate() {
            let (maker, name, bound) = match parameter {
                TypeParam::TypeVar(var) if var.bound.as_ref().is_some_and(|bound| bound.is_tuple_expr()) => {
                    ("_constrained_type_var", &var.name, var.bound.as_deref())
                }
                TypeParam::TypeVar(var) => ("_type_var", &var.name, var.bound.as_deref()),
                TypeParam::TypeVarTuple(var) => ("_type_var_tuple", &var.name, None),
                TypeParam::ParamSpec(var) => ("_param_spec", &var.name, None),
            };
            let register = first + place as Register;
            let mark = self.unit().mark();
            let window = self.unit().temps(3)?;
            self.prelude(maker, window)?;
            let text = self.heap.name(name);
            self.unit().load_constant(window + 1, text);
            match bound {
                Some(bound) => self.lazy(name, bound, window + 2)?,
                None => self.unit().load_constant(window + 2, Value::NONE),
            }
            self.unit().op(Op::Call, window, 2, register);
            self.unit().release(mark);
            self.store_name(name, register)?;
        }
        self.unit().op(Op::BuildTuple, tuple, first, list.len() as u16);
        Ok(())
    }

    /// A function that computes an expression.
    fn lazy(&mut self, name: &str, expression: &'a Expr, to: Register) -> Result<()> {
        let scope = self.scopes.of(expression.range(), ScopeKind::Lazy);
        self.begin_function(scope, name, expression.range())?;
        self.function_variables(&[])?;
        let value = self.value(expression)?;
        self.unit().op(Op::Return, value, 0, 0);
        let code = self.finish_unit()?;
        self.make_function(&code, to, None)
    }

    pub(super) fn type_alias(&mut self, alias: &'a ast::StmtTypeAlias) -> Result<()> {
        let Expr::Name(name) = &*alias.name else {
            return Err(CompileError::new("invalid type alias", alias.range));
        };
        let to = self.unit().temp()?;
        let window = self.unit().temp()?;
        let scope = self.scopes.of(alias.range, ScopeKind::TypeParameters);
        self.begin_function(scope, &name.id, alias.range)?;
        self.function_variables(&[])?;
        let tuple = self.unit().temp()?;
        match &alias.type_params {
            Some(parameters) => self.type_parameters(parameters, tuple)?,
            None => self.unit().op(Op::BuildTuple, tuple, 0, 0),
        }
        let call = self.unit().temps(4)?;
        self.prelude("_type_alias", call)?;
        let text = self.heap.name(&name.id);
        self.unit().load_constant(call + 1, text);
        self.lazy(&name.id, &alias.value, call + 2)?;
        self.unit().copy(call + 3, tuple);
        let result = self.unit().temp()?;
        self.unit().op(Op::Call, call, 3, result);
        self.unit().op(Op::Return, result, 0, 0);
        let code = self.finish_unit()?;
        self.make_function(&code, window, None)?;
        self.unit().op(Op::Call, window, 0, to);
        self.store_name(&name.id, to)
    }

    // --- classes -----------------------------------------------------------------------------------------------------

    pub(super) fn class(&mut self, class: &'a ast::StmtClassDef) -> Result<()> {
        let decorators = self.decorators(&class.decorator_list)?;
        let to = self.unit().temp()?;
        match &class.type_params {
            None => self.plain_class(class, to, None)?,
            Some(parameters) => {
                let name = format!("<generic parameters of {}>", class.name);
                self.generic(class.range, &name, parameters, to, |compiler, parameters, to| {
                    compiler.plain_class(class, to, Some(parameters))
                })?;
            }
        }
        self.decorate(&decorators, to);
        self.store_name(&class.name, to)
    }

    fn plain_class(&mut self, class: &'a ast::StmtClassDef, to: Register, generic: Option<Register>) -> Result<()> {
        let window = self.unit().temp()?;
        self.prelude("__build_class__", window)?;
        let list = self.unit().temp()?;
        let keywords = self.unit().temp()?;
        self.unit().op(Op::BuildList, list, 0, 0);
        let mark = self.unit().mark();
        let function = self.unit().temp()?;
        self.class_body(class, function, generic)?;
        self.unit().op(Op::Append, list, function, 0);
        let name = self.heap.name(&class.name);
        self.unit().load_constant(function, name);
        self.unit().op(Op::Append, list, function, 0);
        self.unit().release(mark);
        let bases = class.arguments.as_deref();
        for base in bases.iter().flat_map(|arguments| &arguments.args) {
            let mark = self.unit().mark();
            match base {
                Expr::Starred(starred) => {
                    let value = self.value(&starred.value)?;
                    self.unit().op_x(Op::Extend, 1, list, value, window);
                }
                base => {
                    let value = self.value(base)?;
                    self.unit().op(Op::Append, list, value, 0);
                }
            }
            self.unit().release(mark);
        }
        if let Some(generic) = generic {
            // `class C[T](Base)` has `Generic[T]` as its last base.
            let call = self.unit().temps(2)?;
            self.prelude("_generic_base", call)?;
            self.unit().copy(call + 1, generic);
            self.unit().op(Op::Call, call, 1, call);
            self.unit().op(Op::Append, list, call, 0);
            self.unit().release(call);
        }
        self.unit().op(Op::BuildDict, keywords, 0, 0);
        for keyword in bases.iter().flat_map(|arguments| arguments.keywords.iter()) {
            let mark = self.unit().mark();
            match &keyword.arg {
                Some(name) => {
                    let key = self.unit().temp()?;
                    let name = self.name(name);
                    self.unit().load_constant(key, name);
                    let value = self.value(&keyword.value)?;
                    self.unit().op(Op::DictSet, keywords, key, value);
                }
                None => {
                    let value = self.value(&keyword.value)?;
                    self.unit().op_x(Op::DictUpdate, 1, keywords, value, window);
                }
            }
            self.unit().release(mark);
        }
        // The statement, without its decorators.
        let line = self.source.line(class.name.range.start().into());
        let start = self.source.line_start(line);
        let indent = self.source.line_text(line).bytes().take_while(u8::is_ascii_whitespace).count() as u32;
        let outer = self.at(TextRange::new((start + indent).into(), class.range.end()));
        self.unit().op(Op::CallSpread, window, 0, to);
        self.unit().position = outer;
        Ok(())
    }

    fn class_body(&mut self, class: &'a ast::StmtClassDef, to: Register, generic: Option<Register>) -> Result<()> {
        let scope = self.scopes.of(class.range, ScopeKind::Class);
        let has_cell = self.scopes.get(scope).symbol("__class__").captured;
        self.begin_function(scope, &class.name, class.range)?;
        let unit = self.unit();
        unit.flags = super::code::Flags { has_locals: true, ..Default::default() };
        unit.class_name = Some(class.name.as_str().into());
        if has_cell {
            let register = self.unit().temp()?;
            let name = self.heap.name("__class__");
            self.unit().variables.push(name);
            self.unit().op(Op::NewCell, register, 0, 0);
            self.add_local("__class__", Local { register, cell: true });
        }
        self.free_variables()?;
        let text = self.unit().temp()?;
        self.load_name("__name__", text)?;
        self.store_name("__module__", text)?;
        let path = self.unit().path.clone();
        let path = self.heap.str(&path);
        self.unit().load_constant(text, path);
        self.store_name("__qualname__", text)?;
        if generic.is_some() {
            self.load_name(".type_params", text)?;
            self.store_name("__type_params__", text)?;
        }
        if let Some(doc) = self.docstring(&class.body) {
            self.unit().load_constant(text, doc);
            self.store_name("__doc__", text)?;
        }
        let body: &'a [Stmt] = &class.body;
        self.body(body)?;
        // The class body gives back its cell, which is filled with the class.
        match self.find("__class__") {
            Place::Cell(cell) if has_cell => self.unit().op(Op::Return, cell, 0, 0),
            _ => {
                self.unit().reachable = true;
                self.return_none()?;
            }
        }
        let code = self.finish_unit()?;
        self.make_function(&code, to, None)
    }
}
