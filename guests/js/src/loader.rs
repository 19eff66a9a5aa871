//! Modules: the library's own by name, everything else through the host's `load`.

use std::{cell::RefCell, collections::HashMap};

use rquickjs::{
    Ctx, Exception, Function, Module, Persistent, Result, Value,
    loader::{ImportAttributes, Loader, Resolver},
    module::Declared,
};
use strait_guest::{
    abi::{LoadAnswer, LoadMode, LoadRequest, ModuleKind},
    load,
};

use url::Url;

use crate::engine;

thread_local! {
    /// The library's modules by name, without `node:`.
    static BUILT_IN: RefCell<HashMap<String, Late>> = RefCell::new(HashMap::new());
    /// Sources that a resolution brought along, until the engine loads them.
    static SOURCES: RefCell<HashMap<String, (ModuleKind, String)>> = RefCell::new(HashMap::new());
}

/// Built-in modules that give way to a package of the same name in the script's `node_modules`. With `node:` before their
/// names, and where there is no such package, they are the library's.
const REPLACEABLE: [&str; 1] = ["ws"];

/// Fills in the exports of a module that have no value before a script starts; gone when it has.
type Late = Option<Persistent<Function<'static>>>;

/// The name a built-in module is declared under.
pub(crate) fn built_in_name(name: &str) -> String {
    format!("node:{name}")
}

/// Makes a module of the library known by its bare name and with `node:`.
pub(crate) fn register_built_in(name: &str, late: Late) {
    BUILT_IN.with(|modules| modules.borrow_mut().insert(name.to_owned(), late));
}

/// Which built-in module a specifier names, if it names one.
fn built_in(ctx: &Ctx<'_>, specifier: &str) -> Result<Option<String>> {
    let name = specifier.strip_prefix("node:").unwrap_or(specifier);
    let Some(late) = BUILT_IN.with(|modules| modules.borrow_mut().get_mut(name).map(Option::take)) else {
        return Ok(None);
    };
    if let Some(fill) = late {
        fill.restore(ctx)?.call::<_, ()>(())?;
    }
    Ok(Some(built_in_name(name)))
}

/// Why a module cannot be had.
pub(crate) struct NotLoaded(pub(crate) String);

/// Asks the host for a module.
pub(crate) fn ask(
    specifier: &str,
    referrer: &str,
    mode: LoadMode,
) -> std::result::Result<(String, ModuleKind, String), NotLoaded> {
    load(&LoadRequest { specifier, referrer, mode }, |answer| match answer {
        LoadAnswer::Found { name, kind, source } => Ok((name.to_owned(), kind, source.to_owned())),
        LoadAnswer::NotFound { message } | LoadAnswer::Denied { message } => Err(NotLoaded(message.to_owned())),
        LoadAnswer::Elsewhere { specifier: other } => Err(NotLoaded(format!("`{specifier}` stands for `{other}`"))),
    })
}

pub(crate) struct HostResolver;

impl Resolver for HostResolver {
    fn resolve<'js>(
        &mut self,
        ctx: &Ctx<'js>,
        base: &str,
        name: &str,
        _attributes: Option<ImportAttributes<'js>>,
    ) -> Result<String> {
        let is_replaceable = REPLACEABLE.contains(&name);
        if !is_replaceable && let Some(name) = built_in(ctx, name)? {
            return Ok(name);
        }
        match ask(name, base, LoadMode::Import) {
            Ok((name, kind, source)) => {
                SOURCES.with(|sources| sources.borrow_mut().insert(name.clone(), (kind, source)));
                Ok(name)
            }
            Err(NotLoaded(message)) => match built_in(ctx, name)? {
                Some(name) => Ok(name),
                None => Err(throw_not_found(ctx, name, &message)),
            },
        }
    }
}

/// Throws an error with the code that Node gives it.
fn throw_not_found(ctx: &Ctx<'_>, specifier: &str, message: &str) -> rquickjs::Error {
    let (code, message) = match specifier.strip_prefix("node:") {
        Some(_) => ("ERR_UNKNOWN_BUILTIN_MODULE", format!("there is no built-in module `{specifier}`")),
        None => ("ERR_MODULE_NOT_FOUND", message.to_owned()),
    };
    match Exception::from_message(ctx.clone(), &message) {
        Ok(error) => match error.as_object().set("code", code) {
            Ok(()) => error.throw(),
            Err(error) => error,
        },
        Err(error) => error,
    }
}

pub(crate) struct HostLoader;

impl Loader for HostLoader {
    fn load<'js>(
        &mut self,
        ctx: &Ctx<'js>,
        name: &str,
        _attributes: Option<ImportAttributes<'js>>,
    ) -> Result<Module<'js, Declared>> {
        let Some((kind, source)) = SOURCES.with(|sources| sources.borrow_mut().remove(name)) else {
            return Err(throw_not_found(ctx, name, &format!("module `{name}` was not resolved")));
        };
        match kind {
            ModuleKind::Module => declare(ctx, name, source),
            ModuleKind::Json => {
                // Parsed here so that an error names the file and its position.
                ctx.json_parse_named(&source, name)?;
                declare(ctx, name, format!("export default JSON.parse({});", quote(ctx, &source)?))
            }
            ModuleKind::CommonJs => declare_common_js(ctx, name),
            ModuleKind::Python => Err(throw_not_found(
                ctx,
                name,
                &format!("`{name}` is a Python file; a JavaScript module cannot import it"),
            )),
        }
    }
}

