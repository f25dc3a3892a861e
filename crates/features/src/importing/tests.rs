//! Stories of importing from the administration.

use terreau_kernel::locale::Locale;
use terreau_kit::{Role, i18n::Tr};

use super::kept::Kept;
use crate::{
    import::{Reason, Report, samples},
    story,
};

const PEOPLE: &str = "ref,display_name\np1,Anna\np2,Bilal\n";
const IDEAS: &str =
    "ref,title,body_html,theme,author_ref,created_at\ni1,Une place,<p>Oui</p>,Parcs,p1,2015-10-01\n";
const COMMENTS: &str = "ref,idea_ref,side,body,author_ref,created_at\nc1,i1,for,Oui,p2,2015-10-03\n";

story!(only_an_administrator_imports_and_sees_the_progress, |stage| {
    stage.browser().get("/admin/import").await.is(303);
    let (_, mut member) = stage.member("Membre", Role::Member).await;
    member.get("/admin/import").await.is(404);
    let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
    admin.get("/admin/import").await.is(200);
    admin.post("/admin/import", &[]).await.is(422);
    let sent = [
        ("people", "p.csv", PEOPLE.as_bytes()),
        ("ideas", "i.csv", IDEAS.as_bytes()),
        ("comments", "c.csv", COMMENTS.as_bytes()),
    ];
    let page = admin.upload("/admin/import", &[], &sent).await.is(303);
    let address = page.location().to_owned();
    let page = admin.get(&address).await.is(200).has("data-job");
    page.has("<nav class=\"tabs\"")
        .has("<a href=\"/admin/import\" aria-current=\"page\">");
    stage.settle().await;
    admin.get(&address).await.is(200).has("terminé");
    let progress = admin.get(&format!("{address}/progress")).await.is(200).json();
    assert_eq!(progress["state"], "done");
    member.get(&address).await.is(404);
});

story!(
    an_import_whose_files_are_elsewhere_waits_for_the_machine_that_has_them,
    |stage| {
        let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
        let sent = [("people", "p.csv", PEOPLE.as_bytes())];
        let page = admin.upload("/admin/import", &[], &sent).await.is(303);
        let address = page.location().to_owned();
        let files = stage.app.config.data.join("imports");
        let away = stage.app.config.data.join("away");
        std::fs::rename(&files, &away).expect("moved");
        stage.settle().await;
        admin.get(&address).await.is(200).has_not("terminé");
        std::fs::rename(&away, &files).expect("back");
        stage.clock.advance(3_600_000_000);
        stage.settle().await;
        admin
            .get(&address)
            .await
            .is(200)
            .has("terminé")
            .has("<td data-label=\"Nouveaux\">2</td>");
    }
);

story!(
    somebody_who_wrote_elsewhere_is_invited_and_takes_their_words_back,
    |stage| {
        let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
        let sent = [
            ("people", "p.csv", PEOPLE.as_bytes()),
            ("ideas", "i.csv", IDEAS.as_bytes()),
            ("comments", "c.csv", COMMENTS.as_bytes()),
        ];
        admin.upload("/admin/import", &[], &sent).await.is(303);
        stage.settle().await;
        let mut db = stage.app.db.read().await.expect("a connection");
        let query = "select id from people where territory_id = $1 and imported_ref = 'p1'";
        let person = terreau_store::value!(&mut db, terreau_kernel::id::Id, query, stage.territory)
            .expect("an answer")
            .expect("imported");
        drop(db);
        let short = terreau_kernel::id::short(person);
        admin
            .post(
                &format!("/admin/people/{short}/invite"),
                &[("email", "anna@exemple.fr")],
            )
            .await
            .is(303);
        stage.settle().await;
        let link = stage.link("anna@exemple.fr").await;
        let mut anna = stage.browser();
        anna.get(&link).await.is(200);
        anna.post(&link, &[]).await.is(303);
        anna.get("/me").await.is(200).has("Une place");
        anna.get("/ideas/une-place/edit").await.is(200);
        anna.upload("/admin/import", &[], &sent).await.is(404);
        admin.upload("/admin/import", &[], &sent).await.is(303);
        stage.settle().await;
        let stats = anna.get("/api/v1/stats").await.is(200).json();
        assert_eq!(stats["people"], 2, "counted once, before and after they claimed");
    }
);

story!(
    l10n_03_refused_rows_are_told_in_the_language_of_the_reader,
    |stage| {
        let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
        let ideas = format!("{IDEAS}i2,Sans auteur,x,,p9,2015-10-01\ni3,Sans date,x,,p1,hier\n");
        let sent = [
            ("people", "p.csv", PEOPLE.as_bytes()),
            ("ideas", "i.csv", ideas.as_bytes()),
        ];
        let page = admin.upload("/admin/import", &[], &sent).await.is(303);
        let address = page.location().to_owned();
        stage.settle().await;
        admin
            .get(&address)
            .await
            .is(200)
            .has("author_ref\u{a0}: personne ne porte le nom «\u{a0}p9\u{202f}».")
            .has("created_at\u{a0}: «\u{a0}hier\u{202f}» n’est pas une date")
            .has_not("nobody is named")
            .has_not("lang=\"en\">author_ref");
        admin
            .get(&format!("{address}?lang=en"))
            .await
            .is(200)
            .has("author_ref: nobody is named “p9”.");
    }
);

story!(a_report_of_an_older_version_is_still_read, |stage| {
    let (_, mut admin) = stage.member("Admin", Role::Administrator).await;
    let sent = [("people", "p.csv", PEOPLE.as_bytes())];
    let page = admin.upload("/admin/import", &[], &sent).await.is(303);
    let address = page.location().to_owned();
    stage.settle().await;
    let old = r#"{"people":{"created":7,"updated":0,"unchanged":0,"refused":1},
        "errors":[{"file":"people","line":3,"reason":"ref: every row needs one"}]}"#;
    let mut tx = stage.app.db.begin().await.expect("a transaction");
    terreau_store::run!(&mut tx, "update imports set report = $1", old).expect("kept");
    tx.commit().await.expect("kept");
    admin
        .get(&address)
        .await
        .is(200)
        .has(">7</td>")
        .has("lang=\"en\">ref: every row needs one</td>");
});

#[test]
fn l10n_03_every_reason_has_its_words_in_both_languages_with_its_data() {
    let catalogue = std::sync::Arc::new(crate::catalogue().expect("sound"));
    let mut report = Report::default();
    for reason in samples() {
        report.refuse("people", 2, reason);
    }
    let text = serde_json::to_string(&Kept::from(&report)).expect("JSON");
    for locale in Locale::ALL {
        let tr = Tr::new(catalogue.clone(), locale);
        let lines: Vec<_> = Kept::read(&text).lines(&tr).collect();
        assert_eq!(lines.len(), report.errors.len());
        for (line, fault) in lines.iter().zip(&report.errors) {
            let said = &line.words;
            assert!(!line.english && !said.contains('{'), "{fault:?}: {said}");
            let named = fault.reason.to_string().contains("Zélie");
            let hidden = matches!(fault.reason, Reason::Unreadable { .. });
            assert_eq!(said.contains("Zélie"), named && !hidden, "{fault:?}: {said}");
        }
    }
}
