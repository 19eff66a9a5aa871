//! What a sandbox costs: the time to a fresh one that has evaluated a small script, and the memory of each of 1,000 live
//! ones. Prints one JSON object. Run by `make bench`.

use std::{
    error::Error,
    fs, io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use strait::{Options, Output, OutputStream, Runtime, Script};
use tokio::task::JoinSet;

const FRESH: usize = 2000;
const LIVE: usize = 1000;

/// Counts what scripts print.
#[derive(Clone, Default)]
struct Count(Arc<AtomicUsize>);

impl Output for Count {
    fn write(&mut self, _stream: OutputStream, _bytes: &[u8]) -> io::Result<()> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let begun = Instant::now();
    let runtime = Runtime::new(&Default::default())?;
    let engine_start = begun.elapsed();
    let fresh = time_to_fresh(&runtime).await?;
    let live = memory_per_live(&runtime).await?;
    println!(
        "{{\"engine_start_us\": {}, \"fresh_sandbox_us\": {}, \"live_sandbox_kib\": {live}}}",
        engine_start.as_micros(),
        fresh.as_micros()
    );
    Ok(())
}

fn options(count: &Count) -> Options {
    Options { output: Box::new(count.clone()), ..Options::default() }
}

/// Median time to make a sandbox, evaluate a script that answers one call (a timer), and end.
async fn time_to_fresh(runtime: &Runtime) -> Result<Duration, Box<dyn Error>> {
    let count = Count::default();
    let script = Script::new("fresh.js", "const answer = [1, 2, 3].map((n) => n * 2); console.log(answer.join());");
    let mut times = Vec::with_capacity(FRESH);
    for _ in 0..FRESH {
        let begun = Instant::now();
        runtime.run(&script, options(&count)).await?;
        times.push(begun.elapsed());
    }
    assert_eq!(count.0.load(Ordering::Relaxed), FRESH, "every script printed its line");
    times.sort();
    Ok(times[FRESH / 2])
}

/// KiB of private memory for each of many sandboxes that have evaluated a script and wait.
async fn memory_per_live(runtime: &Runtime) -> Result<usize, Box<dyn Error>> {
    let count = Count::default();
    let script = Arc::new(Script::new("live.js", "console.log('up'); setTimeout(() => {}, 60_000);"));
    let before = private_kib()?;
    let mut live = JoinSet::new();
    for _ in 0..LIVE {
        let (runtime, script, options) = (runtime.clone(), Arc::clone(&script), options(&count));
        live.spawn(async move { runtime.run(&script, options).await.map(drop).map_err(|error| error.to_string()) });
    }
    while count.0.load(Ordering::Relaxed) < LIVE {
        tokio::task::yield_now().await;
        if let Some(ended) = live.try_join_next() {
            return Err(format!("a sandbox ended: {ended:?}").into());
        }
    }
    Ok((private_kib()? - before) / LIVE)
}

fn private_kib() -> Result<usize, Box<dyn Error>> {
    let rollup = fs::read_to_string("/proc/self/smaps_rollup")?;
    let field = |name: &str| -> usize {
        let line = rollup.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
    };
    Ok(field("Private_Dirty:") + field("Private_Clean:"))
}
