//! Expressions as text again, for annotations that are kept as strings (PEP 563). The text is CPython's: as short as it may be.

use ruff_python_ast::{
    self as ast, Arguments, BoolOp, CmpOp, Expr, FStringPart, InterpolatedStringElement, Number, Operator, Parameters,
    UnaryOp,
};

/// How tightly an operator binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Named,
    Tuple,
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

impl Level {
    const ALL: [Self; 17] = [
        Self::Named,
        Self::Tuple,
        Self::Test,
        Self::Or,
        Self::And,
        Self::Not,
        Self::Compare,
        Self::BitOr,
        Self::BitXor,
        Self::BitAnd,
        Self::Shift,
        Self::Sum,
        Self::Term,
        Self::Factor,
        Self::Power,
        Self::Await,
        Self::Atom,
    ];

    fn next(self) -> Self {
        Self::ALL.get(self as usize + 1).copied().unwrap_or(Self::Atom)
    }
}

/// The text of an expression.
pub(super) fn unparse(expression: &Expr) -> String {
    let mut text = Text(String::new());
    text.expression(expression, Level::Test);
    text.0
}

struct Text(String);

impl Text {
    fn add(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// Something that is put in brackets where more tightly bound things are wanted.
    fn bound(&mut self, own: Level, wanted: Level, write: impl FnOnce(&mut Self)) {
        let brackets = wanted > own;
        if brackets {
            self.add("(");
        }
        write(self);
        if brackets {
            self.add(")");
        }
    }

    fn list<'e>(&mut self, items: impl IntoIterator<Item = &'e Expr>, level: Level) {
        for (place, item) in items.into_iter().enumerate() {
            if place > 0 {
                self.add(", ");
            }
            self.expression(item, level);
        }
    }

