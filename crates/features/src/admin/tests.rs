//! Stories of the administration.

use terreau_kernel::life::{Actor, Actors, Reason};
use terreau_kit::Role;

use super::lives;
use crate::story;

const PATHS: [&str; 12] = [
    "/admin",
    "/admin/territory",
    "/admin/words/themes",
    "/admin/words/zones",
    "/admin/skills",
    "/admin/people",
    "/admin/pages",
    "/admin/pages/legal/fr",
    "/admin/jobs",
    "/admin/mail",
    "/admin/lives",
    "/admin/terms",
];

story!(sec_42_administration_does_not_exist_for_anybody_else, |stage| {
    let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
    for path in PATHS {
        admin.get(path).await.is(200).has("<h1>");
        stage.browser().get(path).await.is(303);
    }
    for role in [Role::Member, Role::Moderator, Role::Agent, Role::Elected] {
        let (_, mut other) = stage.member(role.code(), role).await;
        for path in PATHS {
            other.get(path).await.is(404);
        }
    }
});

/// The fields of the form as it is shown, to be sent back changed.
fn fields(seen: &str) -> Vec<(&str, &str)> {
    let fixed = [
        ("name", "Sceaux"),
        ("site_name", "Terreau"),
        ("time_zone", "Europe/Paris"),
        ("minimum_age", "16"),
    ];
    [("seen", seen)].into_iter().chain(fixed).collect()
}

fn seen(page: &str) -> String {
    let after = page.split("name=\"seen\" value=\"").nth(1).expect("the field");
    after.split('"').next().expect("its value").to_owned()
}

story!(
    a11y_12_a_hue_nobody_can_read_is_refused_and_nothing_typed_is_lost,
    |stage| {
        let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
        let at = seen(&admin.get("/admin/territory").await.is(200).text);
        let mut form = fields(&at);
        form.extend([
            ("hue_light", "#ffd400"),
            ("hue_dark", "#7CCB9F"),
            ("hero_title_fr", "Bonjour vous"),
        ]);
        admin
            .post("/admin/territory", &form)
            .await
            .is(422)
            .has("#ffd400")
            .has("Bonjour vous")
            .has("4,5")
            .has("contraste 1,2");
        // What reads on paper, and not on its own soft tint, is refused too.
        let mut form = fields(&at);
        form.extend([("hue_light", "#86702a"), ("hue_dark", "#7CCB9F")]);
        admin.post("/admin/territory", &form).await.is(422);
        stage.clock.advance(terreau_kernel::time::SECOND);
        let mut form = fields(&at);
        form.extend([
            ("hue_light", "#1B6B45"),
            ("hue_dark", "#7CCB9F"),
            ("hero_title_fr", "Bonjour vous"),
        ]);
        admin.post("/admin/territory", &form).await.is(303);
        stage
            .browser()
            .get("/")
            .await
            .is(200)
            .has("Bonjour vous")
            .has("/territory.css");
        stage.browser().get("/territory.css").await.is(200).has("#1");
        // The second of two who began together is shown what happened, and keeps what they typed.
        let mut form = fields(&at);
        form.push(("hero_title_fr", "Autre titre"));
        admin
            .post("/admin/territory", &form)
            .await
            .is(422)
            .has("Autre titre");
    }
);

story!(
    a_theme_is_added_renamed_ordered_and_retired_without_touching_ideas,
    |stage| {
        let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
        admin
            .post("/admin/words/themes", &[("name_fr", "Fêtes"), ("hue", "sun")])
            .await
            .is(303);
        let page = admin.get("/admin/words/themes").await.is(200).has("Fêtes").text;
        stage.browser().get("/ideas").await.is(200).has("Fêtes");
        let id = page
            .split("id=\"w-")
            .last()
            .and_then(|p| p.split('"').next())
            .expect("an id")
            .to_owned();
        let change = format!("/admin/words/themes/{id}");
        admin
            .post(
                &change,
                &[("act", "save"), ("name_fr", "Fêtes et foires"), ("hue", "clay")],
            )
            .await
            .is(303);
        let wrong = [
            ("act", "save"),
            ("name_fr", ""),
            ("line_fr", "Une phrase que l’on garde"),
        ];
        admin
            .post(&change, &wrong)
            .await
            .is(422)
            .has("Une phrase que l’on garde")
            .has(&format!("href=\"#f-{id}\""));
        admin.post(&change, &[("act", "up")]).await.is(303);
        admin.post(&change, &[("act", "retire")]).await.is(303);
        stage
            .browser()
            .get("/ideas")
            .await
            .is(200)
            .has_not("Fêtes et foires");
        admin
            .get("/admin/words/themes")
            .await
            .is(200)
            .has("Fêtes et foires");
        admin
            .post("/admin/words/themes", &[("name_fr", "")])
            .await
            .is(422);
        admin.post("/admin/words/nothing", &[]).await.is(404);
    }
);

