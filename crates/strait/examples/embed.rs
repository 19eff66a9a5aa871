//! Runs a script from Rust, with a policy and its output caught: `cargo run -p strait --example embed`.

use std::{
    error::Error,
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use strait::{Options, Output, OutputStream, Runtime, Script};

/// Keeps what the script prints.
#[derive(Clone, Default)]
struct Caught(Arc<Mutex<Vec<u8>>>);

impl Output for Caught {
    fn write(&mut self, _stream: OutputStream, bytes: &[u8]) -> io::Result<()> {
        self.0.lock().expect("nothing panics while it holds the lock").extend_from_slice(bytes);
        Ok(())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let runtime = Runtime::new(&Default::default())?;
    let caught = Caught::default();
    let mut options = Options { output: Box::new(caught.clone()), ..Options::default() };
    options.policy.allow_net("api.example.com")?;
    options.limits.memory_bytes = 64 * 1024 * 1024;
    options.limits.cpu_time = Some(Duration::from_secs(1));

    let script = Script::new(
        "hello.js",
        "console.log('hello from', args[0]);
         fetch('http://example.com/').catch((error) => console.log(error.message));",
    );
    let end = runtime.run(&script, options).await?;

    let printed = caught.0.lock().expect("nothing panics while it holds the lock");
    print!("{}", String::from_utf8_lossy(&printed));
    println!("{end:?}");
    Ok(())
}
