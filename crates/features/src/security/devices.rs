//! Where one is signed in, and the way to end it.

use askama::Template;
use axum::extract::Path;
use terreau_kernel::id::{self, Id};
use terreau_kit::{
    Page, Problem, Visit,
    problem::Answer,
    session::{self, Device},
};

use crate::{accounts, kin};

struct Seen {
    device: Device,
    name: String,
    phone: bool,
    here: bool,
}

#[derive(Template)]
#[template(path = "security/devices.html")]
struct Devices<'a> {
    p: &'a Page,
    devices: Vec<Seen>,
}

/// Where one is signed in.
pub async fn devices(mut visit: Visit) -> Answer {
    let person = visit.person()?.clone();
    let (territory, now) = (visit.territory.id, visit.now);
    let found = session::devices(visit.db.get().await?, territory, person.id, now).await?;
    let devices = found.into_iter().map(|device| Seen {
        name: agent(&visit, &device.agent),
        phone: device.agent.contains("Mobi") || device.agent.contains("iPad"),
        here: device.id == person.session,
        device,
    });
    let devices = devices.collect();
    let p = visit
        .page(visit.tr.t("security-devices-title"))
        .at("me")
        .private();
    visit.show(&Devices { p: &p, devices })
}

/// « Firefox, Linux », from what the browser calls itself.
pub fn agent(visit: &Visit, agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| names.iter().find(|n| agent.contains(n.0)).map(|n| n.1);
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Chrome", "Chrome"),
        ("CriOS", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    let named: Vec<&str> = [browser, system].into_iter().flatten().collect();
    if named.is_empty() {
        visit.tr.t("security-device-unknown")
    } else {
        named.join(", ")
    }
}

async fn ended(visit: &mut Visit, one: Option<Id>) -> Answer {
    let person = visit.person()?.clone();
    let territory = visit.territory.id;
    let mut tx = visit.begin().await?;
    match one {
        Some(session) => {
            // What it opened in other territories by crossing is the same device.
            session::end_family(&mut tx, (territory, person.id), session).await?;
            if !session::end(&mut tx, territory, person.id, session).await? {
                return Err(Problem::NotFound);
            }
        }
        None => {
            kin::end_sessions(&mut tx, territory, person.id, person.session).await?;
        }
    }
    accounts::log(&mut tx, visit, person.id, "device-ended").await?;
    visit.commit(tx).await?;
    if one == Some(person.session) {
        visit.clear_cookie("session");
        return Ok(accounts::swept(visit.redirect("/")));
    }
    visit.tell("security-device-ended", "");
    Ok(visit.redirect("/me/devices"))
}

/// Signs one device out.
pub async fn end(mut visit: Visit, Path(short): Path<String>) -> Answer {
    let session = id::parse_short(&short).ok_or(Problem::NotFound)?;
    ended(&mut visit, Some(session)).await
}

/// Signs every other device out.
pub async fn end_others(mut visit: Visit) -> Answer {
    ended(&mut visit, None).await
}
