//! One act of an organisation that half of all people follow: how long until everybody is told who wants to know at
//! once, and how much later an ordinary letter comes meanwhile. The others are told when they look.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use terreau_kernel::id;

use super::{
    Scene,
    fill::{AT_ONCE, SPEAKER},
    sink::Sink,
    sql::ways,
};
use crate::{
    client::{Client, Times},
    data::token,
    process::Running,
    results::{Aim, Results, f, number},
    site::PORT,
};

/// Ordinary letters before anything happens.
const QUIET: usize = 20;
/// Between two ordinary letters.
const PAUSE: Duration = Duration::from_millis(150);
/// When enough has been seen, whether all are told or not, and when an ordinary letter is given up.
const ENOUGH: Duration = Duration::from_secs(300);
/// Most that an ordinary letter may be later, in milliseconds.
const LATER: f64 = 1_000.0;

/// Somebody who asks for a link to sign in; none of them follows the organisation, and nobody asks twice.
struct Asking {
    client: Client,
    next: usize,
    people: usize,
    asked: Vec<(String, Instant)>,
}

impl Asking {
    async fn ask(&mut self, sink: &Sink) -> Result<()> {
        self.next = (self.next + 2) % self.people;
        let address = format!("personne-{}@exemple.fr", self.next);
        sink.taken().watched.insert(address.clone(), None);
        let form = format!("email=personne-{}%40exemple.fr", self.next);
        let asked = Instant::now();
        let answer = self.client.post("/login", "", &form).await?;
        ensure!(answer.status == 303, "/login answers {}", answer.status);
        self.asked.push((address, asked));
        Ok(())
    }

    /// Waits for all that were asked for; gives how long each took.
    async fn waits(&mut self, sink: &Sink) -> Result<Times> {
        let mut times = Times::default();
        for (address, asked) in self.asked.drain(..) {
            let came = loop {
                let came = sink.taken().watched.get(&address).copied().flatten();
                if let Some(came) = came {
                    break came;
                }
                ensure!(asked.elapsed() < ENOUGH, "the letter to {address} never comes");
                tokio::time::sleep(Duration::from_millis(5)).await;
            };
            times.took(came - asked);
        }
        Ok(times)
    }
}

/// The organisation speaks under an idea.
async fn speak(scene: &Scene<'_>) -> Result<()> {
    let mut client = Client::open(PORT).await?;
    let session = format!("Cookie: session={}\r\n", token(SPEAKER));
    let form = format!(
        "text=Nous+ouvrons+samedi&side=for&voice={}",
        id::short(scene.town.body)
    );
    let answer = client.post("/ideas/idee-0/comments", &session, &form).await?;
    ensure!(
        answer.status == 303,
        "the organisation is answered {}: {}",
        answer.status,
        answer.head
    );
    Ok(())
}

/// One act, told to `expected` followers at once.
async fn told(
    results: &mut Results,
    scene: &Scene<'_>,
    server: &Running,
    sink: &Sink,
    expected: usize,
) -> Result<()> {
    let people = usize::try_from(scene.town.people).unwrap_or(1);
    let mut asking = Asking {
        client: Client::open(PORT).await?,
        next: 3,
        people: people / 2 * 2,
        asked: Vec::new(),
    };
    for _ in 0..QUIET {
        asking.ask(sink).await?;
        tokio::time::sleep(PAUSE).await;
    }
    let quiet = asking.waits(sink).await?.percentile(0.5);
    let before = server.cpu_ms();
    let began = Instant::now();
    speak(scene).await?;
    while sink.taken().letters < expected && began.elapsed() < ENOUGH {
        asking.ask(sink).await?;
        tokio::time::sleep(PAUSE).await;
    }
    let came = sink.taken().letters;
    let all = sink.taken().last.map_or(0.0, |last| (last - began).as_secs_f64());
    let mut waits = asking.waits(sink).await?;
    let cpu = (server.settled_cpu_ms().await - before) / number(came.max(1));
    let longest = waits.percentile(1.0);
    results.row(&[
        expected.to_string(),
        came.to_string(),
        f(all),
        f(cpu),
        f(quiet),
        f(waits.percentile(0.5)),
        f(longest),
        waits.len().to_string(),
    ]);
    let what = format!(
        "{}: an act told to {} followers, {expected} of them at once",
        scene.name,
        scene.town.people / 2
    );
    results.aim(
        &format!("{what}: an ordinary letter is later by"),
        Aim::Most(LATER),
        "ms",
        (longest - quiet).max(0.0),
    );
    Ok(())
}

/// Everybody who follows the organisation wants to know at once.
fn all_at_once(head: i64, now: i64) -> String {
    let soon = now + 6 * terreau_kernel::time::DAY;
    format!(
        "update notice_people set ways = '{}', follows_now = 1, due_at = {soon} where territory_id = $1
         and person_id in (select f.person_id from follows f join bodies b on b.territory_id = f.territory_id
         and b.id = f.object_id where f.territory_id = $1 and b.slug = 'organisation-0')",
        ways("now", head, head)
    )
}

/// Measures it twice: a tenth of the followers at once, then all of them.
pub async fn measure(results: &mut Results, scene: &Scene<'_>) -> Result<()> {
    results.table(
        &format!(
            "One act of what {} people follow, watched for {} s at most",
            scene.town.people / 2,
            ENOUGH.as_secs()
        ),
        &[
            "told at once",
            "letters",
            "seconds to the last",
            "CPU ms a letter",
            "an ordinary letter alone, ms",
            "meanwhile, p50 ms",
            "meanwhile, longest ms",
            "ordinary letters",
        ],
    );
    let people = usize::try_from(scene.town.people).unwrap_or(0);
    for (all, expected) in [
        (false, people.div_ceil(usize::try_from(AT_ONCE).unwrap_or(1))),
        (true, people.div_ceil(2)),
    ] {
        if all {
            scene.change(all_at_once).await?;
        }
        let sink = Sink::open().await?;
        let server = scene.site.serve_with_letters()?;
        server.settled_cpu_ms().await;
        told(results, scene, &server, &sink, expected).await?;
    }
    Ok(())
}
