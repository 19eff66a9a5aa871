//! What CPython's compiler refuses in a tree that its parser took.

use std::collections::HashSet;

use ruff_python_ast::{
    self as ast, Arguments, ExceptHandler, Expr, ExprContext, InterpolatedStringElement, Parameters, Stmt,
    visitor::{self, Visitor},
};
use ruff_text_size::{Ranged as _, TextRange, TextSize};

use super::{
    CompileError, Result,
    chain::{self, left_of},
    pattern_check,
};

/// Loops, `try` and `with` inside one another in one function.
const MOST_BLOCKS: usize = 20;
/// Bodies of statements inside one another: the module's, a hundred less one that are indented, and one on its statement's line.
const MOST_BODIES: usize = 101;
/// Fields of f-strings inside one another's format specifications.
const MOST_FIELDS: usize = 3;

/// Checks the body of a module.
pub(super) fn check_module(body: &[Stmt]) -> Result<()> {
    let future = check_future(body)?;
    let mut check = Check { error: None, blocks: Vec::new(), fields: 0, bodies: 0, last_future: future };
    check.visit_body(body);
    check.error.map_or(Ok(()), Err)
}

pub(super) fn check_expression(body: &Expr) -> Result<()> {
    let mut check = Check { error: None, blocks: Vec::new(), fields: 0, bodies: 0, last_future: TextSize::default() };
    check.visit_expr(body);
    check.error.map_or(Ok(()), Err)
}

/// Checks the imports from `__future__` at the beginning; gives where the last of them ends.
fn check_future(body: &[Stmt]) -> Result<TextSize> {
    const KNOWN: [&str; 10] = [
        "nested_scopes",
        "generators",
        "division",
        "absolute_import",
        "with_statement",
        "print_function",
        "unicode_literals",
        "barry_as_FLUFL",
        "generator_stop",
        "annotations",
    ];
    let mut last = TextSize::default();
    for (place, statement) in body.iter().enumerate() {
        match statement {
            Stmt::Expr(doc) if place == 0 && doc.value.is_string_literal_expr() => {}
            Stmt::ImportFrom(import) if is_future(import) => {
                for alias in &import.names {
                    let name = alias.name.as_str();
                    if name == "braces" {
                        return Err(CompileError::scopes("not a chance", import.range));
                    }
                    if !KNOWN.contains(&name) {
                        let message = format!("future feature {name} is not defined");
                        return Err(CompileError::scopes(message, import.range));
                    }
                }
                last = import.range.end();
            }
            _ => break,
        }
    }
    Ok(last)
}

fn is_future(import: &ast::StmtImportFrom) -> bool {
    import.level == 0 && import.module.as_ref().is_some_and(|module| module.as_str() == "__future__")
}

/// What a statement stands in, inside its function.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Loop,
    /// The handlers of `except*`.
    Star,
    Other,
}

struct Check {
    error: Option<CompileError>,
    blocks: Vec<Block>,
    /// Fields of f-strings inside one another's format specifications.
    fields: usize,
    /// Bodies of statements inside one another.
    bodies: usize,
    last_future: TextSize,
}

impl Check {
    fn fail(&mut self, message: impl Into<String>, range: TextRange) {
        self.error.get_or_insert_with(|| CompileError::new(message, range));
    }

    fn inside(&mut self, block: Block, range: TextRange, visit: impl FnOnce(&mut Self)) {
        if self.blocks.len() >= MOST_BLOCKS {
            self.fail("too many statically nested blocks", range);
            return;
        }
        self.blocks.push(block);
        visit(self);
        self.blocks.pop();
    }

    /// Code of its own, where the blocks around do not count.
    fn apart(&mut self, visit: impl FnOnce(&mut Self)) {
        let outer = std::mem::take(&mut self.blocks);
        visit(self);
        self.blocks = outer;
    }

    fn store(&mut self, name: &str, range: TextRange) {
        if name == "__debug__" {
            self.fail("cannot assign to __debug__", range);
        }
    }

