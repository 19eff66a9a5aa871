//! Rules for reading files.

use std::path::{Path, PathBuf};

use crate::Denial;

/// Which files may be read.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReadRules {
    everything: bool,
    /// Files, and directories with everything in them.
    paths: Vec<PathBuf>,
}

impl ReadRules {
    pub(crate) fn everything() -> Self {
        Self { everything: true, paths: Vec::new() }
    }

    pub(crate) fn add(&mut self, path: PathBuf) {
        match path.as_os_str().is_empty() {
            true => self.everything = true,
            false => self.paths.push(path),
        }
    }

    pub(crate) fn check(&self, path: &Path) -> Result<(), Denial> {
        // A path that goes up again cannot be compared component by component.
        let goes_up = path.components().any(|component| component == std::path::Component::ParentDir);
        if self.everything || (!goes_up && self.paths.iter().any(|allowed| path.starts_with(allowed))) {
            return Ok(());
        }
        let path = path.display();
        Err(Denial::new(format!("reading {path} is not allowed"), format!("--allow-read={path}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(allowed: &[&str], path: &str, expected: bool) {
        let mut rules = ReadRules::default();
        allowed.iter().for_each(|allowed| rules.add(allowed.into()));
        assert_eq!(rules.check(Path::new(path)).is_ok(), expected, "{allowed:?} {path}");
    }

    #[test]
    fn a_directory_covers_what_is_in_it() {
        check(&["/srv/data"], "/srv/data", true);
        check(&["/srv/data"], "/srv/data/a/b", true);
        check(&["/srv/data"], "/srv/data2", false);
        check(&["/srv/data"], "/srv", false);
        check(&["/srv/data"], "/srv/data/../secret", false);
        check(&["/a", "/b"], "/b/c", true);
        check(&[""], "/etc/passwd", true);
        check(&[], "/etc/passwd", false);
    }

    #[test]
    fn a_denial_names_the_flag() {
        let denial = ReadRules::default().check(Path::new("/etc/passwd")).unwrap_err();
        assert_eq!(denial.to_string(), "reading /etc/passwd is not allowed; run again with --allow-read=/etc/passwd");
    }
}
