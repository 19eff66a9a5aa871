//! `strait run`.

use std::{future, process::ExitCode, time::Duration};

use strait::{End, Input, LimitReached, Runtime, SandboxError, Signal, Signals};
use tokio::signal;

use super::{arguments::Run, exit, settings::Settings};

/// Runs a script and gives its exit code.
pub(super) fn run(run: Run) -> ExitCode {
    let settings = match Settings::resolve(&run) {
        Ok(settings) => settings,
        Err(message) => return fail(exit::USAGE, &message),
    };
    let runtime = match Runtime::new(&settings.runtime) {
        Ok(runtime) => runtime,
        Err(error) => return fail(exit::USAGE, &error.to_string()),
    };
    let reactor = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(reactor) => reactor,
        Err(error) => return fail(exit::INTERNAL, &format!("cannot start: {error}")),
    };
    let mut options = settings.options;
    if let Some(mut modules) = settings.modules {
        modules.fetch_by(runtime.network());
        options.modules = Box::new(modules);
    }
    options.input = Input::of_process();
    let signals = options.signals.clone();
    let ended = reactor.block_on(async {
        tokio::select! {
            biased;
            code = signalled(&signals, run.drain_timeout) => Ended::Signalled(code),
            () = after(run.timeout) => Ended::TimedOut,
            result = runtime.run(&settings.script, options) => Ended::Finished(result),
        }
    });
    let code = report(ended, run.timeout);
    // Connections are given up with the process; a name look-up under way must not keep it.
    reactor.shutdown_background();
    code
}

enum Ended {
    Finished(Result<End, SandboxError>),
    TimedOut,
    Signalled(u8),
}

/// Waits until the user wants the script to end, for which there are two ways: at once, or when its servers have answered what
/// is under way. A script that waits for a signal decides for itself.
async fn signalled(signals: &Signals, drain_time: Duration) -> u8 {
    let mut arriving = Arriving::new();
    loop {
        match arriving.next().await {
            signal if signals.send(signal) => {}
            Signal::Interrupt => return exit::INTERRUPTED,
            Signal::Terminate if !signals.serves() => return exit::TERMINATED,
            Signal::Terminate => break,
        }
    }
    signals.drain();
    tokio::select! {
        biased;
        signal = arriving.next() => if signal == Signal::Interrupt { exit::INTERRUPTED } else { exit::TERMINATED },
        // The sandbox itself keeps to that time, unless its script computes without end.
        () = tokio::time::sleep(drain_time + DRAIN_GRACE) => exit::TERMINATED,
    }
}

/// What a sandbox may take to notice that it is out of time.
const DRAIN_GRACE: Duration = Duration::from_millis(500);

/// The signals of the process, from the first one on.
struct Arriving {
    #[cfg(unix)]
    terminate: Option<signal::unix::Signal>,
}

impl Arriving {
    fn new() -> Self {
        Self {
            #[cfg(unix)]
            terminate: signal::unix::signal(signal::unix::SignalKind::terminate()).ok(),
        }
    }

    async fn next(&mut self) -> Signal {
        let interrupt = async {
            if signal::ctrl_c().await.is_err() {
                // Without a handler the signal ends the process by itself.
                future::pending::<()>().await;
            }
        };
        #[cfg(unix)]
        let terminate = async {
            match &mut self.terminate {
                Some(terminate) => {
                    terminate.recv().await;
                }
                None => future::pending().await,
            }
        };
        #[cfg(not(unix))]
        let terminate = future::pending::<()>();
        tokio::select! {
            () = interrupt => Signal::Interrupt,
            () = terminate => Signal::Terminate,
        }
    }
}

async fn after(timeout: Option<Duration>) {
    match timeout {
        Some(timeout) => tokio::time::sleep(timeout).await,
        None => future::pending().await,
    }
}

fn report(ended: Ended, timeout: Option<Duration>) -> ExitCode {
    match ended {
        Ended::Finished(Ok(End::Exited(code))) => ExitCode::from(code),
        // Nobody reads the output any more: the reader has what it wanted.
        Ended::Finished(Ok(End::OutputClosed)) => ExitCode::SUCCESS,
        Ended::Finished(Ok(End::Drained)) => ExitCode::from(exit::TERMINATED),
        Ended::Finished(Ok(End::Limit(limit))) => fail(limit_code(&limit), &limit.to_string()),
        Ended::Finished(Err(error)) => fail(exit::INTERNAL, &error.to_string()),
        Ended::TimedOut => {
            let seconds = timeout.unwrap_or_default().as_secs_f64();
            fail(exit::TIMEOUT, &format!("the script ran for {seconds} s, the time it has; allow more with --timeout"))
        }
        Ended::Signalled(code) => ExitCode::from(code),
    }
}

fn limit_code(limit: &LimitReached) -> u8 {
    match limit {
        LimitReached::CpuTime(_) => exit::CPU_LIMIT,
        LimitReached::Memory(_) => exit::MEMORY_LIMIT,
        LimitReached::Stack => exit::STACK_LIMIT,
    }
}

fn fail(code: u8, message: &str) -> ExitCode {
    eprintln!("strait: {message}");
    ExitCode::from(code)
}
