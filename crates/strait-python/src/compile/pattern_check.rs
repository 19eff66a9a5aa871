//! What CPython's compiler refuses in patterns.

use std::collections::HashSet;

use ruff_python_ast::{self as ast, Expr, Number, Pattern, UnaryOp};
use ruff_text_size::{Ranged as _, TextRange};

use super::{CompileError, Result};

/// Checks the pattern of one `case`. Only the last, and one with a guard, may match everything.
pub(super) fn check(pattern: &Pattern, may_catch_all: bool) -> Result<()> {
    check_into(pattern, may_catch_all, &mut Vec::new())
}

/// Names that were caught so far.
type Names<'a> = Vec<&'a str>;

fn check_into<'a>(pattern: &'a Pattern, may_catch_all: bool, names: &mut Names<'a>) -> Result<()> {
    match pattern {
        Pattern::MatchValue(value) => check_value(value),
        Pattern::MatchSingleton(_) => Ok(()),
        Pattern::MatchAs(inner) => {
            match (&inner.pattern, &inner.name) {
                (Some(pattern), _) => check_into(pattern, may_catch_all, names)?,
                (None, _) if may_catch_all => {}
                (None, Some(name)) => {
                    let message = format!("name capture '{name}' makes remaining patterns unreachable");
                    return Err(CompileError::new(message, inner.range));
                }
                (None, None) => {
                    let message = "wildcard makes remaining patterns unreachable";
                    return Err(CompileError::new(message, inner.range));
                }
            }
            catch(inner.name.as_ref(), inner.range, names)
        }
        Pattern::MatchStar(star) => catch(star.name.as_ref(), star.range, names),
        Pattern::MatchOr(or) => check_or(or, may_catch_all, names),
        Pattern::MatchSequence(sequence) => {
            if sequence.patterns.iter().filter(|pattern| pattern.is_match_star()).count() > 1 {
                return Err(CompileError::new("multiple starred names in sequence pattern", sequence.range));
            }
            sequence.patterns.iter().try_for_each(|pattern| check_into(pattern, true, names))
        }
        Pattern::MatchMapping(mapping) => {
            let mut seen = HashSet::new();
            for key in &mapping.keys {
                if let Some((key, shown)) = key_of(key)
                    && !seen.insert(key)
                {
                    let message = format!("mapping pattern checks duplicate key ({shown})");
                    return Err(CompileError::new(message, mapping.range));
                }
            }
            mapping.patterns.iter().try_for_each(|pattern| check_into(pattern, true, names))?;
            catch(mapping.rest.as_ref(), mapping.range, names)
        }
        Pattern::MatchClass(class) => {
            let mut seen = HashSet::new();
            for keyword in &class.arguments.keywords {
                if !seen.insert(keyword.attr.as_str()) {
                    let message = format!("attribute name repeated in class pattern: {}", keyword.attr);
                    return Err(CompileError::new(message, keyword.pattern.range()));
                }
            }
            class.arguments.patterns.iter().try_for_each(|pattern| check_into(pattern, true, names))?;
            class.arguments.keywords.iter().try_for_each(|keyword| check_into(&keyword.pattern, true, names))
        }
    }
}

fn catch<'a>(name: Option<&'a ast::Identifier>, range: TextRange, names: &mut Names<'a>) -> Result<()> {
    let Some(name) = name else { return Ok(()) };
    if name.as_str() == "__debug__" {
        return Err(CompileError::new("cannot assign to __debug__", range));
    }
    add(name.as_str(), range, names)
}

fn add<'a>(name: &'a str, range: TextRange, names: &mut Names<'a>) -> Result<()> {
    if names.contains(&name) {
        return Err(CompileError::new(format!("multiple assignments to name '{name}' in pattern"), range));
    }
    names.push(name);
    Ok(())
}

fn check_or<'a>(or: &'a ast::PatternMatchOr, may_catch_all: bool, names: &mut Names<'a>) -> Result<()> {
    let last = or.patterns.len().saturating_sub(1);
    let mut caught: Option<Names<'a>> = None;
    for (place, alternative) in or.patterns.iter().enumerate() {
        let mut own = Names::new();
        check_into(alternative, may_catch_all && place == last, &mut own)?;
        let mut sorted = own.clone();
        sorted.sort_unstable();
        match &caught {
            None => caught = Some(own),
            Some(first) => {
                let mut first = first.clone();
                first.sort_unstable();
                if first != sorted {
                    return Err(CompileError::new("alternative patterns bind different names", or.range));
                }
            }
        }
    }
    caught.unwrap_or_default().into_iter().try_for_each(|name| add(name, or.range, names))
}

fn check_value(value: &ast::PatternMatchValue) -> Result<()> {
    if value.value.is_f_string_expr() {
        let message = "patterns may only match literals and attribute lookups";
        return Err(CompileError::new(message, value.range));
    }
    Ok(())
}

/// A literal key, so that equal ones are the same, and how it is shown.
fn key_of(key: &Expr) -> Option<(String, String)> {
    Some(match key {
        Expr::NumberLiteral(literal) => match &literal.value {
            Number::Int(value) => (format!("n{value}"), value.to_string()),
            Number::Float(value) => {
                let shown = crate::text::float::repr(*value);
                (format!("n{}", shown.strip_suffix(".0").unwrap_or(&shown)), shown)
            }
            Number::Complex { .. } => return None,
        },
        Expr::UnaryOp(ast::ExprUnaryOp { op: UnaryOp::USub, operand, .. }) => {
            let (key, shown) = key_of(operand)?;
            (format!("-{key}"), format!("-{shown}"))
        }
        Expr::StringLiteral(text) => {
            let text = text.value.to_str();
            (format!("s{text}"), crate::text::repr_str(text))
        }
        Expr::BooleanLiteral(literal) => {
            (format!("n{}", u8::from(literal.value)), if literal.value { "True" } else { "False" }.into())
        }
        Expr::NoneLiteral(_) => ("None".into(), "None".into()),
        _ => return None,
    })
}
