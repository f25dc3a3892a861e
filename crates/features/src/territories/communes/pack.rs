//! The packed file: a plain table of contents (code, name, region, length of each department's frame), an empty line,
//! then the frames, each a zstd-compressed table with tabs. `cargo run -p xtask -- communes` writes it.
//! It is part of the program, and the tests open every frame of it, so a damaged one cannot be shipped.

use super::Commune;

const PACK: &[u8] = include_bytes!("../../../../../assets/communes/communes.pack");
const LARGEST_FRAME: usize = 1 << 20;

/// A department, or an overseas collectivity, with its communes still compressed.
pub(super) struct Department {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) region: &'static str,
    frame: &'static [u8],
}

impl Department {
    pub(super) fn holds(&self, insee: &str) -> bool {
        insee.starts_with(self.code)
    }

    /// One line for each commune, see [`row`].
    pub(super) fn open(&self) -> String {
        let lines = zstd::bulk::decompress(self.frame, LARGEST_FRAME);
        lines
            .ok()
            .and_then(|lines| String::from_utf8(lines).ok())
            .unwrap_or_default()
    }
}

/// One commune as it stands in its frame.
pub(super) struct Row<'a> {
    pub(super) insee: &'a str,
    pub(super) name: &'a str,
    pub(super) population: i64,
    pub(super) postal_codes: &'a str,
    siren: &'a str,
    epci: &'a str,
    ept: &'a str,
}

impl Row<'_> {
    pub(super) fn commune(&self, department: &Department) -> Commune {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Commune {
            insee: self.insee.to_owned(),
            name: self.name.to_owned(),
            department: department.name.to_owned(),
            region: department.region.to_owned(),
            population: self.population,
            postal_codes: self.postal_codes.split_whitespace().map(str::to_owned).collect(),
            siren: filled(self.siren),
            epci_name: filled(self.epci),
            ept_name: filled(self.ept),
            centre: None,
            outline: None,
            approximate: false,
            neighbours: Vec::new(),
        }
    }
}

/// Every department, in the order of the file.
pub(super) fn departments() -> impl Iterator<Item = Department> {
    let end = PACK
        .windows(2)
        .position(|pair| pair == b"\n\n")
        .unwrap_or_default();
    let (contents, frames) = PACK.split_at(end);
    let contents = std::str::from_utf8(contents).unwrap_or_default();
    let mut rest = frames.get(2..).unwrap_or_default();
    contents.lines().skip(1).filter_map(move |line| {
        let [code, name, region, length] = fields(line)?;
        let (frame, after) = rest.split_at_checked(length.parse().ok()?)?;
        rest = after;
        Some(Department {
            code,
            name,
            region,
            frame,
        })
    })
}

/// Reads a line: INSEE code, name, population, postal codes, SIREN, EPCI, EPT.
pub(super) fn row(line: &str) -> Option<Row<'_>> {
    let [insee, name, population, postal_codes, siren, epci, ept] = fields(line)?;
    Some(Row {
        insee,
        name,
        population: population.parse().ok()?,
        postal_codes,
        siren,
        epci,
        ept,
    })
}

fn fields<const N: usize>(line: &str) -> Option<[&str; N]> {
    line.split('\t').collect::<Vec<_>>().try_into().ok()
}
