//! From a tree to code.

mod assign;
mod call;
mod chain;
mod check;
pub(crate) mod code;
mod comprehension;
mod disassemble;
mod exception;
mod expression;
mod function;
mod name;
pub(crate) mod op;
mod pattern;
mod pattern_check;
pub(crate) mod scope;
mod statement;
mod text;
mod unit;
mod unparse;
mod warn;

use std::rc::Rc;

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged as _, TextRange};

pub(crate) use disassemble::{disassemble, has_word};
pub(crate) use warn::{Warning, warnings};

use crate::{
    heap::{Heap, value::Value},
    syntax::{self, Class, Diagnosis, Tree},
};
use code::{Code, Source};
use op::Op;
use scope::{ScopeId, Scopes};
use unit::Unit;

/// A text that is not a program.
#[derive(Clone, Debug)]
pub(crate) struct CompileError {
    pub(crate) message: String,
    pub(crate) range: TextRange,
    pub(crate) class: Class,
    pub(crate) stage: Stage,
    /// Its place as CPython gives it, when that is no range of the text.
    pub(crate) found: Option<Box<Diagnosis>>,
}

/// What was being done with the text: what an error says of its place depends on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stage {
    /// Nothing yet: the error has no place.
    Reading,
    Parsing,
    /// Names were looked for.
    Scopes,
    Compiling,
}

impl CompileError {
    pub(crate) fn new(message: impl Into<String>, range: TextRange) -> Self {
        let (class, stage) = (Class::Syntax, Stage::Compiling);
        Self { message: message.into(), range, class, stage, found: None }
    }

    /// An error of the time when names are looked for.
    pub(crate) fn scopes(message: impl Into<String>, range: TextRange) -> Self {
        Self { stage: Stage::Scopes, ..Self::new(message, range) }
    }

    /// The tree is too deep to be walked.
    pub(crate) fn too_deep(range: TextRange) -> Self {
        let message = "maximum recursion depth exceeded during compilation";
        Self { class: Class::Recursion, ..Self::new(message, range) }
    }
}

type Result<T, E = CompileError> = std::result::Result<T, E>;

/// What a text is to be compiled as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mode {
    /// A file.
    Module,
    /// A text for `exec`: its names live in a dictionary that the caller gives.
    Exec,
    /// One expression.
    Eval,
    /// A line as typed: values of expressions are shown.
    Single,
}

/// Compiles a tree. Everything it allocates stays reachable only from the code it returns.
pub(crate) fn compile(tree: &Tree, source: &Rc<Source>, mode: Mode, hidden: bool, heap: &mut Heap) -> Result<Rc<Code>> {
    if mode == Mode::Single
        && let Tree::Module(body) = tree
    {
        check_single(body, source)?;
    }
    let scopes = match tree {
        Tree::Module(body) => Scopes::of_module(body),
        Tree::Expression(body) => Scopes::of_expression(body),
    }
    .map_err(|error| CompileError { stage: Stage::Scopes, ..error })?;
    match tree {
        Tree::Module(body) => check::check_module(body),
        Tree::Expression(body) => check::check_expression(body),
    }
    .map_err(|error| match error.message.as_str() {
        // CPython's tokenizer finds these.
        "f-string: expressions nested too deeply" | "too many levels of indentation" => {
            syntax::explain(&source.text, mode == Mode::Eval, error.range, error.message)
        }
        _ => error,
    })?;
    let statements_left = FEW_STATEMENTS + source.text.len();
    let mut compiler = Compiler {
        heap,
        scopes,
        source: Rc::clone(source),
        units: Vec::new(),
        mode,
        hidden,
        statements_left,
        depth: 0,
    };
    let name = compiler.heap.name("<module>");
    compiler.units.push(Unit::new(0, name, name, String::new()));
    compiler.unit().flags.has_locals = mode != Mode::Module;
    match tree {
        Tree::Module(body) => compiler.module(body)?,
        Tree::Expression(body) => {
            let value = compiler.value(body)?;
            compiler.unit().op(Op::Return, value, 0, 0);
        }
    }
    compiler.finish_unit()
}

