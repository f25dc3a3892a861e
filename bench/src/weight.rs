//! What a first visit to the home page weighs.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::{
    client::Client,
    results::{Aim, Results, f, number},
    site::{PORT, Site},
};

const PACKED: &str = "Accept-Encoding: br\r\n";

/// What stands between double quotes after each of these words.
fn quoted<'t>(text: &'t str, before: &str) -> Vec<&'t str> {
    text.split(before)
        .skip(1)
        .filter_map(|rest| rest.split(['"', '\'', ')']).next())
        .collect()
}

/// The files a browser fetches for this page: what it names, what its styles and scripts name.
async fn fetched(client: &mut Client, page: &str) -> Result<BTreeMap<String, usize>> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut todo: Vec<String> = [
        " src=\"/",
        "<use href=\"/",
        "stylesheet\" href=\"/",
        "icon\" href=\"/",
    ]
    .iter()
    .chain(&["preload\" href=\"/", "manifest\" href=\"/"])
    .flat_map(|before| quoted(page, before))
    .filter(|path| !path.contains("icon-180"))
    .map(|path| format!("/{}", path.split('#').next().unwrap_or(path)))
    .collect();
    while let Some(path) = todo.pop() {
        if found.contains_key(&path) {
            continue;
        }
        let answer = client.get(&path, PACKED).await?;
        anyhow::ensure!(answer.status == 200, "{path} answers {}", answer.status);
        found.insert(path.clone(), answer.body.len());
        if path.ends_with(".js") {
            let text = String::from_utf8_lossy(&client.get(&path, "").await?.body).into_owned();
            for before in ["import \"/assets", "from \"/assets", "import \"./", "from \"./"] {
                let folder = path.rsplit_once('/').map_or("", |p| p.0);
                let base = if before.ends_with("assets") {
                    "/assets".to_owned()
                } else {
                    format!("{folder}/")
                };
                todo.extend(
                    quoted(&text, before)
                        .into_iter()
                        .map(|rest| format!("{base}{rest}")),
                );
            }
        }
    }
    Ok(found)
}

/// Measures it, on a small site.
pub async fn measure(results: &mut Results) -> Result<()> {
    let site = Site::new()?;
    site.fill(300).await?;
    let (_server, _) = site.serve(true)?;
    let mut client = Client::open(PORT).await?;
    let packed = client.get("/", PACKED).await?.body.len();
    let page = String::from_utf8_lossy(&client.get("/", "").await?.body).into_owned();
    let mut found = fetched(&mut client, &page).await?;
    found.insert("/".into(), packed);
    results.table("First visit to the home page, packed", &["file", "bytes"]);
    for (path, bytes) in &found {
        results.row(&[path.clone(), bytes.to_string()]);
    }
    let all = number(found.values().sum()) / 1000.0;
    let scripts = found.iter().filter(|(path, _)| path.ends_with(".js"));
    let scripts = number(scripts.map(|(_, bytes)| *bytes).sum()) / 1000.0;
    results.say(&format!(
        "{} files, {} kB, of which {} kB of scripts.",
        found.len(),
        f(all),
        f(scripts)
    ));
    results.aim(
        "first visit to the home page, packed",
        Aim::Most(150.0),
        "kB",
        all,
    );
    results.aim(
        "first visit to the home page, requests",
        Aim::Most(10.0),
        "",
        number(found.len()),
    );
    results.aim(
        "first visit to the home page, scripts",
        Aim::Most(35.0),
        "kB",
        scripts,
    );
    Ok(())
}