story!(a_page_saved_by_two_loses_neither_text, |stage| {
    let (_, mut one) = stage.member("Une", Role::Administrator).await;
    let (_, mut two) = stage.member("Deux", Role::Administrator).await;
    let path = "/admin/pages/legal/fr";
    let form = |body: &'static str| [("title", "Mentions"), ("body", body), ("version", "0")];
    one.post(path, &form("Le premier texte de la ville"))
        .await
        .is(303);
    two.post(path, &form("Le second texte"))
        .await
        .is(422)
        .has("Le second texte")
        .has("Le premier texte");
    stage
        .browser()
        .get("/legal")
        .await
        .is(200)
        .has("Le premier texte");
    let again = [("title", "Mentions"), ("body", "Un texte revu"), ("version", "1")];
    two.post(path, &again).await.is(303);
    one.get(&format!("{path}/versions"))
        .await
        .is(200)
        .has("Version 2")
        .has("Une")
        .has("<del>Le premier");
    one.get(&format!("{path}?from=1"))
        .await
        .is(200)
        .has("Le premier texte")
        .has("name=\"version\" value=\"2\"");
    one.get(&format!("{path}?from=9")).await.is(404);
    two.post(&format!("{path}/reset"), &[]).await.is(303);
    stage
        .browser()
        .get("/legal")
        .await
        .is(200)
        .has_not("Le premier texte");
    // What was put aside is still there, and the next text goes on from it.
    let after = [
        ("title", "Mentions"),
        ("body", "Encore un texte"),
        ("version", "0"),
    ];
    one.post(path, &after).await.is(303);
    one.get(&format!("{path}/versions"))
        .await
        .is(200)
        .has("Version 3");
});

story!(a_role_given_by_an_administrator_counts_at_once, |stage| {
    let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
    let (id, _) = stage.member("Bilal", Role::Member).await;
    let path = format!("/admin/people/{}", terreau_kernel::id::short(id));
    admin
        .get(&path)
        .await
        .is(200)
        .has("Bilal")
        .has_not("bilal@exemple.fr");
    admin
        .post(&format!("{path}/role"), &[("role", "moderator")])
        .await
        .is(303);
    admin.get(&path).await.is(200).has("moderator");
    admin
        .post(&format!("{path}/role"), &[("role", "emperor")])
        .await
        .is(422);
    // SEC-24: half an hour later the same act asks for the password again.
    stage.clock.advance(40 * terreau_kernel::time::MINUTE);
    let asked = admin
        .post(&format!("{path}/role"), &[("role", "member")])
        .await
        .is(303);
    assert!(asked.location().starts_with("/me/prove"), "{}", asked.location());
    admin.get("/admin/people?q=bil").await.is(200).has("Bilal");
    admin.get("/admin/people?q=zzz").await.is(200).has_not("Bilal");
});

story!(
    somebody_is_found_by_their_address_which_is_shown_to_nobody,
    |stage| {
        let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
        stage.member("Bilal Haddad", Role::Member).await;
        stage.member("Chloé", Role::Member).await;
        admin
            .get("/admin/people?q=Bilal-Haddad%40EXEMPLE.fr")
            .await
            .is(200)
            .has("Bilal Haddad")
            .has_not("Chloé");
        admin
            .get("/admin/people?q=personne%40exemple.fr")
            .await
            .is(200)
            .has_not("Bilal Haddad");
    }
);

story!(
    a_suspension_is_a_decision_with_a_letter_an_appeal_and_a_place_in_the_log,
    |stage| {
        let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
        let (id, mut bilal) = stage.member("Bilal", Role::Member).await;
        let short = terreau_kernel::id::short(id);
        let path = format!("/admin/people/{short}");
        let desk = format!("/moderation/person/{short}");
        admin.get(&path).await.is(200).has(&desk);
        let decision = [
            ("measure", "suspend-7"),
            ("reason", "insult"),
            ("text", "Des insultes répétées sous trois idées."),
        ];
        admin.post(&desk, &decision).await.is(303);
        stage.settle().await;
        let letters = stage.letters("bilal@exemple.fr").await;
        assert!(
            letters[0].text.contains("Des insultes répétées"),
            "{}",
            letters[0].text
        );
        assert!(letters[0].text.contains("/decisions/"), "{}", letters[0].text);
        admin
            .get("/moderation/log")
            .await
            .is(200)
            .has("Des insultes répétées");
        admin
            .get(&path)
            .await
            .is(200)
            .has("<b>Suspendre</b>")
            .has("Attaque d’une personne · Des insultes répétées")
            .has_not("insult:");
        bilal.get("/me").await.is(303);
    }
);

