//! Where a script's output goes.

use std::io::{self, Write};

/// One of the two output streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputStream {
    /// Standard output.
    Out,
    /// Standard error.
    Error,
}

/// Takes what a script writes, at once.
pub trait Output: Send {
    /// Writes all of `bytes`.
    ///
    /// # Errors
    ///
    /// An error on standard output ends the script with [`End::OutputClosed`](crate::End::OutputClosed); one on standard
    /// error is ignored.
    fn write(&mut self, stream: OutputStream, bytes: &[u8]) -> io::Result<()>;
}

/// The process's own standard output and error, unbuffered.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stdio;

impl Output for Stdio {
    fn write(&mut self, stream: OutputStream, bytes: &[u8]) -> io::Result<()> {
        match stream {
            OutputStream::Out => {
                let mut out = io::stdout().lock();
                out.write_all(bytes)?;
                out.flush()
            }
            OutputStream::Error => io::stderr().lock().write_all(bytes),
        }
    }
}
