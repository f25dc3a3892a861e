//! The ratchet: exceptions that stand today, each with how much. Nothing new enters, nothing grows, and what
//! was mended must leave, so that it cannot come back.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Context, Result};

use crate::finding::Finding;

const HEAD: &str = "# Exceptions to the limits of `cargo xtask tidy`: rule, place, how much.\n\
    # This list may only shrink: when one is mended, `cargo xtask tidy --shrink` forgets it. Nothing is added to it.\n";

/// The exceptions.
pub struct Ratchet {
    allowed: BTreeMap<(String, String), usize>,
}

impl Ratchet {
    /// Reads `rule place amount` lines.
    pub fn parse(text: &str) -> Result<Self> {
        let lines = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        let read = |line: &str| {
            let [rule, key, amount] = line.split_whitespace().collect::<Vec<_>>()[..] else {
                anyhow::bail!("ratchet: `{line}` is not `rule place amount`")
            };
            Ok((
                (rule.to_owned(), key.to_owned()),
                amount.parse().with_context(|| format!("ratchet: {line}"))?,
            ))
        };
        Ok(Self {
            allowed: lines.map(read).collect::<Result<_>>()?,
        })
    }

    pub fn len(&self) -> usize {
        self.allowed.len()
    }

    pub fn is_empty(&self) -> bool {
        self.allowed.is_empty()
    }

    fn amounts(found: &[Finding]) -> BTreeMap<(String, String), usize> {
        let mut amounts = BTreeMap::new();
        for finding in found {
            *amounts
                .entry((finding.rule.to_owned(), finding.key.clone()))
                .or_default() += finding.amount;
        }
        amounts
    }

    /// Forgets what was mended, lowers what was lowered; never adds.
    pub fn shrink(&mut self, found: &[Finding]) {
        let amounts = Self::amounts(found);
        self.allowed.retain(|key, _| amounts.contains_key(key));
        for (key, amount) in &mut self.allowed {
            *amount = (*amount).min(amounts.get(key).copied().unwrap_or(*amount));
        }
    }

    /// What remains to mend: all but what the ratchet allows, and the ratchet itself where it is too wide.
    pub fn judge(&self, found: Vec<Finding>) -> Vec<Finding> {
        let amounts = Self::amounts(&found);
        let slack = |(key, allowed): (&(String, String), &usize)| {
            let now = amounts.get(key).copied().unwrap_or(0);
            let text = format!(
                "{} allows {allowed}, {now} are left: run `cargo xtask tidy --shrink`",
                key.0
            );
            (now < *allowed).then(|| Finding {
                amount: 1,
                ..Finding::at("ratchet", &key.1, 0, text)
            })
        };
        let wide: Vec<_> = self.allowed.iter().filter_map(slack).collect();
        let over = |finding: &Finding| {
            let key = (finding.rule.to_owned(), finding.key.clone());
            amounts.get(&key) > self.allowed.get(&key)
        };
        found.into_iter().filter(over).chain(wide).collect()
    }
}

impl fmt::Display for Ratchet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEAD)?;
        self.allowed
            .iter()
            .try_for_each(|((rule, key), amount)| writeln!(f, "{rule} {key} {amount}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratchet() -> Ratchet {
        Ratchet::parse("# said\nfile a.rs 450\ncall b.rs 2\n").expect("reads")
    }

    fn faults(found: &[Finding]) -> usize {
        ratchet().judge(found.to_vec()).len()
    }

    #[test]
    fn what_stands_is_allowed_and_what_grows_or_is_new_is_not() {
        let call = Finding::at("call", "b.rs", 3, "x");
        let stands = [
            Finding::over("file", "a.rs", 450, 400),
            call.clone(),
            call.clone(),
        ];
        assert_eq!(faults(&stands), 0);
        assert_eq!(
            faults(&[
                Finding::over("file", "a.rs", 451, 400),
                call.clone(),
                call.clone()
            ]),
            1
        );
        assert_eq!(
            faults(&[&stands[..], &[Finding::over("file", "c.rs", 401, 400)]].concat()),
            1
        );
        assert_eq!(
            faults(&[&stands[..], &[call]].concat()),
            3,
            "each of the three places is shown"
        );
    }

    #[test]
    fn what_was_mended_must_leave() {
        let left = [Finding::over("file", "a.rs", 420, 400)];
        assert_eq!(faults(&left), 2);
        let mut ratchet = ratchet();
        ratchet.shrink(&left);
        assert_eq!(ratchet.to_string(), format!("{HEAD}file a.rs 420\n"));
        ratchet.shrink(&[
            Finding::over("file", "a.rs", 500, 400),
            Finding::over("file", "z.rs", 500, 400),
        ]);
        assert_eq!(
            ratchet.to_string(),
            format!("{HEAD}file a.rs 420\n"),
            "it never grows"
        );
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(Ratchet::parse("file a.rs").is_err());
        assert!(Ratchet::parse("file a.rs many").is_err());
    }
}
