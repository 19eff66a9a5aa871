//! Where reads receive their bytes: memory of the thread, out of which each takes what it got. Many short reads share one
//! allocation, and a read that waits has none.

use std::{cell::RefCell, future::poll_fn, io, pin::pin, task::Poll};

use bytes::{BufMut, Bytes, BytesMut, buf::Limit};
use tokio::io::{AsyncRead, AsyncReadExt};

use super::READ_BYTES;

/// Room that a read gets at least, so that a large transfer takes few reads.
const LEAST_ROOM: usize = 16 * 1024;

thread_local! {
    static ROOM: RefCell<BytesMut> = RefCell::new(BytesMut::new());
}

/// Reads what has arrived, at most `max_bytes`, waiting for at least one byte; none at the end of the stream.
///
/// # Cancel safety
///
/// Dropping the future loses no byte.
pub(crate) async fn read(source: &mut (impl AsyncRead + Unpin), max_bytes: usize) -> io::Result<Bytes> {
    poll_fn(|cx| {
        let mut pending = false;
        let read = receive(max_bytes, |mut room| match pin!(source.read_buf(&mut room)).poll(cx) {
            Poll::Ready(read) => read,
            Poll::Pending => {
                pending = true;
                Ok(0)
            }
        });
        match pending {
            true => Poll::Pending,
            false => Poll::Ready(read),
        }
    })
    .await
}

/// Takes what `read` puts into the room, at most `max_bytes`.
pub(crate) fn receive<T>(
    max_bytes: usize,
    read: impl FnOnce(Limit<&mut BytesMut>) -> io::Result<T>,
) -> io::Result<Bytes> {
    ROOM.with_borrow_mut(|room| {
        if room.capacity() < LEAST_ROOM {
            room.reserve(READ_BYTES);
        }
        let most = room.capacity().min(max_bytes);
        read(room.limit(most))?;
        Ok(room.split().freeze())
    })
}
