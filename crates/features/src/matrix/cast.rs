//! Who looks, and at what: ideas of every circle and state, and viewers of every kind.

mod sown;

use std::collections::BTreeMap;

use sown::{neighbours, people, person, say, sow};
use terreau_kernel::id::{self, Id};
use terreau_store::{Tx, run};

use crate::{
    blocks::{self, Choice, Pair},
    counters, search,
    testing::{Browser, Stage},
};

pub use sown::traces;

/// Kinds of viewers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Without an account.
    Visitor,
    /// With one.
    Member,
    /// Of everything on the stage.
    Author,
    /// In the scope that the narrow circles are opened to.
    Insider,
    /// Keeps the place fair.
    Moderator,
    /// Town staff.
    Agent,
    /// Elected.
    Elected,
    /// Sets the place up.
    Administrator,
    /// Blocked by the author.
    Apart,
    /// Reads, does not write.
    Suspended,
    /// Signed in elsewhere, coming here with that session.
    Neighbour,
    /// Signed in elsewhere, asking there for what is here.
    Elsewhere,
}

impl Kind {
    /// Has an account here, and is not kept apart from the author.
    fn signed_in(self) -> bool {
        !matches!(
            self,
            Self::Visitor | Self::Apart | Self::Neighbour | Self::Elsewhere
        )
    }

    fn keeps_fair(self) -> bool {
        matches!(self, Self::Moderator | Self::Administrator)
    }
}

/// An idea of one circle in one state.
#[derive(Debug, Clone)]
pub struct Cell {
    /// 0 public, 1 members, 2 bodies, 3 team.
    pub circle: i64,
    /// Where it stands.
    pub state: &'static str,
    number: usize,
    id: Id,
    comment: Id,
    media: Id,
}

const SYLLABLES: [&str; 8] = ["ba", "de", "fi", "go", "ku", "ly", "no", "ra"];
const STATES: [&str; 4] = ["published", "archived", "hidden", "draft"];

/// Eight letters, far from those of any other number: one mistake in typing leads nowhere.
fn letters(number: usize) -> String {
    let (a, b) = (number / 8, number % 8);
    [a, b, a + b, a + 3 * b].map(|n| SYLLABLES[n % 8]).concat()
}

/// The proof word of a number.
fn proof(number: usize) -> String {
    format!("zx{}", letters(number))
}

/// Every proof word in a text.
pub fn proofs(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("zx")
        .filter_map(|(at, _)| text.get(at..at + 10))
}

impl Cell {
    /// The word by which it would be searched.
    pub fn key(&self) -> String {
        format!("w{}", letters(self.number))
    }

    /// The word that only those who may see it ever meet.
    pub fn proof(&self) -> String {
        proof(self.number)
    }

    fn slug(&self) -> String {
        format!("case-{}", self.number)
    }

    /// An address with this idea's names in it.
    pub fn fill(&self, template: &str) -> String {
        template
            .replace("<slug>", &self.slug())
            .replace("<short>", &id::short(self.id))
            .replace("<id>", &self.id.to_string())
            .replace("<comment>", &id::short(self.comment))
            .replace("<media>", &id::short(self.media))
            .replace("<key>", &self.key())
    }

    /// The rule, written once more, by hand.
    pub fn may_see(&self, kind: Kind) -> bool {
        let circle = match self.circle {
            0 => !matches!(kind, Kind::Apart | Kind::Elsewhere),
            1 => kind.signed_in(),
            _ => matches!(kind, Kind::Author | Kind::Insider),
        };
        let state = match self.state {
            "draft" => kind == Kind::Author,
            "hidden" => kind == Kind::Author || kind.keeps_fair(),
            _ => true,
        };
        circle && state
    }
}

/// Somebody who looks.
pub struct Viewer<'s> {
    /// Of which kind.
    pub kind: Kind,
    /// Their browser.
    pub browser: Browser<'s>,
    /// The beginning of their own address.
    pub slug: String,
}

type May = Box<dyn Fn(Kind) -> bool + Send + Sync>;

/// Everybody and everything.
pub struct Cast<'s> {
    /// The ideas.
    pub cells: Vec<Cell>,
    /// The viewers.
    pub viewers: Vec<Viewer<'s>>,
    /// Who may meet which proof.
    pub secrets: BTreeMap<String, May>,
    /// The beginnings of everybody's address.
    pub addresses: Vec<String>,
    /// What each proof stands in.
    pub names: BTreeMap<String, String>,
}

