//! The life of an idea.

use terreau_kernel::{life, states};

states! {
    /// Where an idea stands.
    pub enum IdeaState {
        /// Only its author sees it.
        Draft = "draft",
        /// Open to its circle.
        Published = "published",
        /// Readable, no longer discussed.
        Archived = "archived",
        /// Taken out of sight by a moderator.
        Hidden = "hidden",
        /// It became a project.
        Project = "project",
        /// Its supports and words went to another idea.
        Merged = "merged",
    }
}

life! {
    /// Draft, published without any filter before, archived, hidden, restored, or grown into a project.
    pub static IDEA: IdeaState = "idea", born [Draft, Published];
    publish: [Draft] => Published, by [Author, System], effects ["idea-published"];
    archive: [Published] => Archived, by [Author, Lead, Moderator, Administrator], reason Optional,
        effects ["idea-changed"];
    restore: [Archived] => Published, by [Author, Lead, Moderator, Administrator], effects ["idea-changed"];
    hide: [Published, Archived, Project] => Hidden, by [Moderator, Administrator, System], reason Required,
        effects ["idea-hidden", "author-told"];
    show: [Hidden] => Published, by [Moderator, Administrator, System], reason Required,
        effects ["idea-changed", "author-told"];
    adopt: [Published] => Project, by [Author, Agent, Administrator, System], reason Optional, effects ["idea-changed"];
    merge: [Published] => Merged, by [Moderator, Administrator, System], reason Required, effects ["idea-changed"];
}

impl IdeaState {
    /// True where an idea counts in the figures of its territory, theme, quarter and author.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Published | Self::Archived | Self::Project)
    }
}