    fn targets(&mut self, targets: &[Expr], range: TextRange) {
        let mut stars = targets.iter().enumerate().filter(|(_, target)| target.is_starred_expr());
        let first = stars.next();
        if stars.next().is_some() {
            self.fail("multiple starred expressions in assignment", range);
        } else if let Some((place, _)) = first
            && place >= 256
        {
            self.fail("too many expressions in star-unpacking assignment", range);
        }
    }

    fn leaves_star(&mut self, to_loop: bool, range: TextRange) {
        let inner = self.blocks.iter().rev().take_while(|block| !(to_loop && **block == Block::Loop));
        if inner.into_iter().any(|block| *block == Block::Star) {
            self.fail("'break', 'continue' and 'return' cannot appear in an except* block", range);
        }
    }

    fn try_statement(&mut self, statement: &ast::StmtTry) {
        let visit = |check: &mut Self| {
            if statement.handlers.is_empty() {
                check.visit_body(&statement.body);
            } else {
                check.inside(Block::Other, statement.range, |check| check.visit_body(&statement.body));
            }
            check.visit_body(&statement.orelse);
            let block = if statement.is_star { Block::Star } else { Block::Other };
            for (place, handler) in statement.handlers.iter().enumerate() {
                let ExceptHandler::ExceptHandler(inner) = handler;
                if inner.type_.is_none() && place + 1 < statement.handlers.len() {
                    check.fail("default 'except:' must be last", inner.range);
                }
                if let Some(name) = &inner.name {
                    check.store(name, inner.range);
                }
                check.inside(block, inner.range, |check| {
                    inner.type_.iter().for_each(|types| check.visit_expr(types));
                    let range = inner.range;
                    if inner.name.is_some() {
                        check.inside(Block::Other, range, |check| check.visit_body(&inner.body));
                    } else {
                        check.visit_body(&inner.body);
                    }
                });
            }
        };
        if statement.finalbody.is_empty() {
            visit(self);
        } else {
            self.inside(Block::Other, statement.range, visit);
            self.inside(Block::Other, statement.range, |check| check.visit_body(&statement.finalbody));
        }
    }

    fn with_items(&mut self, items: &[ast::WithItem], body: &[Stmt], range: TextRange) {
        let Some((item, rest)) = items.split_first() else {
            self.visit_body(body);
            return;
        };
        self.visit_expr(&item.context_expr);
        self.inside(Block::Other, range, |check| {
            item.optional_vars.iter().for_each(|target| check.visit_expr(target));
            check.with_items(rest, body, range);
        });
    }

    fn parameters(&mut self, parameters: &Parameters) {
        for parameter in parameters {
            self.store(parameter.name(), parameter.range());
        }
    }
}

