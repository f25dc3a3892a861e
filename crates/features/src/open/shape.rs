//! What programs are given: the shapes of the API, described once for the answers and for their documentation.

use serde::Serialize;
use terreau_kit::territory;
use utoipa::ToSchema;
use uuid::Uuid;

/// Totals of what everybody may see.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema, sqlx::FromRow)]
pub struct Stats {
    /// Ideas.
    pub ideas: i64,
    /// Comments.
    pub comments: i64,
    /// People who take part.
    pub people: i64,
    /// Supports given here.
    pub supports: i64,
}

/// A name in both languages.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Names {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

/// A theme.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Theme {
    /// Its lasting id.
    pub id: Uuid,
    /// Its name in addresses and filters.
    pub slug: String,
    /// Its name.
    pub name: Names,
    /// What it is about.
    pub line: Names,
    /// Public ideas in it.
    pub ideas: i64,
    /// No longer offered to new ideas.
    pub retired: bool,
}

/// A theme or a quarter, by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Named {
    /// Its name in addresses and filters.
    pub slug: String,
    /// Its name in French.
    pub name: String,
}

/// A point, WGS 84.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Point {
    /// Latitude.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
}

/// Who wrote, as everybody sees them. Somebody who left is nobody: `null`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Author {
    /// The name they show.
    pub name: String,
    /// Their public page.
    pub url: String,
}

/// An idea in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Idea {
    /// Its lasting id.
    pub id: Uuid,
    /// The same id in 22 characters, for addresses.
    pub short: String,
    /// Its name in addresses; it may change, and the old ones keep leading to it.
    pub slug: String,
    /// Its page.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its one line.
    pub line: String,
    /// The language it is written in.
    pub lang: String,
    /// `published`, `archived` or `project`.
    pub state: String,
    /// Its theme.
    pub theme: Option<Named>,
    /// Its quarter.
    pub zone: Option<Named>,
    /// The place as its author named it; may be empty.
    pub place: String,
    /// The point on the map, as near as its author chose.
    pub position: Option<Point>,
    /// How near it is: `exact`, `block` (the middle of a cell of some two hundred metres) or `zone` (no point).
    pub position_precision: String,
    /// Who proposed it.
    pub author: Option<Author>,
    /// The body in whose name it was proposed.
    pub in_the_name_of: Option<String>,
    /// Where that body is read about.
    pub in_the_name_of_url: Option<String>,
    /// Supports given here.
    pub supports: i64,
    /// Comments that can be read.
    pub comments: i64,
    /// When it was published (RFC 3339).
    #[schema(format = "date-time")]
    pub published_at: String,
    /// When it last changed (RFC 3339).
    #[schema(format = "date-time")]
    pub updated_at: String,
}

/// Figures that came with an imported idea, apart from what happens here.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Historic {
    /// For.
    pub supports: Option<i64>,
    /// Against.
    pub opposes: Option<i64>,
    /// Between the two.
    pub mixed: Option<i64>,
}

/// A picture.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Image {
    /// Its address.
    pub url: String,
    /// What it shows, in words.
    pub alt: String,
    /// Width of the original, in pixels.
    pub width: i64,
    /// Height of the original, in pixels.
    pub height: i64,
}

/// An idea, whole.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WholeIdea {
    /// What lists show of it.
    #[serde(flatten)]
    pub idea: Idea,
    /// Its text, in Markdown.
    pub text: String,
    /// Its text as safe HTML.
    pub html: String,
    /// Its pictures.
    pub pictures: Vec<Image>,
    /// Figures that came with it.
    pub historic: Option<Historic>,
    /// Its version, from 1.
    pub version: i64,
    /// Its comments, for programs.
    pub comments_url: String,
    /// Its comments, as a feed.
    pub feed_url: String,
}

/// A comment. One that was taken out while others had answered keeps its place, without text nor author.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Comment {
    /// Its lasting id.
    pub id: Uuid,
    /// Its lasting address.
    pub url: String,
    /// The comment it answers.
    pub parent_id: Option<Uuid>,
    /// The first comment of its thread; itself for a first comment.
    pub root_id: Uuid,
    /// 0 for a first comment, one more for each answer.
    pub depth: i64,
    /// `for`, `against` or `question`, where the territory lets comments take sides.
    pub side: Option<String>,
    /// `published`, `hidden` (by a moderator) or `removed` (by its author).
    pub state: String,
    /// Its text, in Markdown.
    pub text: Option<String>,
    /// Its text as safe HTML.
    pub html: Option<String>,
    /// The language it is written in.
    pub lang: String,
    /// Who wrote it.
    pub author: Option<Author>,
    /// The body in whose name it was written.
    pub in_the_name_of: Option<String>,
    /// Where that body is read about.
    pub in_the_name_of_url: Option<String>,
    /// Thanks it received.
    pub thanks: i64,
    /// Direct answers that can be read.
    pub replies: i64,
    /// When it was written (RFC 3339).
    #[schema(format = "date-time")]
    pub created_at: String,
    /// When it was last changed (RFC 3339).
    #[schema(format = "date-time")]
    pub edited_at: Option<String>,
}

/// A page of ideas.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ideas {
    /// The ideas.
    pub items: Vec<Idea>,
    /// The address of the next page; `null` on the last one.
    pub next: Option<String>,
}

/// A page of comments, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Comments {
    /// The comments.
    pub items: Vec<Comment>,
    /// The address of the next page; `null` on the last one.
    pub next: Option<String>,
}

/// Every theme.
#[derive(Debug, Serialize, ToSchema)]
pub struct Themes {
    /// The themes, in their order.
    pub items: Vec<Theme>,
}

/// A quarter.
#[derive(Debug, Serialize, ToSchema)]
pub struct Zone {
    /// Its name in addresses and filters.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its middle.
    pub centre: Option<Point>,
    /// No longer offered to new ideas.
    pub retired: bool,
}

/// The territory.
#[derive(Debug, Serialize, ToSchema)]
pub struct Place {
    /// Its lasting id.
    pub id: Uuid,
    /// Its name in commands.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The name of this site.
    pub site: String,
    /// Its code in the official geographic code (INSEE), in France.
    pub insee: Option<String>,
    /// Inhabitants.
    pub population: i64,
    /// Its middle.
    pub centre: Option<Point>,
    /// Its outline: a GeoJSON geometry.
    #[schema(value_type = Option<Object>)]
    pub outline: Option<serde_json::Value>,
    /// Its quarters.
    pub zones: Vec<Zone>,
    /// Do comments take sides? `none` or `three` (for, against, question).
    #[schema(value_type = String)]
    pub sides: territory::Sides,
    /// `fr` or `en`.
    pub lang: String,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// The terms under which these data may be used again.
    pub licence: String,
    /// Its page.
    pub url: String,
}
