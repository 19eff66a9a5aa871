//! How many requests a sandbox has on the way to each origin.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::origin::Origin;

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

/// Frees its place when dropped.
pub(super) type Permit = OwnedSemaphorePermit;

/// Origins known before those without a request under way are forgotten.
const ORIGINS_KEPT: usize = 64;

impl OriginPermits {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit: limit.clamp(1, Semaphore::MAX_PERMITS),
            origins: Mutex::default(),
            sandbox: SandboxId(Arc::new(())),
        }
    }

    pub(super) fn sandbox(&self) -> &SandboxId {
        &self.sandbox
    }

    /// Waits for a place.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives the place in the queue up.
    pub(super) async fn acquire(&self, origin: &Arc<Origin>) -> Option<Permit> {
        // The semaphore is never closed, so there is always a permit in the end.
        self.semaphore(origin).acquire_owned().await.ok()
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

impl PartialEq for SandboxId {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