impl<'a> Visitor<'a> for Check {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if self.error.is_some() {
            return;
        }
        match statement {
            Stmt::FunctionDef(function) => {
                self.store(&function.name, function.range);
                self.parameters(&function.parameters);
                self.apart(|check| visitor::walk_stmt(check, statement));
            }
            Stmt::ClassDef(class) => {
                self.store(&class.name, class.range);
                self.apart(|check| visitor::walk_stmt(check, statement));
            }
            Stmt::For(inner) => {
                self.visit_expr(&inner.iter);
                self.inside(Block::Loop, inner.range, |check| {
                    check.visit_expr(&inner.target);
                    check.visit_body(&inner.body);
                });
                self.visit_body(&inner.orelse);
            }
            Stmt::While(inner) => {
                self.visit_expr(&inner.test);
                self.inside(Block::Loop, inner.range, |check| check.visit_body(&inner.body));
                self.visit_body(&inner.orelse);
            }
            Stmt::Try(inner) => self.try_statement(inner),
            Stmt::With(inner) => self.with_items(&inner.items, &inner.body, inner.range),
            Stmt::Break(inner) => self.leaves_star(true, inner.range),
            Stmt::Continue(inner) => self.leaves_star(true, inner.range),
            Stmt::Return(inner) => {
                self.leaves_star(false, inner.range);
                visitor::walk_stmt(self, statement);
            }
            Stmt::AugAssign(inner) => {
                match &*inner.target {
                    Expr::Attribute(attribute) => self.visit_expr(&attribute.value),
                    target => self.visit_expr(target),
                }
                self.visit_expr(&inner.value);
            }
            Stmt::AnnAssign(inner) => {
                if let Expr::Name(name) = &*inner.target
                    && inner.value.is_none()
                {
                    self.store(&name.id, inner.range);
                }
                visitor::walk_stmt(self, statement);
            }
            Stmt::Import(inner) => {
                for alias in &inner.names {
                    let name = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
                    self.store(name.split('.').next().unwrap_or(name), inner.range);
                }
            }
            Stmt::ImportFrom(inner) => {
                if is_future(inner) && inner.range.end() > self.last_future {
                    self.fail("from __future__ imports must occur at the beginning of the file", inner.range);
                }
                for alias in &inner.names {
                    self.store(alias.asname.as_ref().unwrap_or(&alias.name), inner.range);
                }
            }
            Stmt::Match(inner) => {
                self.visit_expr(&inner.subject);
                let last = inner.cases.len().saturating_sub(1);
                for (place, case) in inner.cases.iter().enumerate() {
                    let may_catch_all = case.guard.is_some() || place == last;
                    if let Err(error) = pattern_check::check(&case.pattern, may_catch_all) {
                        self.error.get_or_insert(error);
                    }
                    self.visit_match_case(case);
                }
            }
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) if name.id == "__debug__" => match name.ctx {
                ExprContext::Store => self.store(&name.id, name.range),
                ExprContext::Del => self.fail("cannot delete __debug__", name.range),
                _ => {}
            },
            Expr::Attribute(attribute) => {
                if attribute.ctx.is_store() {
                    self.store(&attribute.attr, attribute.range);
                }
                chain::walk(self, expression);
            }
            Expr::Named(named) => {
                if named.range.start() != named.target.start() {
                    self.fail("cannot use assignment expressions with name", named.target.range());
                }
                visitor::walk_expr(self, expression);
            }
            Expr::Tuple(tuple) if tuple.ctx.is_store() => {
                self.targets(&tuple.elts, tuple.range);
                visitor::walk_expr(self, expression);
            }
            Expr::List(list) if list.ctx.is_store() => {
                self.targets(&list.elts, list.range);
                visitor::walk_expr(self, expression);
            }
            Expr::Lambda(lambda) => {
                lambda.parameters.iter().for_each(|parameters| self.parameters(parameters));
                self.apart(|check| visitor::walk_expr(check, expression));
            }
            _ if left_of(expression).is_some() => chain::walk(self, expression),
            _ => visitor::walk_expr(self, expression),
        }
    }

    fn visit_arguments(&mut self, arguments: &'a Arguments) {
        let mut seen = HashSet::new();
        for keyword in &arguments.keywords {
            let Some(name) = &keyword.arg else { continue };
            self.store(name, keyword.range);
            if !seen.insert(name.as_str()) {
                self.fail(format!("keyword argument repeated: {name}"), keyword.range);
            }
        }
        visitor::walk_arguments(self, arguments);
    }

    fn visit_body(&mut self, body: &'a [Stmt]) {
        self.bodies += 1;
        if self.bodies > MOST_BODIES
            && let Some(statement) = body.first()
        {
            self.fail("too many levels of indentation", statement.range());
        } else {
            visitor::walk_body(self, body);
        }
        self.bodies -= 1;
    }

    fn visit_interpolated_string_element(&mut self, element: &'a InterpolatedStringElement) {
        let InterpolatedStringElement::Interpolation(field) = element else { return };
        if self.fields >= MOST_FIELDS {
            self.fail("f-string: expressions nested too deeply", element.range());
            return;
        }
        let outer = std::mem::take(&mut self.fields);
        self.visit_expr(&field.expression);
        self.fields = outer + 1;
        for inner in field.format_spec.iter().flat_map(|spec| &spec.elements) {
            self.visit_interpolated_string_element(inner);
        }
        self.fields = outer;
    }

    fn visit_type_param(&mut self, parameter: &'a ast::TypeParam) {
        self.store(parameter.name(), parameter.range());
        visitor::walk_type_param(self, parameter);
    }
}
