//! Packs the communes shipped with the product, from the JSON files of the npm package
//! `@etalab/decoupage-administratif`. See `assets/communes/README.md` for the source and its licence, and
//! `crates/features/src/territories/communes/pack.rs` for the reader.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde::de::DeserializeOwned;

const LEVEL: i32 = 19;

#[derive(Deserialize)]
struct Package {
    version: String,
}

#[derive(Deserialize)]
struct Place {
    code: String,
    nom: String,
    #[serde(default)]
    region: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Commune {
    code: String,
    nom: String,
    departement: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    siren: String,
    #[serde(default)]
    codes_postaux: Vec<String>,
    #[serde(default)]
    population: i64,
}

#[derive(Deserialize)]
struct Grouping {
    nom: String,
    membres: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    code: String,
}

/// Reads the unpacked npm package at `package` and writes the packed communes to `output`.
pub fn pack(package: &Path, output: &Path) -> Result<()> {
    let Package { version } = read(&package.join("package.json"))?;
    let data = package.join("data");
    let regions: Vec<Place> = read(&data.join("regions.json"))?;
    let departments: Vec<Place> = read(&data.join("departements.json"))?;
    let mut frames = tables(&data)?;
    let mut contents = format!("terreau-communes 1 @etalab/decoupage-administratif {version}\n");
    let mut body = Vec::new();
    for department in &departments {
        let Some(table) = frames.remove(&department.code) else {
            continue;
        };
        let region = regions.iter().find(|region| region.code == department.region);
        let region = region.map_or(&department.nom, |region| &region.nom);
        let frame = zstd::bulk::compress(table.as_bytes(), LEVEL)?;
        writeln!(
            contents,
            "{}\t{}\t{region}\t{}",
            department.code,
            department.nom,
            frame.len()
        )?;
        body.extend(frame);
    }
    ensure!(
        frames.is_empty(),
        "communes of unknown departments: {:?}",
        frames.keys()
    );
    contents.push('\n');
    let packed = [contents.into_bytes(), body].concat();
    fs::write(output, &packed).with_context(|| format!("writing {}", output.display()))?;
    println!("{}: {} bytes", output.display(), packed.len());
    Ok(())
}

/// One table of communes for each department, tabs between fields.
fn tables(data: &Path) -> Result<BTreeMap<String, String>> {
    let epci = groupings(&data.join("epci.json"))?;
    let ept = groupings(&data.join("ept.json"))?;
    let mut communes: Vec<Commune> = read(&data.join("communes.json"))?;
    communes.retain(|commune| commune.kind == "commune-actuelle");
    communes.sort_by(|a, b| a.code.cmp(&b.code));
    let mut tables: BTreeMap<String, String> = BTreeMap::new();
    for commune in communes {
        let code = &commune.code;
        ensure!(
            code.starts_with(&commune.departement),
            "{code} is not in {}",
            commune.departement
        );
        let group = |of: &HashMap<String, String>| of.get(code).cloned().unwrap_or_default();
        let fields = [
            code.clone(),
            commune.nom,
            commune.population.to_string(),
            commune.codes_postaux.join(" "),
            commune.siren,
            group(&epci),
            group(&ept),
        ];
        ensure!(
            fields.iter().all(|field| !field.contains(['\t', '\n'])),
            "{code} holds a tab or a line end"
        );
        writeln!(
            tables.entry(commune.departement).or_default(),
            "{}",
            fields.join("\t")
        )?;
    }
    Ok(tables)
}

fn groupings(path: &Path) -> Result<HashMap<String, String>> {
    let groupings: Vec<Grouping> = read(path)?;
    let members = groupings.into_iter().flat_map(|Grouping { nom, membres }| {
        membres.into_iter().map(move |member| (member.code, nom.clone()))
    });
    Ok(members.collect())
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("understanding {}", path.display()))
}
