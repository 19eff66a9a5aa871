//! `match`.

use ruff_python_ast::{self as ast, Pattern, Singleton};
use ruff_text_size::Ranged as _;

use super::{
    CompileError, Compiler, Result,
    op::{Comparison, Op},
    unit::{Label, NONE, Register},
};
use crate::heap::value::Value;

/// Names that a pattern has caught so far. They are stored when all of it has matched.
type Captures<'a> = Vec<(&'a str, Register)>;

impl<'a> Compiler<'a, '_> {
    pub(super) fn match_statement(&mut self, statement: &'a ast::StmtMatch) -> Result<()> {
        let subject = self.fresh(&statement.subject)?;
        let end = self.unit().label();
        let before = self.unit().assigned.clone();
        let mut is_reachable = true;
        for case in &statement.cases {
            let is_catch_all = case.guard.is_none() && is_irrefutable(&case.pattern);
            let next = self.unit().label();
            let mark = self.unit().mark();
            let mut captures = Captures::new();
            self.unit().assigned.clone_from(&before);
            self.pattern(&case.pattern, subject, next, &mut captures)?;
            for &(name, register) in &captures {
                self.store_name(name, register)?;
            }
            if let Some(guard) = &case.guard {
                self.branch(guard, false, next)?;
            }
            self.unit().release(mark);
            self.body(&case.body)?;
            if self.unit().reachable {
                self.unit().jump(end);
            }
            self.unit().place(next);
            is_reachable = !is_catch_all;
        }
        self.unit().reachable = is_reachable;
        self.unit().place(end);
        self.unit().assigned = before;
        Ok(())
    }

    /// Jumps to `fail` unless the subject matches.
    fn pattern(
        &mut self,
        pattern: &'a Pattern,
        subject: Register,
        fail: Label,
        captures: &mut Captures<'a>,
    ) -> Result<()> {
        let outer = self.at(pattern.range());
        self.depth += 1;
        if self.depth > super::MOST_DEPTH {
            return Err(CompileError::too_deep(pattern.range()));
        }
        match pattern {
            Pattern::MatchValue(value) => {
                let expected = self.value(&value.value)?;
                let result = self.unit().temp()?;
                self.unit().op_x(Op::Compare, Comparison::Equal as u8, result, subject, expected);
                self.unit().jump_if(Op::JumpFalse, result, fail);
            }
            Pattern::MatchSingleton(singleton) => {
                let constant = match singleton.value {
                    Singleton::None => Value::NONE,
                    Singleton::True => Value::TRUE,
                    Singleton::False => Value::FALSE,
                };
                let register = self.unit().temps(2)?;
                self.unit().load_constant(register, constant);
                self.unit().op(Op::Is, register + 1, subject, register);
                self.unit().jump_if(Op::JumpFalse, register + 1, fail);
            }
            Pattern::MatchAs(inner) => {
                if let Some(pattern) = &inner.pattern {
                    self.pattern(pattern, subject, fail, captures)?;
                }
                if let Some(name) = &inner.name {
                    self.capture(name, subject, captures)?;
                }
            }
            Pattern::MatchOr(alternatives) => self.alternatives(&alternatives.patterns, subject, fail, captures)?,
            Pattern::MatchSequence(sequence) => self.sequence_pattern(&sequence.patterns, subject, fail, captures)?,
            Pattern::MatchMapping(mapping) => self.mapping_pattern(mapping, subject, fail, captures)?,
            Pattern::MatchClass(class) => self.class_pattern(class, subject, fail, captures)?,
            Pattern::MatchStar(star) => {
                return Err(CompileError::new("starred pattern outside of a sequence", star.range));
            }
        }
        self.depth -= 1;
        self.unit().position = outer;
        Ok(())
    }

    fn capture(&mut self, name: &'a str, value: Register, captures: &mut Captures<'a>) -> Result<()> {
        let register = match captures.iter().find(|(known, _)| *known == name) {
            Some(&(_, register)) => register,
            None => {
                let register = self.unit().temp()?;
                captures.push((name, register));
                register
            }
        };
        self.unit().copy(register, value);
        Ok(())
    }

    fn alternatives(
        &mut self,
        patterns: &'a [Pattern],
        subject: Register,
        fail: Label,
        captures: &mut Captures<'a>,
    ) -> Result<()> {
        let matched = self.unit().label();
        let known = captures.len();
        let Some((last, others)) = patterns.split_last() else { return Ok(()) };
        for alternative in others.iter().chain([last]) {
            let next = if std::ptr::eq(alternative, last) { fail } else { self.unit().label() };
            // Each alternative catches the same names, in the registers of the first.
            let mut own: Captures<'a> = captures[known..].to_vec();
            let mut fresh = Captures::new();
            self.pattern(alternative, subject, next, &mut fresh)?;
            for (name, register) in fresh {
                self.capture(name, register, &mut own)?;
            }
            captures.truncate(known);
            captures.extend(own);
            if !std::ptr::eq(alternative, last) {
                self.unit().jump(matched);
                self.unit().place(next);
            }
        }
        self.unit().place(matched);
        Ok(())
    }

    fn sequence_pattern(
        &mut self,
        patterns: &'a [Pattern],
        subject: Register,
        fail: Label,
        captures: &mut Captures<'a>,
    ) -> Result<()> {
        let test = self.unit().temps(2)?;
        self.unit().op(Op::IsSequence, test, subject, 0);
        self.unit().jump_if(Op::JumpFalse, test, fail);
        let star = patterns.iter().position(Pattern::is_match_star);
        self.unit().op(Op::Length, test, subject, 0);
        let wanted = patterns.len() - usize::from(star.is_some());
        self.unit().load_constant(test + 1, Value::small_unchecked(wanted as i64));
        let comparison = if star.is_some() { Comparison::GreaterEqual } else { Comparison::Equal };
        self.unit().op_x(Op::Compare, comparison as u8, test, test, test + 1);
        self.unit().jump_if(Op::JumpFalse, test, fail);
        let items = self.unit().temps(patterns.len())?;
        match star {
            None => self.unit().op(Op::Unpack, items, subject, patterns.len() as u16),
            Some(star) => {
                let after = (patterns.len() - star - 1) as u8;
                self.unit().op_x(Op::UnpackStar, after, items, subject, star as u16);
            }
        }
        for (place, pattern) in patterns.iter().enumerate() {
            let item = items + place as Register;
            match pattern {
                Pattern::MatchStar(star) => {
                    if let Some(name) = &star.name {
                        self.capture(name, item, captures)?;
                    }
                }
                pattern => self.pattern(pattern, item, fail, captures)?,
            }
        }
        Ok(())
    }

    fn mapping_pattern(
        &mut self,
        mapping: &'a ast::PatternMatchMapping,
        subject: Register,
        fail: Label,
        captures: &mut Captures<'a>,
    ) -> Result<()> {
        let test = self.unit().temp()?;
        self.unit().op(Op::IsMapping, test, subject, 0);
        self.unit().jump_if(Op::JumpFalse, test, fail);
        let count = mapping.keys.len();
        let first = self.unit().temps(count)?;
        for (place, key) in mapping.keys.iter().enumerate() {
            self.into(key, first + place as Register)?;
        }
        let keys = self.unit().temp()?;
        self.unit().op(Op::BuildTuple, keys, first, count as u16);
        let values = self.unit().temp()?;
        self.prelude_call("_match_keys", &[subject, keys], values)?;
        self.unit().jump_if(Op::JumpNone, values, fail);
        let items = self.unit().temps(count)?;
        self.unit().op(Op::Unpack, items, values, count as u16);
        for (place, pattern) in mapping.patterns.iter().enumerate() {
            self.pattern(pattern, items + place as Register, fail, captures)?;
        }
        if let Some(rest) = &mapping.rest {
            let others = self.unit().temp()?;
            self.prelude_call("_match_rest", &[subject, keys], others)?;
            self.capture(rest, others, captures)?;
        }
        Ok(())
    }

    fn class_pattern(
        &mut self,
        pattern: &'a ast::PatternMatchClass,
        subject: Register,
        fail: Label,
        captures: &mut Captures<'a>,
    ) -> Result<()> {
        let class = self.value(&pattern.cls)?;
        let arguments = &pattern.arguments;
        let mut names = Vec::new();
        for keyword in &arguments.keywords {
            names.push(self.name(&keyword.attr));
        }
        let names = self.heap.tuple(&names);
        let (count, keywords, values) = (self.unit().temp()?, self.unit().temp()?, self.unit().temp()?);
        let positional = arguments.patterns.len();
        self.unit().load_constant(count, Value::small_unchecked(positional as i64));
        self.unit().load_constant(keywords, names);
        self.prelude_call("_match_class", &[subject, class, count, keywords], values)?;
        self.unit().jump_if(Op::JumpNone, values, fail);
        let patterns = arguments.patterns.iter().chain(arguments.keywords.iter().map(|keyword| &keyword.pattern));
        let total = positional + arguments.keywords.len();
        let items = self.unit().temps(total)?;
        self.unit().op(Op::Unpack, items, values, total as u16);
        for (place, pattern) in patterns.enumerate() {
            self.pattern(pattern, items + place as Register, fail, captures)?;
        }
        Ok(())
    }

    /// Calls a function of the prelude.
    pub(super) fn prelude_call(&mut self, name: &str, arguments: &[Register], to: Register) -> Result<()> {
        let mark = self.unit().mark();
        let window = self.unit().temps(arguments.len() + 1)?;
        self.prelude(name, window)?;
        for (place, &argument) in arguments.iter().enumerate() {
            self.unit().copy(window + 1 + place as Register, argument);
        }
        self.unit().op(Op::Call, window, arguments.len() as u16, to);
        self.unit().release(mark);
        debug_assert_ne!(to, NONE);
        Ok(())
    }
}

fn is_irrefutable(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::MatchAs(inner) => inner.pattern.as_deref().is_none_or(is_irrefutable),
        Pattern::MatchOr(inner) => inner.patterns.iter().any(is_irrefutable),
        _ => false,
    }
}
