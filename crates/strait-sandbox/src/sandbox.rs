//! The turn loop.

use std::sync::Arc;

use strait_abi::{CallId, Inbox, ModuleKind, Outgoing, Start, State};
use strait_net::{Input, Network, Outcome, Service, Signals};
use strait_policy::Policy;

use crate::{
    End, Engine, LimitReached, Limits, ModuleSource, Output, SandboxError,
    engine::Language,
    host::{Host, Stopped},
    instance::{Instance, Interrupted},
};

/// What a sandbox runs.
#[derive(Clone, Debug)]
pub struct Script {
    /// The file name; error positions show it.
    pub file: String,
    /// The script's URL; a script looks for files beside itself by it.
    pub url: String,
    /// The text.
    pub source: String,
    /// What the text is.
    pub kind: ModuleKind,
    /// The arguments after the file name.
    pub arguments: Vec<String>,
    /// The environment the script sees.
    pub environment: Vec<(String, String)>,
}

/// One script's sandbox: a guest instance, its network service, its limits.
pub struct Sandbox {
    instance: Instance,
    service: Service,
    limits: Limits,
    signals: Signals,
}

impl Script {
    /// An ECMAScript module without arguments and environment.
    pub fn new(file: impl Into<String>, source: impl Into<String>) -> Self {
        let file = file.into();
        Self {
            url: file.clone(),
            file,
            source: source.into(),
            kind: ModuleKind::Module,
            arguments: Vec::new(),
            environment: Vec::new(),
        }
    }
}

impl Sandbox {
    /// A fresh sandbox for scripts in a language.
    ///
    /// # Errors
    ///
    /// The engine holds as many sandboxes as it may, or the system refuses memory.
    pub async fn new(
        engine: &Engine,
        language: Language,
        network: Arc<Network>,
        policy: Arc<Policy>,
        limits: Limits,
        modules: Box<dyn ModuleSource>,
        output: Box<dyn Output>,
    ) -> Result<Self, SandboxError> {
        let host = Host::new(output, modules, limits.memory_bytes, limits.cpu_time);
        let instance = Instance::new(engine, language, host).await?;
        let service = Service::new(network, policy, limits.network.clone());
        Ok(Self { instance, service, limits, signals: Signals::default() })
    }

    /// As it is, for a script that `signals` reach.
    pub fn with_signals(mut self, signals: Signals) -> Self {
        self.service = self.service.with_signals(signals.clone());
        self.signals = signals;
        self
    }

    /// As it is, for a script with such a standard input.
    pub fn with_input(mut self, input: Input) -> Self {
        self.service = self.service.with_input(input);
        self
    }

    /// Runs a script to its end.
    ///
    /// # Errors
    ///
    /// A defect of the guest or the host. What a script does wrong is an [`End`].
    ///
    /// # Cancel safety
    ///
    /// Dropping the future ends the script where it is and gives up its connections.
    pub async fn run(mut self, script: &Script) -> Result<End, SandboxError> {
        match self.run_turns(script).await {
            Ok(end) => {
                self.service.drain().await;
                Ok(end)
            }
            Err(Interrupted::Stopped(Stopped::Limit(limit))) => Ok(End::Limit(limit)),
            Err(Interrupted::Stopped(Stopped::OutputClosed)) => Ok(End::OutputClosed),
            Err(Interrupted::Failed(error)) => Err(error),
        }
    }

    async fn run_turns(&mut self, script: &Script) -> Result<End, Interrupted> {
        let mut inbox = Inbox::new();
        let mut outcomes = Vec::new();
        let mut state = self.turn(inbox.start(&start_message(script, &self.limits))).await?;
        loop {
            if let Some(end) = self.end_of(state) {
                return Ok(end);
            }
            tokio::select! {
                biased;
                () = self.signals.draining() => break,
                () = self.service.completed(&mut outcomes) => {}
                // It goes on with what has finished by now, when others have had their turn.
                () = tokio::task::yield_now(), if state == State::Preempted => {}
            }
            write_replies(&mut inbox, &mut outcomes);
            state = self.turn(inbox.bytes()).await?;
        }
        self.service.stop_listening();
        let drain_time = self.limits.network.drain_time;
        match tokio::time::timeout(drain_time, self.run_out(state)).await {
            Ok(end) => end,
            Err(_) => Ok(End::Drained),
        }
    }

    /// Runs the script for as long as its servers have something to answer.
    async fn run_out(&mut self, mut state: State) -> Result<End, Interrupted> {
        let mut inbox = Inbox::new();
        let mut outcomes = Vec::new();
        loop {
            if let Some(end) = self.end_of(state) {
                return Ok(end);
            }
            while outcomes.is_empty() {
                if !self.service.is_serving() {
                    return Ok(End::Drained);
                }
                tokio::select! {
                    biased;
                    () = self.service.completed_or_served(&mut outcomes) => {}
                    () = tokio::task::yield_now(), if state == State::Preempted => break,
                }
            }
            write_replies(&mut inbox, &mut outcomes);
            state = self.turn(inbox.bytes()).await?;
        }
    }

    /// How a turn's state ends the script, if it does.
    fn end_of(&self, state: State) -> Option<End> {
        match state {
            State::Finished { exit_code } => Some(End::Exited(exit_code)),
            State::OutOfTime => Some(End::Limit(LimitReached::CpuTime(self.limits.cpu_time.unwrap_or_default()))),
            State::OutOfMemory => Some(End::Limit(LimitReached::Memory(self.limits.memory_bytes))),
            State::Waiting if self.service.in_flight() == 0 => Some(End::Exited(0)),
            State::Waiting | State::Preempted => None,
        }
    }

    /// One turn: hands in a message, starts and cancels what comes back.
    async fn turn(&mut self, message: &[u8]) -> Result<State, Interrupted> {
        let bytes = self.instance.turn(message).await?;
        let outgoing = Outgoing::decode(bytes).map_err(|error| Interrupted::Failed(SandboxError::guest(error)))?;
        for call in outgoing.calls {
            self.service.start(call.id, call.operation);
        }
        for id in outgoing.cancelled {
            self.service.cancel(id);
        }
        Ok(outgoing.state)
    }
}

fn start_message<'a>(script: &'a Script, limits: &Limits) -> Start<'a> {
    let cpu_milliseconds = limits.cpu_time.map(|time| u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
    Start {
        file: &script.file,
        url: &script.url,
        stack_bytes: None,
        source: &script.source,
        kind: script.kind,
        arguments: script.arguments.iter().map(String::as_str).collect(),
        environment: script.environment.iter().flat_map(|(name, value)| [name.as_str(), value.as_str()]).collect(),
        cpu_milliseconds,
        memory_bytes: limits.memory_bytes,
    }
}

fn write_replies(inbox: &mut Inbox, outcomes: &mut Vec<(CallId, Outcome)>) {
    inbox.begin_replies(outcomes.len());
    for (id, outcome) in outcomes.drain(..) {
        outcome.write(id, inbox);
    }
}
