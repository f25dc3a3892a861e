//! What is reported and decided on: an idea, one of its pictures, a comment, a person or their portrait, with what a
//! moderator must see around it.

use askama::Template;
use terreau_kernel::{
    id::{self, Id},
    richtext,
};
use terreau_kit::{Problem, Visit};
use terreau_store::Tx;

use super::{chain, life::Measure, rows};
use crate::{accounts, comments, ideas, people, portraits};

/// Something to report or to decide on.
#[derive(Debug, Clone)]
pub struct Target {
    /// `idea`, `picture`, `comment` or `person`.
    pub kind: &'static str,
    pub id: Id,
    /// Where it is read.
    pub url: String,
    pub title: String,
    /// The words themselves, as safe HTML.
    pub html: String,
    /// The language of the words.
    pub lang: String,
    /// The beginning of the words.
    pub excerpt: String,
    /// Whose it is.
    pub author: Id,
    pub author_name: String,
    /// Where it stands.
    pub state: String,
    /// What it was when it was judged, as a digest.
    pub snapshot: String,
    /// What stands around it: a title, an address.
    pub context: Option<(String, String)>,
    /// What it answers.
    pub answers: Option<(String, String)>,
    object: Object,
}

#[derive(Debug, Clone)]
enum Object {
    Idea(Box<ideas::Full>),
    Picture(Box<(ideas::Full, ideas::Picture)>),
    Portrait(portraits::Portrait),
    /// Its author took it out.
    Gone,
    Comment(Box<comments::Full>),
    Person {
        administers: bool,
    },
}

/// The object of an address part.
///
/// # Errors
/// [`Problem::NotFound`] when there is none this viewer may see, [`Problem::Gone`] when it was hidden.
pub async fn named(visit: &mut Visit, kind: &str, short: &str) -> Result<Target, Problem> {
    load(visit, kind, id::parse_short(short).ok_or(Problem::NotFound)?).await
}

/// The object of an id.
///
/// # Errors
/// As [`named`].
pub async fn load(visit: &mut Visit, kind: &str, id: Id) -> Result<Target, Problem> {
    match kind {
        "idea" => idea(visit, id).await,
        "picture" => picture(visit, id).await,
        "comment" => comment(visit, id).await,
        "person" => person(visit, id).await,
        _ => Err(Problem::NotFound),
    }
}

async fn idea(visit: &mut Visit, id: Id) -> Result<Target, Problem> {
    let idea = ideas::visible_by_id(visit, id).await?;
    let words = [idea.title.as_str(), &idea.line, &idea.body].join("\n");
    Ok(Target {
        kind: "idea",
        id,
        url: idea.url(),
        title: idea.title.clone(),
        html: ideas::whole(visit, &idea).await?,
        lang: idea.lang.clone(),
        excerpt: richtext::excerpt(&richtext::plain_text(&idea.body), 300),
        author: idea.author_id,
        author_name: people::shown_name(visit, &idea.author_name, &idea.author_state),
        state: idea.state.clone(),
        snapshot: chain::digest(words.as_bytes()),
        context: None,
        answers: None,
        object: Object::Idea(Box::new(idea)),
    })
}

#[derive(Template)]
#[template(path = "moderation/picture.html")]
struct Shown<'a> {
    short: String,
    alt: &'a str,
    size: (i64, i64),
}

async fn picture(visit: &mut Visit, id: Id) -> Result<Target, Problem> {
    let (idea, picture) = match ideas::picture(visit, id).await {
        Err(Problem::NotFound) => return portrait(visit, id).await,
        found => found?,
    };
    let short = id::short(id);
    let title = if picture.alt.is_empty() {
        visit.tr.v("moderation-picture-of", "title", &idea.title)
    } else {
        picture.alt.clone()
    };
    Ok(Target {
        kind: "picture",
        id,
        url: format!("{}#p-{short}", idea.url()),
        html: Shown {
            short,
            alt: &picture.alt,
            size: (picture.width, picture.height),
        }
        .render()?,
        lang: idea.lang.clone(),
        excerpt: title.clone(),
        title,
        author: idea.author_id,
        author_name: people::shown_name(visit, &idea.author_name, &idea.author_state),
        state: picture.state.clone(),
        snapshot: chain::digest(
            [&id::short(id), &picture.alt]
                .map(String::as_str)
                .join("\n")
                .as_bytes(),
        ),
        context: Some((idea.title.clone(), idea.url())),
        answers: None,
        object: Object::Picture(Box::new((idea, picture))),
    })
}

/// A picture somebody gave of themselves.
async fn portrait(visit: &mut Visit, id: Id) -> Result<Target, Problem> {
    let face = match portraits::of_media(visit, id).await {
        Err(Problem::NotFound) if visit.viewer.moderates() => return gone(visit, id).await,
        found => found?,
    };
    let title = visit.tr.v("moderation-portrait-of", "name", &face.name);
    let shown = Shown {
        short: id::short(id),
        alt: &title,
        size: (400, 400),
    };
    Ok(Target {
        kind: "picture",
        id,
        url: format!("/people/{}", face.slug),
        html: shown.render()?,
        lang: visit.locale.code().to_owned(),
        excerpt: title.clone(),
        title,
        author: face.person_id,
        author_name: face.name.clone(),
        state: face.state.clone(),
        snapshot: chain::digest(id::short(id).as_bytes()),
        context: None,
        answers: None,
        object: Object::Portrait(face),
    })
}

