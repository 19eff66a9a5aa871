//! Standard input: what a script reads that is no network.

use std::{
    fmt,
    io::{self, Read},
    thread,
};

use bytes::{Bytes, BytesMut};
use tokio::sync::mpsc;

use crate::{NetError, tcp::READ_BYTES};

/// What a script reads as its standard input; nothing by default.
#[derive(Default)]
pub struct Input {
    source: Source,
    /// Read, and not delivered.
    rest: Bytes,
}

#[derive(Default)]
enum Source {
    #[default]
    Ended,
    /// Nobody has read yet.
    Waiting(Box<dyn Read + Send>),
    /// A thread reads, a piece ahead of the script.
    Thread(mpsc::Receiver<io::Result<Bytes>>),
}

impl Input {
    /// What a reader gives, which is read when the script asks, in a thread of its own: a read that blocks keeps nothing else.
    pub fn from_reader(reader: impl Read + Send + 'static) -> Self {
        Self { source: Source::Waiting(Box::new(reader)), rest: Bytes::new() }
    }

    /// The standard input of the process.
    pub fn of_process() -> Self {
        Self::from_reader(io::stdin())
    }

    /// At least one byte and at most `max_bytes`; none at the end.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses no byte.
    pub(crate) async fn read(&mut self, max_bytes: usize) -> Result<Bytes, NetError> {
        while self.rest.is_empty() {
            match std::mem::take(&mut self.source) {
                Source::Ended => return Ok(Bytes::new()),
                Source::Waiting(reader) => self.source = Source::Thread(begin(reader)),
                Source::Thread(pieces) => {
                    self.source = Source::Thread(pieces);
                    let Source::Thread(pieces) = &mut self.source else { continue };
                    match pieces.recv().await {
                        Some(piece) => {
                            self.rest =
                                piece.map_err(|error| NetError::io("cannot read the standard input", &error))?;
                        }
                        None => self.source = Source::Ended,
                    }
                }
            }
        }
        Ok(self.rest.split_to(max_bytes.min(self.rest.len())))
    }
}

impl From<Vec<u8>> for Input {
    fn from(bytes: Vec<u8>) -> Self {
        Self { source: Source::Ended, rest: bytes.into() }
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Input").finish_non_exhaustive()
    }
}

/// A thread that reads until the end, an error, or nobody wants more. It is left alone when the process ends.
fn begin(mut reader: Box<dyn Read + Send>) -> mpsc::Receiver<io::Result<Bytes>> {
    let (sender, receiver) = mpsc::channel(1);
    let work = move || {
        loop {
            let mut piece = BytesMut::zeroed(READ_BYTES);
            let read = match reader.read(&mut piece) {
                Ok(0) => return,
                Ok(length) => {
                    piece.truncate(length);
                    Ok(piece.freeze())
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => Err(error),
            };
            let is_over = read.is_err();
            if sender.blocking_send(read).is_err() || is_over {
                return;
            }
        }
    };
    // Without a thread there is nothing to be read: the sender is gone, which is the end.
    let _ = thread::Builder::new().name("input".to_owned()).spawn(work);
    receiver
}
