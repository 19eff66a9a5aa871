//! Everything one sandbox is allowed.

use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

use crate::{
    Denial, NameVerdict, RuleError, environment::EnvironmentRules, listen::ListenRules, net::NetRules, read::ReadRules,
};

/// What one sandbox may reach. [`Policy::default`] allows nothing; each `allow_` method adds to what is allowed.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    net: NetRules,
    listen: ListenRules,
    read: ReadRules,
    environment: EnvironmentRules,
    insecure_tls: bool,
}

impl Policy {
    /// Allows everything, as `--allow-all` does.
    pub fn everything() -> Self {
        Self {
            net: NetRules::everything(),
            listen: ListenRules::everything(),
            read: ReadRules::everything(),
            environment: EnvironmentRules::everything(),
            insecure_tls: false,
        }
    }

    /// Adds the rules of one `--allow-net`: a comma-separated list, each a host name, `*.` and a domain, an IP address,
    /// a CIDR block, or one of the classes `public`, `private` and `loopback`; each with or without `:port`. IPv6 with a
    /// port takes brackets. An empty list allows every address.
    ///
    /// # Errors
    ///
    /// A rule is not of this form.
    pub fn allow_net(&mut self, rules: &str) -> Result<(), RuleError> {
        self.net.add(rules)
    }

    /// Adds the rules of one `--allow-listen`: a comma-separated list of `port`, `address:port` and `address`. An empty
    /// list allows every address and port.
    ///
    /// # Errors
    ///
    /// A rule is not of this form.
    pub fn allow_listen(&mut self, rules: &str) -> Result<(), RuleError> {
        self.listen.add(rules)
    }

    /// Allows reading a file, or a directory and everything in it. An empty path allows every file.
    ///
    /// Paths are compared as they are written: the caller makes both this one and the ones it checks absolute and
    /// resolves their symbolic links.
    pub fn allow_read(&mut self, path: impl Into<PathBuf>) {
        self.read.add(path.into());
    }

    /// Adds the rules of one `--allow-env`: a comma-separated list of variable names; a `*` at the end of one stands for
    /// any rest. An empty list allows every variable.
    ///
    /// # Errors
    ///
    /// A rule is not of this form.
    pub fn allow_env(&mut self, names: &str) -> Result<(), RuleError> {
        self.environment.add(names)
    }

    /// Allows TLS connections to servers whose certificate is not valid. Nothing else does, not even
    /// [`Policy::everything`].
    pub fn allow_insecure_tls(&mut self) {
        self.insecure_tls = true;
    }

    /// Whether a connection to `host` may be made: a name, or an IP address without brackets.
    ///
    /// # Errors
    ///
    /// No rule can cover it, whatever it resolves to.
    pub fn check_name(&self, host: &str, port: u16) -> Result<NameVerdict, Denial> {
        self.net.check_name(host, Some(port))
    }

    /// Whether `host`, which resolved to `address`, may be connected to there.
    ///
    /// # Errors
    ///
    /// No rule covers it.
    pub fn check_address(&self, host: &str, port: u16, address: IpAddr) -> Result<(), Denial> {
        self.net.check_address(host, Some(port), address)
    }

    /// Whether `host` may be resolved: some rule covers it on some port, or can once its addresses are known.
    ///
    /// # Errors
    ///
    /// No rule can cover it on any port.
    pub fn check_lookup(&self, host: &str) -> Result<NameVerdict, Denial> {
        self.net.check_name(host, None)
    }

    /// Whether a script may see that `host` resolves to `address`: a connection there is allowed on some port.
    ///
    /// # Errors
    ///
    /// No rule covers it on any port.
    pub fn check_found(&self, host: &str, address: IpAddr) -> Result<(), Denial> {
        self.net.check_address(host, None, address)
    }

    /// Whether a listener may be opened, on the address as it was asked for; port 0 asks the system for a free one.
    ///
    /// # Errors
    ///
    /// No rule covers it.
    pub fn check_listen(&self, requested: SocketAddr) -> Result<(), Denial> {
        self.listen.check(requested)
    }

    /// Whether a socket may be bound that only sends, and receives answers.
    ///
    /// # Errors
    ///
    /// No rule allows anything to be sent.
    pub fn check_send(&self) -> Result<(), Denial> {
        self.net.check_some()
    }

    /// Whether a TLS peer may have any certificate.
    ///
    /// # Errors
    ///
    /// It has to be valid.
    pub fn check_insecure_tls(&self) -> Result<(), Denial> {
        match self.insecure_tls {
            true => Ok(()),
            false => {
                let reason = "taking any certificate of a TLS server is not allowed".to_owned();
                Err(Denial::new(reason, "--allow-insecure-tls".to_owned()))
            }
        }
    }

    /// Whether a file may be read.
    ///
    /// # Errors
    ///
    /// No rule covers it.
    pub fn check_read(&self, path: &Path) -> Result<(), Denial> {
        self.read.check(path)
    }

    /// Whether the script sees an environment variable. One that it may not see looks unset.
    pub fn shows_env(&self, name: &str) -> bool {
        self.environment.shows(name)
    }
}