/// A reported picture its author took out meanwhile: the report still asks for an answer.
async fn gone(visit: &mut Visit, id: Id) -> Result<Target, Problem> {
    let territory = visit.territory.id;
    if rows::of(visit.db.get().await?, territory, id).await?.is_empty() {
        return Err(Problem::NotFound);
    }
    Ok(Target {
        kind: "picture",
        id,
        url: "/ideas".to_owned(),
        title: visit.tr.t("moderation-picture-gone"),
        html: String::new(),
        lang: visit.locale.code().to_owned(),
        excerpt: String::new(),
        author: Id::nil(),
        author_name: String::new(),
        state: "removed".to_owned(),
        snapshot: chain::digest(b""),
        context: None,
        answers: None,
        object: Object::Gone,
    })
}

async fn comment(visit: &mut Visit, id: Id) -> Result<Target, Problem> {
    let comment = comments::by_id(visit, id).await?;
    let idea = ideas::visible_by_id(visit, comment.idea_id).await?;
    let shown = comment.life() == comments::CommentState::Published;
    if !shown && !visit.viewer.moderates() && !visit.viewer.is(comment.author_id) {
        return Err(Problem::Gone);
    }
    let answers = match comment.parent_id {
        None => None,
        Some(parent) => comments::by_id(visit, parent).await.ok().map(|parent| {
            let name = people::shown_name(visit, &parent.author_name, &parent.author_state);
            (name, parent.text_html)
        }),
    };
    let excerpt = richtext::excerpt(&richtext::plain_text(&comment.text), 300);
    Ok(Target {
        kind: "comment",
        id,
        url: comment.url(),
        title: richtext::excerpt(&excerpt, 90),
        html: comment.text_html.clone(),
        lang: comment.lang.clone(),
        excerpt,
        author: comment.author_id,
        author_name: people::shown_name(visit, &comment.author_name, &comment.author_state),
        state: comment.state.clone(),
        snapshot: chain::digest(comment.text.as_bytes()),
        context: Some((idea.title.clone(), idea.url())),
        answers,
        object: Object::Comment(Box::new(comment)),
    })
}

async fn person(visit: &mut Visit, id: Id) -> Result<Target, Problem> {
    let territory = visit.territory.id;
    let found = rows::person(visit.db.get().await?, territory, id).await?;
    let person = found
        .filter(|p| matches!(p.state.as_str(), "active" | "suspended" | "imported"))
        .ok_or(Problem::NotFound)?;
    let bio = richtext::render(&person.bio);
    Ok(Target {
        kind: "person",
        id: person.id,
        url: format!("/people/{}", person.slug),
        title: person.name.clone(),
        excerpt: richtext::excerpt(&bio.plain, 300),
        html: bio.html,
        lang: visit.locale.code().to_owned(),
        author: person.id,
        author_name: person.name.clone(),
        state: person.state,
        snapshot: chain::digest([person.name.as_str(), &person.bio].join("\n").as_bytes()),
        context: None,
        answers: None,
        object: Object::Person {
            administers: person.role == "administrator",
        },
    })
}

impl Target {
    /// The address of its page for moderators.
    pub fn desk(&self) -> String {
        format!("/moderation/{}/{}", self.kind, id::short(self.id))
    }

    /// What a moderator may decide now. `reported`: reports wait for an answer.
    pub fn measures(&self, visit: &Visit, reported: bool) -> Vec<Measure> {
        let mut all = match (&self.object, self.state.as_str()) {
            (Object::Person { administers }, "active") if !administers || visit.viewer.administers() => {
                vec![
                    Measure::Suspend(Some(7)),
                    Measure::Suspend(Some(30)),
                    Measure::Suspend(None),
                ]
            }
            (Object::Person { .. }, "suspended") => vec![Measure::Resume],
            (Object::Person { .. }, _) => Vec::new(),
            (Object::Comment(_), "published") | (Object::Picture(_) | Object::Portrait(_), "shown") => {
                vec![Measure::Hide]
            }
            (Object::Idea(_), "published" | "archived" | "project") => vec![Measure::Hide],
            (_, "hidden") => vec![Measure::Show],
            _ => Vec::new(),
        };
        if reported {
            all.extend([Measure::Keep, Measure::Reject]);
        }
        all
    }

    /// Carries a measure out in the caller's transaction: state, counts, dated step and event of the object.
    ///
    /// # Errors
    /// What the life of the object refuses.
    pub async fn apply(&self, visit: &mut Visit, tx: &mut Tx, what: (Measure, &str)) -> Result<(), Problem> {
        let (measure, reason) = what;
        let name = match measure {
            Measure::Hide => "hide",
            Measure::Show => "show",
            Measure::Suspend(_) => "suspend",
            Measure::Resume => "resume",
            Measure::Keep | Measure::Reject | Measure::Uphold => return Ok(()),
        };
        match (&self.object, name) {
            (Object::Idea(idea), "hide" | "show") => {
                ideas::shift(visit, tx, idea, name, Some(reason)).await?;
            }
            (Object::Picture(picture), "hide" | "show") => {
                ideas::shift_picture(visit, tx, picture, (name, reason)).await?;
            }
            (Object::Portrait(face), "hide" | "show") => {
                portraits::shift(visit, tx, face, (name, reason)).await?;
            }
            (Object::Comment(comment), "hide" | "show") => {
                comments::shift(visit, tx, comment, name, Some(reason)).await?;
            }
            (Object::Person { .. }, "suspend") => accounts::suspend(visit, tx, self.id, reason).await?,
            (Object::Person { .. }, "resume") => accounts::resume(visit, tx, self.id, Some(reason)).await?,
            _ => return Err(Problem::Invalid("moderation-not-possible")),
        }
        Ok(())
    }
}