const HIDDEN_COMMENT: usize = 40;
const REMOVED_COMMENT: usize = 41;
const UNCONFIRMED_PERSON: usize = 42;
const GONE_PERSON: usize = 43;
const REPORT: usize = 44;
const SPOKEN: usize = 45;
const BODY_DRAFT: usize = 46;
const BODY_TALK: usize = 47;
const BODY_LETTER: usize = 48;
const TALK: usize = 49;
const TALK_BODY: usize = 50;
const TALK_NOTE: usize = 51;

impl<'s> Cast<'s> {
    /// Puts everything on a stage.
    pub async fn gather(stage: &'s Stage) -> Self {
        let mut viewers = people(stage).await;
        viewers.extend(neighbours(stage).await);
        let named = |kind: Kind, viewers: &[Viewer<'s>]| {
            viewers
                .iter()
                .find(|v| v.kind == kind)
                .map(|v| v.slug.clone())
                .expect("a viewer")
        };
        let author = person(stage, &named(Kind::Author, &viewers)).await;
        let insider = person(stage, &named(Kind::Insider, &viewers)).await;
        let suspended = person(stage, &named(Kind::Suspended, &viewers)).await;
        let apart = Pair {
            territory: stage.territory,
            person: author,
            other: person(stage, &named(Kind::Apart, &viewers)).await,
        };
        let scope = stage.app.ids.next();
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        blocks::choose(&mut tx, apart, Choice::Block, stage.clock.now())
            .await
            .expect("apart");
        for member in [author, insider] {
            let sql = "insert into scope_members (territory_id, scope_id, person_id) values ($1, $2, $3)";
            run!(&mut tx, sql, stage.territory, scope, member).expect("in the scope");
        }
        let sql = "update people set state = 'suspended' where territory_id = $1 and id = $2";
        run!(&mut tx, sql, stage.territory, suspended).expect("suspended");
        let mut cells = Vec::new();
        for circle in 0..4 {
            for state in STATES {
                let number = cells.len();
                cells.push(sow(stage, &mut tx, (author, scope), (circle, state, number)).await);
            }
        }
        let mut cast = Self {
            secrets: BTreeMap::new(),
            names: BTreeMap::new(),
            cells,
            addresses: viewers
                .iter()
                .map(|v| v.slug.clone())
                .filter(|slug| !slug.is_empty())
                .collect(),
            viewers,
        };
        for cell in cast.cells.clone() {
            cast.keep(
                cell.proof(),
                format!("{cell:?}"),
                Box::new(move |kind| cell.may_see(kind)),
            );
        }
        cast.aside(stage, &mut tx, author).await;
        cast.bodies(stage, &mut tx, (insider, suspended)).await;
        cast.talks(stage, &mut tx, (author, insider)).await;
        counters::repair(&mut tx, stage.territory).await.expect("counted");
        tx.commit().await.expect("kept");
        stage.app.touched(stage.territory);
        search::rebuild(&stage.app, |_| {}).await.expect("an index");
        cast
    }

    fn keep(&mut self, proof: String, name: String, may: May) {
        self.names.insert(proof.clone(), name);
        self.secrets.insert(proof, may);
    }

    /// A comment of somebody under every published idea; gives each idea with the comment's short id.
    pub async fn spoken(&self, stage: &Stage, slug: &str) -> Vec<(Cell, String)> {
        let who = person(stage, slug).await;
        let mut tx = stage.app.db.begin().await.expect("a transaction");
        let mut said = Vec::new();
        for cell in self.cells.iter().filter(|c| c.state == "published") {
            let id = say(stage, &mut tx, (cell.id, who), ("published", SPOKEN)).await;
            said.push((cell.clone(), id::short(id)));
        }
        tx.commit().await.expect("kept");
        said
    }

