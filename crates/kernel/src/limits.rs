//! How much of everything: the lengths a form accepts and the sizes of pages.
//!
//! Lengths of texts are in graphemes (what a reader counts as one character), sizes in bytes.
//! A limit that a territory may change is configuration and does not stand here.

/// Title of an idea, a page, an event.
pub const TITLE: usize = 120;
/// Shortest title that still says something.
pub const TITLE_MIN: usize = 4;
/// The one-line summary under a title.
pub const LINE: usize = 240;
/// Body of an idea or a page.
pub const BODY: usize = 20_000;
/// Body of a comment.
pub const COMMENT: usize = 5_000;
/// Display name of a person or a body.
pub const NAME: usize = 60;
/// Shortest display name.
pub const NAME_MIN: usize = 2;
/// Presentation of a person or a body.
pub const BIO: usize = 1_000;
/// Alternative text of a picture.
pub const ALT: usize = 300;
/// Reason given for a decision or a report.
pub const REASON: usize = 1_000;
/// Name of a place, a theme, a zone.
pub const LABEL: usize = 80;
/// An address of the web.
pub const URL: usize = 2_000;
/// An address of mail, in bytes (RFC 5321).
pub const ADDRESS: usize = 254;
/// What one may type in the search field.
pub const QUERY: usize = 200;
/// Longest slug, in bytes.
pub const SLUG: usize = 80;
/// Shortest password.
pub const PASSWORD_MIN: usize = 12;
/// Longest password, in bytes: hashing has a cost.
pub const PASSWORD_MAX: usize = 512;

/// Pictures joined to one idea.
pub const PICTURES: usize = 5;
/// One uploaded picture, in bytes.
pub const PICTURE_BYTES: usize = 12 * 1024 * 1024;
/// One uploaded picture, in pixels once decoded.
pub const PICTURE_PIXELS: u64 = 50_000_000;
/// One uploaded file of an import, in bytes.
pub const IMPORT_BYTES: usize = 256 * 1024 * 1024;
/// One form without a file, in bytes.
pub const FORM_BYTES: usize = 512 * 1024;

/// Cards on one page of a list.
pub const PAGE: usize = 20;
/// Comments on one page of a discussion.
pub const COMMENTS_PAGE: usize = 30;
/// Rows on one page of an administration table.
pub const ROWS_PAGE: usize = 50;
/// Default size of a page of the API.
pub const API_PAGE: usize = 50;
/// Largest page of the API.
pub const API_PAGE_MAX: usize = 200;
/// Entries in a feed.
pub const FEED: usize = 50;
/// Addresses in one file of the site map (the protocol allows 50,000).
pub const SITEMAP: usize = 10_000;
/// Similar ideas shown while a title is typed.
pub const SIMILAR: usize = 5;
/// Levels of answers drawn as steps; deeper answers stay at the last one.
pub const THREAD_DEPTH: usize = 4;
