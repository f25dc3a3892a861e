//! Territories, themes and quarters in the database.

use terreau_kernel::{id::Id, time::Micros};
use terreau_kit::territory::Settings;
use terreau_store::{Reach, Result, run, statements, value};

statements! {
    INSERT = "insert into territories (id, slug, name, insee, population, outline, lat, lon, neighbours, settings,
              is_default, is_demo, created_at, updated_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)";
    COUNTS = "insert into territory_counts (territory_id) values ($1)";
    TOWN = "insert into bodies (territory_id, id, slug, name, kind, created_at, name_key, verified_at, updated_at)
        values ($1, $2, $3, $4, 'town', $5, $6, $5, $5)";
    ANY = "select count(*) from territories where is_default = $1";
    THEME = "insert into themes (territory_id, id, slug, name_fr, name_en, line_fr, line_en, hue, position)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    THEME_SET = "update themes set name_fr = $3, name_en = $4, line_fr = $5, line_en = $6, hue = $7, position = $8,
                 retired_at = $9 where territory_id = $1 and id = $2";
    ZONE = "insert into zones (territory_id, id, slug, name, lat, lon, position) values ($1, $2, $3, $4, $5, $6, $7)";
    ZONE_SET = "update zones set name = $3, lat = $4, lon = $5, position = $6, retired_at = $7
                where territory_id = $1 and id = $2";
    SETTINGS = "update territories set name = $2, settings = $3, updated_at = $4 where id = $1";
    HOST = "insert into territory_hosts (host, territory_id) values ($1, $2) on conflict (host) do nothing";
    NEIGHBOURS = "select neighbours from territories where id = $1";
}

/// A territory about to be written.
pub struct New<'a> {
    /// Its id.
    pub id: Id,
    /// Its slug.
    pub slug: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its INSEE code.
    pub insee: Option<&'a str>,
    /// Inhabitants.
    pub population: i64,
    /// GeoJSON geometry.
    pub outline: Option<&'a str>,
    /// Latitude, longitude.
    pub centre: Option<(f64, f64)>,
    /// INSEE codes, as JSON.
    pub neighbours: String,
    /// Its settings.
    pub settings: &'a Settings,
    /// Answers where no other does.
    pub is_default: bool,
    /// Filled with made-up content.
    pub is_demo: bool,
    /// Now.
    pub now: Micros,
}

/// Writes a territory, its counts and the body of its town.
pub async fn insert(tx: &mut impl Reach, t: New<'_>, town: Id) -> Result<()> {
    let settings = serde_json::to_string(t.settings).unwrap_or_else(|_| "{}".into());
    let (lat, lon) = t.centre.unzip();
    run!(
        tx,
        INSERT,
        t.id,
        t.slug,
        t.name,
        t.insee,
        t.population,
        t.outline,
        lat,
        lon,
        &t.neighbours,
        settings,
        t.is_default,
        t.is_demo,
        t.now
    )?;
    run!(tx, COUNTS, t.id)?;
    let key = terreau_kernel::text::fold(t.name);
    run!(tx, TOWN, t.id, town, t.slug, t.name, t.now, key)?;
    Ok(())
}

/// True when a default territory exists.
pub async fn has_default(db: &mut impl Reach) -> Result<bool> {
    Ok(value!(db, i64, ANY, true)?.unwrap_or(0) > 0)
}

/// A theme about to be written or changed.
pub struct ThemeRow<'a> {
    /// Its id.
    pub id: Id,
    /// Its slug.
    pub slug: &'a str,
    /// Names and lines: French, English.
    pub name: (&'a str, &'a str),
    /// One line each.
    pub line: (&'a str, &'a str),
    /// `leaf`, `clay`, `sky`, `sun` or `plum`.
    pub hue: &'a str,
    /// Place in the list.
    pub position: i64,
}

/// Writes a theme.
pub async fn insert_theme(tx: &mut impl Reach, territory: Id, t: &ThemeRow<'_>) -> Result<()> {
    run!(
        tx, THEME, territory, t.id, t.slug, t.name.0, t.name.1, t.line.0, t.line.1, t.hue, t.position
    )?;
    Ok(())
}

/// Changes a theme; `retired` takes it out of forms.
pub async fn update_theme(
    tx: &mut impl Reach,
    territory: Id,
    t: &ThemeRow<'_>,
    retired: Option<Micros>,
) -> Result<()> {
    run!(
        tx, THEME_SET, territory, t.id, t.name.0, t.name.1, t.line.0, t.line.1, t.hue, t.position, retired
    )?;
    Ok(())
}

/// Writes a quarter.
pub async fn insert_zone(
    tx: &mut impl Reach,
    territory: Id,
    id: Id,
    names: (&str, &str),
    place: (Option<(f64, f64)>, i64),
) -> Result<()> {
    let (lat, lon) = place.0.unzip();
    run!(tx, ZONE, territory, id, names.0, names.1, lat, lon, place.1)?;
    Ok(())
}

/// Changes a quarter; `retired` takes it out of forms.
pub async fn update_zone(
    tx: &mut impl Reach,
    territory: Id,
    id: Id,
    name: &str,
    place: (Option<(f64, f64)>, i64, Option<Micros>),
) -> Result<()> {
    let (lat, lon) = place.0.unzip();
    run!(tx, ZONE_SET, territory, id, name, lat, lon, place.1, place.2)?;
    Ok(())
}

/// Changes name and settings.
pub async fn set(
    tx: &mut impl Reach,
    territory: Id,
    name: &str,
    settings: &Settings,
    now: Micros,
) -> Result<()> {
    let settings = serde_json::to_string(settings).unwrap_or_else(|_| "{}".into());
    run!(tx, SETTINGS, territory, name, settings, now)?;
    Ok(())
}

/// Adds a host it answers to.
pub async fn add_host(tx: &mut impl Reach, territory: Id, host: &str) -> Result<bool> {
    Ok(run!(tx, HOST, host, territory)? > 0)
}

/// INSEE codes of its neighbours, as JSON.
pub async fn neighbours(db: &mut impl Reach, territory: Id) -> Result<String> {
    Ok(value!(db, String, NEIGHBOURS, territory)?.unwrap_or_else(|| "[]".into()))
}