fn check_single(body: &[Stmt], source: &Source) -> Result<()> {
    let Some((first, rest)) = body.split_first() else {
        return Err(CompileError::new("invalid syntax", TextRange::default()));
    };
    let end = source.line(first.end().into());
    match rest.iter().find(|statement| source.line(statement.start().into()) > end) {
        Some(other) => {
            let message = "multiple statements found while compiling a single statement";
            Err(CompileError::new(message, other.range()))
        }
        None => Ok(()),
    }
}

/// Turns one tree into code. Methods are spread over the files of this folder, by what they translate.
struct Compiler<'a, 'h> {
    heap: &'h mut Heap,
    scopes: Scopes,
    source: Rc<Source>,
    /// The innermost last.
    units: Vec<Unit<'a>>,
    mode: Mode,
    hidden: bool,
    /// Statements that may still be compiled.
    statements_left: usize,
    /// How deep in expressions, to refuse what would use up the native stack.
    depth: u32,
}

/// Expressions nested deeper than this are refused.
const MOST_DEPTH: u32 = 600;
/// Statements that are compiled at least, however short the text. The code of a `finally` is copied to each way out of its
/// `try`, so that a short text may become very long code.
const FEW_STATEMENTS: usize = 100_000;
/// Functions inside one another.
const MOST_UNITS: usize = 250;
/// Where a chain of operators, calls and attributes is deeper than this, the rest of it is compiled in a loop.
const SHALLOW: u32 = 40;

impl<'a> Compiler<'a, '_> {
    fn unit(&mut self) -> &mut Unit<'a> {
        let last = self.units.len() - 1;
        &mut self.units[last]
    }

    fn scope(&self) -> ScopeId {
        let unit = &self.units[self.units.len() - 1];
        unit.locals.last().map_or(unit.scope, |(scope, _)| *scope)
    }

    fn finish_unit(&mut self) -> Result<Rc<Code>> {
        let Some(mut unit) = self.units.pop() else {
            return Err(CompileError::new("no code is open", TextRange::default()));
        };
        unit.flags.hidden = self.hidden;
        let code = Rc::new(unit.finish(&self.source)?);
        let object = self.heap.new_code(Some(Rc::clone(&code)));
        code.object.set(object);
        Ok(code)
    }

    fn module(&mut self, body: &'a [Stmt]) -> Result<()> {
        if let Some(doc) = self.docstring(body) {
            let register = self.unit().temp()?;
            self.unit().load_constant(register, doc);
            self.store_name("__doc__", register)?;
            self.unit().release(register);
        }
        self.body(body)?;
        self.return_none()
    }

    fn return_none(&mut self) -> Result<()> {
        let unit = self.unit();
        if !unit.reachable {
            return Ok(());
        }
        let register = unit.temp()?;
        unit.load_constant(register, Value::NONE);
        unit.op(Op::Return, register, 0, 0);
        unit.release(register);
        unit.reachable = false;
        Ok(())
    }

    /// Sets the text that the next instructions are made from, and gives what it was.
    fn at(&mut self, range: TextRange) -> code::Position {
        let position = code::Position { start: range.start().into(), end: range.end().into() };
        std::mem::replace(&mut self.unit().position, position)
    }

    /// The string that a body begins with.
    fn docstring(&mut self, body: &[Stmt]) -> Option<Value> {
        match body.first()? {
            Stmt::Expr(statement) => match &*statement.value {
                Expr::StringLiteral(text) => Some(self.string(&text.value)),
                _ => None,
            },
            _ => None,
        }
    }

    fn name(&mut self, text: &str) -> Value {
        let class_name = self.units.last().and_then(|unit| unit.class_name.clone());
        let mangled = scope::mangled(text, class_name.as_deref());
        self.heap.name(&mangled)
    }

    fn name_constant(&mut self, text: &str) -> Result<u16> {
        let name = self.name(text);
        self.unit().small_constant(name)
    }
}
