//! Expressions: each is computed into a register.

use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, Number, Operator, UnaryOp};
use ruff_text_size::Ranged as _;

use super::{
    CompileError, Compiler, MOST_DEPTH, Mode, Result, SHALLOW,
    chain::{left_of, may_assign},
    op::{BinaryOperator, Comparison, Op, UnaryOperator},
    unit::{Label, NONE, Register},
};
use crate::heap::value::Value;

impl<'a> Compiler<'a, '_> {
    /// Computes an expression; gives the register it is in, which may be a variable's own.
    pub(super) fn value(&mut self, expression: &'a Expr) -> Result<Register> {
        if let Expr::Name(name) = expression {
            let outer = self.at(name.range);
            let register = self.readable_register(&name.id)?;
            self.unit().position = outer;
            if let Some(register) = register {
                return Ok(register);
            }
        }
        self.fresh(expression)
    }

    /// Computes an expression into a new register.
    pub(super) fn fresh(&mut self, expression: &'a Expr) -> Result<Register> {
        let register = self.unit().temp()?;
        self.into(expression, register)?;
        Ok(register)
    }

    /// Computes an operand that is read only after `later` has been computed.
    pub(super) fn operand(&mut self, expression: &'a Expr, later: &[&Expr]) -> Result<Register> {
        if later.iter().any(|later| may_assign(later)) { self.fresh(expression) } else { self.value(expression) }
    }

    /// Computes an expression into a register. What the register held is kept until the expression has its value.
    pub(super) fn into(&mut self, expression: &'a Expr, to: Register) -> Result<()> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(CompileError::too_deep(expression.range()));
        }
        let outer = self.at(expression.range());
        let mark = self.unit().mark();
        let result = if self.depth > SHALLOW && left_of(expression).and_then(left_of).is_some() {
            self.chain(expression, to)
        } else if self.unit().is_variable(to) && writes_early(expression) {
            self.fresh(expression).map(|register| self.unit().copy(to, register))
        } else {
            self.expression(expression, to)
        };
        self.unit().release(mark);
        self.unit().position = outer;
        self.depth -= 1;
        result
    }

    fn expression(&mut self, expression: &'a Expr, to: Register) -> Result<()> {
        match expression {
            Expr::Name(name) => self.load_name(&name.id, to)?,
            Expr::NumberLiteral(number) => {
                let value = self.number(&number.value, number.range)?;
                self.unit().load_constant(to, value);
            }
            Expr::StringLiteral(text) => {
                let value = self.string(&text.value);
                self.unit().load_constant(to, value);
            }
            Expr::BytesLiteral(bytes) => {
                let content: Vec<u8> = bytes.value.bytes().collect();
                let value = self.heap.new_bytes(content.into());
                self.unit().load_constant(to, value);
            }
            Expr::BooleanLiteral(literal) => self.unit().load_constant(to, Value::bool(literal.value)),
            Expr::NoneLiteral(_) => self.unit().load_constant(to, Value::NONE),
            Expr::EllipsisLiteral(_) => self.unit().load_constant(to, Value::ELLIPSIS),
            Expr::BinOp(operation) => self.binary(operation, to)?,
            Expr::UnaryOp(operation) => self.unary(operation, to)?,
            Expr::BoolOp(operation) => self.bool_op(operation, to)?,
            Expr::Compare(comparison) => self.comparison(comparison, to)?,
            Expr::If(choice) => self.conditional(choice, to)?,
            Expr::Named(named) => {
                let value = self.fresh(&named.value)?;
                if let Expr::Name(name) = &*named.target {
                    self.store_walrus(&name.id, value)?;
                }
                self.unit().copy(to, value);
            }
            Expr::Attribute(attribute) => {
                let object = self.value(&attribute.value)?;
                let name = self.name_constant(&attribute.attr)?;
                self.unit().cached(Op::LoadAttribute, to, object, name);
            }
            Expr::Subscript(subscript) => {
                let object = self.operand(&subscript.value, &[&subscript.slice])?;
                let key = self.value(&subscript.slice)?;
                self.unit().op(Op::LoadItem, to, object, key);
            }
            Expr::Slice(slice) => {
                let bounds = self.unit().temps(3)?;
                let parts = [&slice.lower, &slice.upper, &slice.step];
                for (place, part) in parts.into_iter().enumerate() {
                    let register = bounds + place as Register;
                    match part {
                        Some(part) => self.into(part, register)?,
                        None => self.unit().load_constant(register, Value::NONE),
                    }
                }
                self.unit().op(Op::BuildSlice, to, bounds, 0);
            }
            Expr::Tuple(tuple) => self.display(&tuple.elts, to, Op::BuildTuple)?,
            Expr::List(list) => self.display(&list.elts, to, Op::BuildList)?,
            Expr::Set(set) => self.display(&set.elts, to, Op::BuildSet)?,
            Expr::Dict(dict) => self.dict_display(&dict.items, to)?,
            Expr::Call(call) => self.call(call, to)?,
            Expr::FString(text) => self.f_string(text, to)?,
            Expr::Lambda(lambda) => self.lambda(lambda, to)?,
            Expr::ListComp(list) => {
                self.comprehension(list.range, &list.generators, to, super::comprehension::Element::List(&list.elt))?;
            }
            Expr::SetComp(set) => {
                self.comprehension(set.range, &set.generators, to, super::comprehension::Element::Set(&set.elt))?;
            }
            Expr::DictComp(dict) => {
                let element = super::comprehension::Element::Dict(dict.key.as_deref(), &dict.value);
                self.comprehension(dict.range, &dict.generators, to, element)?;
            }
            Expr::Generator(generator) => self.generator_expression(generator, to)?,
            Expr::Yield(inner) => {
                self.check_yield(inner.range)?;
                let value = match &inner.value {
                    Some(value) => self.value(value)?,
                    None => {
                        let register = self.unit().temp()?;
                        self.unit().load_constant(register, Value::NONE);
                        register
                    }
                };
                let op = if self.unit().flags.coroutine { Op::AsyncYield } else { Op::Yield };
                self.unit().op(op, to, value, 0);
            }
            Expr::YieldFrom(inner) => {
                self.check_yield(inner.range)?;
                if self.unit().flags.coroutine {
                    return Err(CompileError::new("'yield from' inside async function", inner.range));
                }
                let iterator = self.fresh(&inner.value)?;
                self.unit().op(Op::Iterate, iterator, iterator, 1);
                self.unit().op(Op::YieldFrom, to, iterator, 0);
            }
            Expr::Await(inner) => {
                self.check_await("await", inner.range)?;
                let value = self.awaited(&inner.value)?;
                self.unit().wait(to, value);
            }
            Expr::Starred(starred) => {
                return Err(CompileError::new("can't use starred expression here", starred.range));
            }
            Expr::TString(text) => {
                return Err(CompileError::new("template strings need a later version of Python", text.range));
            }
            Expr::IpyEscapeCommand(command) => return Err(CompileError::new("invalid syntax", command.range)),
        }
        Ok(())
    }

    pub(super) fn number(&mut self, number: &Number, range: ruff_text_size::TextRange) -> Result<Value> {
        Ok(match number {
            Number::Float(value) => Value::float(*value),
            Number::Complex { real, imag } => {
                self.heap.new_complex(crate::heap::object::Complex { real: *real, imag: *imag })
            }
            Number::Int(value) => match value.as_i64() {
                Some(small) => self.heap.int(small),
                None => {
                    let text = value.to_string();
                    let (radix, digits) = match text.get(..2) {
                        Some("0x" | "0X") => (16, &text[2..]),
                        Some("0o" | "0O") => (8, &text[2..]),
                        Some("0b" | "0B") => (2, &text[2..]),
                        _ => (10, &*text),
                    };
                    let digits = digits.replace('_', "");
                    if radix == 10 && digits.len() > 4300 {
                        let message = format!(
                            "Exceeds the limit (4300 digits) for integer string conversion: value has {} digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
                            digits.len()
                        );
                        return Err(CompileError::new(message, range));
                    }
                    let big = num_bigint::BigInt::parse_bytes(digits.as_bytes(), radix)
                        .ok_or_else(|| CompileError::new("invalid integer literal", range))?;
                    self.heap.big(big)
                }
            },
        })
    }

    // --- operators ---------------------------------------------------------------------------------------------------

    fn binary(&mut self, operation: &'a ast::ExprBinOp, to: Register) -> Result<()> {
        let operator = binary_operator(operation.op);
        let left = self.operand(&operation.left, &[&operation.right])?;
        if self.add_small(operator, 0, to, left, &operation.right) {
            return Ok(());
        }
        let right = self.value(&operation.right)?;
        self.operator(operator, 0, to, left, right);
        Ok(())
    }

    /// Adds a small number that stands in the text, or subtracts it. False where that is not what is asked for. `form` is 0, or
    /// what is added to an operator's number for the form that changes its left operand.
    pub(super) fn add_small(
        &mut self,
        operator: BinaryOperator,
        form: u8,
        to: Register,
        left: Register,
        right: &Expr,
    ) -> bool {
        let Some(small) = small_operand(right) else { return false };
        let added = match operator {
            BinaryOperator::Add => small,
            BinaryOperator::Subtract => -small,
            _ => return false,
        };
        // The operator is kept for operands that are no numbers.
        self.unit().op_x(Op::AddSmall, operator as u8 + form, to, left, added as u16);
        true
    }

    pub(super) fn operator(
        &mut self,
        operator: BinaryOperator,
        form: u8,
        to: Register,
        left: Register,
        right: Register,
    ) {
        let unit = self.unit();
        match operator {
            BinaryOperator::Add => unit.op_x(Op::Add, form, to, left, right),
            BinaryOperator::Subtract => unit.op_x(Op::Subtract, form, to, left, right),
            BinaryOperator::Multiply => unit.op_x(Op::Multiply, form, to, left, right),
            other => unit.op_x(Op::Binary, other as u8 + form, to, left, right),
        }
    }

    fn unary(&mut self, operation: &'a ast::ExprUnaryOp, to: Register) -> Result<()> {
        if operation.op == UnaryOp::USub
            && let Expr::NumberLiteral(literal) = &*operation.operand
        {
            let negative = match self.number(&literal.value, literal.range)? {
                value if value.is_small() => self.heap.int(-value.small_bits()),
                value if value.is_float() => Value::float(-value.as_float().unwrap_or_default()),
                _ => Value::UNBOUND,
            };
            if !negative.is_unbound() {
                self.unit().load_constant(to, negative);
                return Ok(());
            }
        }
        let operand = self.value(&operation.operand)?;
        match unary_operator(operation.op) {
            Some(operator) => self.unit().op_x(Op::Unary, operator as u8, to, operand, 0),
            None => self.unit().op(Op::Not, to, operand, 0),
        }
        Ok(())
    }

    /// `body if test else orelse`, and the ones that its last part is.
    fn conditional(&mut self, mut choice: &'a ast::ExprIf, to: Register) -> Result<()> {
        let end = self.unit().label();
        let mut before = None;
        loop {
            let otherwise = self.unit().label();
            self.branch(&choice.test, false, otherwise)?;
            let assigned = self.unit().assigned.clone();
            self.into(&choice.body, to)?;
            self.unit().jump(end);
            self.unit().place(otherwise);
            self.unit().assigned.clone_from(&assigned);
            before.get_or_insert(assigned);
            match &*choice.orelse {
                Expr::If(next) => choice = next,
                last => break self.into(last, to)?,
            }
        }
        self.unit().place(end);
        if let Some(before) = before {
            self.unit().assigned = before;
        }
        Ok(())
    }

    fn bool_op(&mut self, operation: &'a ast::ExprBoolOp, to: Register) -> Result<()> {
        let end = self.unit().label();
        let op = if operation.op == BoolOp::And { Op::JumpFalse } else { Op::JumpTrue };
        let last = operation.values.len() - 1;
        let mut before = None;
        for (place, value) in operation.values.iter().enumerate() {
            self.into(value, to)?;
            before.get_or_insert_with(|| self.units[self.units.len() - 1].assigned.clone());
            if place < last {
                self.unit().jump_if(op, to, end);
            }
        }
        self.unit().place(end);
        if let Some(before) = before {
            self.unit().assigned = before;
        }
        Ok(())
    }

    fn comparison(&mut self, comparison: &'a ast::ExprCompare, to: Register) -> Result<()> {
        let end = self.unit().label();
        let rest: Vec<&Expr> = comparison.comparators.iter().collect();
        let mut left = self.operand(&comparison.left, &rest)?;
        let last = comparison.ops.len() - 1;
        for (place, (operator, right)) in comparison.ops.iter().zip(&comparison.comparators).enumerate() {
            let right = self.operand(right, &rest[place + 1..])?;
            self.compare(*operator, to, left, right);
            if place < last {
                self.unit().jump_if(Op::JumpFalse, to, end);
            }
            left = right;
        }
        self.unit().place(end);
        Ok(())
    }

    fn compare(&mut self, operator: CmpOp, to: Register, left: Register, right: Register) {
        let unit = self.unit();
        match operator {
            CmpOp::Is | CmpOp::IsNot => unit.op_x(Op::Is, u8::from(operator == CmpOp::IsNot), to, left, right),
            CmpOp::In | CmpOp::NotIn => unit.op_x(Op::Contains, u8::from(operator == CmpOp::NotIn), to, left, right),
            other => unit.op_x(Op::Compare, ordering(other) as u8, to, left, right),
        }
    }

    // --- conditions --------------------------------------------------------------------------------------------------

    /// Jumps when the truth of an expression is `sense`.
    pub(super) fn branch(&mut self, test: &'a Expr, sense: bool, target: Label) -> Result<()> {
        let mark = self.unit().mark();
        let outer = self.at(test.range());
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(CompileError::too_deep(test.range()));
        }
        let (mut test, mut sense) = (test, sense);
        while let Expr::UnaryOp(ast::ExprUnaryOp { op: UnaryOp::Not, operand, .. }) = test {
            (test, sense) = (operand, !sense);
        }
        self.condition(test, sense, target)?;
        self.depth -= 1;
        self.unit().release(mark);
        self.unit().position = outer;
        Ok(())
    }

    fn condition(&mut self, test: &'a Expr, sense: bool, target: Label) -> Result<()> {
        match test {
            Expr::BooleanLiteral(literal) => {
                if literal.value == sense {
                    self.unit().jump(target);
                }
                return Ok(());
            }
            Expr::BoolOp(operation) => {
                // `and` fails at the first false operand, `or` succeeds at the first true one.
                let decides = operation.op == BoolOp::Or;
                let Some((last, others)) = operation.values.split_last() else { return Ok(()) };
                let mut before = None;
                let around = self.unit().label();
                for value in others {
                    self.branch(value, decides, if decides == sense { target } else { around })?;
                    before.get_or_insert_with(|| self.units[self.units.len() - 1].assigned.clone());
                }
                self.branch(last, sense, target)?;
                self.unit().place(around);
                if let Some(before) = before {
                    self.unit().assigned = before;
                }
                return Ok(());
            }
            Expr::Compare(comparison) if comparison.ops.len() == 1 && self.fused(comparison, sense, target)? => {
                return Ok(());
            }
            _ => {}
        }
        let register = self.value(test)?;
        self.unit().jump_if(if sense { Op::JumpTrue } else { Op::JumpFalse }, register, target);
        Ok(())
    }

    /// A comparison and its jump as one instruction, where there is one.
    fn fused(&mut self, comparison: &'a ast::ExprCompare, sense: bool, target: Label) -> Result<bool> {
        let (operator, right) = (comparison.ops[0], &comparison.comparators[0]);
        if matches!(operator, CmpOp::Is | CmpOp::IsNot) && right.is_none_literal_expr() {
            let left = self.value(&comparison.left)?;
            let wants_none = (operator == CmpOp::Is) == sense;
            self.unit().jump_if(if wants_none { Op::JumpNone } else { Op::JumpNotNone }, left, target);
            return Ok(true);
        }
        if matches!(operator, CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn) {
            return Ok(false);
        }
        let (operator, sense) = match ordering(operator) {
            Comparison::NotEqual => (Comparison::Equal, !sense),
            other => (other, sense),
        };
        let left = self.operand(&comparison.left, &[right])?;
        if let Some(small) = small_operand(right) {
            // For `!=` on a script's own type the general instruction asks `__ne__`.
            let op = match operator {
                Comparison::Less => Op::JumpLessSmall,
                Comparison::LessEqual => Op::JumpLessEqualSmall,
                Comparison::Greater => Op::JumpGreaterSmall,
                Comparison::GreaterEqual => Op::JumpGreaterEqualSmall,
                Comparison::Equal | Comparison::NotEqual => Op::JumpEqualSmall,
            };
            if comparison.ops[0] != CmpOp::NotEq {
                self.unit().jump_near(op, sense, left, small as u16, target);
                return Ok(true);
            }
        }
        if comparison.ops[0] == CmpOp::NotEq {
            let right = self.value(right)?;
            let result = self.unit().temp()?;
            self.compare(CmpOp::NotEq, result, left, right);
            self.unit().jump_if(if sense { Op::JumpFalse } else { Op::JumpTrue }, result, target);
            return Ok(true);
        }
        let right = self.value(right)?;
        let unit = self.unit();
        match operator {
            Comparison::Less => unit.jump_near(Op::JumpLess, sense, left, right, target),
            Comparison::LessEqual => unit.jump_near(Op::JumpLessEqual, sense, left, right, target),
            Comparison::Equal => unit.jump_near(Op::JumpEqual, sense, left, right, target),
            other => {
                // `a > b` asks `a` first, so it is no `b < a`.
                let result = unit.temp()?;
                unit.op_x(Op::Compare, other as u8, result, left, right);
                unit.jump_if(if sense { Op::JumpTrue } else { Op::JumpFalse }, result, target);
            }
        }
        Ok(true)
    }

    // --- displays ----------------------------------------------------------------------------------------------------

    /// `(a, *b)`, `[a, *b]`, `{a, *b}`.
    pub(super) fn display(&mut self, elements: &'a [Expr], to: Register, op: Op) -> Result<()> {
        let plain = elements.iter().take_while(|element| !element.is_starred_expr()).count();
        if plain == elements.len() && elements.len() < 1000 {
            if op == Op::BuildTuple
                && let Some(constant) = self.constant_tuple(elements)?
            {
                self.unit().load_constant(to, constant);
                return Ok(());
            }
            let first = self.unit().temps(elements.len())?;
            for (place, element) in elements.iter().enumerate() {
                self.into(element, first + place as Register)?;
            }
            self.unit().op(op, to, first, elements.len() as u16);
            return Ok(());
        }
        let collected = self.unit().temp()?;
        let (build, add, extend) = match op {
            Op::BuildSet => (Op::BuildSet, Op::SetAdd, Op::SetUpdate),
            _ => (Op::BuildList, Op::Append, Op::Extend),
        };
        self.unit().op(build, collected, 0, 0);
        for element in elements {
            let mark = self.unit().mark();
            match element {
                Expr::Starred(starred) => {
                    let value = self.value(&starred.value)?;
                    self.unit().op(extend, collected, value, 0);
                }
                element => {
                    let value = self.value(element)?;
                    self.unit().op(add, collected, value, 0);
                }
            }
            self.unit().release(mark);
        }
        if op == Op::BuildTuple {
            self.unit().op(Op::ListToTuple, to, collected, 0);
        } else {
            self.unit().copy(to, collected);
        }
        Ok(())
    }

    /// A tuple of literals is made once.
    fn constant_tuple(&mut self, elements: &'a [Expr]) -> Result<Option<Value>> {
        let mut items = Vec::with_capacity(elements.len());
        for element in elements {
            items.push(match element {
                Expr::NumberLiteral(number) => self.number(&number.value, number.range)?,
                Expr::StringLiteral(text) => self.string(&text.value),
                Expr::BooleanLiteral(literal) => Value::bool(literal.value),
                Expr::NoneLiteral(_) => Value::NONE,
                _ => return Ok(None),
            });
        }
        Ok(Some(self.heap.tuple(&items)))
    }

    fn dict_display(&mut self, items: &'a [ast::DictItem], to: Register) -> Result<()> {
        let simple = items.iter().all(|item| item.key.is_some()) && items.len() < 500;
        if simple {
            let first = self.unit().temps(items.len() * 2)?;
            for (place, item) in items.iter().enumerate() {
                let register = first + place as Register * 2;
                if let Some(key) = &item.key {
                    self.into(key, register)?;
                }
                self.into(&item.value, register + 1)?;
            }
            self.unit().op(Op::BuildDict, to, first, items.len() as u16);
            return Ok(());
        }
        let dict = self.unit().temp()?;
        self.unit().op(Op::BuildDict, dict, 0, 0);
        for item in items {
            let mark = self.unit().mark();
            match &item.key {
                Some(key) => {
                    let key = self.operand(key, &[&item.value])?;
                    let value = self.value(&item.value)?;
                    self.unit().op(Op::DictSet, dict, key, value);
                }
                None => {
                    let value = self.value(&item.value)?;
                    self.unit().op(Op::DictUpdate, dict, value, NONE);
                }
            }
            self.unit().release(mark);
        }
        self.unit().copy(to, dict);
        Ok(())
    }

    fn check_yield(&mut self, range: ruff_text_size::TextRange) -> Result<()> {
        if self.unit().flags.function && self.unit().flags.generator {
            return Ok(());
        }
        Err(CompileError::new("'yield' outside function", range))
    }

    /// Whether the code may wait: in an async function, and in the body of a module, which is a task.
    pub(super) fn may_wait(&mut self) -> bool {
        let is_module = self.units.len() == 1 && self.mode == Mode::Module;
        self.unit().flags.coroutine || is_module
    }

    pub(super) fn check_await(&mut self, word: &str, range: ruff_text_size::TextRange) -> Result<()> {
        if self.may_wait() {
            return Ok(());
        }
        let what = if word == "await" && !self.unit().flags.function { "function" } else { "async function" };
        Err(CompileError::new(format!("'{word}' outside {what}"), range))
    }
}

