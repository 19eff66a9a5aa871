//! `strait run`.

use std::{future, process::ExitCode, time::Duration};

use strait::{End, LimitReached, Runtime, SandboxError};
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
    let ended = reactor.block_on(async {
        tokio::select! {
            biased;
            code = signalled() => Ended::Signalled(code),
            () = after(run.timeout) => Ended::TimedOut,
            result = runtime.run(&settings.script, settings.options) => Ended::Finished(result),
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

/// Ctrl-C, or SIGTERM where there is such a thing: the exit code that says which.
async fn signalled() -> u8 {
    let interrupt = async {
        if signal::ctrl_c().await.is_err() {
            // Without a handler the signal ends the process by itself.
            future::pending::<()>().await;
        }
        exit::INTERRUPTED
    };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut signals) => {
                signals.recv().await;
            }
            Err(_) => future::pending().await,
        }
        exit::TERMINATED
    };
    #[cfg(not(unix))]
    let terminate = future::pending();
    tokio::select! {
        code = interrupt => code,
        code = terminate => code,
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
