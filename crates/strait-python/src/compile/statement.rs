//! Statements.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged as _, TextRange};

use super::{
    CompileError, Compiler, Result,
    op::Op,
    unit::{Block, Register},
};
use crate::heap::value::Value;

impl<'a> Compiler<'a, '_> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) -> Result<()> {
        for statement in body {
            self.statement(statement)?;
        }
        Ok(())
    }

    fn statement(&mut self, statement: &'a Stmt) -> Result<()> {
        let mark = self.unit().mark();
        let outer = self.at(statement.range());
        if self.statements_left == 0 {
            return Err(CompileError::new("too much code: that of 'finally' is copied too often", statement.range()));
        }
        self.statements_left -= 1;
        self.depth += 1;
        if self.depth > super::MOST_DEPTH {
            return Err(CompileError::too_deep(statement.range()));
        }
        self.dispatch(statement)?;
        self.depth -= 1;
        self.unit().position = outer;
        self.unit().release(mark);
        Ok(())
    }

    fn dispatch(&mut self, statement: &'a Stmt) -> Result<()> {
        match statement {
            Stmt::Expr(statement) if self.mode == super::Mode::Single && self.units.len() == 1 => {
                let window = self.unit().temps(2)?;
                self.prelude("_display", window)?;
                self.into(&statement.value, window + 1)?;
                self.unit().op(Op::Call, window, 1, window);
                Ok(())
            }
            Stmt::Expr(statement) => {
                if !statement.value.is_literal_expr() {
                    self.value(&statement.value)?;
                }
                Ok(())
            }
            Stmt::Assign(assign) => self.assign(assign),
            Stmt::AugAssign(assign) => self.augmented(assign),
            Stmt::AnnAssign(assign) => self.annotated(assign),
            Stmt::If(statement) => self.if_statement(statement),
            Stmt::While(statement) => self.while_statement(statement),
            Stmt::For(statement) => self.for_statement(statement),
            Stmt::Return(statement) => self.return_statement(statement),
            Stmt::FunctionDef(function) => self.function(function),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::TypeAlias(alias) => self.type_alias(alias),
            Stmt::Delete(delete) => delete.targets.iter().try_for_each(|target| self.delete(target)),
            Stmt::Raise(raise) => self.raise(raise),
            Stmt::Try(statement) => self.try_statement(statement),
            Stmt::With(statement) => self.with_statement(statement),
            Stmt::Match(statement) => self.match_statement(statement),
            Stmt::Assert(assert) => self.assert_statement(assert),
            Stmt::Import(import) => self.import(import),
            Stmt::ImportFrom(import) => self.import_from(import),
            Stmt::Pass(_) | Stmt::Global(_) | Stmt::Nonlocal(_) => Ok(()),
            Stmt::Break(statement) => self.leave_loop(statement.range, true),
            Stmt::Continue(statement) => self.leave_loop(statement.range, false),
            Stmt::IpyEscapeCommand(command) => Err(CompileError::new("invalid syntax", command.range)),
        }
    }

    fn if_statement(&mut self, statement: &'a ast::StmtIf) -> Result<()> {
        let end = self.unit().label();
        let mut next = self.unit().label();
        self.branch(&statement.test, false, next)?;
        let before = self.unit().assigned.clone();
        self.body(&statement.body)?;
        let mut after = Some(self.unit().assigned.clone()).filter(|_| self.unit().reachable);
        let mut has_else = false;
        for clause in &statement.elif_else_clauses {
            if self.unit().reachable {
                self.unit().jump(end);
            }
            self.unit().place(next);
            self.unit().assigned.clone_from(&before);
            next = self.unit().label();
            match &clause.test {
                Some(test) => {
                    let outer = self.at(test.range());
                    self.branch(test, false, next)?;
                    self.unit().position = outer;
                }
                None => has_else = true,
            }
            self.body(&clause.body)?;
            if self.unit().reachable {
                let assigned = self.unit().assigned.clone();
                after = Some(match after {
                    Some(after) => after.intersection(&assigned).copied().collect(),
                    None => assigned,
                });
            }
        }
        let is_reachable = self.unit().reachable || after.is_some() || !has_else;
        self.unit().place(next);
        self.unit().place(end);
        self.unit().reachable = is_reachable;
        let after = match after {
            Some(after) if has_else => after,
            Some(after) => after.intersection(&before).copied().collect(),
            None => before,
        };
        self.unit().assigned = after;
        Ok(())
    }

    fn while_statement(&mut self, statement: &'a ast::StmtWhile) -> Result<()> {
        let (top, otherwise, end) = (self.unit().label(), self.unit().label(), self.unit().label());
        let next = self.unit().label();
        self.branch(&statement.test, false, otherwise)?;
        let before = self.unit().assigned.clone();
        self.unit().place(top);
        self.unit().blocks.push(Block::Loop { exit: end, next });
        self.body(&statement.body)?;
        self.unit().blocks.pop();
        // The test again at the bottom: one jump for each round.
        self.unit().place(next);
        self.unit().assigned.clone_from(&before);
        let is_endless = matches!(&*statement.test, Expr::BooleanLiteral(literal) if literal.value);
        if is_endless {
            self.unit().repeat(top);
        } else {
            let out = self.unit().label();
            self.branch(&statement.test, false, out)?;
            self.unit().repeat(top);
            self.unit().place(out);
        }
        self.unit().place(otherwise);
        self.unit().assigned.clone_from(&before);
        self.body(&statement.orelse)?;
        self.unit().place(end);
        self.unit().assigned = before;
        Ok(())
    }

    fn for_statement(&mut self, statement: &'a ast::StmtFor) -> Result<()> {
        if statement.is_async {
            self.check_await("async for", statement.range)?;
        }
        let position = self.at(statement.iter.range());
        let iterable = self.value(&statement.iter)?;
        let (next, otherwise, end) = (self.unit().label(), self.unit().label(), self.unit().label());
        let rounds =
            self.begin_rounds(statement.is_async, iterable, &statement.target, next, otherwise, statement.range)?;
        self.unit().position = position;
        let before = self.unit().assigned.clone();
        let item = rounds.item;
        self.assign_from(&statement.target, item)?;
        self.unit().blocks.push(Block::Loop { exit: end, next });
        self.body(&statement.body)?;
        self.unit().blocks.pop();
        let position = self.at(statement.iter.range());
        self.end_rounds(rounds, next, otherwise)?;
        self.unit().position = position;
        self.unit().assigned.clone_from(&before);
        self.body(&statement.orelse)?;
        self.unit().place(end);
        self.unit().assigned = before;
        Ok(())
    }

    fn return_statement(&mut self, statement: &'a ast::StmtReturn) -> Result<()> {
        let unit = self.unit();
        if !unit.flags.function {
            return Err(CompileError::new("'return' outside function", statement.range));
        }
        if unit.flags.generator && unit.flags.coroutine && statement.value.is_some() {
            return Err(CompileError::new("'return' with value in async generator", statement.range));
        }
        let leaves_blocks = self.unit().blocks.iter().any(|block| !matches!(block, Block::Loop { .. }));
        let value = match &statement.value {
            // What the blocks do on the way out must not change the value.
            Some(value) if leaves_blocks => self.fresh(value)?,
            Some(value) => self.value(value)?,
            None => {
                let register = self.unit().temp()?;
                self.unit().load_constant(register, Value::NONE);
                register
            }
        };
        self.leave_blocks(0)?;
        self.unit().op(Op::Return, value, 0, 0);
        self.unit().reachable = false;
        Ok(())
    }

    fn leave_loop(&mut self, range: TextRange, is_break: bool) -> Result<()> {
        let Some(place) = self.unit().blocks.iter().rposition(|block| matches!(block, Block::Loop { .. })) else {
            let message = if is_break { "'break' outside loop" } else { "'continue' not properly in loop" };
            return Err(CompileError::new(message, range));
        };
        let Block::Loop { exit, next } = self.unit().blocks[place] else { return Ok(()) };
        self.leave_blocks(place + 1)?;
        self.unit().jump(if is_break { exit } else { next });
        Ok(())
    }

    fn assert_statement(&mut self, assert: &'a ast::StmtAssert) -> Result<()> {
        let end = self.unit().label();
        self.branch(&assert.test, true, end)?;
        let window = self.unit().temps(2)?;
        let before = self.unit().assigned.clone();
        self.prelude("AssertionError", window)?;
        if let Some(message) = &assert.msg {
            self.into(message, window + 1)?;
        }
        let outer = self.at(assert.range);
        self.unit().op(Op::Call, window, u16::from(assert.msg.is_some()), window);
        self.unit().op_x(Op::Raise, 1, window, 0, 0);
        self.unit().position = outer;
        self.unit().place(end);
        self.unit().assigned = before;
        Ok(())
    }

    // --- imports -----------------------------------------------------------------------------------------------------

    fn import(&mut self, import: &'a ast::StmtImport) -> Result<()> {
        for alias in &import.names {
            let register = self.unit().temp()?;
            self.import_name(&alias.name, 0, None, register)?;
            match &alias.asname {
                None => {
                    let first = alias.name.split('.').next().unwrap_or_default();
                    self.store_name(first, register)?;
                }
                Some(name) => {
                    // `import a.b.c as x` binds the innermost module.
                    for part in alias.name.split('.').skip(1) {
                        let part = self.name_constant(part)?;
                        self.unit().op(Op::ImportFrom, register, register, part);
                    }
                    self.store_name(name, register)?;
                }
            }
        }
        Ok(())
    }

    fn import_from(&mut self, import: &'a ast::StmtImportFrom) -> Result<()> {
        let module = import.module.as_ref().map_or("", |module| module.as_str());
        if module == "__future__" {
            return self.future(import);
        }
        let Ok(level) = u8::try_from(import.level) else {
            return Err(CompileError::new("too many dots", import.range));
        };
        let mut names = Vec::with_capacity(import.names.len());
        for alias in &import.names {
            names.push(self.heap.name(&alias.name));
        }
        let names = self.heap.tuple(&names);
        let register = self.unit().temp()?;
        self.import_name(module, level, Some(names), register)?;
        if import.names.iter().any(|alias| alias.name.as_str() == "*") {
            self.unit().op(Op::ImportStar, register, 0, 0);
            return Ok(());
        }
        let value = self.unit().temp()?;
        for alias in &import.names {
            let name = self.heap.name(&alias.name);
            let name = self.unit().small_constant(name)?;
            self.unit().op(Op::ImportFrom, value, register, name);
            self.store_name(alias.asname.as_ref().unwrap_or(&alias.name), value)?;
        }
        Ok(())
    }

    fn future(&mut self, import: &'a ast::StmtImportFrom) -> Result<()> {
        for alias in &import.names {
            let register = self.unit().temp()?;
            self.unit().load_constant(register, Value::NONE);
            self.store_name(alias.asname.as_ref().unwrap_or(&alias.name), register)?;
        }
        Ok(())
    }

    fn import_name(&mut self, module: &str, level: u8, names: Option<Value>, to: Register) -> Result<()> {
        let module = self.tree_name(module);
        let module = self.heap.name(&module);
        let module = self.unit().small_constant(module)?;
        let names = self.unit().small_constant(names.unwrap_or(Value::NONE))?;
        self.unit().op_x(Op::ImportName, level, to, module, names);
        Ok(())
    }

    /// The name of a module as the script wrote it: the parser was given an identifier in place of `from "spec"`.
    fn tree_name(&self, module: &str) -> String {
        crate::syntax::specifier(module, &self.source.text).unwrap_or_else(|| module.to_owned())
    }
}