    /// A draft of an organisation, which its team and those who keep the place fair see, and a verified one with what
    /// only its team reads: what somebody said when they asked to join, and the address an invitation went to.
    async fn bodies(&mut self, stage: &Stage, tx: &mut Tx, (insider, asks): (Id, Id)) {
        let (now, talk, to) = (stage.clock.now(), proof(BODY_TALK), proof(BODY_LETTER));
        for (state, word) in [("draft", proof(BODY_DRAFT)), ("verified", "Corps".into())] {
            let (id, slug) = (stage.app.ids.next(), format!("corps-{state}"));
            let sql = "insert into bodies (territory_id, id, slug, name, name_key, kind, state, line, text, text_html,
                       address, hours, phone, website, created_at, verified_at, updated_at)
                       values ($1, $2, $3, $4, $4, 'association', $5, $4, $4, $4, $4, $4, $4, $4, $6, $6, $6)";
            run!(&mut *tx, sql, stage.territory, id, &slug, &word, state, now).expect("a body");
            let sql =
                "insert into memberships (territory_id, id, body_id, person_id, role, state, shown, message,
                       created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)";
            for (person, role, standing) in [(insider, "administrator", "active"), (asks, "member", "asked")]
            {
                // Nobody knows of a draft to ask for it.
                if (state, standing) == ("draft", "asked") {
                    continue;
                }
                let membership = stage.app.ids.next();
                run!(
                    &mut *tx,
                    sql,
                    stage.territory,
                    membership,
                    id,
                    person,
                    role,
                    standing,
                    true,
                    &talk,
                    now
                )
                .expect("a membership");
            }
            let sql = "insert into invitations (territory_id, id, body_id, kind, email, role, most, state, person_id,
                       created_at, expires_at, updated_at)
                       values ($1, $2, $3, 'mail', $4, 'member', 1, 'open', $5, $6, $7, $6)";
            let until = now + terreau_kernel::time::DAY;
            run!(
                &mut *tx,
                sql,
                stage.territory,
                stage.app.ids.next(),
                id,
                &to,
                insider,
                now,
                until
            )
            .expect("an invitation");
        }
        let team = |kind: Kind| kind == Kind::Insider || kind.keeps_fair();
        self.keep(
            proof(BODY_DRAFT),
            "a draft of an organisation".into(),
            Box::new(team),
        );
        let inside = |kind: Kind| kind == Kind::Insider;
        self.keep(to, "to whom an invitation went".into(), Box::new(inside));
        let inside = |kind: Kind| matches!(kind, Kind::Insider | Kind::Suspended);
        self.keep(talk, "what a team alone reads".into(), Box::new(inside));
    }

    /// What two people say to each other, what one of them writes to a body, and what its team notes about it.
    async fn talks(&mut self, stage: &Stage, tx: &mut Tx, (author, insider): (Id, Id)) {
        let words = [proof(TALK), proof(TALK_BODY), proof(TALK_NOTE)];
        sown::talks(stage, tx, (author, insider), &words).await;
        let [between, to_body, note] = words;
        let both = |kind: Kind| matches!(kind, Kind::Author | Kind::Insider);
        self.keep(between, "what two people say".into(), Box::new(both));
        self.keep(to_body, "what somebody writes to a body".into(), Box::new(both));
        let inside = |kind: Kind| kind == Kind::Insider;
        self.keep(note, "what a team notes".into(), Box::new(inside));
    }

    /// Comments taken out of a public idea, people nobody should meet, and a report.
    async fn aside(&mut self, stage: &Stage, tx: &mut Tx, author: Id) {
        let idea = self.cells[0].id;
        for (number, state) in [(HIDDEN_COMMENT, "hidden"), (REMOVED_COMMENT, "removed")] {
            say(stage, tx, (idea, author), (state, number)).await;
            let fair = |kind: Kind| kind == Kind::Author || kind.keeps_fair();
            self.keep(proof(number), format!("a {state} comment"), Box::new(fair));
        }
        for (number, state) in [(UNCONFIRMED_PERSON, "unverified"), (GONE_PERSON, "anonymised")] {
            let (id, slug, word) = (stage.app.ids.next(), format!("somebody-{number}"), proof(number));
            run!(
                &mut *tx,
                "insert into people (territory_id, id, slug, name, name_key, bio, bio_html, state, role, joined_at,
                 updated_at) values ($1, $2, $3, $4, $4, $4, $4, $5, 'member', $6, $6)",
                stage.territory, id, &slug, &word, state, stage.clock.now()
            )
            .expect("a person");
            let admin = |kind: Kind| kind == Kind::Administrator;
            self.keep(proof(number), format!("somebody {state}"), Box::new(admin));
        }
        run!(
            &mut *tx,
            "insert into reports (territory_id, id, object_kind, object_id, url, reporter_name, reporter_email,
             reason_code, text, state, created_at, updated_at)
             values ($1, $2, 'idea', $3, '/ideas/case-0', $4, '', 'other', $4, 'open', $5, $5)",
            stage.territory, stage.app.ids.next(), idea, &proof(REPORT), stage.clock.now()
        )
        .expect("a report");
        self.keep(proof(REPORT), "a report".into(), Box::new(Kind::keeps_fair));
    }
}