story!(an_invitation_to_a_wrong_address_is_repaired_in_place, |stage| {
    let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
    let (id, _) = stage.member("Venue", Role::Member).await;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    terreau_store::run!(&mut tx, "update people set state = 'imported' where id = $1", id).expect("set");
    tx.commit().await.expect("kept");
    let path = format!("/admin/people/{}", terreau_kernel::id::short(id));
    admin
        .post(&format!("{path}/invite"), &[("email", "venue@@exemple")])
        .await
        .is(422)
        .has("value=\"venue@@exemple\"")
        .has("id=\"email-error\"");
    admin
        .post(&format!("{path}/invite"), &[("email", "venue@ailleurs.fr")])
        .await
        .is(303);
    stage.settle().await;
    assert_eq!(stage.letters("venue@ailleurs.fr").await.len(), 1);
});

story!(every_life_is_drawn_in_the_words_of_the_reader, |stage| {
    let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
    let page = admin.get("/admin/lives").await.is(200);
    for words in ["Personne", "Idée", "Commentaire", "Signalement", "Recours"] {
        assert!(page.text.contains(&format!("{words}</h2>")), "{words}");
    }
    let page = page
        .has("Lever la suspension")
        .has_not("admin-life-")
        .has_not(">unverified<");
    assert_eq!(page.text.matches("<svg xmlns").count(), super::lives::all().len());
});

/// `docs/lives/`: one page and one drawing for each life, as the code declares them.
fn documentation() -> Vec<(String, String)> {
    let mut page = "# Lives of objects\n\nMade from the declarations in the code; a test keeps it true \
        (`TERREAU_WRITE_DOCS=1 cargo test -p terreau-features documentation` writes it anew).\nA dot leaves a state, \
        an arrow enters one, a thick frame is where a life begins.\n"
        .to_owned();
    let mut files = Vec::new();
    for life in lives::all() {
        let told = life.page().replacen("# ", "## ", 1);
        let (title, rest) = told.split_once('\n').unwrap_or((&told, ""));
        page.push_str(&format!("\n{title}\n\n![{}]({0}.svg)\n{rest}", life.object));
        let coloured = "<svg color=\"#2f7d55\" font-family=\"sans-serif\" ";
        let drawing = life.diagram(str::to_owned).replacen("<svg ", coloured, 1);
        files.push((format!("{}.svg", life.object), drawing + "\n"));
    }
    files.push(("README.md".into(), page));
    files
}

#[test]
fn the_documentation_of_lives_is_what_the_code_declares() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/lives");
    for (name, text) in documentation() {
        let path = folder.join(&name);
        if std::env::var_os("TERREAU_WRITE_DOCS").is_some() {
            std::fs::create_dir_all(&folder).expect("a folder");
            std::fs::write(&path, &text).expect("written");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == text,
            "docs/lives/{name} is not what the code declares: TERREAU_WRITE_DOCS=1 writes it"
        );
    }
}

proptest::proptest! {
    #[test]
    fn no_path_of_any_object_leaves_its_declared_states(
        which in 0..9_usize,
        born in 0..8_usize,
        path in proptest::collection::vec((0..16_usize, 0..512_usize, proptest::bool::ANY), 0..60),
    ) {
        let life = lives::all()[which];
        let mut state = life.initial[born % life.initial.len()];
        for (number, bits, reasoned) in path {
            let all = Actor::ALL.into_iter().enumerate();
            let actors = all.filter(|(at, _)| (bits >> at) & 1 == 1).fold(Actors::NONE, |set, (_, one)| set.with(one));
            let each = &life.moves[number % life.moves.len()];
            let reason = reasoned.then_some("un motif");
            let offered = life.possible(state, &actors, 0).iter().any(|m| m.name == each.name);
            let Ok(step) = life.attempt(state, each.name, &actors, 0, reason) else { continue };
            proptest::prop_assert!(offered && life.states.contains(&step.to) && step.from == state);
            proptest::prop_assert!(each.who.iter().any(|who| actors.contains(who)), "{} by somebody else", each.name);
            proptest::prop_assert!(each.reason != Reason::Required || step.reason.is_some());
            state = step.to;
        }
    }
}