    fn expression(&mut self, expression: &Expr, level: Level) {
        match expression {
            Expr::Name(name) => self.add(&name.id),
            Expr::NumberLiteral(literal) => self.number(&literal.value),
            Expr::StringLiteral(text) => {
                if text.value.is_unicode() {
                    self.add("u");
                }
                self.add(&crate::text::repr_str(text.value.to_str()));
            }
            Expr::BytesLiteral(bytes) => {
                let bytes: Vec<u8> = bytes.value.bytes().collect();
                self.add(&crate::text::repr_bytes(&bytes));
            }
            Expr::BooleanLiteral(literal) => self.add(if literal.value { "True" } else { "False" }),
            Expr::NoneLiteral(_) => self.add("None"),
            Expr::EllipsisLiteral(_) => self.add("..."),
            Expr::FString(text) => self.f_string(text),
            Expr::BinOp(operation) => self.binary(operation, level),
            Expr::UnaryOp(operation) => {
                let (sign, own) = match operation.op {
                    UnaryOp::Not => ("not ", Level::Not),
                    UnaryOp::USub => ("-", Level::Factor),
                    UnaryOp::UAdd => ("+", Level::Factor),
                    UnaryOp::Invert => ("~", Level::Factor),
                };
                self.bound(own, level, |text| {
                    text.add(sign);
                    text.expression(&operation.operand, own);
                });
            }
            Expr::BoolOp(operation) => {
                let (word, own) = match operation.op {
                    BoolOp::And => (" and ", Level::And),
                    BoolOp::Or => (" or ", Level::Or),
                };
                self.bound(own, level, |text| {
                    for (place, value) in operation.values.iter().enumerate() {
                        if place > 0 {
                            text.add(word);
                        }
                        text.expression(value, own.next());
                    }
                });
            }
            Expr::Compare(comparison) => self.bound(Level::Compare, level, |text| {
                text.expression(&comparison.left, Level::BitOr);
                for (operator, right) in comparison.ops.iter().zip(&comparison.comparators) {
                    text.add(compare_word(*operator));
                    text.expression(right, Level::BitOr);
                }
            }),
            Expr::If(choice) => self.bound(Level::Test, level, |text| {
                text.expression(&choice.body, Level::Or);
                text.add(" if ");
                text.expression(&choice.test, Level::Or);
                text.add(" else ");
                text.expression(&choice.orelse, Level::Test);
            }),
            Expr::Lambda(lambda) => self.bound(Level::Test, level, |text| {
                text.add("lambda");
                if let Some(parameters) = &lambda.parameters {
                    text.add(" ");
                    text.parameters(parameters);
                }
                text.add(": ");
                text.expression(&lambda.body, Level::Test);
            }),
            Expr::Named(named) => self.bound(Level::Named, level, |text| {
                text.expression(&named.target, Level::Atom);
                text.add(" := ");
                text.expression(&named.value, Level::Atom);
            }),
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value, Level::Atom);
                let is_int = matches!(&*attribute.value, Expr::NumberLiteral(literal) if literal.value.is_int());
                self.add(if is_int { " ." } else { "." });
                self.add(&attribute.attr);
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value, Level::Atom);
                self.add("[");
                self.expression(&subscript.slice, Level::Tuple);
                self.add("]");
            }
            Expr::Slice(slice) => {
                slice.lower.iter().for_each(|part| self.expression(part, Level::Test));
                self.add(":");
                slice.upper.iter().for_each(|part| self.expression(part, Level::Test));
                if let Some(step) = &slice.step {
                    self.add(":");
                    self.expression(step, Level::Test);
                }
            }
            Expr::Starred(starred) => {
                self.add("*");
                self.expression(&starred.value, Level::BitOr);
            }
            Expr::Tuple(tuple) if tuple.elts.is_empty() => self.add("()"),
            Expr::Tuple(tuple) => self.bound(Level::Tuple, level, |text| {
                text.list(&tuple.elts, Level::Test);
                if tuple.elts.len() == 1 {
                    text.add(",");
                }
            }),
            Expr::List(list) => {
                self.add("[");
                self.list(&list.elts, Level::Test);
                self.add("]");
            }
            Expr::Set(set) => {
                self.add("{");
                self.list(&set.elts, Level::Test);
                self.add("}");
            }
            Expr::Dict(dict) => {
                self.add("{");
                for (place, item) in dict.items.iter().enumerate() {
                    if place > 0 {
                        self.add(", ");
                    }
                    match &item.key {
                        Some(key) => {
                            self.expression(key, Level::Test);
                            self.add(": ");
                            self.expression(&item.value, Level::Test);
                        }
                        None => {
                            self.add("**");
                            self.expression(&item.value, Level::BitOr);
                        }
                    }
                }
                self.add("}");
            }
            Expr::Call(call) => self.call(call),
            Expr::ListComp(list) => self.comprehension("[", None, &list.elt, &list.generators, "]"),
            Expr::SetComp(set) => self.comprehension("{", None, &set.elt, &set.generators, "}"),
            Expr::DictComp(dict) => {
                self.comprehension("{", dict.key.as_deref(), &dict.value, &dict.generators, "}");
            }
            Expr::Generator(generator) => self.comprehension("(", None, &generator.elt, &generator.generators, ")"),
            Expr::Await(inner) => self.bound(Level::Await, level, |text| {
                text.add("await ");
                text.expression(&inner.value, Level::Atom);
            }),
            // Refused in annotations.
            Expr::Yield(_) | Expr::YieldFrom(_) | Expr::TString(_) | Expr::IpyEscapeCommand(_) => {}
        }
    }

    fn number(&mut self, number: &Number) {
        let float = |value: f64| {
            if value.is_infinite() { "1e309".to_owned() } else { crate::text::float::repr(value) }
        };
        match number {
            Number::Int(value) => self.add(&value.to_string()),
            Number::Float(value) => self.add(&float(*value)),
            Number::Complex { imag, .. } => {
                let text = float(*imag);
                self.add(text.strip_suffix(".0").unwrap_or(&text));
                self.add("j");
            }
        }
    }

    fn binary(&mut self, operation: &ast::ExprBinOp, level: Level) {
        let own = match operation.op {
            Operator::BitOr => Level::BitOr,
            Operator::BitXor => Level::BitXor,
            Operator::BitAnd => Level::BitAnd,
            Operator::LShift | Operator::RShift => Level::Shift,
            Operator::Add | Operator::Sub => Level::Sum,
            Operator::Pow => Level::Power,
            _ => Level::Term,
        };
        let (left, right) = if own == Level::Power { (own.next(), own) } else { (own, own.next()) };
        self.bound(own, level, |text| {
            text.expression(&operation.left, left);
            text.add(&format!(" {} ", operation.op.as_str()));
            text.expression(&operation.right, right);
        });
    }

    fn call(&mut self, call: &ast::ExprCall) {
        self.expression(&call.func, Level::Atom);
        let Arguments { args, keywords, .. } = &call.arguments;
        if let ([Expr::Generator(generator)], []) = (&**args, &**keywords) {
            self.comprehension("(", None, &generator.elt, &generator.generators, ")");
            return;
        }
        self.add("(");
        self.list(args, Level::Test);
        for (place, keyword) in keywords.iter().enumerate() {
            if place > 0 || !args.is_empty() {
                self.add(", ");
            }
            match &keyword.arg {
                Some(name) => self.add(&format!("{name}=")),
                None => self.add("**"),
            }
            self.expression(&keyword.value, Level::Test);
        }
        self.add(")");
    }

    fn comprehension(
        &mut self,
        open: &str,
        key: Option<&Expr>,
        element: &Expr,
        generators: &[ast::Comprehension],
        close: &str,
    ) {
        self.add(open);
        if let Some(key) = key {
            self.expression(key, Level::Test);
            self.add(": ");
        }
        self.expression(element, Level::Test);
        for generator in generators {
            self.add(if generator.is_async { " async for " } else { " for " });
            self.expression(&generator.target, Level::Tuple);
            self.add(" in ");
            self.expression(&generator.iter, Level::Or);
            for test in &generator.ifs {
                self.add(" if ");
                self.expression(test, Level::Or);
            }
        }
        self.add(close);
    }

    fn parameters(&mut self, parameters: &Parameters) {
        let mut is_first = true;
        let mut part = |text: &mut Self, mark: &str, name: &str, default: Option<&Expr>| {
            if !std::mem::take(&mut is_first) {
                text.add(", ");
            }
            text.add(mark);
            text.add(name);
            if let Some(default) = default {
                text.add("=");
                text.expression(default, Level::Test);
            }
        };
        for parameter in &parameters.posonlyargs {
            part(self, "", &parameter.parameter.name, parameter.default.as_deref());
        }
        if !parameters.posonlyargs.is_empty() {
            part(self, "/", "", None);
        }
        for parameter in &parameters.args {
            part(self, "", &parameter.parameter.name, parameter.default.as_deref());
        }
        match &parameters.vararg {
            Some(rest) => part(self, "*", &rest.name, None),
            None if !parameters.kwonlyargs.is_empty() => part(self, "*", "", None),
            None => {}
        }
        for parameter in &parameters.kwonlyargs {
            part(self, "", &parameter.parameter.name, parameter.default.as_deref());
        }
        if let Some(keywords) = &parameters.kwarg {
            part(self, "**", &keywords.name, None);
        }
    }

    fn f_string(&mut self, value: &ast::ExprFString) {
        let mut inside = String::new();
        for part in &value.value {
            match part {
                FStringPart::Literal(literal) => inside.push_str(&doubled(&literal.value)),
                FStringPart::FString(inner) => inner.elements.iter().for_each(|element| piece(element, &mut inside)),
            }
        }
        self.add("f");
        self.add(&crate::text::repr_str(&inside));
    }
}

