//! Modules from URLs, fetched under the script's policy. Those whose content is pinned are kept on disk by their hash.

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use etcetera::BaseStrategy as _;
use sha2::{Digest as _, Sha256};
use strait_net::{Limits, Network, Outcome, Service};
use strait_policy::Policy;
use strait_sandbox::{LoadedModule, ModuleError, ModuleKind};

use super::without_byte_order_mark;

/// The longest source text.
const MOST_BYTES: usize = 16 << 20;
/// How long a server has to send one.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes that are asked for at a time.
const PART_BYTES: u32 = 64 * 1024;

/// Fetches modules.
pub(super) struct Fetcher {
    network: Arc<Network>,
    policy: Arc<Policy>,
    /// Where pinned modules are kept, if there is such a place.
    cache: Option<PathBuf>,
}

impl Fetcher {
    /// Keeps pinned modules in the user's folder for such things.
    pub(super) fn new(network: Arc<Network>, policy: Arc<Policy>) -> Self {
        let folder = etcetera::choose_base_strategy().ok().map(|folders| folders.cache_dir().join("strait/modules"));
        Self { network, policy, cache: folder }
    }

    /// The module at a URL, whose fragment may say what it must be: `#sha256-` and 64 hexadecimal digits.
    pub(super) async fn fetch(&self, specifier: &str) -> Result<LoadedModule, ModuleError> {
        let (url, pin) = parse(specifier).map_err(ModuleError::NotFound)?;
        if let Some(source) = pin.as_ref().and_then(|pin| self.kept(pin)) {
            return Ok(module(url, source));
        }
        let bytes = tokio::time::timeout(PATIENCE, self.download(url, specifier)).await.unwrap_or_else(|_| {
            let seconds = PATIENCE.as_secs();
            Err(ModuleError::NotFound(format!(
                "could not fetch module '{specifier}': it did not come within {seconds} s"
            )))
        })?;
        let source = String::from_utf8(bytes).map_err(|_| {
            ModuleError::NotFound(format!("could not fetch module '{specifier}': it is not UTF-8 text"))
        })?;
        if let Some(pin) = pin {
            let got = hash(source.as_bytes());
            if got != pin {
                let message = format!("integrity check failed for '{url}': expected sha256-{pin}, got sha256-{got}");
                return Err(ModuleError::NotFound(message));
            }
            // Without it the module is fetched again the next time.
            let _ = self.keep(&pin, source.as_bytes());
        }
        Ok(module(url, source))
    }

    async fn download(&self, url: &str, specifier: &str) -> Result<Vec<u8>, ModuleError> {
        let failed = |reason: &str| ModuleError::NotFound(format!("could not fetch module '{specifier}': {reason}"));
        let mut service = Service::new(Arc::clone(&self.network), Arc::clone(&self.policy), Limits::default());
        let send = strait_abi::Operation::HttpSend {
            method: "GET",
            url,
            headers: "accept: text/x-python, text/plain, */*\r\n",
            body: None,
            upload: None,
            redirect: strait_abi::Redirect::Follow,
            decompress: true,
            connect_milliseconds: None,
            response_milliseconds: None,
            total_milliseconds: None,
            tls: None,
            upgrade: None,
        };
        let (mut bytes, mut rest) = match perform(&mut service, send).await {
            Outcome::Response { head, body, rest } if (200..300).contains(&head.status) => (body.to_vec(), rest),
            Outcome::Response { head, .. } => {
                return Err(failed(&format!("the server answered with status {}", head.status)));
            }
            Outcome::Failed(error) if error.code() == strait_abi::ErrorCode::Denied => {
                return Err(ModuleError::Denied(format!("could not fetch module '{specifier}': {error}")));
            }
            Outcome::Failed(error) => return Err(failed(&error.to_string())),
            _ => return Err(failed("the answer is none")),
        };
        while let Some(stream) = rest {
            let read = strait_abi::Operation::StreamRead { stream, max_bytes: PART_BYTES };
            match perform(&mut service, read).await {
                Outcome::Bytes(part) if part.is_empty() => rest = None,
                Outcome::Bytes(part) => bytes.extend_from_slice(&part),
                Outcome::Failed(error) => return Err(failed(&error.to_string())),
                _ => return Err(failed("the answer is none")),
            }
            if bytes.len() > MOST_BYTES {
                return Err(failed(&format!("it is longer than {MOST_BYTES} bytes")));
            }
        }
        Ok(bytes)
    }

    /// A module that was fetched before. A file that is not what its name says counts as none.
    fn kept(&self, pin: &str) -> Option<String> {
        let source = fs::read_to_string(self.cache.as_ref()?.join(pin)).ok()?;
        (hash(source.as_bytes()) == pin).then_some(source)
    }

    fn keep(&self, pin: &str, bytes: &[u8]) -> io::Result<()> {
        let Some(folder) = &self.cache else { return Ok(()) };
        fs::create_dir_all(folder)?;
        write_whole(&folder.join(pin), bytes)
    }
}

/// Another process sees the file as a whole or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = path.with_extension(format!("{}.part", std::process::id()));
    fs::write(&unfinished, bytes)?;
    fs::rename(&unfinished, path)
}

async fn perform(service: &mut Service, operation: strait_abi::Operation<'_>) -> Outcome {
    service.start(0, operation);
    let mut outcomes = Vec::new();
    service.completed(&mut outcomes).await;
    outcomes.pop().map_or(Outcome::Done, |(_, outcome)| outcome)
}

/// The URL without its fragment, and what that says.
fn parse(specifier: &str) -> Result<(&str, Option<String>), String> {
    let (url, fragment) = specifier.split_once('#').unwrap_or((specifier, ""));
    if url.split('?').next().is_some_and(|path| path.ends_with(".wasm")) {
        return Err(format!(
            "could not fetch module '{specifier}': WebAssembly modules are not supported; json, re, math and struct are built in"
        ));
    }
    if fragment.is_empty() {
        return Ok((url, None));
    }
    let pin = fragment.strip_prefix("sha256-").map(str::to_ascii_lowercase);
    match pin.filter(|pin| pin.len() == 64 && pin.bytes().all(|digit| digit.is_ascii_hexdigit())) {
        Some(pin) => Ok((url, Some(pin))),
        None => Err(format!(
            "unrecognized integrity fragment '#{fragment}' of '{url}': write #sha256- and 64 hexadecimal digits"
        )),
    }
}

fn hash(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn module(url: &str, source: String) -> LoadedModule {
    LoadedModule { name: url.to_owned(), kind: ModuleKind::Python, source: without_byte_order_mark(source) }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn fragments() {
        let pin = "0123456789abcdef".repeat(4);
        assert_eq!(parse("https://a/b.py"), Ok(("https://a/b.py", None)));
        assert_eq!(parse(&format!("https://a/b.py#sha256-{}", pin.to_uppercase())), Ok(("https://a/b.py", Some(pin))));
        for wrong in ["#sha1-00", "#sha256-00", "#part", "#sha256-", &format!("#sha256-{}", "g".repeat(64))] {
            let message = parse(&format!("https://a/b.py{wrong}")).expect_err("refused");
            assert!(message.starts_with("unrecognized integrity fragment"), "{message}");
        }
        assert!(parse("https://a/b.wasm?x").is_err());
    }
}
