//! `raise`, `try`, `with`, and what it takes to leave them.

use ruff_python_ast::{self as ast, ExceptHandler, Stmt};
use ruff_text_size::{Ranged as _, TextRange};

use super::{
    CompileError, Compiler, Result,
    op::Op,
    unit::{Block, Guard, Register, Unit},
};
use crate::heap::value::Value;

impl<'a> Compiler<'a, '_> {
    pub(super) fn raise(&mut self, raise: &'a ast::StmtRaise) -> Result<()> {
        match (&raise.exc, &raise.cause) {
            (None, _) => self.unit().op_x(Op::Raise, 0, 0, 0, 0),
            (Some(exception), None) => {
                let exception = self.value(exception)?;
                self.unit().op_x(Op::Raise, 1, exception, 0, 0);
            }
            (Some(exception), Some(cause)) => {
                let exception = self.operand(exception, &[cause])?;
                let cause = self.value(cause)?;
                self.unit().op_x(Op::Raise, 2, exception, 0, cause);
            }
        }
        self.unit().reachable = false;
        Ok(())
    }

    // --- leaving blocks ----------------------------------------------------------------------------------------------

    /// Does what the blocks from number `down_to` on ask for when they are left, the innermost first. The blocks stay open:
    /// other code goes on inside them.
    pub(super) fn leave_blocks(&mut self, down_to: usize) -> Result<()> {
        let count = self.unit().blocks.len();
        if count <= down_to {
            return Ok(());
        }
        let assigned = self.unit().assigned.clone();
        let mut left = Vec::new();
        while self.unit().blocks.len() > down_to {
            let here = self.unit().here();
            let Some(mut block) = self.unit().blocks.pop() else { break };
            if let Some(guard) = block.guard_mut() {
                Unit::pause(guard, here);
            }
            self.leave(&block)?;
            left.push(block);
        }
        let here = self.unit().here() + 1;
        for mut block in left.into_iter().rev() {
            // The instruction that leaves comes next, and raises nothing.
            if let Some(guard) = block.guard_mut() {
                Unit::resume(guard, here);
            }
            self.unit().blocks.push(block);
        }
        self.unit().assigned = assigned;
        Ok(())
    }

    fn leave(&mut self, block: &Block<'a>) -> Result<()> {
        match *block {
            Block::Loop { .. } => Ok(()),
            Block::Finally { body, .. } => {
                self.body(body)?;
                self.unit().reachable = true;
                Ok(())
            }
            // The body of a `try` with handlers only.
            Block::Handling { previous, .. } if previous == super::unit::NONE => Ok(()),
            Block::Handling { previous, .. } => {
                self.unit().op(Op::LeaveHandler, 0, previous, 0);
                Ok(())
            }
            Block::Named { name, range, .. } => self.forget(name, range),
            Block::With { exit, is_async, range, .. } => {
                let outer = self.at(range);
                self.leave_with(exit, is_async)?;
                self.unit().position = outer;
                Ok(())
            }
        }
    }

    /// The end of `except ... as name`.
    fn forget(&mut self, name: &str, range: TextRange) -> Result<()> {
        let outer = self.at(range);
        let register = self.unit().temp()?;
        self.unit().load_constant(register, Value::NONE);
        self.store_name(name, register)?;
        self.delete_name(name)?;
        self.unit().position = outer;
        Ok(())
    }

    fn leave_with(&mut self, exit: Register, is_async: bool) -> Result<()> {
        let mark = self.unit().mark();
        let window = self.unit().temps(4)?;
        self.unit().copy(window, exit);
        for argument in 1..4 {
            self.unit().load_constant(window + argument, Value::NONE);
        }
        self.unit().op(Op::Call, window, 3, window);
        if is_async {
            self.unit().wait(window, window);
        }
        self.unit().release(mark);
        Ok(())
    }

    /// Takes the innermost block off and gives its guard.
    fn end_block(&mut self) -> Guard {
        match self.unit().blocks.pop() {
            Some(mut block) => block.guard_mut().map(std::mem::take).unwrap_or_default(),
            None => Guard::default(),
        }
    }

    // --- try ---------------------------------------------------------------------------------------------------------

    pub(super) fn try_statement(&mut self, statement: &'a ast::StmtTry) -> Result<()> {
        if statement.finalbody.is_empty() {
            return self.try_except(statement);
        }
        let before = self.unit().assigned.clone();
        let guard = self.unit().open_guard();
        let body: &'a [Stmt] = &statement.finalbody;
        self.unit().blocks.push(Block::Finally { body, guard });
        if statement.handlers.is_empty() {
            self.body(&statement.body)?;
            self.body(&statement.orelse)?;
        } else {
            self.try_except(statement)?;
        }
        let guard = self.end_block();
        let guarded = self.unit().here();
        let end = self.unit().label();
        let was_reachable = self.unit().reachable;
        if was_reachable {
            self.body(body)?;
        }
        let after = self.unit().assigned.clone();
        let falls_through = self.unit().reachable;
        if falls_through {
            self.unit().jump(end);
        }
        // The same again for an exception, which then goes on.
        let exception = self.unit().temp()?;
        let previous = self.unit().temp()?;
        let target = self.unit().here();
        self.unit().close_guard(guard, guarded, target, exception);
        self.unit().reachable = true;
        self.unit().assigned = before;
        self.handling(exception, previous, |compiler| compiler.body(body))?;
        if self.unit().reachable {
            self.unit().op(Op::Reraise, exception, 0, 0);
        }
        self.unit().place(end);
        self.unit().reachable = falls_through;
        self.unit().assigned = after;
        Ok(())
    }

    /// Code that runs while an exception is being handled.
    fn handling(
        &mut self,
        exception: Register,
        previous: Register,
        inside: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        self.unit().op(Op::EnterHandler, exception, previous, 0);
        let guard = self.unit().open_guard();
        self.unit().blocks.push(Block::Handling { previous, guard });
        inside(self)?;
        let guard = self.end_block();
        let guarded = self.unit().here();
        let is_reachable = self.unit().reachable;
        let end = self.unit().label();
        if is_reachable {
            self.unit().op(Op::LeaveHandler, 0, previous, 0);
            self.unit().jump(end);
        }
        let raised = self.unit().temp()?;
        let target = self.unit().here();
        self.unit().close_guard(guard, guarded, target, raised);
        self.unit().op_x(Op::LeaveHandler, 1, 0, previous, 0);
        self.unit().op(Op::Reraise, raised, 0, 0);
        self.unit().place(end);
        self.unit().reachable = is_reachable;
        Ok(())
    }

    fn try_except(&mut self, statement: &'a ast::StmtTry) -> Result<()> {
        let before = self.unit().assigned.clone();
        let guard = self.unit().open_guard();
        // The body is no block of its own: leaving it asks for nothing. Its guard covers what is emitted meanwhile.
        let mut guard = guard;
        self.guarded_body(&statement.body, &mut guard)?;
        let guarded = self.unit().here();
        let end = self.unit().label();
        let mut after = None;
        let body_reachable = self.unit().reachable;
        if body_reachable {
            self.body(&statement.orelse)?;
            if self.unit().reachable {
                after = Some(self.unit().assigned.clone());
                self.unit().jump(end);
            }
        }
        let exception = self.unit().temp()?;
        let previous = self.unit().temp()?;
        let target = self.unit().here();
        self.unit().close_catching_guard(guard, guarded, target, exception);
        self.unit().reachable = true;
        self.unit().assigned.clone_from(&before);
        let mut ends = Vec::new();
        self.handling(exception, previous, |compiler| {
            if statement.is_star {
                compiler.star_handlers(statement, exception)?;
            } else {
                compiler.handlers(statement, exception, &mut ends)?;
            }
            Ok(())
        })?;
        if self.unit().reachable {
            ends.push(self.unit().assigned.clone());
        }
        for assigned in ends {
            after = Some(match after {
                Some(after) => after.intersection(&assigned).copied().collect(),
                None => assigned,
            });
        }
        self.unit().place(end);
        self.unit().reachable = after.is_some();
        self.unit().assigned = after.unwrap_or(before);
        Ok(())
    }

    /// The body of a `try`. Code on the way out of it, as of a `return` past an outer `finally`, is not guarded.
    fn guarded_body(&mut self, body: &'a [Stmt], guard: &mut Guard) -> Result<()> {
        // A block without an action, whose guard is paused like the others.
        let previous = super::unit::NONE;
        self.unit().blocks.push(Block::Handling { previous, guard: std::mem::take(guard) });
        let result = self.body(body);
        *guard = self.end_block();
        result
    }

    fn handlers(
        &mut self,
        statement: &'a ast::StmtTry,
        exception: Register,
        ends: &mut Vec<std::collections::HashSet<Register>>,
    ) -> Result<()> {
        let end = self.unit().label();
        let before = self.unit().assigned.clone();
        let mut catches_all = false;
        for handler in &statement.handlers {
            let ExceptHandler::ExceptHandler(handler) = handler;
            let next = self.unit().label();
            self.unit().assigned.clone_from(&before);
            match &handler.type_ {
                Some(types) => {
                    let mark = self.unit().mark();
                    let outer = self.at(types.range());
                    let types = self.value(types)?;
                    let result = self.unit().temp()?;
                    self.unit().op(Op::Matches, result, exception, types);
                    self.unit().jump_if(Op::JumpFalse, result, next);
                    self.unit().position = outer;
                    self.unit().release(mark);
                }
                None => catches_all = true,
            }
            self.handler_body(handler, exception)?;
            if self.unit().reachable {
                ends.push(self.unit().assigned.clone());
                self.unit().jump(end);
            }
            self.unit().place(next);
        }
        if !catches_all {
            self.unit().op(Op::Reraise, exception, 0, 0);
        }
        self.unit().assigned = before;
        self.unit().place(end);
        self.unit().reachable = !ends.is_empty();
        if let Some(last) = ends.pop() {
            // The others are met where the `try` ends.
            let met = ends.drain(..).fold(last, |met, other| met.intersection(&other).copied().collect());
            self.unit().assigned = met;
        }
        Ok(())
    }

    fn handler_body(&mut self, handler: &'a ast::ExceptHandlerExceptHandler, exception: Register) -> Result<()> {
        let Some(name) = &handler.name else { return self.body(&handler.body) };
        self.store_name(name, exception)?;
        let guard = self.unit().open_guard();
        self.unit().blocks.push(Block::Named { name, range: name.range, guard });
        self.body(&handler.body)?;
        let guard = self.end_block();
        let guarded = self.unit().here();
        let is_reachable = self.unit().reachable;
        let end = self.unit().label();
        if is_reachable {
            self.forget(name, name.range)?;
            self.unit().jump(end);
        }
        let assigned = self.unit().assigned.clone();
        let raised = self.unit().temp()?;
        let target = self.unit().here();
        self.unit().close_guard(guard, guarded, target, raised);
        self.forget(name, name.range)?;
        self.unit().op(Op::Reraise, raised, 0, 0);
        self.unit().place(end);
        self.unit().assigned = assigned;
        self.unit().reachable = is_reachable;
        Ok(())
    }

    /// `except*`: each handler takes its part of the group; what is left, and what the handlers raise, goes on.
    fn star_handlers(&mut self, statement: &'a ast::StmtTry, exception: Register) -> Result<()> {
        let rest = self.unit().temp()?;
        let raised = self.unit().temp()?;
        self.unit().copy(rest, exception);
        self.unit().op(Op::BuildList, raised, 0, 0);
        let before = self.unit().assigned.clone();
        for handler in &statement.handlers {
            let ExceptHandler::ExceptHandler(handler) = handler;
            let Some(types) = &handler.type_ else {
                return Err(CompileError::new("expected one or more exception types", handler.range));
            };
            self.unit().assigned.clone_from(&before);
            let next = self.unit().label();
            let mark = self.unit().mark();
            let window = self.unit().temps(3)?;
            self.prelude("_split_group", window)?;
            self.unit().copy(window + 1, rest);
            self.into(types, window + 2)?;
            let outer = self.at(types.range());
            self.unit().op(Op::Call, window, 2, window);
            self.unit().position = outer;
            let parts = self.unit().temps(2)?;
            self.unit().op(Op::Unpack, parts, window, 2);
            self.unit().copy(rest, parts + 1);
            self.unit().jump_if(Op::JumpNone, parts, next);
            let (caught, previous) = (self.unit().temp()?, self.unit().temp()?);
            let guard = self.unit().open_guard();
            let previous_block = super::unit::NONE;
            self.unit().blocks.push(Block::Handling { previous: previous_block, guard });
            self.handling(parts, previous, |compiler| compiler.handler_body(handler, parts))?;
            let guard = self.end_block();
            let guarded = self.unit().here();
            if self.unit().reachable {
                self.unit().jump(next);
            }
            let target = self.unit().here();
            self.unit().close_catching_guard(guard, guarded, target, caught);
            self.unit().op(Op::Append, raised, caught, 0);
            self.unit().place(next);
            self.unit().release(mark);
        }
        self.unit().assigned = before;
        let window = self.unit().temps(4)?;
        self.prelude("_end_groups", window)?;
        self.unit().copy(window + 1, exception);
        self.unit().copy(window + 2, rest);
        self.unit().copy(window + 3, raised);
        self.unit().op(Op::Call, window, 3, window);
        let done = self.unit().label();
        self.unit().jump_if(Op::JumpNone, window, done);
        self.unit().op(Op::Reraise, window, 0, 0);
        self.unit().place(done);
        Ok(())
    }

    // --- with --------------------------------------------------------------------------------------------------------

    pub(super) fn with_statement(&mut self, statement: &'a ast::StmtWith) -> Result<()> {
        if statement.is_async {
            self.check_await("async with", statement.range)?;
        }
        self.with_items(&statement.items, &statement.body, statement.is_async, statement.range)
    }

    fn with_items(
        &mut self,
        items: &'a [ast::WithItem],
        body: &'a [Stmt],
        is_async: bool,
        range: TextRange,
    ) -> Result<()> {
        let Some((item, rest)) = items.split_first() else { return self.body(body) };
        let manager = self.value(&item.context_expr)?;
        let outer = self.at(range);
        let exit = self.unit().temp()?;
        let entered = self.unit().temp()?;
        let (enter_name, exit_name) = if is_async { ("__aenter__", "__aexit__") } else { ("__enter__", "__exit__") };
        let enter_name = self.name_constant(enter_name)?;
        let exit_name = self.name_constant(exit_name)?;
        // Both are looked up before either is called.
        self.unit().op(Op::LoadSpecial, entered, manager, enter_name);
        self.unit().op(Op::LoadSpecial, exit, manager, exit_name);
        let window = self.unit().temp()?;
        self.unit().copy(window, entered);
        self.unit().op(Op::Call, window, 0, entered);
        if is_async {
            self.unit().wait(entered, entered);
        }
        self.unit().position = outer;
        let guard = self.unit().open_guard();
        self.unit().blocks.push(Block::With { exit, is_async, range, guard });
        let before = self.unit().assigned.clone();
        if let Some(target) = &item.optional_vars {
            self.assign_from(target, entered)?;
        }
        self.with_items(rest, body, is_async, range)?;
        let guard = self.end_block();
        let guarded = self.unit().here();
        let end = self.unit().label();
        let was_reachable = self.unit().reachable;
        let outer = self.at(range);
        if was_reachable {
            self.leave_with(exit, is_async)?;
            self.unit().jump(end);
        }
        let (exception, previous) = (self.unit().temp()?, self.unit().temp()?);
        let target = self.unit().here();
        self.unit().close_guard(guard, guarded, target, exception);
        self.unit().reachable = true;
        self.handling(exception, previous, |compiler| {
            let window = compiler.unit().temps(4)?;
            compiler.unit().copy(window, exit);
            compiler.unit().op(Op::ExceptionDetails, window + 1, exception, 0);
            compiler.unit().op(Op::Call, window, 3, window);
            if is_async {
                compiler.unit().wait(window, window);
            }
            let swallowed = compiler.unit().label();
            compiler.unit().jump_if(Op::JumpTrue, window, swallowed);
            compiler.unit().op(Op::Reraise, exception, 0, 0);
            compiler.unit().place(swallowed);
            Ok(())
        })?;
        self.unit().position = outer;
        self.unit().place(end);
        // The body may have been broken off anywhere.
        self.unit().assigned = before;
        Ok(())
    }
}
