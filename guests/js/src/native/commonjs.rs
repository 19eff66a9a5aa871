//! What the CommonJS loader in lib/require.js needs.

use rquickjs::{Ctx, Exception, Function, Module, Object, Result, context::EvalOptions};
use strait_guest::abi::{LoadMode, ModuleKind};

use crate::{
    bytes::Text,
    loader::{self, NotLoaded},
};

/// Finds a module by CommonJS rules: `{ name, kind, source }`.
pub(super) fn require_module<'js>(ctx: Ctx<'js>, specifier: Text<'js>, referrer: Text<'js>) -> Result<Object<'js>> {
    match loader::ask(&specifier.as_str(), &referrer.as_str(), LoadMode::Require) {
        Ok((name, kind, source)) => {
            let module = Object::new(ctx)?;
            module.set("name", name)?;
            let kind = match kind {
                ModuleKind::Module => "module",
                ModuleKind::Json => "json",
                ModuleKind::CommonJs | ModuleKind::Python => "commonjs",
            };
            module.set("kind", kind)?;
            module.set("source", source)?;
            Ok(module)
        }
        Err(NotLoaded(message)) => {
            let error = Exception::from_message(ctx, &message)?;
            error.as_object().set("code", "MODULE_NOT_FOUND")?;
            Err(error.throw())
        }
    }
}

/// The source of a CommonJS module as a function of its five variables. The wrapper stands on the first line, so that line
/// numbers are the file's own.
pub(super) fn compile<'js>(ctx: Ctx<'js>, name: Text<'js>, source: Text<'js>) -> Result<Function<'js>> {
    let source = source.as_str();
    // A `#!` line is for the shell.
    let source = if source.starts_with("#!") { format!("//{source}") } else { source.into_owned() };
    let wrapped = format!("(function (exports, require, module, __filename, __dirname) {{{source}\n}})");
    let mut options = EvalOptions::default();
    options.strict = false;
    options.filename = Some(name.as_str().into_owned());
    ctx.eval_with_options(wrapped, options)
}

/// The namespace of an ECMAScript module for `require`; one that awaits at its top level cannot be had this way.
pub(super) fn import_namespace<'js>(ctx: Ctx<'js>, name: Text<'js>, source: Text<'js>) -> Result<Object<'js>> {
    let module = Module::declare(ctx.clone(), &*name.as_str(), &*source.as_str())?;
    let (module, promise) = module.eval()?;
    while promise.state() == rquickjs::promise::PromiseState::Pending && ctx.execute_pending_job() {}
    match promise.result::<rquickjs::Value<'js>>() {
        Some(result) => {
            result?;
            module.namespace()
        }
        None => {
            let message =
                format!("require() of `{}`, which awaits at its top level; use import() instead", name.as_str());
            Err(Exception::throw_message(&ctx, &message))
        }
    }
}