/// Braces that are text.
fn doubled(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

fn piece(element: &InterpolatedStringElement, out: &mut String) {
    match element {
        InterpolatedStringElement::Literal(literal) => out.push_str(&doubled(&literal.value)),
        InterpolatedStringElement::Interpolation(field) => {
            let mut text = Text(String::new());
            text.expression(&field.expression, Level::Or);
            let mut conversion = field.conversion.to_char();
            if let Some(debug) = &field.debug_text {
                out.push_str(&doubled(debug.as_str()));
                if conversion.is_none() && field.format_spec.is_none() {
                    conversion = Some('r');
                }
            }
            out.push('{');
            if text.0.starts_with('{') {
                out.push(' ');
            }
            out.push_str(&text.0);
            if let Some(conversion) = conversion {
                out.push('!');
                out.push(conversion);
            }
            if let Some(spec) = &field.format_spec {
                out.push(':');
                spec.elements.iter().for_each(|element| piece(element, out));
            }
            out.push('}');
        }
    }
}

const fn compare_word(operator: CmpOp) -> &'static str {
    match operator {
        CmpOp::Eq => " == ",
        CmpOp::NotEq => " != ",
        CmpOp::Lt => " < ",
        CmpOp::LtE => " <= ",
        CmpOp::Gt => " > ",
        CmpOp::GtE => " >= ",
        CmpOp::Is => " is ",
        CmpOp::IsNot => " is not ",
        CmpOp::In => " in ",
        CmpOp::NotIn => " not in ",
    }
}
