//! Variables: where a name's value is kept, and how it is read, stored and deleted.

use super::{
    Compiler, Result,
    op::Op,
    scope::{ScopeKind, mangled},
    unit::{Local, Register},
};

/// Where a name lives, as seen from some place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// A register of this unit.
    Register(Register),
    /// A cell in a register of this unit.
    Cell(Register),
    /// In the module's dictionary, or built in.
    Global,
    /// In the dictionary of a class body, or of the text of an `exec`.
    Dictionary,
}

impl Compiler<'_, '_> {
    fn mangle(&self, name: &str) -> String {
        let class_name = self.units.last().and_then(|unit| unit.class_name.as_deref());
        mangled(name, class_name).into_owned()
    }

    /// Where a name lives.
    pub(super) fn find(&self, name: &str) -> Place {
        let name = &self.mangle(name);
        let unit = &self.units[self.units.len() - 1];
        let kind = self.scopes.get(unit.scope).kind;
        // Comprehensions inside the unit, then the unit itself.
        for (scope, locals) in unit.locals.iter().rev() {
            let symbol = self.scopes.get(*scope).symbol(name);
            if symbol.global {
                return Place::Global;
            }
            if let Some(local) = locals.get(&**name) {
                return if local.cell { Place::Cell(local.register) } else { Place::Register(local.register) };
            }
        }
        let inside_comprehension = unit.locals.len() > 1;
        match kind {
            ScopeKind::Class if !inside_comprehension => Place::Dictionary,
            ScopeKind::Module if unit.flags.has_locals => Place::Dictionary,
            _ => Place::Global,
        }
    }

    /// The register of a local variable that surely has a value, so that it can be an operand as it is.
    pub(super) fn readable_register(&mut self, name: &str) -> Result<Option<Register>> {
        let Place::Register(register) = self.find(name) else { return Ok(None) };
        self.check(name, register)?;
        Ok(Some(register))
    }

    fn check(&mut self, name: &str, register: Register) -> Result<()> {
        let unit = self.unit();
        if unit.is_variable(register) && !unit.assigned.contains(&register) {
            let constant = self.name_constant(name)?;
            self.unit().op(Op::Check, register, constant, 0);
            let mangled = self.mangle(name);
            let deleted = self.scopes.get(self.scope()).is_deleted(&mangled);
            if !deleted {
                self.unit().assigned.insert(register);
            }
        }
        Ok(())
    }

    pub(super) fn load_name(&mut self, name: &str, to: Register) -> Result<()> {
        let place = self.find(name);
        if let Place::Register(register) = place {
            self.check(name, register)?;
            self.unit().copy(to, register);
            return Ok(());
        }
        let constant = self.name_constant(name)?;
        let unit = self.unit();
        match place {
            Place::Register(_) => {}
            Place::Cell(cell) => unit.op(Op::LoadCell, to, cell, constant),
            Place::Global => unit.cached(Op::LoadGlobal, to, constant, 0),
            Place::Dictionary => unit.op(Op::LoadName, to, constant, 0),
        }
        Ok(())
    }

    pub(super) fn store_name(&mut self, name: &str, from: Register) -> Result<()> {
        match self.find(name) {
            Place::Register(register) => {
                self.unit().copy(register, from);
                self.unit().assigned.insert(register);
            }
            Place::Cell(cell) => self.unit().op(Op::StoreCell, cell, from, 0),
            Place::Global => {
                let constant = self.name_constant(name)?;
                self.unit().cached(Op::StoreGlobal, from, constant, 0);
            }
            Place::Dictionary => {
                let constant = self.name_constant(name)?;
                self.unit().op(Op::StoreName, from, constant, 0);
            }
        }
        Ok(())
    }

    pub(super) fn delete_name(&mut self, name: &str) -> Result<()> {
        let constant = self.name_constant(name)?;
        match self.find(name) {
            Place::Register(register) => {
                self.check(name, register)?;
                self.unit().op(Op::Unbind, register, 0, 0);
                self.unit().assigned.remove(&register);
            }
            Place::Cell(cell) => self.unit().op(Op::ClearCell, cell, constant, 0),
            Place::Global => self.unit().op(Op::DeleteGlobal, constant, 0, 0),
            Place::Dictionary => self.unit().op(Op::DeleteName, constant, 0, 0),
        }
        Ok(())
    }

    /// Adds a variable of the innermost scope of this unit.
    pub(super) fn add_local(&mut self, name: &str, local: Local) {
        if let Some((_, locals)) = self.unit().locals.last_mut() {
            locals.insert(name.into(), local);
        }
    }
}
