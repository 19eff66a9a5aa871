//! Decides what a script may reach. Everything is denied until a rule allows it.
//!
//! The decisions are pure: this crate resolves no name, opens no file and reads no environment. Whoever performs a call
//! asks twice: by name when the call is made ([`Policy::check_name`]), and by address after resolution
//! ([`Policy::check_address`]), for each address that is dialled, so that a name cannot be re-pointed at an address
//! that no rule covers.
//!
//! ```
//! use strait_policy::Policy;
//!
//! let mut policy = Policy::default();
//! policy.allow_net("api.example.com, *.example.org:443")?;
//! assert!(policy.check_name("api.example.com", 80).is_ok());
//! assert!(policy.check_name("www.example.org", 80).is_err());
//! assert!(policy.check_address("www.example.org", 443, "10.0.0.5".parse().unwrap()).is_err());
//! # Ok::<(), strait_policy::RuleError>(())
//! ```
#![forbid(unsafe_code)]

mod address;
mod denial;
mod environment;
mod host;
mod listen;
mod net;
mod policy;
mod read;
mod rule;

pub use address::AddressClass;
pub use denial::Denial;
pub use net::NameVerdict;
pub use policy::Policy;
pub use rule::RuleError;
