//! Rules for environment variables.

use crate::{RuleError, rule::parse_list};

/// Which environment variables a script sees.
#[derive(Clone, Debug, Default)]
pub(crate) struct EnvironmentRules {
    everything: bool,
    rules: Vec<Names>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Names {
    One(String),
    StartingWith(String),
}

impl EnvironmentRules {
    pub(crate) fn everything() -> Self {
        Self { everything: true, rules: Vec::new() }
    }

    pub(crate) fn add(&mut self, list: &str) -> Result<(), RuleError> {
        match parse_list(list, Names::parse)? {
            Some(rules) => self.rules.extend(rules),
            None => self.everything = true,
        }
        Ok(())
    }

    pub(crate) fn shows(&self, name: &str) -> bool {
        self.everything || self.rules.iter().any(|rule| rule.covers(name))
    }
}

impl Names {
    fn parse(rule: &str) -> Result<Self, RuleError> {
        let (name, is_prefix) = match rule.strip_suffix('*') {
            Some(prefix) => (prefix, true),
            None => (rule, false),
        };
        if name.is_empty() || name.contains(['=', '*', '\0']) {
            return Err(RuleError::new(rule, "write the name of a variable, or its start and `*`"));
        }
        Ok(if is_prefix { Self::StartingWith(name.to_owned()) } else { Self::One(name.to_owned()) })
    }

    fn covers(&self, name: &str) -> bool {
        match self {
            Self::One(allowed) => allowed == name,
            Self::StartingWith(prefix) => name.starts_with(prefix.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rules: &str, name: &str, expected: bool) {
        let mut environment = EnvironmentRules::default();
        environment.add(rules).unwrap();
        assert_eq!(environment.shows(name), expected, "{rules} {name}");
    }

    #[test]
    fn names_and_prefixes() {
        check("", "HOME", true);
        check("HOME", "HOME", true);
        check("HOME", "HOMEDIR", false);
        check("HOME", "home", false);
        check("AWS_*, HOME", "AWS_REGION", true);
        check("AWS_*", "AWS", false);
        assert!(!EnvironmentRules::default().shows("HOME"));
    }

    #[test]
    fn malformed_rules_say_why() {
        for rule in ["A=1", "*", "A,,B", "A*B"] {
            let error = EnvironmentRules::default().add(rule).unwrap_err().to_string();
            assert!(error.ends_with("is not a rule: write the name of a variable, or its start and `*`"), "{error}");
        }
    }
}
