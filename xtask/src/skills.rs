//! Computes what stands beside the shipped skills: their neighbours, and the job names by which one looks for them. The
//! words are ours (`crates/features/src/skills/shipped/skills.psv`); the links come from the open ROME of France
//! Travail (Licence Ouverte), read from its folder of CSV files. Two skills are near when the jobs they belong to ask
//! for the same knowledge, rare knowledge counting more (cosine over inverse document frequency), and when their words
//! meet.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// Neighbours kept of each skill.
const NEIGHBOURS: usize = 4;
/// Job names kept of each skill.
const JOBS: usize = 6;
/// Below this two skills are not near.
const NEAR: f64 = 0.3;

struct Skill<'a> {
    domain: &'a str,
    slug: &'a str,
    words: BTreeSet<String>,
    jobs: Vec<&'a str>,
}

/// Reads our words and the ROME, writes `near.psv` beside the words.
pub fn build(rome: &Path, shipped: &Path) -> Result<()> {
    let text = std::fs::read_to_string(shipped.join("skills.psv"))?;
    let skills: Vec<Skill<'_>> = text.lines().filter_map(read).collect();
    ensure!(
        skills.len() == text.lines().count(),
        "a line of skills.psv cannot be read"
    );
    let asked = asked(rome)?;
    let names = names(rome)?;
    let vectors: Vec<_> = skills.iter().map(|skill| vector(skill, &asked)).collect();
    let mut out = String::new();
    for (at, skill) in skills.iter().enumerate() {
        let mut near: Vec<(f64, &str)> = skills
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(other, that)| (closeness(skill, that, &vectors[at], &vectors[other]), that.slug))
            .filter(|(score, _)| *score >= NEAR)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let near: Vec<&str> = near.into_iter().take(NEIGHBOURS).map(|n| n.1).collect();
        writeln!(
            out,
            "{}|{}|{}",
            skill.slug,
            near.join(";"),
            jobs(skill, &names).join(";")
        )?;
    }
    std::fs::write(shipped.join("near.psv"), out)?;
    Ok(())
}

fn read(line: &str) -> Option<Skill<'_>> {
    let fields: Vec<&str> = line.split('|').collect();
    let [domain, slug, fr, _, words, _, jobs] = fields[..] else {
        return None;
    };
    Some(Skill {
        domain,
        slug,
        words: format!("{fr};{words}")
            .split([' ', ';', '’', '-'])
            .filter_map(stem)
            .collect(),
        jobs: jobs.split(';').filter(|job| !job.is_empty()).collect(),
    })
}

/// The beginning of a word that says something; none for small words.
fn stem(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let small = [
        "pour",
        "avec",
        "dans",
        "aide",
        "faire",
        "chez",
        "sans",
        "entre",
        "atelier",
        "ateliers",
        "animation",
        "assistant",
    ];
    (word.chars().count() >= 4 && !small.contains(&word.as_str())).then(|| word.chars().take(6).collect())
}

fn table(path: &Path) -> Result<csv::Reader<std::fs::File>> {
    csv::Reader::from_path(path).with_context(|| path.display().to_string())
}

fn file(rome: &Path, part: &str) -> Result<std::path::PathBuf> {
    let found = std::fs::read_dir(rome)?.flatten().map(|entry| entry.path());
    let named = |path: &std::path::PathBuf| path.to_string_lossy().contains(part);
    found
        .filter(|path| named(path))
        .min()
        .with_context(|| format!("no file of {part} there"))
}

/// What each job asks for.
fn asked(rome: &Path) -> Result<HashMap<String, BTreeSet<String>>> {
    let mut known = BTreeSet::new();
    for row in table(&file(rome, "referentiel_competence")?)?.records() {
        known.insert(row?.get(0).unwrap_or_default().to_owned());
    }
    let mut asked: HashMap<String, BTreeSet<String>> = HashMap::new();
    for row in table(&file(rome, "liens_rome_referentiels")?)?.records() {
        let row = row?;
        let (job, what) = (row.get(0).unwrap_or_default(), row.get(1).unwrap_or_default());
        if known.contains(what) {
            asked.entry(job.to_owned()).or_default().insert(what.to_owned());
        }
    }
    Ok(asked)
}

/// Names of each job, both genders apart.
fn names(rome: &Path) -> Result<HashMap<String, Vec<String>>> {
    let mut names: HashMap<String, Vec<String>> = HashMap::new();
    for row in table(&file(rome, "referentiel_appellation")?)?.records() {
        let row = row?;
        let (name, job) = (row.get(1).unwrap_or_default(), row.get(3).unwrap_or_default());
        let name = name.replace("''", "’").to_lowercase();
        let both: Vec<&str> = name.split(" / ").collect();
        let whole = |half: &&&str| half.split(' ').count() == both[0].split(' ').count();
        let both = both.iter().filter(whole).map(|half| (*half).to_owned());
        names.entry(job.to_owned()).or_default().extend(both);
    }
    Ok(names)
}

/// How much each piece of knowledge weighs for a skill.
fn vector(skill: &Skill<'_>, asked: &HashMap<String, BTreeSet<String>>) -> BTreeMap<String, f64> {
    let mut vector = BTreeMap::new();
    for what in skill.jobs.iter().filter_map(|job| asked.get(*job)).flatten() {
        let holders = asked.values().filter(|all| all.contains(what)).count();
        #[expect(clippy::cast_precision_loss, reason = "some hundred jobs")]
        let rarity = (asked.len() as f64 / holders as f64).ln();
        vector.insert(what.clone(), rarity);
    }
    vector
}

fn closeness(a: &Skill<'_>, b: &Skill<'_>, va: &BTreeMap<String, f64>, vb: &BTreeMap<String, f64>) -> f64 {
    let norm = |v: &BTreeMap<String, f64>| v.values().map(|x| x * x).sum::<f64>().sqrt();
    let dot: f64 = va.iter().filter_map(|(what, x)| Some(x * vb.get(what)?)).sum();
    let both = norm(va) * norm(vb);
    let knowledge = if both > 0.0 { dot / both } else { 0.0 };
    let words = a.words.intersection(&b.words).count().min(2);
    let words = [0.0, 0.35, 0.5].get(words).copied().unwrap_or(0.0);
    let domain = if a.domain == b.domain { 0.2 } else { 0.0 };
    knowledge * 0.6 + words + domain
}

/// Short job names that share a word with the skill: the ways to say it by who does it.
fn jobs(skill: &Skill<'_>, names: &HashMap<String, Vec<String>>) -> Vec<String> {
    let all = skill.jobs.iter().filter_map(|job| names.get(*job)).flatten();
    let fits = |name: &&String| {
        let words: Vec<&str> = name.split(' ').collect();
        words.len() <= 2
            && !name.contains(['(', '|', ';', '.'])
            && words
                .iter()
                .filter_map(|w| stem(w))
                .any(|w| skill.words.contains(&w))
    };
    let found: BTreeSet<&String> = all.filter(fits).collect();
    let mut found: Vec<String> = found.into_iter().cloned().collect();
    found.sort_by_key(|name| (name.split(' ').count(), name.len(), name.clone()));
    found.truncate(JOBS);
    found
}
