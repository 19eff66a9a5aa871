//! Expressions that nest to the left, such as `a + b + c` and `a.b().c()`: a long one is compiled and walked in a loop, since a
//! program may well have thousands of them in a row.

use ruff_python_ast::{
    Expr, UnaryOp,
    visitor::{self, Visitor},
};
use ruff_text_size::Ranged as _;

use super::{
    Compiler, Result,
    expression::{binary_operator, unary_operator},
    op::Op,
    unit::Register,
};

/// The expression that the leftmost part of another is.
pub(super) fn left_of(expression: &Expr) -> Option<&Expr> {
    Some(match expression {
        Expr::BinOp(operation) => &operation.left,
        Expr::Attribute(attribute) => &attribute.value,
        Expr::Subscript(subscript) => &subscript.value,
        Expr::Call(call) => &call.func,
        Expr::UnaryOp(operation) => &operation.operand,
        _ => return None,
    })
}

/// Visits the parts of an expression that [`left_of`] knows, from left to right.
pub(super) fn walk<'a, V: Visitor<'a>>(visitor: &mut V, expression: &'a Expr) {
    let (mut links, mut at) = (Vec::new(), expression);
    while let Some(left) = left_of(at) {
        links.push(at);
        at = left;
    }
    visitor.visit_expr(at);
    for link in links.into_iter().rev() {
        match link {
            Expr::BinOp(operation) => visitor.visit_expr(&operation.right),
            Expr::Subscript(subscript) => visitor.visit_expr(&subscript.slice),
            Expr::Call(call) => visitor.visit_arguments(&call.arguments),
            _ => {}
        }
    }
}

/// Whether computing an expression may give a local variable another value.
pub(super) fn may_assign(expression: &Expr) -> bool {
    struct Search(bool);
    impl<'a> Visitor<'a> for Search {
        fn visit_expr(&mut self, expression: &'a Expr) {
            match expression {
                _ if self.0 => {}
                Expr::Name(_) => {}
                Expr::Named(_) => self.0 = true,
                _ if left_of(expression).is_some() => walk(self, expression),
                _ => visitor::walk_expr(self, expression),
            }
        }
    }
    let mut search = Search(false);
    search.visit_expr(expression);
    search.0
}

impl<'a> Compiler<'a, '_> {
    /// Computes an expression that nests to the left, a link at a time.
    pub(super) fn chain(&mut self, expression: &'a Expr, to: Register) -> Result<()> {
        let (mut links, mut at) = (Vec::new(), expression);
        while let Some(left) = left_of(at) {
            let is_literal = matches!(at, Expr::UnaryOp(operation) if operation.op == UnaryOp::USub)
                && left.is_number_literal_expr();
            if is_literal || (at.is_call_expr() && left_of(left).is_none()) {
                break;
            }
            links.push(at);
            at = left;
            // A method is called through its object.
            if let (Expr::Call(_), Expr::Attribute(attribute)) = (links[links.len() - 1], at) {
                at = &attribute.value;
            }
        }
        let kept = self.unit().temp()?;
        self.into(at, kept)?;
        while let Some(link) = links.pop() {
            let into = if links.is_empty() { to } else { kept };
            let mark = self.unit().mark();
            let outer = self.at(link.range());
            self.link(link, kept, into)?;
            self.unit().position = outer;
            self.unit().release(mark);
        }
        Ok(())
    }

    /// One link of a chain; what is left of it is in a register.
    fn link(&mut self, link: &'a Expr, left: Register, to: Register) -> Result<()> {
        match link {
            Expr::BinOp(operation) => {
                let right = self.value(&operation.right)?;
                self.operator(binary_operator(operation.op), 0, to, left, right);
            }
            Expr::Attribute(attribute) => {
                let name = self.name_constant(&attribute.attr)?;
                self.unit().cached(Op::LoadAttribute, to, left, name);
            }
            Expr::Subscript(subscript) => {
                let key = self.value(&subscript.slice)?;
                self.unit().op(Op::LoadItem, to, left, key);
            }
            Expr::Call(call) => self.call_with(&call.func, &call.arguments, to, None, Some(left))?,
            Expr::UnaryOp(operation) => match unary_operator(operation.op) {
                Some(operator) => self.unit().op_x(Op::Unary, operator as u8, to, left, 0),
                None => self.unit().op(Op::Not, to, left, 0),
            },
            other => self.into(other, to)?,
        }
        Ok(())
    }
}
