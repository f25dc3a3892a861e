//! Accounts nobody comes back to: three letters, sixty, thirty and seven days ahead, then the account goes as if its
//! owner had asked. Signing in once begins the count anew. Nobody leaves without having had all three letters.

use terreau_kernel::{
    locale::{self, Locale},
    time::{DAY, Micros},
};
use terreau_kit::{
    App, Territory,
    i18n::Tr,
    mail::{self, Letter},
    page,
};

use super::rows::{self, Absent};
use crate::work::Failed;

/// Days left when each letter leaves.
static AHEAD: [i64; 3] = [60, 30, 7];
/// A month, near enough for years.
const MONTH: Micros = 365 * DAY / 12;

/// Warns and lets go; gives how many of each.
pub async fn sweep(app: &App) -> Result<(usize, usize), Failed> {
    let (mut warned, mut leaving) = (0, 0);
    for territory in app.atlas.all() {
        let now = app.clock.now();
        let after = i64::from(territory.settings.absence_months) * MONTH - AHEAD[0] * DAY;
        let absent = {
            let mut conn = app.db.read().await?;
            rows::absent(&mut conn, territory.id, now - after, now).await?
        };
        for who in &absent {
            let mut tx = app.db.begin().await?;
            match usize::try_from(who.absence_letters)
                .ok()
                .and_then(|n| AHEAD.get(n..))
            {
                Some([left, then @ ..]) => {
                    let next = now + (left - then.first().copied().unwrap_or(0)) * DAY;
                    if rows::warned(&mut tx, territory.id, who, next).await? {
                        tell(app, &territory, &mut tx, who, now + left * DAY).await?;
                        warned += 1;
                    }
                }
                _ => {
                    rows::leaves(&mut tx, territory.id, who, now).await?;
                    leaving += 1;
                }
            }
            tx.commit().await?;
        }
    }
    Ok((warned, leaving))
}

async fn tell(
    app: &App,
    territory: &Territory,
    tx: &mut terreau_store::Tx,
    who: &Absent,
    leaves: Micros,
) -> terreau_store::Result<()> {
    let locale = Locale::from_code(&who.locale).unwrap_or_default();
    let tr = Tr::new(app.catalogue.clone(), locale);
    let site = territory.site(&tr);
    let day = locale::date_long(leaves, locale, territory.time_zone());
    let values = [
        ("name", who.name.as_str()),
        ("site", site.as_str()),
        ("day", day.as_str()),
    ];
    let letter = Letter {
        kind: "absence",
        address: who.email.clone(),
        person: Some(who.person_id),
        locale: Some(locale),
        subject: tr.vs("privacy-absence-subject", &values),
        paragraphs: ["privacy-absence-text", "privacy-absence-more"]
            .map(|key| tr.vs(key, &values))
            .into(),
        button: Some((
            tr.t("privacy-absence-button"),
            format!("{}/login", page::base(app, territory)),
        )),
        after: vec![tr.t("privacy-absence-after")],
        reason: tr.vs("privacy-absence-reason", &values),
        ..Letter::default()
    };
    mail::post(tx, app, territory, &letter, app.clock.now())
        .await
        .map(drop)
}
