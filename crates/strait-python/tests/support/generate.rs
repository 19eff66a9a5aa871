//! Programs made of chance: each choice is a byte, so that a fuzzer may steer it. They mean nothing, but they are Python.

/// Where the choices come from.
pub struct Chance<'b> {
    bytes: &'b [u8],
    place: usize,
    /// Statements and expressions that may still be made.
    left: usize,
}

const NAMES: [&str; 12] = ["a", "b", "c", "x", "y", "self", "f", "g", "C", "D", "it", "_"];
const ATTRIBUTES: [&str; 14] = [
    "append",
    "x",
    "y",
    "items",
    "join",
    "__class__",
    "__dict__",
    "__len__",
    "send",
    "format",
    "split",
    "real",
    "keys",
    "pop",
];
const BUILT_IN: [&str; 44] = [
    "len",
    "int",
    "str",
    "list",
    "dict",
    "set",
    "tuple",
    "range",
    "sorted",
    "sum",
    "min",
    "max",
    "zip",
    "map",
    "filter",
    "enumerate",
    "reversed",
    "any",
    "all",
    "repr",
    "abs",
    "hash",
    "iter",
    "next",
    "type",
    "isinstance",
    "getattr",
    "print",
    "bytes",
    "float",
    "complex",
    "slice",
    "frozenset",
    "divmod",
    "sleep",
    "gather",
    "run",
    "with_timeout",
    "asyncio.create_task",
    "asyncio.gather",
    "asyncio.wait_for",
    "asyncio.Queue",
    "asyncio.Event",
    "h",
];
const LITERALS: [&str; 26] = [
    "0",
    "1",
    "-1",
    "2",
    "10",
    "1.5",
    "1e308",
    "1j",
    "True",
    "False",
    "None",
    "...",
    "''",
    "'ab'",
    "'é'",
    "b'x'",
    "()",
    "[]",
    "{}",
    "9223372036854775807",
    "-9223372036854775808",
    "10**20",
    "'%s'",
    "float('nan')",
    "'{}'",
    "1 << 70",
];
const BINARY: [&str; 13] = ["+", "-", "*", "/", "//", "%", "@", "|", "&", "^", "<<", ">>", "**"];
const COMPARE: [&str; 10] = ["==", "!=", "<", "<=", ">", ">=", "in", "not in", "is", "is not"];
const ERRORS: [&str; 8] =
    ["Exception", "ValueError", "TypeError", "KeyError", "StopIteration", "NameError", "BaseException", "OSError"];

/// Something for each name to be at first.
const BEGINNING: &str = "\
a, b, c, x, y = 1, 'ab', [1, 2], {'k': 1}, (1, 2.5)
class C:
 x = 1
 def __init__(self, *a, **k): self.y = a
 def __eq__(self, other): return other
 def __hash__(self): return 1
 def __iter__(self): return iter([1, 2])
class D(C):
 def __getattr__(self, name): return self.y
 def __len__(self): return 2
 def __getitem__(self, key): return key
 def __add__(self, other): return other
 def __enter__(self): return self
 def __exit__(self, *details): return True
def f(*a, **k): return a
def g(a=1, *b): yield a; yield b
async def h(*a):
 await sleep(0)
 return a
async def ag(*a):
 for x in a: yield await h(x)
self, it, _ = D(), g(), C()
";

