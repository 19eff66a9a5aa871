//! Assignment targets.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged as _, TextRange};

use super::{
    CompileError, Compiler, Result,
    expression::binary_operator,
    op::{BinaryOperator, Op},
    unit::Register,
};

impl<'a> Compiler<'a, '_> {
    /// Stores the value of a register in a target.
    pub(super) fn assign_from(&mut self, target: &'a Expr, from: Register) -> Result<()> {
        let mark = self.unit().mark();
        let outer = self.at(target.range());
        match target {
            Expr::Name(name) => self.store_name(&name.id, from)?,
            Expr::Attribute(attribute) => {
                let object = self.value(&attribute.value)?;
                let name = self.name_constant(&attribute.attr)?;
                self.unit().cached(Op::StoreAttribute, object, name, from);
            }
            Expr::Subscript(subscript) => {
                let object = self.operand(&subscript.value, &[&subscript.slice])?;
                let key = self.value(&subscript.slice)?;
                self.unit().op(Op::StoreItem, object, key, from);
            }
            Expr::Tuple(tuple) => self.unpack(&tuple.elts, from)?,
            Expr::List(list) => self.unpack(&list.elts, from)?,
            Expr::Starred(starred) => {
                return Err(CompileError::new("starred assignment target must be in a list or tuple", starred.range));
            }
            other => return Err(CompileError::new("cannot assign to expression", other.range())),
        }
        self.unit().position = outer;
        self.unit().release(mark);
        Ok(())
    }

    /// The register of a target that is just a variable of this function.
    pub(super) fn plain_variable(&self, target: &Expr) -> Option<Register> {
        match self.find(&target.as_name_expr()?.id) {
            super::name::Place::Register(register) => Some(register),
            _ => None,
        }
    }

    /// The first register of targets that are variables in registers one after the other.
    fn adjacent_variables(&self, targets: &[Expr]) -> Option<Register> {
        let first = self.plain_variable(targets.first()?)?;
        let follow = targets
            .iter()
            .enumerate()
            .all(|(place, target)| self.plain_variable(target) == Some(first + place as Register));
        follow.then_some(first)
    }

    fn unpack(&mut self, targets: &'a [Expr], from: Register) -> Result<()> {
        let first = match self.adjacent_variables(targets) {
            Some(first) => first,
            None => self.unit().temps(targets.len())?,
        };
        let count = targets.len() as u16;
        match targets.iter().position(Expr::is_starred_expr) {
            None => self.unit().op(Op::Unpack, first, from, count),
            Some(star) => {
                let after = targets.len() - star - 1;
                let Ok(after) = u8::try_from(after) else {
                    return Err(CompileError::new(
                        "too many expressions in star-unpacking assignment",
                        targets[star].range(),
                    ));
                };
                self.unit().op_x(Op::UnpackStar, after, first, from, star as u16);
            }
        }
        for (place, target) in targets.iter().enumerate() {
            let target = match target {
                Expr::Starred(starred) => &*starred.value,
                target => target,
            };
            self.assign_from(target, first + place as Register)?;
        }
        Ok(())
    }

    /// `a = b = value`.
    pub(super) fn assign(&mut self, assign: &'a ast::StmtAssign) -> Result<()> {
        if let [Expr::Name(name)] = &*assign.targets
            && let super::name::Place::Register(register) = self.find(&name.id)
        {
            self.into(&assign.value, register)?;
            self.unit().assigned.insert(register);
            return Ok(());
        }
        if let ([Expr::Tuple(targets)], Expr::Tuple(values)) = (&*assign.targets, &*assign.value)
            && targets.elts.len() == values.elts.len()
            && targets.elts.iter().chain(&values.elts).all(|element| !element.is_starred_expr())
        {
            // `a, b = b, a` needs no tuple.
            let first = self.unit().temps(values.elts.len())?;
            for (place, value) in values.elts.iter().enumerate() {
                self.into(value, first + place as Register)?;
            }
            for (place, target) in targets.elts.iter().enumerate() {
                self.assign_from(target, first + place as Register)?;
            }
            return Ok(());
        }
        let value = self.operand(&assign.value, &assign.targets.iter().collect::<Vec<_>>())?;
        for target in &assign.targets {
            self.assign_from(target, value)?;
        }
        Ok(())
    }

    /// `:=` binds in the function around, not in the comprehension it stands in.
    pub(super) fn store_walrus(&mut self, name: &str, from: Register) -> Result<()> {
        let unit = self.unit();
        let inner = unit.locals.split_off(1);
        let result = self.store_name(name, from);
        self.unit().locals.extend(inner);
        result
    }

    /// `a += value`: the target's parts are computed once.
    pub(super) fn augmented(&mut self, assign: &'a ast::StmtAugAssign) -> Result<()> {
        let operator = binary_operator(assign.op);
        match &*assign.target {
            Expr::Name(name) => {
                let register = match self.readable_register(&name.id)? {
                    Some(register) => register,
                    None => {
                        let register = self.unit().temp()?;
                        let outer = self.at(name.range);
                        self.load_name(&name.id, register)?;
                        self.unit().position = outer;
                        register
                    }
                };
                self.in_place(operator, register, &assign.value)?;
                self.store_name(&name.id, register)
            }
            Expr::Attribute(attribute) => {
                let object = self.value(&attribute.value)?;
                let name = self.name_constant(&attribute.attr)?;
                let value = self.unit().temp()?;
                let outer = self.at(attribute.range);
                self.unit().cached(Op::LoadAttribute, value, object, name);
                self.unit().position = outer;
                self.in_place(operator, value, &assign.value)?;
                self.unit().cached(Op::StoreAttribute, object, name, value);
                Ok(())
            }
            Expr::Subscript(subscript) => {
                let object = self.operand(&subscript.value, &[&subscript.slice, &assign.value])?;
                let key = self.operand(&subscript.slice, &[&assign.value])?;
                let value = self.unit().temp()?;
                let outer = self.at(subscript.range);
                self.unit().op(Op::LoadItem, value, object, key);
                self.unit().position = outer;
                self.in_place(operator, value, &assign.value)?;
                self.unit().op(Op::StoreItem, object, key, value);
                Ok(())
            }
            other => Err(CompileError::new("illegal expression for augmented assignment", other.range())),
        }
    }

    /// Applies an in-place operator to a register. A small number is added by one instruction.
    fn in_place(&mut self, operator: BinaryOperator, register: Register, operand: &'a Expr) -> Result<()> {
        if self.add_small(operator, BinaryOperator::IN_PLACE, register, register, operand) {
            return Ok(());
        }
        let is_variable = self.unit().is_variable(register);
        let left = if is_variable && super::chain::may_assign(operand) {
            let copy = self.unit().temp()?;
            self.unit().copy(copy, register);
            copy
        } else {
            register
        };
        let right = self.value(operand)?;
        self.operator(operator, BinaryOperator::IN_PLACE, register, left, right);
        Ok(())
    }

    pub(super) fn delete(&mut self, target: &'a Expr) -> Result<()> {
        let mark = self.unit().mark();
        let outer = self.at(target.range());
        match target {
            Expr::Name(name) => self.delete_name(&name.id)?,
            Expr::Attribute(attribute) => {
                let object = self.value(&attribute.value)?;
                let name = self.name_constant(&attribute.attr)?;
                self.unit().op(Op::DeleteAttribute, object, name, 0);
            }
            Expr::Subscript(subscript) => {
                let object = self.operand(&subscript.value, &[&subscript.slice])?;
                let key = self.value(&subscript.slice)?;
                self.unit().op(Op::DeleteItem, object, key, 0);
            }
            Expr::Tuple(tuple) => tuple.elts.iter().try_for_each(|element| self.delete(element))?,
            Expr::List(list) => list.elts.iter().try_for_each(|element| self.delete(element))?,
            other => return Err(CompileError::new("cannot delete expression", other.range())),
        }
        self.unit().position = outer;
        self.unit().release(mark);
        Ok(())
    }

    /// The annotation of a variable of a module or class goes into `__annotations__`.
    pub(super) fn annotated(&mut self, assign: &'a ast::StmtAnnAssign) -> Result<()> {
        if let Some(value) = &assign.value {
            let register = self.value(value)?;
            self.assign_from(&assign.target, register)?;
        }
        let unit = self.unit();
        let keeps = !unit.flags.function;
        if !keeps {
            return Ok(());
        }
        let annotation = self.unit().temp()?;
        self.annotation(&assign.annotation, annotation)?;
        let Expr::Name(name) = &*assign.target else { return Ok(()) };
        if !assign.simple {
            return Ok(());
        }
        let annotations = self.unit().temp()?;
        self.load_annotations(annotations, assign.range)?;
        let key = self.unit().temp()?;
        let name = self.name(&name.id);
        self.unit().load_constant(key, name);
        self.unit().op(Op::StoreItem, annotations, key, annotation);
        Ok(())
    }

    fn load_annotations(&mut self, to: Register, range: TextRange) -> Result<()> {
        let outer = self.at(range);
        let window = self.unit().temps(2)?;
        self.prelude("_annotations", window)?;
        self.unit().op(Op::LoadLocals, window + 1, 0, 0);
        self.unit().op(Op::Call, window, 1, to);
        self.unit().position = outer;
        Ok(())
    }

    /// Loads a function of the prelude.
    pub(super) fn prelude(&mut self, name: &str, to: Register) -> Result<()> {
        let name = self.heap.name(name);
        let constant = self.unit().small_constant(name)?;
        self.unit().op(Op::LoadPrelude, to, constant, 0);
        Ok(())
    }
}
