//! From arguments to settings: rules parsed, files read, defaults applied.

use std::{env, fs, io::Read, path::Path};

use strait::{
    CaCerts, ClientCert, FileModules, Limits, ModuleKind, NetworkOptions, Options, Policy, Proxies, RuntimeOptions,
    Script, kind_of_main,
};

use super::arguments::{Language, Run};

/// Everything a run needs.
pub(super) struct Settings {
    pub(super) runtime: RuntimeOptions,
    pub(super) script: Script,
    pub(super) options: Options,
    /// Where imports come from, for a script that is a file.
    pub(super) modules: Option<FileModules>,
}

impl Settings {
    /// # Errors
    ///
    /// A sentence that says which argument cannot be used, and why.
    pub(super) fn resolve(run: &Run) -> Result<Self, String> {
        let policy = policy(run)?;
        let script = script(run, &policy)?;
        let mut options = Options { limits: limits(run), ..Options::default() };
        let modules = match is_standard_input(&run.file) {
            true => None,
            false => Some(modules(run, &script, &policy)?),
        };
        options.policy = policy;
        let mut runtime = RuntimeOptions { network: network(run), ..RuntimeOptions::default() };
        runtime.engine.max_sandboxes = 1;
        Ok(Self { runtime, script, options, modules })
    }
}

fn policy(run: &Run) -> Result<Policy, String> {
    let mut policy = if run.allow_all { Policy::everything() } else { Policy::default() };
    // Not even everything includes it.
    if run.allow_insecure_tls {
        policy.allow_insecure_tls();
    }
    if run.allow_all {
        return Ok(policy);
    }
    for rules in &run.allow_net {
        policy.allow_net(rules).map_err(|error| format!("--allow-net: {error}"))?;
    }
    for rules in &run.allow_listen {
        policy.allow_listen(rules).map_err(|error| format!("--allow-listen: {error}"))?;
    }
    for names in &run.allow_env {
        policy.allow_env(names).map_err(|error| format!("--allow-env: {error}"))?;
    }
    for path in &run.allow_read {
        match path.as_os_str().is_empty() {
            true => policy.allow_read(""),
            false => policy.allow_read(
                path.canonicalize().map_err(|error| format!("--allow-read={}: {}", path.display(), plain(&error)))?,
            ),
        }
    }
    Ok(policy)
}

fn script(run: &Run, policy: &Policy) -> Result<Script, String> {
    let (source, kind) = read(&run.file, run.lang)?;
    let allowed = env::vars().filter(|(name, _)| policy.shows_env(name));
    let mut environment: Vec<(String, String)> = allowed.collect();
    for (name, value) in &run.env {
        environment.retain(|(known, _)| known != name);
        environment.push((name.clone(), value.clone()));
    }
    let file = match is_standard_input(&run.file) {
        true => "[stdin]".to_owned(),
        false => run.file.display().to_string(),
    };
    let url = run.file.canonicalize().ok().and_then(|path| url::Url::from_file_path(path).ok());
    let url = url.map_or_else(|| file.clone(), String::from);
    Ok(Script { file, url, source, kind, arguments: run.arguments.clone(), environment })
}

fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}

fn read(file: &Path, language: Option<Language>) -> Result<(String, ModuleKind), String> {
    let bytes = if is_standard_input(file) {
        let mut bytes = Vec::new();
        std::io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| format!("cannot read standard input: {}", plain(&error)))?;
        bytes
    } else {
        fs::read(file).map_err(|error| format!("cannot read {}: {}", file.display(), plain(&error)))?
    };
    let source = String::from_utf8(bytes).map_err(|error| {
        let line =
            1 + error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        format!("{} is not UTF-8 text: line {line} has a byte that cannot be part of it", file.display())
    })?;
    let source = source.strip_prefix('\u{feff}').map_or_else(|| source.clone(), str::to_owned);
    match file.extension().and_then(|extension| extension.to_str()) {
        _ if matches!(language, Some(Language::Python)) => Ok((source, ModuleKind::Python)),
        Some("ts") => Err(format!("{} is TypeScript; strait runs JavaScript and Python", file.display())),
        _ => {
            let kind = match language {
                // What a script of another name is, JavaScript itself tells.
                Some(Language::JavaScript) => kind_of_main(&file.with_extension("js"), &source),
                _ => kind_of_main(file, &source),
            };
            Ok((source, if kind == ModuleKind::Json { ModuleKind::Module } else { kind }))
        }
    }
}

fn modules(run: &Run, script: &Script, policy: &Policy) -> Result<FileModules, String> {
    let mut modules = FileModules::new(script.file.clone(), &run.file, policy.clone())
        .map_err(|error| format!("cannot find the folder of {}: {}", run.file.display(), plain(&error)))?;
    for (guest, host) in &run.dir {
        modules.mount(guest, host).map_err(|error| format!("--dir: {}: {}", host.display(), plain(&error)))?;
    }
    Ok(modules)
}

fn limits(run: &Run) -> Limits {
    let mut limits = Limits { memory_bytes: run.memory, cpu_time: run.cpu_time, ..Limits::default() };
    limits.network.handles = run.max_handles;
    limits.network.calls = run.max_calls;
    limits.network.header_bytes = usize::try_from(run.max_header).unwrap_or(usize::MAX);
    limits.network.message_bytes = usize::try_from(run.max_message).unwrap_or(usize::MAX);
    limits.network.headers = run.max_headers;
    limits.network.server_connections = run.max_connections;
    limits.network.header_time = run.header_timeout;
    limits.network.request_time = run.request_timeout;
    limits.network.idle_time = run.idle_timeout;
    limits.network.drain_time = run.drain_timeout;
    limits.network.request_body_bytes = run.max_body.unwrap_or(u64::MAX);
    limits.network.connect_time = run.connect_timeout;
    limits.network.response_time = run.response_timeout;
    limits.network.total_time = run.total_timeout;
    limits
}

fn network(run: &Run) -> NetworkOptions {
    let ca_certs = run.ca_cert.iter().cloned().map(CaCerts::File).collect();
    let client_cert = run.client_cert.clone().map(|cert| ClientCert::File { cert, key: run.client_key.clone() });
    NetworkOptions {
        ca_certs,
        client_cert,
        resolve: run.resolve.clone(),
        proxies: proxies(run),
        max_connections: Some(run.max_client_connections),
    }
}

/// What a flag says comes before what the environment says.
fn proxies(run: &Run) -> Proxies {
    let mut proxies = if run.proxy_from_env { Proxies::from_environment() } else { Proxies::default() };
    if let Some(proxy) = &run.proxy {
        proxies.http = Some(proxy.clone());
        proxies.https = Some(proxy.clone());
    }
    if let Some(direct) = &run.no_proxy {
        proxies.no_proxy.clone_from(direct);
    }
    proxies
}

/// The system's words without their number.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error ") {
        Some(end) => text[..end].to_lowercase(),
        None => text,
    }
}
