//! Listings of compiled code, for tests and for whoever reads the compiler.

use std::fmt::Write as _;

use super::{
    code::Code,
    op::{BinaryOperator, Comparison, Instruction, Op, UnaryOperator},
};
use crate::heap::{
    Heap,
    value::{Kind, Value},
};

/// The instructions of a piece of code and of those inside it, a line each.
pub(crate) fn disassemble(code: &Code, heap: &Heap) -> String {
    let mut out = String::new();
    let name = heap.text(code.qualified_name);
    let _ = writeln!(out, "{name}: {} registers", code.registers);
    let mut pc = 0;
    while let Some(&instruction) = code.instructions.get(pc) {
        let is_caching = has_word(instruction.op);
        let _ = writeln!(out, "{pc:5} {}", line(code, heap, pc, instruction).trim_end());
        pc += 1 + usize::from(is_caching);
    }
    for handler in &code.handlers {
        let _ = writeln!(
            out,
            "      {}..{} raises into r{} at {}",
            handler.start, handler.end, handler.register, handler.target
        );
    }
    for &constant in &code.constants {
        if let Some(index) = constant.of(Kind::Code)
            && let Some(inner) = heap.codes.get(index)
        {
            out.push('\n');
            out.push_str(&disassemble(inner, heap));
        }
    }
    out
}

/// Whether a word follows the instruction.
pub(crate) const fn has_word(op: Op) -> bool {
    matches!(
        op,
        Op::LoadGlobal | Op::StoreGlobal | Op::LoadAttribute | Op::StoreAttribute | Op::LoadMethod | Op::CallKeywords
    )
}

fn line(code: &Code, heap: &Heap, pc: usize, instruction: Instruction) -> String {
    let Instruction { op, x, a, b, c } = instruction;
    let mut out = format!("{:<22}", format!("{op:?}"));
    let mut operands = [a, b, c].into_iter();
    for form in op.form().split_whitespace() {
        match form {
            "a" | "b" | "c" => {
                let operand = match form {
                    "a" => a,
                    "b" => b,
                    _ => c,
                };
                operands.next();
                let _ = write!(out, " {}", register(code, heap, operand));
            }
            "k" => {
                let operand = operands.next().unwrap_or_default();
                let _ = write!(out, " {}", constant(code, heap, usize::from(operand)));
            }
            "K" => {
                let _ = write!(out, " {}", constant(code, heap, instruction.wide()));
            }
            "n" | "i" => {
                let operand = operands.next().unwrap_or_default();
                let _ = write!(out, " {}", operand as i16);
            }
            "x" => {
                let _ = write!(out, " {}", detail(op, x));
            }
            "->" => {
                let _ = write!(out, " -> {}", instruction.wide());
            }
            "~>" => {
                let _ = write!(out, " -> {}", instruction.near());
            }
            "x~>" => {
                let _ = write!(out, " {} -> {}", x & 1 == 1, instruction.near());
            }
            _ => {}
        }
    }
    if op == Op::CallKeywords
        && let Some(word) = code.instructions.get(pc + 1)
    {
        let _ = write!(out, " {}", constant(code, heap, word.wide()));
    }
    out
}

fn register(code: &Code, heap: &Heap, register: u16) -> String {
    match code.variables.get(usize::from(register)) {
        Some(&name) => heap.text(name).to_owned(),
        None => format!("r{register}"),
    }
}

fn constant(code: &Code, heap: &Heap, place: usize) -> String {
    let Some(&value) = code.constants.get(place) else { return format!("k{place}") };
    show(heap, value)
}

fn show(heap: &Heap, value: Value) -> String {
    match value.kind() {
        Some(Kind::Str) => format!("{:?}", heap.text(value)),
        Some(Kind::Code) => match heap.codes.get(value.index()) {
            Some(code) => format!("<code {}>", heap.text(code.name)),
            None => "<code>".to_owned(),
        },
        Some(Kind::Tuple) => {
            let items: Vec<String> = heap.tuples.get(value.index()).iter().map(|&item| show(heap, item)).collect();
            format!("({})", items.join(", "))
        }
        Some(Kind::BigInt) => heap.bigs.get(value.index()).0.to_string(),
        _ => format!("{value:?}"),
    }
}

fn detail(op: Op, x: u8) -> String {
    match op {
        Op::Add | Op::Subtract | Op::Multiply if x > 0 => "=".to_owned(),
        Op::Binary | Op::AddSmall => {
            let operator = BinaryOperator::ALL.get(usize::from(x % BinaryOperator::IN_PLACE));
            let symbol = operator.map_or("?", |operator| operator.symbol());
            format!("{symbol}{}", if x >= BinaryOperator::IN_PLACE { "=" } else { "" })
        }
        Op::Compare => Comparison::ALL.get(usize::from(x)).map_or("?", |comparison| comparison.symbol()).to_owned(),
        Op::Unary => match UnaryOperator::ALL.get(usize::from(x)) {
            Some(UnaryOperator::Negative) => "-".to_owned(),
            Some(UnaryOperator::Positive) => "+".to_owned(),
            _ => "~".to_owned(),
        },
        Op::Is | Op::Contains => if x == 1 { "not" } else { "" }.to_owned(),
        Op::Format if x > 0 => format!("!{}", x as char),
        _ if x > 0 => x.to_string(),
        _ => String::new(),
    }
}
