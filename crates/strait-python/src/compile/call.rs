//! Calls.

use ruff_python_ast::{self as ast, Arguments, Expr};
use ruff_text_size::Ranged as _;

use super::{
    Compiler, Result,
    name::Place,
    op::Op,
    unit::{NONE, Register},
};
use crate::heap::value::Value;

/// Functions that take awaitables, by their last name: a direct call among their arguments may be put off.
const TAKES_AWAITABLES: [&str; 9] =
    ["gather", "with_timeout", "run", "wait_for", "create_task", "ensure_future", "wait", "as_completed", "shield"];

impl<'a> Compiler<'a, '_> {
    pub(super) fn call(&mut self, call: &'a ast::ExprCall, to: Register) -> Result<()> {
        self.call_with(&call.func, &call.arguments, to, None, None)
    }

    /// A call that stands where an awaitable is wanted: `outer` holds the function that wants it, or `NONE` after `await`.
    fn deferrable(&mut self, expression: &'a Expr, to: Register, outer: Register) -> Result<()> {
        match expression {
            Expr::Call(call) => {
                let position = self.at(call.range());
                let mark = self.unit().mark();
                self.call_with(&call.func, &call.arguments, to, Some(outer), None)?;
                self.unit().release(mark);
                self.unit().position = position;
                Ok(())
            }
            expression => self.into(expression, to),
        }
    }

    /// The operand of `await`.
    pub(super) fn awaited(&mut self, expression: &'a Expr) -> Result<Register> {
        let register = self.unit().temp()?;
        self.deferrable(expression, register, NONE)?;
        Ok(register)
    }

    /// `left` holds the callee, or its object when it is a method, if that has been computed.
    pub(super) fn call_with(
        &mut self,
        callee: &'a Expr,
        arguments: &'a Arguments,
        to: Register,
        outer: Option<Register>,
        left: Option<Register>,
    ) -> Result<()> {
        if let Expr::Name(name) = callee
            && name.id == "super"
            && arguments.is_empty()
            && self.super_call(to)?
        {
            return Ok(());
        }
        let is_spread = arguments.args.iter().any(Expr::is_starred_expr)
            || arguments.keywords.iter().any(|keyword| keyword.arg.is_none())
            || arguments.len() > 200;
        let window = self.unit().temp()?;
        let mut first = window + 1;
        let is_method = !is_spread && callee.is_attribute_expr();
        if let (true, Expr::Attribute(attribute)) = (is_method, callee) {
            self.unit().temp()?;
            first += 1;
            let mark = self.unit().mark();
            let object = match left {
                Some(left) => left,
                None => self.value(&attribute.value)?,
            };
            let name = self.name_constant(&attribute.attr)?;
            let position = self.at(attribute.range);
            self.unit().cached(Op::LoadMethod, window, object, name);
            self.unit().position = position;
            self.unit().release(mark);
        } else {
            match (left, callee) {
                (Some(left), Expr::Attribute(attribute)) => {
                    let name = self.name_constant(&attribute.attr)?;
                    let position = self.at(attribute.range);
                    self.unit().cached(Op::LoadAttribute, window, left, name);
                    self.unit().position = position;
                }
                (Some(left), _) => self.unit().copy(window, left),
                (None, _) => self.into(callee, window)?,
            }
        }
        let wants_awaitables = takes_awaitables(callee);
        if is_spread {
            self.spread(window, arguments, wants_awaitables)?;
            self.defer(outer);
            self.unit().op(Op::CallSpread, window, 0, to);
            return Ok(());
        }
        let values = arguments.args.iter().chain(arguments.keywords.iter().map(|keyword| &keyword.value));
        for (place, value) in values.enumerate() {
            let register = self.unit().temp()?;
            debug_assert_eq!(register, first + place as Register);
            if wants_awaitables { self.deferrable(value, register, window)? } else { self.into(value, register)? }
        }
        self.defer(outer);
        let count = arguments.len() as u16;
        if arguments.keywords.is_empty() {
            self.unit().op(if is_method { Op::CallMethod } else { Op::Call }, window, count, to);
            return Ok(());
        }
        let names = self.keyword_names(arguments)?;
        self.unit().op_x(Op::CallKeywords, u8::from(is_method), window, count, to);
        self.unit().extra(names as usize);
        Ok(())
    }

    fn defer(&mut self, outer: Option<Register>) {
        if let Some(outer) = outer {
            self.unit().op_x(Op::Defer, u8::from(outer == NONE), outer, 0, 0);
        }
    }

    fn keyword_names(&mut self, arguments: &Arguments) -> Result<u32> {
        let mut names = Vec::with_capacity(arguments.keywords.len());
        for keyword in arguments.keywords.iter() {
            if let Some(name) = &keyword.arg {
                names.push(self.name(name));
            }
        }
        let names = self.heap.tuple(&names);
        Ok(self.unit().constant(names))
    }

    /// Collects arguments into a list after the callee and, when there are keywords, a dictionary after that.
    pub(super) fn spread(&mut self, window: Register, arguments: &'a Arguments, wants_awaitables: bool) -> Result<()> {
        let (list, keywords) = (self.unit().temp()?, self.unit().temp()?);
        debug_assert_eq!(list, window + 1);
        self.unit().op(Op::BuildList, list, 0, 0);
        for argument in &arguments.args {
            let mark = self.unit().mark();
            match argument {
                Expr::Starred(starred) => {
                    let value = self.unit().temp()?;
                    self.starred_argument(&starred.value, value, wants_awaitables.then_some(window))?;
                    self.unit().op_x(Op::Extend, 1, list, value, window);
                }
                argument => {
                    let value = self.unit().temp()?;
                    if wants_awaitables {
                        self.deferrable(argument, value, window)?
                    } else {
                        self.into(argument, value)?
                    }
                    self.unit().op(Op::Append, list, value, 0);
                }
            }
            self.unit().release(mark);
        }
        if arguments.keywords.is_empty() {
            self.unit().load_constant(keywords, Value::NONE);
            return Ok(());
        }
        self.unit().op(Op::BuildDict, keywords, 0, 0);
        for keyword in arguments.keywords.iter() {
            let mark = self.unit().mark();
            match &keyword.arg {
                Some(name) => {
                    // Put in through a dictionary of one, so that a name given twice is noticed.
                    let pair = self.unit().temps(2)?;
                    let name = self.name(name);
                    self.unit().load_constant(pair, name);
                    self.into(&keyword.value, pair + 1)?;
                    let single = self.unit().temp()?;
                    self.unit().op(Op::BuildDict, single, pair, 1);
                    self.unit().op_x(Op::DictUpdate, 1, keywords, single, window);
                }
                None => {
                    let value = self.value(&keyword.value)?;
                    self.unit().op_x(Op::DictUpdate, 1, keywords, value, window);
                }
            }
            self.unit().release(mark);
        }
        Ok(())
    }

    /// `*[f(x) for x in xs]`: the calls inside may be put off too.
    fn starred_argument(&mut self, expression: &'a Expr, to: Register, outer: Option<Register>) -> Result<()> {
        let Some(outer) = outer else { return self.into(expression, to) };
        let (range, generators, element) = match expression {
            Expr::ListComp(list) => (list.range, &list.generators, &*list.elt),
            // It is used up at once, so it may as well be a list.
            Expr::Generator(generator) => return self.generator_as_list(generator, to, outer),
            Expr::List(list) if list.elts.iter().all(|element| !element.is_starred_expr()) => {
                let mark = self.unit().mark();
                let first = self.unit().temps(list.elts.len())?;
                for (place, element) in list.elts.iter().enumerate() {
                    self.deferrable(element, first + place as Register, outer)?;
                }
                self.unit().op(Op::BuildList, to, first, list.elts.len() as u16);
                self.unit().release(mark);
                return Ok(());
            }
            expression => return self.into(expression, to),
        };
        let element = super::comprehension::Element::Deferred(element, outer);
        self.comprehension(range, generators, to, element)
    }

    pub(super) fn deferred_element(&mut self, element: &'a Expr, to: Register, outer: Register) -> Result<()> {
        self.deferrable(element, to, outer)
    }

    /// `super()` inside a method: the class and the first parameter are its arguments.
    fn super_call(&mut self, to: Register) -> Result<bool> {
        let Place::Cell(class) = self.find("__class__") else { return Ok(false) };
        let Some(first) = self.first_parameter() else { return Ok(false) };
        let window = self.unit().temps(3)?;
        self.load_name("super", window)?;
        let name = self.name_constant("__class__")?;
        self.unit().op(Op::LoadCell, window + 1, class, name);
        match self.find(&first) {
            // Without a look: a first argument that was deleted is `super`'s to complain about.
            Place::Register(register) => self.unit().op(Op::Move, window + 2, register, 0),
            _ => self.load_name(&first, window + 2)?,
        };
        self.unit().op(Op::Call, window, 2, to);
        Ok(true)
    }

    fn first_parameter(&self) -> Option<String> {
        let unit = &self.units[self.units.len() - 1];
        if unit.parameters.positional == 0 && !unit.parameters.rest {
            return None;
        }
        let place = if unit.parameters.positional > 0 { 0 } else { usize::from(unit.parameters.keyword_only) };
        unit.variables.get(place).map(|&name| self.heap.text(name).to_owned())
    }
}

fn takes_awaitables(callee: &Expr) -> bool {
    let name = match callee {
        Expr::Name(name) => name.id.as_str(),
        Expr::Attribute(attribute) => attribute.attr.as_str(),
        _ => return false,
    };
    TAKES_AWAITABLES.contains(&name)
}