impl<'b> Chance<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, place: 0, left: 150 }
    }

    fn byte(&mut self) -> usize {
        let byte = self.bytes.get(self.place).copied().unwrap_or_default();
        self.place += 1;
        usize::from(byte)
    }

    fn below(&mut self, end: usize) -> usize {
        self.byte() % end
    }

    fn of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.byte() % texts.len()]
    }

    /// A whole program.
    pub fn program(&mut self) -> String {
        let mut out = BEGINNING.to_owned();
        // It is large.
        if self.below(4) == 0 {
            out.push_str("import asyncio\n");
        }
        while self.left > 0 && self.place <= self.bytes.len() {
            // One that is no Python does not keep the others from being run.
            let mut text = String::new();
            self.statement(&mut text, 0, false);
            out.push_str(&format!("try: exec({text:?})\nexcept Exception as it: pass\n"));
        }
        out
    }

    fn block(&mut self, out: &mut String, depth: usize, in_function: bool) {
        out.push_str(":\n");
        for _ in 0..=self.below(3) {
            self.statement(out, depth + 1, in_function);
        }
    }

    fn statement(&mut self, out: &mut String, depth: usize, in_function: bool) {
        self.left = self.left.saturating_sub(1);
        let indent = " ".repeat(depth);
        out.push_str(&indent);
        let choice = if depth > 5 || self.left == 0 { self.below(12) } else { self.below(34) };
        match choice {
            0..=3 => {
                let target = self.target();
                let value = self.expression(0);
                out.push_str(&format!("{target} = {value}\n"));
            }
            4 => {
                let (target, operator, value) = (self.simple_target(), self.of(&BINARY), self.expression(0));
                out.push_str(&format!("{target} {operator}= {value}\n"));
            }
            5 | 6 => {
                let value = self.expression(0);
                out.push_str(&format!("{value}\n"));
            }
            7 => {
                let target = self.simple_target();
                out.push_str(&format!("del {target}\n"));
            }
            8 => {
                let value = self.expression(0);
                out.push_str(&format!("assert {value}, {}\n", self.of(&LITERALS)));
            }
            9 if in_function => {
                let value = self.expression(0);
                let word = self.of(&["return", "yield", "yield from", "return"]);
                out.push_str(&format!("{word} {value}\n"));
            }
            9 => out.push_str("pass\n"),
            10 => {
                let (error, value) = (self.of(&ERRORS), self.expression(1));
                out.push_str(&format!("raise {error}({value})\n"));
            }
            11 if self.below(8) > 0 => out.push_str("pass\n"),
            11 => {
                let (word, name) = (self.of(&["global", "nonlocal", "global"]), self.of(&NAMES));
                out.push_str(&format!("{word} {name}\n"));
            }
            12..=14 => {
                let test = self.expression(0);
                out.push_str(&format!("if {test}"));
                self.block(out, depth, in_function);
                if self.below(2) == 0 {
                    out.push_str(&format!("{indent}else"));
                    self.block(out, depth, in_function);
                }
            }
            15 | 16 => {
                let (target, source) = (self.target(), self.expression(0));
                out.push_str(&format!("for {target} in {source}"));
                self.block(out, depth, in_function);
                if self.below(3) == 0 {
                    out.push_str(&format!("{indent} {}\n", self.of(&["break", "continue"])));
                }
            }
            17 => {
                let test = self.expression(0);
                out.push_str(&format!("while {test}"));
                self.block(out, depth, in_function);
            }
            18..=21 => self.function(out, depth),
            22 | 23 => {
                let (name, base) =
                    (self.of(&NAMES), self.of(&["", "(C)", "(list)", "(dict)", "(int)", "(Exception)", "(str)"]));
                out.push_str(&format!("class {name}{base}"));
                self.block(out, depth, false);
            }
            24..=26 => {
                out.push_str("try");
                self.block(out, depth, in_function);
                let star = self.of(&["", "", "*"]);
                out.push_str(&format!("{indent}except{star} {} as {}", self.of(&ERRORS), self.of(&NAMES)));
                self.block(out, depth, in_function);
                if self.below(3) == 0 {
                    out.push_str(&format!("{indent}finally"));
                    self.block(out, depth, in_function);
                }
            }
            27 => {
                let manager = self.expression(1);
                out.push_str(&format!("with {manager} as {}", self.of(&NAMES)));
                self.block(out, depth, in_function);
            }
            28 => {
                let subject = self.expression(0);
                out.push_str(&format!("match {subject}:\n"));
                for _ in 0..=self.below(3) {
                    let pattern = self.pattern(0);
                    out.push_str(&format!("{indent} case {pattern}"));
                    self.block(out, depth + 1, in_function);
                }
            }
            29 | 30 => {
                // A task of its own, which may wait and be cancelled.
                let (name, value) = (self.of(&NAMES), self.expression(1));
                out.push_str(&format!("async def {name}(*a)"));
                self.block(out, depth, true);
                out.push_str(&format!("{indent} await {value}\n"));
                let start = self.of(&["asyncio.create_task(", "run(", "gather(h(1), ", "with_timeout(0, ", "await ("]);
                out.push_str(&format!("{indent}{} = {start}{name}())\n", self.of(&NAMES)));
            }
            31 if in_function => {
                let (source, name) = (self.expression(1), self.of(&NAMES));
                out.push_str(&format!("async for {name} in {source}"));
                self.block(out, depth, in_function);
            }
            31 => {
                let task = self.expression(1);
                out.push_str(&format!("{} = await {task}\n", self.of(&NAMES)));
            }
            32 => {
                let manager = self.of(&["asyncio.TaskGroup()", "asyncio.Lock()", "asyncio.timeout(0)", "D()"]);
                out.push_str(&format!("async with {manager} as {}", self.of(&NAMES)));
                self.block(out, depth, in_function);
            }
            _ => {
                let code = self.expression(1);
                out.push_str(&format!("{} = {}({code:?})\n", self.of(&NAMES), self.of(&["eval", "exec", "str"])));
            }
        }
    }

    fn function(&mut self, out: &mut String, depth: usize) {
        let name = self.of(&NAMES);
        if self.below(4) == 0 {
            let decorator = self.expression(2);
            out.push_str(&format!("@{decorator}\n{}", " ".repeat(depth)));
        }
        let word = self.of(&["def", "def", "def", "async def"]);
        let parameters = self.of(&["", "a", "a, b=1", "*a", "a, /, b=2, *, c=3, **x", "self", "self, x", "**y"]);
        out.push_str(&format!("{word} {name}({parameters})"));
        self.block(out, depth, true);
    }

    fn simple_target(&mut self) -> String {
        match self.below(4) {
            0 => format!("{}.{}", self.of(&NAMES), self.of(&ATTRIBUTES)),
            1 => format!("{}[{}]", self.of(&NAMES), self.expression(2)),
            _ => self.of(&NAMES).to_owned(),
        }
    }

    fn target(&mut self) -> String {
        match self.below(8) {
            0 => format!("{}, {}", self.simple_target(), self.simple_target()),
            1 => format!("{}, *{}", self.simple_target(), self.simple_target()),
            _ => self.simple_target(),
        }
    }

    fn pattern(&mut self, depth: usize) -> String {
        let choice = if depth > 2 { self.below(3) } else { self.below(9) };
        match choice {
            0 => self.of(&["1", "'ab'", "None", "-1", "True"]).to_owned(),
            1 => self.of(&NAMES).to_owned(),
            2 => "_".to_owned(),
            3 => format!("[{}, *{}]", self.pattern(depth + 1), self.of(&NAMES)),
            4 => format!("({}, {})", self.pattern(depth + 1), self.pattern(depth + 1)),
            5 => format!("{{'x': {}, **{}}}", self.pattern(depth + 1), self.of(&NAMES)),
            6 => format!(
                "{}({}, x={})",
                self.of(&["int", "str", "C", "dict"]),
                self.pattern(depth + 1),
                self.pattern(depth + 1)
            ),
            7 => format!("{} | {}", self.pattern(depth + 1), self.pattern(depth + 1)),
            _ => format!("{} as {}", self.pattern(depth + 1), self.of(&NAMES)),
        }
    }

    fn expression(&mut self, depth: usize) -> String {
        self.left = self.left.saturating_sub(1);
        let choice = if depth > 4 || self.left == 0 { self.below(6) } else { self.below(33) };
        let next = depth + 1;
        match choice {
            0..=2 => self.of(&NAMES).to_owned(),
            3..=5 => self.of(&LITERALS).to_owned(),
            6 | 7 => format!("({} {} {})", self.expression(next), self.of(&BINARY), self.expression(next)),
            8 => format!("({} {} {})", self.expression(next), self.of(&COMPARE), self.expression(next)),
            9 => format!("({} {} {})", self.expression(next), self.of(&["and", "or"]), self.expression(next)),
            10 => format!("({} {})", self.of(&["-", "not", "~", "+"]), self.expression(next)),
            11..=14 => format!("{}({})", self.of(&BUILT_IN), self.arguments(next)),
            15 | 16 => format!("{}({})", self.of(&NAMES), self.arguments(next)),
            17 | 18 => format!("({}).{}({})", self.expression(next), self.of(&ATTRIBUTES), self.arguments(next)),
            19 => format!("({}).{}", self.expression(next), self.of(&ATTRIBUTES)),
            20 => format!("{}[{}]", self.expression(next), self.expression(next)),
            21 => format!("{}[{}:{}]", self.expression(next), self.expression(next), self.expression(next)),
            22 => format!("[{}, {}]", self.expression(next), self.expression(next)),
            23 => format!("{{{}: {}}}", self.expression(next), self.expression(next)),
            24 => format!("({} if {} else {})", self.expression(next), self.expression(next), self.expression(next)),
            25 => {
                let brackets = self.of(&["[]", "()", "{}"]);
                let (open, close) = brackets.split_at(1);
                let (item, name, source) = (self.expression(next), self.of(&NAMES), self.expression(next));
                let test = if self.below(2) == 0 { format!(" if {}", self.expression(next)) } else { String::new() };
                format!("{open}{item} for {name} in {source}{test}{close}")
            }
            26 => format!("(lambda {}: {})", self.of(&["", "a", "*x", "a, b=1", "**y"]), self.expression(next)),
            27 if self.below(4) > 0 => self.of(&NAMES).to_owned(),
            27 => format!("({} := {})", self.of(&NAMES), self.expression(next)),
            28 => format!("f'{{{}!r:>{{{}}}}}'", self.of(&NAMES), self.of(&NAMES)),
            29 => format!("[*{}, *{}]", self.expression(next), self.expression(next)),
            30 => format!("(await {})", self.expression(next)),
            31 => format!("(yield {})", self.expression(next)),
            _ => format!("ag({})", self.arguments(next)),
        }
    }

    fn arguments(&mut self, depth: usize) -> String {
        match self.below(7) {
            0 => String::new(),
            1 | 2 => self.expression(depth),
            3 => format!("{}, {}", self.expression(depth), self.expression(depth)),
            4 => format!("*{}", self.expression(depth)),
            5 => format!("{}, {}={}", self.expression(depth), self.of(&NAMES), self.expression(depth)),
            _ => format!("**{}", self.expression(depth)),
        }
    }
}
