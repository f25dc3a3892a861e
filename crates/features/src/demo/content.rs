//! What the demonstration says: the town, its people, their ideas and what they answer each other, as written
//! in `content/`.

use serde::Deserialize;

/// The file of the territory.
#[derive(Debug, Deserialize)]
pub struct Town {
    pub texts: Texts,
    pub zone: Vec<Zone>,
    pub theme: Vec<Theme>,
}

/// Words of the home page.
#[derive(Debug, Deserialize)]
pub struct Texts {
    pub hero_title_fr: String,
    pub hero_line_fr: String,
    pub hero_title_en: String,
    pub hero_line_en: String,
}

/// A quarter.
#[derive(Debug, Deserialize)]
pub struct Zone {
    pub key: String,
    pub name: String,
    pub lat: f64,
    pub lon: f64,
}

/// A theme.
#[derive(Debug, Deserialize)]
pub struct Theme {
    pub key: String,
    pub name_fr: String,
    pub name_en: String,
    pub line_fr: String,
    pub line_en: String,
    pub hue: String,
}

/// A resident. Somebody who left has no name.
#[derive(Debug, Deserialize)]
pub struct Person {
    pub key: String,
    #[serde(default)]
    pub name: String,
    pub zone: String,
    #[serde(default)]
    pub bio_fr: String,
    pub joined: String,
    pub state: String,
}

/// An idea with its discussion.
#[derive(Debug, Deserialize)]
pub struct Idea {
    pub key: String,
    /// Named by the file it stands in, or by itself.
    #[serde(default)]
    pub theme: String,
    pub title: String,
    pub line: String,
    pub body: String,
    pub author: String,
    pub zone: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    #[serde(default)]
    pub place: String,
    pub created: String,
    pub state: String,
    #[serde(default)]
    pub reason: String,
    pub supports: usize,
    #[serde(default)]
    pub version: Vec<Version>,
    #[serde(default)]
    pub edited: Vec<Edited>,
    #[serde(default)]
    pub picture: Vec<Picture>,
    #[serde(default)]
    pub comment: Vec<Comment>,
}

/// An earlier text, whole.
#[derive(Debug, Deserialize)]
pub struct Version {
    pub at: String,
    pub note: String,
    pub title: String,
    pub line: String,
    pub body: String,
}

/// A change that led to the present text.
#[derive(Debug, Deserialize)]
pub struct Edited {
    pub at: String,
    pub note: String,
    pub old_title: Option<String>,
    pub old_line: Option<String>,
}

/// A picture to draw.
#[derive(Debug, Deserialize)]
pub struct Picture {
    pub motif: String,
    pub alt: String,
}

/// A word in a discussion.
#[derive(Debug, Deserialize)]
pub struct Comment {
    pub key: String,
    pub reply_to: Option<String>,
    pub side: Option<String>,
    pub author: String,
    pub at: String,
    pub body: String,
    #[serde(default)]
    pub thanks: usize,
    #[serde(default)]
    pub official: bool,
    #[serde(default)]
    pub hidden: bool,
    #[serde(default)]
    pub reason: String,
}

/// Everything.
#[derive(Debug)]
pub struct Content {
    pub town: Town,
    pub people: Vec<Person>,
    pub ideas: Vec<Idea>,
}

#[derive(Deserialize)]
struct People {
    person: Vec<Person>,
}

#[derive(Deserialize)]
struct Ideas {
    idea: Vec<Idea>,
}

macro_rules! files {
    ($($theme:literal => $file:literal),* $(,)?) => {
        [$(($theme, include_str!(concat!("content/ideas/", $file, ".toml")))),*]
    };
}

const IDEAS: [(&str, &str); 12] = files! {
    "mobilite" => "01-mobilite",
    "climat" => "02-climat",
    "vivre-ensemble" => "03-vivre-ensemble",
    "culture" => "04-culture",
    "sport" => "05-sport",
    "jeunesse" => "06-jeunesse",
    "aines" => "07-aines",
    "commerces" => "08-commerces",
    "alimentation" => "09-alimentation",
    "numerique" => "10-numerique",
    "solidarite" => "11-solidarite",
    "cadre-de-vie" => "12-cadre-de-vie",
};

fn read(town: &str, people: &str, ideas: &[(&str, &str)]) -> Result<Content, toml::de::Error> {
    let People { person } = toml::from_str(people)?;
    let mut all = Vec::new();
    for (theme, text) in ideas {
        let Ideas { mut idea } = toml::from_str(text)?;
        for one in idea.iter_mut().filter(|one| one.theme.is_empty()) {
            (*theme).clone_into(&mut one.theme);
        }
        all.append(&mut idea);
    }
    Ok(Content {
        town: toml::from_str(town)?,
        people: person,
        ideas: all,
    })
}

/// Reads everything about the town.
///
/// # Errors
/// Names the first thing that cannot be read; a test reads it all.
pub fn whole() -> Result<Content, toml::de::Error> {
    let (town, people) = (
        include_str!("content/territory.toml"),
        include_str!("content/people.toml"),
    );
    read(town, people, &IDEAS)
}

/// Reads everything about its neighbour.
///
/// # Errors
/// The same.
pub fn neighbour() -> Result<Content, toml::de::Error> {
    let (town, people) = (
        include_str!("content/vallon/territory.toml"),
        include_str!("content/vallon/people.toml"),
    );
    read(town, people, &[("", include_str!("content/vallon/ideas.toml"))])
}
