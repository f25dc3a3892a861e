//! The French communes shipped inside the binary: names, people, postal codes, groupings of communes.
//! The data sleep compressed, one frame a department, and only the frame asked for is opened and dropped again.
//! No open outline of every commune comes with them: an operator gives a GeoJSON file, from which the centre and the
//! neighbours are worked out too. The demonstration town alone has an outline, drawn by hand.

mod outline;
mod pack;
#[cfg(test)]
mod tests;

pub use outline::{Outline, OutlineProblem};

const DRAWN: [(&str, &str); 1] = [(
    "92071",
    include_str!("../../../../../assets/communes/sceaux-drawn.geojson"),
)];

/// A commune as it stood on 1 January of the year of the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Commune {
    /// Five characters: `92071`, `2A004`, `97105`.
    pub insee: String,
    pub name: String,
    /// Name of the department, or of the overseas collectivity.
    pub department: String,
    pub region: String,
    /// Municipal population; 0 where nobody lives or where it is not counted.
    pub population: i64,
    pub postal_codes: Vec<String>,
    /// Legal number; absent in the overseas collectivities.
    pub siren: Option<String>,
    /// Intercommunal body with its own taxes.
    pub epci_name: Option<String>,
    /// Territorial establishment, in Greater Paris only.
    pub ept_name: Option<String>,
    /// Latitude, longitude.
    pub centre: Option<(f64, f64)>,
    /// A GeoJSON geometry, `Polygon` or `MultiPolygon`, in degrees.
    pub outline: Option<String>,
    /// The outline is a drawing for demonstrations, and a map must say so.
    pub approximate: bool,
    /// INSEE codes of the communes sharing a border, as far as the outline's file tells.
    pub neighbours: Vec<String>,
}

impl Commune {
    /// The same commune with the outline, centre and neighbours found in a GeoJSON file.
    ///
    /// # Errors
    /// When the text is not GeoJSON in degrees, or holds no outline of this commune.
    pub fn with_outline(self, geojson: &str) -> Result<Self, OutlineProblem> {
        let outline = outline::read(geojson, &self.insee)?;
        Ok(Self {
            approximate: false,
            ..self.outlined(outline)
        })
    }

    fn outlined(self, outline: Outline) -> Self {
        let Outline {
            geometry,
            centre,
            neighbours,
        } = outline;
        Self {
            outline: Some(geometry),
            centre: Some(centre),
            neighbours,
            ..self
        }
    }

    fn drawn(self) -> Self {
        let drawing = DRAWN.iter().find(|(insee, _)| *insee == self.insee);
        match drawing.and_then(|(insee, text)| outline::read(text, insee).ok()) {
            Some(outline) => Self {
                approximate: true,
                ..self.outlined(outline)
            },
            None => self,
        }
    }
}

/// The commune of this INSEE code, in either case, spaces around it ignored.
pub fn find(insee: &str) -> Option<Commune> {
    let insee = insee.trim().to_ascii_uppercase();
    let department = pack::departments().find(|department| department.holds(&insee))?;
    let lines = department.open();
    let commune = lines
        .lines()
        .find_map(|line| pack::row(line).filter(|row| row.insee == insee));
    commune.map(|row| row.commune(&department).drawn())
}

/// Communes whose name, postal code or INSEE code looks like `query`, as (INSEE code, name, department): exact
/// names first, then beginnings, then beginnings of a word; the most peopled first among equals.
pub fn search(query: &str, limit: usize) -> Vec<(String, String, String)> {
    let wanted = fold(query);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for department in pack::departments() {
        let lines = department.open();
        let near = lines
            .lines()
            .filter_map(pack::row)
            .filter_map(|row| Some((rank(&row, &wanted)?, row)));
        found.extend(near.map(|(rank, row)| {
            let answer = (
                row.insee.to_owned(),
                row.name.to_owned(),
                department.name.to_owned(),
            );
            (rank, std::cmp::Reverse(row.population), answer)
        }));
    }
    found.sort();
    found
        .into_iter()
        .take(limit)
        .map(|(_, _, answer)| answer)
        .collect()
}

fn rank(row: &pack::Row<'_>, wanted: &str) -> Option<u8> {
    let name = fold(row.name);
    let coded = || {
        row.insee.to_lowercase() == wanted
            || row
                .postal_codes
                .split(' ')
                .any(|code| wanted.len() >= 2 && code.starts_with(wanted))
    };
    if name == wanted {
        Some(0)
    } else if name.starts_with(wanted) {
        Some(1)
    } else if name
        .match_indices(wanted)
        .any(|(at, _)| name[..at].ends_with(' '))
    {
        Some(2)
    } else {
        coded().then_some(3)
    }
}

/// Lower case, no accents, words parted by one space, so that « Châtenay-Malabry » and « chatenay malabry » meet.
fn fold(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => plain.push('a'),
            'ç' => plain.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' => plain.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' => plain.push('i'),
            'ñ' => plain.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ō' => plain.push('o'),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' => plain.push('u'),
            'ý' | 'ÿ' => plain.push('y'),
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            '\u{300}'..='\u{36f}' => {}
            letter if letter.is_alphanumeric() => plain.push(letter),
            _ if plain.ends_with(' ') => {}
            _ => plain.push(' '),
        }
    }
    plain.trim().to_owned()
}
