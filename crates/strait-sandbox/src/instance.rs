//! One instance of a guest and its exports.

use strait_abi::ABI_VERSION;
use wasmtime::{Memory, Store, Trap, TypedFunc, UpdateDeadline};

use crate::{
    Engine, LimitReached, SandboxError,
    engine::Language,
    host::{Host, Stopped},
};

/// Ticks a turn may take before the engine looks at it.
const TICKS_PER_LOOK: u64 = 2;

/// A guest's instance: its memory and the functions of a turn.
pub(crate) struct Instance {
    engine: Engine,
    store: Store<Host>,
    memory: Memory,
    inbox: TypedFunc<u32, u32>,
    turn: TypedFunc<u32, u64>,
    room: Room,
}

/// The guest's inbox: where it is, and how long a message may be.
#[derive(Clone, Copy, Default)]
struct Room {
    pointer: usize,
    length: u32,
}

impl Room {
    /// Asked for at least, so that most messages need no new room.
    const LEAST: u32 = 16 * 1024;
    /// A longer one is not kept: the guest may have better use for it.
    const KEPT: u32 = 256 * 1024;

    fn holds(self, length: u32) -> bool {
        length <= self.length && self.length <= Self::KEPT
    }
}

/// What ended a turn, other than its return.
pub(crate) enum Interrupted {
    Stopped(Stopped),
    Failed(SandboxError),
}

impl Instance {
    /// A fresh copy of the guest's image.
    pub(crate) async fn new(engine: &Engine, language: Language, host: Host) -> Result<Self, SandboxError> {
        let failed = |source| SandboxError::new("cannot make a sandbox", source);
        let mut store = Store::new(engine.wasmtime(), host);
        store.limiter(|host| host);
        store.set_epoch_deadline(TICKS_PER_LOOK);
        store.epoch_deadline_callback(|store| match store.data().meter.exceeded() {
            Some(limit) => Err(wasmtime::Error::new(Stopped::Limit(LimitReached::CpuTime(limit)))),
            // Other sandboxes, timers and signals get their turn too.
            None => Ok(UpdateDeadline::Yield(TICKS_PER_LOOK)),
        });
        let instance = engine.guest(language).instantiate_async(&mut store).await.map_err(failed)?;
        let version: TypedFunc<(), u32> = instance.get_typed_func(&mut store, "strait_abi_version").map_err(failed)?;
        let inbox = instance.get_typed_func(&mut store, "strait_inbox").map_err(failed)?;
        let turn = instance.get_typed_func(&mut store, "strait_turn").map_err(failed)?;
        let memory = instance
            .get_memory(&mut store, "memory")
            .ok_or_else(|| SandboxError::guest("it does not export its memory"))?;
        let version = version.call_async(&mut store, ()).await.map_err(failed)?;
        if version != ABI_VERSION {
            return Err(SandboxError::guest(format!("it speaks ABI version {version}, this host {ABI_VERSION}")));
        }
        Ok(Self { engine: engine.clone(), store, memory, inbox, turn, room: Room::default() })
    }

    /// Hands in a message and gives back the outgoing one.
    ///
    /// # Cancel safety
    ///
    /// A turn that is dropped half-way leaves the instance unusable.
    pub(crate) async fn turn(&mut self, message: &[u8]) -> Result<&[u8], Interrupted> {
        let length = u32::try_from(message.len())
            .map_err(|_| Interrupted::Failed(SandboxError::guest("a message is larger than any memory")))?;
        let ticking = self.engine.ticker().turn();
        self.store.data_mut().meter.begin_turn();
        self.store.set_epoch_deadline(TICKS_PER_LOOK);
        let result = async {
            if !self.room.holds(length) {
                let length = length.max(Room::LEAST);
                let pointer = self.inbox.call_async(&mut self.store, length).await? as usize;
                self.room = Room { pointer, length };
            }
            self.memory.write(&mut self.store, self.room.pointer, message)?;
            self.turn.call_async(&mut self.store, length).await
        }
        .await;
        drop(ticking);
        self.store.data_mut().meter.end_turn();
        let outgoing = match result {
            Ok(outgoing) => outgoing,
            Err(error) => return Err(self.interrupted(error)),
        };
        let (pointer, length) = ((outgoing >> 32) as usize, outgoing as u32 as usize);
        self.memory
            .data(&self.store)
            .get(pointer..pointer + length)
            .ok_or_else(|| Interrupted::Failed(SandboxError::guest("its message lies outside its memory")))
    }

    fn interrupted(&self, error: wasmtime::Error) -> Interrupted {
        let host = self.store.data();
        match error.downcast::<Stopped>() {
            Ok(stopped) => Interrupted::Stopped(stopped),
            Err(error) => match error.downcast_ref::<Trap>() {
                Some(Trap::StackOverflow) => Interrupted::Stopped(Stopped::Limit(LimitReached::Stack)),
                // Native code of a guest gives up when it gets no memory.
                _ if host.memory_refused => {
                    Interrupted::Stopped(Stopped::Limit(LimitReached::Memory(host.memory_bytes)))
                }
                _ => Interrupted::Failed(SandboxError::new("the guest failed", error)),
            },
        }
    }
}
