//! What kind of module a source text is, when neither its name nor its package says so.

use std::path::Path;

use strait_sandbox::ModuleKind;

/// The kind of a file: by its extension, and for `.js` by its text. A text that imports or exports is an ECMAScript module;
/// one that does not and calls `require` or assigns `module.exports` is CommonJS (as Node's syntax detection has it, which
/// tries the other way round); anything else is an ECMAScript module, where `await` works at the top level.
pub fn script_kind(path: &Path, source: &str) -> ModuleKind {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("cjs") => ModuleKind::CommonJs,
        Some("json") => ModuleKind::Json,
        Some("mjs") => ModuleKind::Module,
        Some("py") => ModuleKind::Python,
        _ if !has_module_syntax(source) && has_common_js_syntax(source) => ModuleKind::CommonJs,
        _ => ModuleKind::Module,
    }
}

/// The kind of a `.js` file in a package that does not say: CommonJS, unless its syntax is a module's. An indented `await` is
/// taken for that of an async function.
pub(super) fn kind_in_package(source: &str) -> ModuleKind {
    let is_module = statements(source).any(declares) || source.lines().any(awaits);
    if is_module { ModuleKind::Module } else { ModuleKind::CommonJs }
}

/// Whether a line begins as an `import` or `export` declaration does, or as a top-level `await`.
fn has_module_syntax(source: &str) -> bool {
    statements(source).any(|line| declares(line) || awaits(line))
}

fn declares(line: &str) -> bool {
    let after = |word: &str| line.strip_prefix(word).and_then(|rest| rest.chars().next());
    matches!(after("import"), Some(' ' | '{' | '*' | '"' | '\'')) || matches!(after("export"), Some(' ' | '{' | '*'))
}

fn awaits(line: &str) -> bool {
    line.strip_prefix("await").is_some_and(|rest| rest.starts_with([' ', '(']))
}

fn has_common_js_syntax(source: &str) -> bool {
    statements(source)
        .any(|line| line.contains("require(") || line.contains("module.exports") || line.starts_with("exports."))
}

/// Lines outside block comments that are no line comments. Strings and templates are not told apart: a declaration that
/// begins a line inside one is taken for real.
fn statements(source: &str) -> impl Iterator<Item = &str> {
    let mut in_comment = false;
    source.lines().map(str::trim_start).filter(move |line| {
        let was_in_comment = in_comment;
        if in_comment {
            in_comment = !line.contains("*/");
        } else if line.starts_with("/*") {
            in_comment = !line.contains("*/");
            return false;
        }
        !was_in_comment && !line.starts_with("//")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file: &str, source: &str, expected: ModuleKind) {
        assert_eq!(script_kind(Path::new(file), source), expected, "{file}: {source}");
    }

    #[test]
    fn the_extension_decides() {
        check("a.cjs", "import x from 'y'", ModuleKind::CommonJs);
        check("a.mjs", "require('y')", ModuleKind::Module);
        check("a.json", "{}", ModuleKind::Json);
    }

    #[test]
    fn the_syntax_decides_in_a_package_that_does_not_say() {
        let asynchronous = "const x = require('x');\nasync function f() {\n  await x()\n}";
        assert_eq!(kind_in_package(asynchronous), ModuleKind::CommonJs);
        assert_eq!(kind_in_package("await f()"), ModuleKind::Module);
        assert_eq!(kind_in_package("import x from 'y'"), ModuleKind::Module);
        assert_eq!(kind_in_package("f()"), ModuleKind::CommonJs);
    }

    #[test]
    fn the_syntax_decides_for_js() {
        check("a.js", "import { createServer } from 'http';\nrequire('x')", ModuleKind::Module);
        check("a.js", "const http = require('http');", ModuleKind::CommonJs);
        check("a.js", "// import x from 'y'\nmodule.exports = 1", ModuleKind::CommonJs);
        check("a.js", "/*\nimport x from 'y'\n*/\nmodule.exports = 1", ModuleKind::CommonJs);
        check("a.js", "print('hello')", ModuleKind::Module);
        check("a.js", "export const a = 1", ModuleKind::Module);
        check("a.js", "const x = require('x');\nawait x()", ModuleKind::Module);
        check("a.js", "important(require('x'))", ModuleKind::CommonJs);
    }
}
