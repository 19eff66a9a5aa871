//! The values of flags: sizes, durations, variables, folders.

use std::{path::PathBuf, time::Duration};

/// A size: a number of bytes, or one with `K`, `M` or `G` (powers of 1024).
pub(super) fn size(text: &str) -> Result<u64, String> {
    let (number, unit) = split_unit(text);
    let factor: u64 = match unit.to_ascii_uppercase().as_str() {
        "" | "B" => 1,
        "K" | "KB" | "KIB" => 1 << 10,
        "M" | "MB" | "MIB" => 1 << 20,
        "G" | "GB" | "GIB" => 1 << 30,
        _ => return Err("write a size as 64M, 512K or 2G".into()),
    };
    let bytes = number.parse::<u64>().ok().and_then(|number| number.checked_mul(factor));
    bytes.ok_or_else(|| "write a size as 64M, 512K or 2G".into())
}

/// The memory of a sandbox: a size that the guest fits in and that 32-bit memory can have.
pub(super) fn memory(text: &str) -> Result<u64, String> {
    const LEAST: u64 = 16 << 20;
    const MOST: u64 = 4 << 30;
    match size(text)? {
        bytes if bytes < LEAST => Err("a sandbox needs at least 16M".into()),
        bytes if bytes > MOST => Err("a sandbox has at most 4G".into()),
        bytes => Ok(bytes),
    }
}

/// A duration: `500ms`, `10s`, `2m`, `1h`, or a number of seconds.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let (number, unit) = split_unit(text);
    let seconds_per_unit = match unit {
        "ms" => 0.001,
        "" | "s" => 1.0,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => return Err("write a duration as 500ms, 10s, 2m or 1h".into()),
    };
    let seconds = number.parse::<f64>().ok().map(|number| number * seconds_per_unit);
    let duration = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    match duration {
        Some(duration) if !duration.is_zero() => Ok(duration),
        Some(_) => Err("a duration of nothing stops the script before it starts".into()),
        None => Err("write a duration as 500ms, 10s, 2m or 1h".into()),
    }
}

fn split_unit(text: &str) -> (&str, &str) {
    let end = text.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(text.len());
    text.split_at(end)
}

/// `NAME=VALUE`, or `NAME` for the value it has outside.
pub(super) fn variable(text: &str) -> Result<(String, String), String> {
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (name, value.to_owned()),
        None => (text, std::env::var(text).map_err(|_| format!("`{text}` is not set; write NAME=VALUE"))?),
    };
    if name.is_empty() { Err("write NAME=VALUE".into()) } else { Ok((name.to_owned(), value)) }
}

/// `GUEST:HOST`, with `:ro` or `:readonly` after it or not.
pub(super) fn mount(text: &str) -> Result<(PathBuf, PathBuf), String> {
    let text = text.strip_suffix(":ro").or_else(|| text.strip_suffix(":readonly")).unwrap_or(text);
    match text.split_once(':') {
        Some((guest, host)) if !guest.is_empty() && !host.is_empty() => Ok((guest.into(), host.into())),
        None if !text.is_empty() => Ok((text.into(), text.into())),
        _ => Err("write it as GUEST:HOST, such as /lib:./lib".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(size("64M"), Ok(64 << 20));
        assert_eq!(size("1024"), Ok(1024));
        assert_eq!(size("2GiB"), Ok(2 << 30));
        for bad in ["", "M", "1.5M", "-1", "64X", "99999999999999G"] {
            assert!(size(bad).is_err(), "{bad}");
        }
        assert_eq!(memory("1M"), Err("a sandbox needs at least 16M".into()));
        assert_eq!(memory("5G"), Err("a sandbox has at most 4G".into()));
    }

    #[test]
    fn durations() {
        assert_eq!(duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("1.5s"), Ok(Duration::from_millis(1500)));
        assert_eq!(duration("2m"), Ok(Duration::from_secs(120)));
        assert_eq!(duration("3"), Ok(Duration::from_secs(3)));
        for bad in ["", "s", "1d", "-1s", "0", "1e400s", "1.2.3s"] {
            assert!(duration(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn mounts() {
        assert_eq!(mount("/a:b:ro"), Ok(("/a".into(), "b".into())));
        assert_eq!(mount("."), Ok((".".into(), ".".into())));
        assert!(mount(":b").is_err());
    }
}
