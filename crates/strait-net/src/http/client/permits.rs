//! How many requests a sandbox has on the way to each origin.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{
    origin::Origin,
    shares::{Share, Shares},
};

/// The budgets of one sandbox, one for each origin. A permit is held from the search for a connection to the end of the
/// response's body; requests get theirs in the order they asked.
pub(crate) struct OriginPermits {
    limit: usize,
    /// Held for a look-up only, never across an await.
    origins: Mutex<HashMap<Arc<Origin>, Arc<Semaphore>>>,
    /// Tells this sandbox from others, for as long as anyone holds it.
    sandbox: SandboxId,
}

/// Tells sandboxes apart: two are the same if they point to the same place.
#[derive(Clone, Debug)]
pub(super) struct SandboxId(Arc<()>);

/// A place among the connections of the sandbox to one origin, and among those of the process; free when dropped.
pub(super) struct Permit {
    _of_sandbox: Option<OwnedSemaphorePermit>,
    _of_process: Option<Share>,
}

/// Origins known before those without a request under way are forgotten.
const ORIGINS_KEPT: usize = 64;

impl OriginPermits {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit: limit.clamp(1, Semaphore::MAX_PERMITS), origins: Mutex::default(), sandbox: SandboxId::new() }
    }

    pub(super) fn sandbox(&self) -> &SandboxId {
        &self.sandbox
    }

    /// Waits for a place. The sandbox's own comes first, so that it stands in the process's queue for no more than it may use.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives the place in the queue up.
    pub(super) async fn acquire(&self, origin: &Arc<Origin>, shares: &Arc<Shares>) -> Permit {
        // The semaphore is never closed, so there is always a permit in the end.
        let of_sandbox = self.semaphore(origin).acquire_owned().await.ok();
        Permit { _of_sandbox: of_sandbox, _of_process: shares.acquire(&self.sandbox).await }
    }

    fn semaphore(&self, origin: &Arc<Origin>) -> Arc<Semaphore> {
        let mut origins = self.origins.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = origins.get(origin) {
            return Arc::clone(known);
        }
        if origins.len() >= ORIGINS_KEPT {
            // Permits and waiting requests hold the semaphore too.
            origins.retain(|_, semaphore| Arc::strong_count(semaphore) > 1);
        }
        let semaphore = Arc::new(Semaphore::new(self.limit));
        origins.insert(Arc::clone(origin), Arc::clone(&semaphore));
        semaphore
    }
}

impl SandboxId {
    pub(super) fn new() -> Self {
        Self(Arc::new(()))
    }
}

impl PartialEq for SandboxId {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for SandboxId {}

impl Hash for SandboxId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}
