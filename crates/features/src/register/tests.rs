//! What programs and spreadsheets read of people, organisations and skills.

use terreau_kit::Role;

use crate::story;

story!(only_who_wishes_to_be_found_and_what_all_may_read, |stage| {
    let (_, mut anna) = stage.member("Anna", Role::Member).await;
    let (_, mut bilal) = stage.member("Bilal", Role::Member).await;
    for (browser, circle, listed) in [(&mut anna, "0", true), (&mut bilal, "1", true)] {
        browser
            .post(
                "/me/skills/add",
                &[("skill", "Tenue de comptes"), ("level", "expert")],
            )
            .await
            .is(303);
        let mut fields = vec![("circle", circle)];
        if listed {
            fields.push(("listed", "1"));
        }
        browser.post("/me/skills", &fields).await.is(303);
    }
    let (_, mut chloe) = stage.member("Chloe", Role::Member).await;
    chloe.get("/me").await.is(200);
    let mut any = stage.browser();
    let page = any.get("/api/v1/people").await.is(200).has_not("Chloe");
    let all = page.json();
    let names: Vec<&str> = all["items"]
        .as_array()
        .expect("items")
        .iter()
        .filter_map(|p| p["name"].as_str())
        .collect();
    assert!(names.contains(&"Anna") && names.contains(&"Bilal"), "{names:?}");
    let skilled = any
        .get("/api/v1/people?skill=tenue-de-comptes")
        .await
        .is(200)
        .has_not("Bilal");
    assert_eq!(skilled.json()["items"][0]["skills"][0], "tenue-de-comptes");
    // A member's session does not widen what programs read.
    anna.get("/api/v1/people?skill=tenue-de-comptes")
        .await
        .is(200)
        .has_not("Bilal");
    any.get("/api/v1/people?skill=nowhere").await.is(422);
    any.get("/api/v1/people?after=zz").await.is(422);
    let csv = any.get("/people.csv").await.is(200);
    assert!(
        csv.headers["content-disposition"]
            .to_str()
            .expect("text")
            .contains("sceaux-people.csv")
    );
    let csv = csv
        .has("id,url,name,zone,skills,causes")
        .has(",Anna,")
        .has("tenue-de-comptes");
    csv.has_not("Chloe").has_not("exemple.fr");
});

story!(verified_organisations_and_the_vocabulary_are_open, |stage| {
    let mut any = stage.browser();
    let page = any.get("/api/v1/skills").await.is(200).has("tenue-de-comptes");
    assert!(page.json()["items"].as_array().expect("items").len() > 300);
    any.get("/skills.csv?separator=semicolon")
        .await
        .is(200)
        .has("id;slug;domain;");
    any.get("/skills.csv?separator=x").await.is(422);
    any.get("/api/v1/organisations").await.is(200).has("\"items\":[]");
    any.get("/api/v1/organisations?kind=nothing").await.is(422);
    any.get("/api/v1/organisations?limit=0").await.is(422);
    any.get("/organisations.csv")
        .await
        .is(200)
        .has("id,url,name,kind,line,siret");
});

story!(each_table_is_described_by_its_columns, |stage| {
    let mut any = stage.browser();
    for (table, key) in [
        ("people", "skills"),
        ("organisations", "siret"),
        ("skills", "domain"),
    ] {
        let page = any.get(&format!("/{table}.csv")).await.is(200);
        let described = page
            .headers
            .get_all("link")
            .iter()
            .filter_map(|v| v.to_str().ok());
        let schema = format!("/schemas/{table}.json");
        assert!(
            described
                .into_iter()
                .any(|l| l.contains(&schema) && l.contains("describedby"))
        );
        let head = page.text.lines().next().unwrap_or_default().to_owned();
        let schema = any.get(&schema).await.is(200).json();
        let fields = schema["fields"].as_array().expect("fields");
        let names: Vec<&str> = fields.iter().filter_map(|f| f["name"].as_str()).collect();
        assert_eq!(names.join(","), head);
        assert!(names.contains(&key));
        for field in fields {
            let words = field["description"].as_str().unwrap_or_default();
            assert!(!words.is_empty() && !words.contains("open-column"), "{field}");
        }
    }
});
