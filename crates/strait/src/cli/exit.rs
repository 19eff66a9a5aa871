//! Exit codes that are not the script's own.

/// The command line was wrong, or the script could not be read.
pub(super) const USAGE: u8 = 2;
/// A defect of Strait itself (`EX_SOFTWARE`).
pub(super) const INTERNAL: u8 = 70;
/// The script recursed deeper than its stack allows.
pub(super) const STACK_LIMIT: u8 = 121;
/// The script needs more memory than `--memory`.
pub(super) const MEMORY_LIMIT: u8 = 122;
/// The script computed longer than `--cpu-time`.
pub(super) const CPU_LIMIT: u8 = 123;
/// The script ran longer than `--timeout`, as timeout(1) has it.
pub(super) const TIMEOUT: u8 = 124;
/// Ctrl-C.
pub(super) const INTERRUPTED: u8 = 130;
/// SIGTERM.
pub(super) const TERMINATED: u8 = 143;
