//! What CPython's compiler warns of although it takes it: most likely it is not what was meant.

use ruff_python_ast::{
    self as ast, CmpOp, Expr, InterpolatedStringElement, Stmt, UnaryOp,
    visitor::{self, Visitor},
};
use ruff_text_size::{Ranged as _, TextRange};

use super::{chain, code::Source};
use crate::syntax::Tree;

/// A `SyntaxWarning`.
#[derive(Clone, Debug)]
pub(crate) struct Warning {
    pub(crate) message: String,
    pub(crate) line: u32,
}

/// All warnings about a text: first those about its literals, as they are read before anything else.
pub(crate) fn warnings(tree: &Tree, source: &Source) -> Vec<Warning> {
    let mut found = Found { source, literals: Vec::new(), others: Vec::new() };
    match tree {
        Tree::Module(body) => found.visit_body(body),
        Tree::Expression(body) => found.visit_expr(body),
    }
    found.literals.append(&mut found.others);
    found.literals
}

struct Found<'s> {
    source: &'s Source,
    literals: Vec<Warning>,
    others: Vec<Warning>,
}

impl Found<'_> {
    fn warn(&mut self, message: String, range: TextRange) {
        let line = self.source.line(range.start().into());
        self.others.push(Warning { message, line });
    }

    /// Warns of the first backslash of a literal that escapes nothing.
    fn escapes(&mut self, range: TextRange, is_bytes: bool) {
        let Some(text) = self.source.text.get(usize::from(range.start())..usize::from(range.end())) else { return };
        if let Some(what) = first_invalid_escape(text, is_bytes) {
            let line = self.source.line(range.start().into());
            self.literals.push(Warning { message: format!("invalid {what}"), line });
        }
    }

    fn comparison(&mut self, comparison: &ast::ExprCompare) {
        let mut left = &*comparison.left;
        for (operator, right) in comparison.ops.iter().zip(&comparison.comparators) {
            let words = match operator {
                CmpOp::Is => Some(("is", "==")),
                CmpOp::IsNot => Some(("is not", "!=")),
                _ => None,
            };
            if let Some((word, instead)) = words
                && let Some(kind) = literal_type(left).or_else(|| literal_type(right))
            {
                let message = format!("\"{word}\" with '{kind}' literal. Did you mean \"{instead}\"?");
                self.warn(message, comparison.range);
                return;
            }
            left = right;
        }
    }

    fn call(&mut self, call: &ast::ExprCall) {
        let is_callable = match &*call.func {
            Expr::Lambda(_) => true,
            other => known_type(other).is_none(),
        };
        if !is_callable && let Some(kind) = known_type(&call.func) {
            self.warn(format!("'{kind}' object is not callable; perhaps you missed a comma?"), call.range());
        }
    }

    fn subscript(&mut self, subscript: &ast::ExprSubscript) {
        let Some(kind) = known_type(&subscript.value) else { return };
        match kind {
            "NoneType" | "ellipsis" | "int" | "float" | "complex" | "set" | "generator" | "function" => {
                self.warn(
                    format!("'{kind}' object is not subscriptable; perhaps you missed a comma?"),
                    subscript.range,
                );
            }
            "str" | "bytes" | "tuple" | "list" => {
                let Some(index) = known_type(&subscript.slice) else { return };
                if !matches!(index, "int" | "bool") {
                    let message =
                        format!("{kind} indices must be integers or slices, not {index}; perhaps you missed a comma?");
                    self.warn(message, subscript.range);
                }
            }
            _ => {}
        }
    }
}

impl<'a> Visitor<'a> for Found<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if let Stmt::Assert(inner) = statement
            && let Expr::Tuple(tuple) = &*inner.test
            && !tuple.elts.is_empty()
        {
            self.warn("assertion is always true, perhaps remove parentheses?".into(), inner.range);
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        if chain::left_of(expression).is_none() {
            if let Expr::Compare(comparison) = expression {
                self.comparison(comparison);
            }
            visitor::walk_expr(self, expression);
            return;
        }
        let links: Vec<_> = std::iter::successors(Some(expression), |&link| chain::left_of(link)).collect();
        for link in links.into_iter().rev() {
            match link {
                Expr::Call(call) => self.call(call),
                Expr::Subscript(subscript) if subscript.ctx.is_load() => self.subscript(subscript),
                _ => {}
            }
        }
        chain::walk(self, expression);
    }

    fn visit_string_literal(&mut self, literal: &'a ast::StringLiteral) {
        if !literal.flags.prefix().is_raw() {
            self.escapes(literal.range, false);
        }
    }

    fn visit_bytes_literal(&mut self, literal: &'a ast::BytesLiteral) {
        if !literal.flags.prefix().is_raw() {
            self.escapes(literal.range, true);
        }
    }

    fn visit_f_string(&mut self, literal: &'a ast::FString) {
        if !literal.flags.prefix().is_raw() {
            for element in &literal.elements {
                if let InterpolatedStringElement::Literal(text) = element {
                    self.escapes(text.range(), false);
                }
            }
        }
        visitor::walk_f_string(self, literal);
    }
}

/// What is wrong with the first backslash of a literal's text that escapes nothing.
fn first_invalid_escape(text: &str, is_bytes: bool) -> Option<String> {
    let mut rest = text;
    while let Some(place) = rest.find('\\') {
        let escaped = rest.get(place + 1..)?;
        let letter = escaped.chars().next()?;
        let is_known = match letter {
            '\n' | '\\' | '\'' | '"' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | 'x' => true,
            'N' | 'u' | 'U' => !is_bytes,
            '0'..='7' => {
                let digits: String = escaped.chars().take(3).take_while(|digit| digit.is_digit(8)).collect();
                if digits.len() == 3 && digits.as_str() > "377" {
                    return Some(format!("octal escape sequence '\\{digits}'"));
                }
                true
            }
            _ => false,
        };
        if !is_known {
            return Some(format!("escape sequence '\\{letter}'"));
        }
        rest = escaped.get(letter.len_utf8()..)?;
    }
    None
}

/// The type of a constant that `is` may give any answer for.
fn literal_type(expression: &Expr) -> Option<&'static str> {
    match expression {
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => known_type(expression),
        Expr::UnaryOp(operation) if matches!(operation.op, UnaryOp::USub | UnaryOp::UAdd) => {
            match &*operation.operand {
                Expr::NumberLiteral(_) => known_type(&operation.operand),
                _ => None,
            }
        }
        Expr::Tuple(tuple) if tuple.elts.iter().all(is_constant) => Some("tuple"),
        _ => None,
    }
}

fn is_constant(expression: &Expr) -> bool {
    expression.is_literal_expr() || literal_type(expression).is_some()
}

/// The type of what an expression makes, if it can be seen.
fn known_type(expression: &Expr) -> Option<&'static str> {
    Some(match expression {
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        Expr::FString(_) | Expr::StringLiteral(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::NoneLiteral(_) => "NoneType",
        Expr::BooleanLiteral(_) => "bool",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::NumberLiteral(number) => match number.value {
            ast::Number::Int(_) => "int",
            ast::Number::Float(_) => "float",
            ast::Number::Complex { .. } => "complex",
        },
        _ => return None,
    })
}
