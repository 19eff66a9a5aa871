//! Comprehensions, which become part of the function around them (PEP 709), and generator expressions, which do not.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged as _, TextRange};

use super::{
    CompileError, Compiler, Result,
    code::InnerVariable,
    op::{Instruction, Op},
    scope::ScopeKind,
    unit::{Local, Register},
};
use crate::heap::value::Value;

/// What a comprehension makes of each round.
#[derive(Clone, Copy)]
pub(super) enum Element<'a> {
    List(&'a Expr),
    /// A list of calls that may be put off; the register holds the function that wants them.
    Deferred(&'a Expr, Register),
    Set(&'a Expr),
    Dict(Option<&'a Expr>, &'a Expr),
    Yield(&'a Expr),
}

impl<'a> Compiler<'a, '_> {
    pub(super) fn comprehension(
        &mut self,
        range: TextRange,
        generators: &'a [ast::Comprehension],
        to: Register,
        element: Element<'a>,
    ) -> Result<()> {
        self.comprehension_of_kind(range, ScopeKind::Comprehension, generators, to, element)
    }

    fn comprehension_of_kind(
        &mut self,
        range: TextRange,
        kind: ScopeKind,
        generators: &'a [ast::Comprehension],
        to: Register,
        element: Element<'a>,
    ) -> Result<()> {
        let Some(first) = generators.first() else { return Ok(()) };
        let mark = self.unit().mark();
        let iterable = self.fresh(&first.iter)?;
        let scope = self.scopes.of(range, kind);
        let waits = self.scopes.get(scope).is_async || self.scopes.get(scope).awaits;
        if waits && kind == ScopeKind::Comprehension && !self.may_wait() {
            let message = "asynchronous comprehension outside of an asynchronous function";
            return Err(CompileError::new(message, range));
        }
        let result = self.unit().temp()?;
        let build = match element {
            Element::Set(_) => Op::BuildSet,
            Element::Dict(..) => Op::BuildDict,
            Element::List(_) | Element::Deferred(..) | Element::Yield(_) => Op::BuildList,
        };
        self.unit().op(build, result, 0, 0);
        self.unit().locals.push((scope, std::collections::HashMap::new()));
        self.comprehension_variables(generators.len() > 1)?;
        let start = self.rounds(generators, Some(iterable), result, element)?;
        self.close_variables(start);
        self.unit().copy(to, result);
        self.unit().release(mark);
        Ok(())
    }

    /// Gives the variables of the innermost comprehension registers. Those of inner loops have no value at first.
    fn comprehension_variables(&mut self, has_inner_loops: bool) -> Result<()> {
        let scope = self.scope();
        let names = self.scopes.get(scope).order.clone();
        for name in names {
            let symbol = self.scopes.get(scope).symbol(&name);
            if !symbol.bound {
                continue;
            }
            let register = self.unit().temp()?;
            if symbol.captured {
                self.unit().op(Op::NewCell, register, 0, 0);
            } else if has_inner_loops {
                self.unit().op(Op::Unbind, register, 0, 0);
            }
            self.add_local(&name, Local { register, cell: symbol.captured });
        }
        Ok(())
    }

    /// The variables of the innermost comprehension end; they can be seen since `start`.
    fn close_variables(&mut self, start: u32) {
        let Some((_, variables)) = self.unit().locals.pop() else { return };
        let end = self.unit().here();
        let mut variables: Vec<_> = variables.into_iter().collect();
        variables.sort_by_key(|(_, local)| local.register);
        for (name, local) in variables {
            let name = self.heap.name(&name);
            self.unit().inner_variables.push(InnerVariable { name, register: local.register, start, end });
        }
    }

    /// Gives the place where the first item is assigned.
    fn rounds(
        &mut self,
        generators: &'a [ast::Comprehension],
        iterable: Option<Register>,
        result: Register,
        element: Element<'a>,
    ) -> Result<u32> {
        let Some((generator, rest)) = generators.split_first() else {
            self.element(element, result)?;
            return Ok(self.unit().here());
        };
        let position = self.at(generator.iter.range());
        let iterator = match iterable {
            Some(register) => register,
            None => self.fresh(&generator.iter)?,
        };
        let (next, end) = (self.unit().label(), self.unit().label());
        let rounds =
            self.begin_rounds(generator.is_async, iterator, &generator.target, next, end, generator.iter.range())?;
        self.unit().position = position;
        let assigned = self.unit().assigned.clone();
        let item = rounds.item;
        self.assign_from(&generator.target, item)?;
        let start = self.unit().here();
        for test in &generator.ifs {
            self.branch(test, false, next)?;
        }
        let mark = self.unit().mark();
        self.rounds(rest, None, result, element)?;
        self.unit().release(mark);
        self.unit().assigned = assigned;
        let position = self.at(generator.iter.range());
        self.end_rounds(rounds, next, end)?;
        self.unit().position = position;
        Ok(start)
    }

    fn element(&mut self, element: Element<'a>, result: Register) -> Result<()> {
        let mark = self.unit().mark();
        match element {
            Element::List(expression) => {
                let value = self.value(expression)?;
                self.unit().op(Op::Append, result, value, 0);
            }
            Element::Deferred(expression, outer) => {
                let value = self.unit().temp()?;
                self.deferred_element(expression, value, outer)?;
                self.unit().op(Op::Append, result, value, 0);
            }
            Element::Set(expression) => {
                let value = self.value(expression)?;
                self.unit().op(Op::SetAdd, result, value, 0);
            }
            Element::Dict(key, value) => {
                let Some(key) = key else { return Ok(()) };
                let key = self.operand(key, &[value])?;
                let value = self.value(value)?;
                self.unit().op(Op::DictSet, result, key, value);
            }
            Element::Yield(expression) => {
                let value = self.value(expression)?;
                let op = if self.unit().flags.coroutine { Op::AsyncYield } else { Op::Yield };
                let sent = self.unit().temp()?;
                self.unit().op(op, sent, value, 0);
            }
        }
        self.unit().release(mark);
        Ok(())
    }

    /// `(x for x in xs)`: a function of its own, which gets the first iterator.
    pub(super) fn generator_expression(&mut self, generator: &'a ast::ExprGenerator, to: Register) -> Result<()> {
        let Some(first) = generator.generators.first() else { return Ok(()) };
        let window = self.unit().temps(2)?;
        self.into(&first.iter, window + 1)?;
        if !first.is_async {
            let position = self.at(first.iter.range());
            self.unit().op(Op::Iterate, window + 1, window + 1, 0);
            self.unit().position = position;
        }
        let scope = self.scopes.of(generator.range, ScopeKind::GeneratorExpression);
        self.begin_function(scope, "<genexpr>", generator.range)?;
        let hidden = self.heap.name(".0");
        self.unit().parameters.positional = 1;
        self.unit().parameters.positional_only = 1;
        self.function_variables(&[hidden])?;
        self.rounds(&generator.generators, Some(0), 0, Element::Yield(&generator.elt))?;
        self.return_none()?;
        let code = self.finish_unit()?;
        self.make_function(&code, window, None)?;
        self.unit().op(Op::Call, window, 1, to);
        Ok(())
    }

    /// A generator expression whose calls may be put off, as a list.
    pub(super) fn generator_as_list(
        &mut self,
        generator: &'a ast::ExprGenerator,
        to: Register,
        outer: Register,
    ) -> Result<()> {
        let scope = self.scopes.of(generator.range, ScopeKind::GeneratorExpression);
        let captures = self.scopes.get(scope).order.iter().any(|name| {
            let symbol = self.scopes.get(scope).symbol(name);
            symbol.free || symbol.captured
        });
        if captures {
            // Its variables were laid out for a function of its own.
            return self.generator_expression(generator, to);
        }
        let element = Element::Deferred(&generator.elt, outer);
        self.comprehension_of_kind(generator.range, ScopeKind::GeneratorExpression, &generator.generators, to, element)
    }

    // --- loops over an iterator, shared with `for` ---------------------------------------------------------------------

    /// Starts a loop: afterwards the target holds the next item.
    pub(super) fn begin_rounds(
        &mut self,
        is_async: bool,
        iterable: Register,
        target: &'a Expr,
        next: super::unit::Label,
        end: super::unit::Label,
        range: TextRange,
    ) -> Result<Rounds> {
        let iterator = self.unit().temp()?;
        let item = match self.plain_variable(target) {
            Some(variable) if !is_async => variable,
            _ => self.unit().temp()?,
        };
        if is_async {
            self.unit().op(Op::AsyncIterate, iterator, iterable, 0);
            self.unit().place(next);
            let guard = self.unit().open_guard();
            self.unit().op(Op::AsyncNext, item, iterator, 0);
            self.unit().wait(item, item);
            let here = self.unit().here();
            return Ok(Rounds { iterator, item, guard: Some((guard, here)) });
        }
        self.unit().op(Op::Iterate, iterator, iterable, 0);
        self.unit().place(next);
        let outer = self.at(range);
        self.unit().jump_near(Op::Next, false, item, iterator, end);
        self.unit().position = outer;
        Ok(Rounds { iterator, item, guard: None })
    }

    /// Ends a loop: goes back to `next`, and places `end`.
    pub(super) fn end_rounds(
        &mut self,
        rounds: Rounds,
        next: super::unit::Label,
        end: super::unit::Label,
    ) -> Result<()> {
        self.unit().repeat(next);
        if let Some((guard, until)) = rounds.guard {
            let target = self.unit().here();
            self.unit().reachable = true;
            let register = self.unit().temp()?;
            self.unit().emit(Instruction::new(Op::EndAsyncFor, register, 0, 0));
            self.unit().close_guard(guard, until, target, register);
        }
        self.unit().place(end);
        // What the iterator refers to is not kept alive by an old register.
        self.unit().load_constant(rounds.iterator, Value::NONE);
        Ok(())
    }
}

/// A loop under construction.
pub(super) struct Rounds {
    iterator: Register,
    pub(super) item: Register,
    guard: Option<(super::unit::Guard, u32)>,
}