pub(super) fn binary_operator(operator: Operator) -> BinaryOperator {
    match operator {
        Operator::Add => BinaryOperator::Add,
        Operator::Sub => BinaryOperator::Subtract,
        Operator::Mult => BinaryOperator::Multiply,
        Operator::MatMult => BinaryOperator::MatrixMultiply,
        Operator::Div => BinaryOperator::TrueDivide,
        Operator::Mod => BinaryOperator::Modulo,
        Operator::Pow => BinaryOperator::Power,
        Operator::LShift => BinaryOperator::LeftShift,
        Operator::RShift => BinaryOperator::RightShift,
        Operator::BitOr => BinaryOperator::Or,
        Operator::BitXor => BinaryOperator::Xor,
        Operator::BitAnd => BinaryOperator::And,
        Operator::FloorDiv => BinaryOperator::FloorDivide,
    }
}

/// The operator, unless it is `not`.
pub(super) fn unary_operator(operator: UnaryOp) -> Option<UnaryOperator> {
    match operator {
        UnaryOp::Not => None,
        UnaryOp::USub => Some(UnaryOperator::Negative),
        UnaryOp::UAdd => Some(UnaryOperator::Positive),
        UnaryOp::Invert => Some(UnaryOperator::Invert),
    }
}

fn ordering(operator: CmpOp) -> Comparison {
    match operator {
        CmpOp::Lt => Comparison::Less,
        CmpOp::LtE => Comparison::LessEqual,
        CmpOp::NotEq => Comparison::NotEqual,
        CmpOp::Gt => Comparison::Greater,
        CmpOp::GtE => Comparison::GreaterEqual,
        CmpOp::Eq | CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn => Comparison::Equal,
    }
}

/// A literal that fits into an instruction.
fn small_operand(expression: &Expr) -> Option<i16> {
    match expression {
        Expr::NumberLiteral(ast::ExprNumberLiteral { value: Number::Int(value), .. }) => {
            value.as_i64().and_then(|value| i16::try_from(value).ok())
        }
        Expr::UnaryOp(ast::ExprUnaryOp { op: UnaryOp::USub, operand, .. }) => {
            small_operand(operand).and_then(i16::checked_neg)
        }
        _ => None,
    }
}

/// Whether the code of an expression writes its register before all of it has been computed.
fn writes_early(expression: &Expr) -> bool {
    match expression {
        Expr::BoolOp(_) => true,
        Expr::Compare(comparison) => comparison.ops.len() > 1,
        Expr::If(choice) => {
            let mut choice = choice;
            loop {
                match &*choice.orelse {
                    _ if writes_early(&choice.body) => return true,
                    Expr::If(next) => choice = next,
                    last => return writes_early(last),
                }
            }
        }
        _ => false,
    }
}