/// A CommonJS module as seen by `import`: `default` is `module.exports`, and each of its properties is a named export.
/// The names are known only when the module has run, so it runs when it is linked.
fn declare_common_js<'js>(ctx: &Ctx<'js>, name: &str) -> Result<Module<'js, Declared>> {
    let require: Function<'js> = engine::hook(ctx, |hooks| hooks.require.clone())?;
    let exports: Value<'js> = require.call((name, name))?;
    let name_text = quote(ctx, name)?;
    let mut source = format!(
        "import {{ createRequire }} from 'node:module'; const exports = createRequire({name_text})({name_text}); \
         export default exports;"
    );
    if let Some(exports) = exports.as_object() {
        for (index, key) in exports.keys::<String>().enumerate() {
            let key = key?;
            if key != "default" {
                let key = quote(ctx, &key)?;
                source.push_str(&format!("const e{index} = exports[{key}]; export {{ e{index} as {key} }};"));
            }
        }
    }
    declare(ctx, name, source)
}

fn declare<'js>(ctx: &Ctx<'js>, name: &str, source: String) -> Result<Module<'js, Declared>> {
    let module = Module::declare(ctx.clone(), name, source)?;
    describe(&module, name, &file_url(name), false)?;
    Ok(module)
}

/// Fills `import.meta` as Node does.
pub(crate) fn describe(module: &Module<'_, Declared>, name: &str, url: &str, is_main: bool) -> Result<()> {
    let meta = module.meta()?;
    let path = Url::parse(url).ok().filter(|url| url.scheme() == "file").map(|url| path_of(&url));
    let path = path.unwrap_or_else(|| name.to_owned());
    meta.set("url", url)?;
    meta.set("dirname", path.rsplit_once('/').map_or("", |(folder, _)| folder))?;
    meta.set("filename", path)?;
    meta.set("main", is_main)?;
    let referrer = name.to_owned();
    let resolve = move |ctx: Ctx<'_>, specifier: String| -> Result<String> {
        let is_replaceable = REPLACEABLE.contains(&specifier.as_str());
        if !is_replaceable && let Some(name) = built_in(&ctx, &specifier)? {
            return Ok(name);
        }
        match ask(&specifier, &referrer, LoadMode::Import) {
            Ok((name, ..)) => Ok(file_url(&name)),
            Err(NotLoaded(message)) => match built_in(&ctx, &specifier)? {
                Some(name) => Ok(name),
                None => Err(throw_not_found(&ctx, &specifier, &message)),
            },
        }
    };
    meta.set("resolve", Function::new(module.ctx().clone(), resolve)?.with_name("resolve")?)
}

/// The URL of a file; the names of a host's modules may be URLs already.
fn file_url(path: &str) -> String {
    if path.contains("://") {
        return path.to_owned();
    }
    let url = Url::parse("file:///").map(|mut url| {
        url.set_path(path);
        String::from(url)
    });
    url.unwrap_or_else(|_| path.to_owned())
}

/// The path of a file's URL.
fn path_of(url: &Url) -> String {
    percent_encoding::percent_decode_str(url.path()).decode_utf8_lossy().into_owned()
}

/// A text as a JavaScript string literal.
pub(crate) fn quote(ctx: &Ctx<'_>, text: &str) -> Result<String> {
    match ctx.json_stringify(text)? {
        Some(literal) => literal.to_string(),
        None => Err(Exception::throw_internal(ctx, "text cannot be quoted")),
    }
}

/// Parses JSON with the file's name in errors.
trait JsonParseNamed {
    fn json_parse_named(&self, source: &str, name: &str) -> Result<()>;
}

impl JsonParseNamed for Ctx<'_> {
    fn json_parse_named(&self, source: &str, name: &str) -> Result<()> {
        let source = std::ffi::CString::new(source)
            .map_err(|_| Exception::throw_syntax(self, &format!("`{name}` contains a NUL byte")))?;
        let name = std::ffi::CString::new(name).unwrap_or_default();
        // SAFETY: the context is alive; both texts end with NUL; the value is freed once.
        unsafe {
            let context = self.as_raw().as_ptr();
            let value =
                rquickjs::qjs::JS_ParseJSON(context, source.as_ptr(), source.as_bytes().len() as _, name.as_ptr());
            if rquickjs::qjs::JS_IsException(value) {
                return Err(rquickjs::Error::Exception);
            }
            rquickjs::qjs::JS_FreeValue(context, value);
        }
        Ok(())
    }
}
