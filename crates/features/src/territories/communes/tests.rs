//! The shipped data whole, the outlines read from GeoJSON, and both against real outlines where those are at hand.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::*;

const AROUND_SCEAUX: [&str; 6] = ["92002", "92007", "92014", "92019", "92032", "92060"];

fn commune(insee: &str) -> Commune {
    find(insee).unwrap_or_else(|| panic!("{insee} is missing"))
}

/// A file of the folder of real data kept beside the repository; says so when it is absent.
fn real(file: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/communes");
    let text = fs::read_to_string(folder.join(file)).ok();
    if text.is_none() {
        eprintln!("SKIPPED: shared/data/communes/{file} is absent");
    }
    text
}

#[test]
fn sceaux_is_known_whole() {
    let sceaux = commune(" 92071 ");
    assert_eq!(sceaux.name, "Sceaux");
    assert_eq!(sceaux.department, "Hauts-de-Seine");
    assert_eq!(sceaux.region, "Île-de-France");
    assert!(
        (19_000..23_000).contains(&sceaux.population),
        "{}",
        sceaux.population
    );
    assert_eq!(sceaux.postal_codes, ["92330"]);
    assert_eq!(sceaux.siren.as_deref(), Some("219200714"));
    assert_eq!(sceaux.epci_name.as_deref(), Some("Métropole du Grand Paris"));
    assert_eq!(sceaux.ept_name.as_deref(), Some("Vallée Sud-Grand Paris"));
    assert_eq!(sceaux.neighbours, AROUND_SCEAUX);
    assert!(sceaux.approximate);
    let (latitude, longitude) = sceaux.centre.unwrap();
    assert!((48.766..48.785).contains(&latitude) && (2.278..2.314).contains(&longitude));
    let outline: serde_json::Value = serde_json::from_str(&sceaux.outline.unwrap()).unwrap();
    assert_eq!(outline["type"], "Polygon");
}

#[test]
fn io_32_corsica_overseas_and_large_towns_are_known() {
    let expected = [
        ("2a004", "Ajaccio", "Corse-du-Sud", "Corse"),
        ("2B033", "Bastia", "Haute-Corse", "Corse"),
        ("97105", "Basse-Terre", "Guadeloupe", "Guadeloupe"),
        ("97411", "Saint-Denis", "La Réunion", "La Réunion"),
        ("97611", "Mamoudzou", "Mayotte", "Mayotte"),
        (
            "97502",
            "Saint-Pierre",
            "Saint-Pierre-et-Miquelon",
            "Saint-Pierre-et-Miquelon",
        ),
        ("98735", "Papeete", "Polynésie française", "Polynésie française"),
        ("75056", "Paris", "Paris", "Île-de-France"),
    ];
    for (insee, name, department, region) in expected {
        let commune = commune(insee);
        assert_eq!(commune.insee, insee.to_uppercase());
        assert_eq!(
            (commune.name.as_str(), commune.department.as_str()),
            (name, department)
        );
        assert_eq!(commune.region, region);
        assert!(commune.outline.is_none() && commune.neighbours.is_empty() && !commune.approximate);
    }
    assert_eq!(commune("75056").postal_codes.len(), 21);
    assert_eq!(commune("97502").siren, None);
}

#[test]
fn what_is_no_commune_is_not_found() {
    for wrong in [
        "",
        "9",
        "92",
        "92000",
        "92999",
        "75101",
        "20004",
        "abcde",
        "92071\t",
        "９２０７１",
        "2",
    ] {
        let found = find(wrong);
        assert_eq!(found.is_some(), wrong.trim() == "92071", "{wrong:?}");
    }
}

#[test]
fn every_frame_opens_and_every_line_reads() {
    let (mut communes, mut people, mut departments) = (0, 0, 0);
    for department in pack::departments() {
        let lines = department.open();
        assert!(!lines.is_empty(), "{} does not open", department.code);
        departments += 1;
        let mut before = String::new();
        for line in lines.lines() {
            let row = pack::row(line).unwrap_or_else(|| panic!("unreadable: {line}"));
            assert!(row.insee.len() == 5 && department.holds(row.insee), "{line}");
            assert!(
                before.as_str() < row.insee && !row.name.is_empty() && row.population >= 0,
                "{line}"
            );
            assert!(
                row.postal_codes.split_whitespace().all(|code| code.len() == 5),
                "{line}"
            );
            let folded = fold(row.name);
            assert!(
                folded.chars().all(|c| c.is_ascii_alphanumeric() || c == ' '),
                "{folded}"
            );
            before = row.insee.to_owned();
            communes += 1;
            people += row.population;
        }
    }
    assert_eq!(departments, 109);
    assert!((34_000..36_000).contains(&communes), "{communes}");
    assert!((66_000_000..70_000_000).contains(&people), "{people}");
}

#[test]
fn names_are_found_as_people_type_them() {
    let first = |query: &str| search(query, 1).pop().map(|(insee, ..)| insee);
    assert_eq!(first("châtenay malabry").as_deref(), Some("92019"));
    assert_eq!(first("CHATENAY-MALABRY").as_deref(), Some("92019"));
    assert_eq!(first("l’hay les roses").as_deref(), Some("94038"));
    assert_eq!(first("plessis robinson").as_deref(), Some("92060"));
    assert!(first("oe").is_some_and(|insee| commune(&insee).name.starts_with('Œ')));
    assert_eq!(first("92330").as_deref(), Some("92071"));
    assert_eq!(first("2a004").as_deref(), Some("2A004"));
    assert_eq!(
        search("sceaux", 1),
        [("92071".into(), "Sceaux".into(), "Hauts-de-Seine".into())]
    );
    assert_eq!(search("saint", 7).len(), 7);
    for nothing in ["", " - ", "zzzzzz", "92071\u{0}", "%"] {
        assert!(
            search(nothing, 5).iter().all(|(insee, ..)| insee == "92071"),
            "{nothing:?}"
        );
    }
}

#[test]
fn an_outline_may_be_a_geometry_a_feature_or_one_of_a_collection() {
    let square = |x: i32| {
        format!(
            r#"{{"type":"Polygon","coordinates":[[[{x},0],[{0},0],[{0},1],[{x},1],[{x},0]]]}}"#,
            x + 1
        )
    };
    let feature = |code: &str, x| {
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}"}},"geometry":{}}}"#,
            square(x)
        )
    };
    let all = [
        feature("01001", 1),
        feature("01002", 2),
        feature("01004", 3),
        feature("01005", 5),
    ]
    .join(",");
    let collection = format!(r#"{{"type":"FeatureCollection","features":[{all}]}}"#);
    let middle = commune("01002").with_outline(&collection).unwrap();
    assert_eq!(middle.neighbours, ["01001", "01004"]);
    assert_eq!(middle.centre, Some((0.5, 2.5)));
    for text in [square(2), feature("01002", 2)] {
        let alone = commune("01002").with_outline(&text).unwrap();
        assert_eq!(
            (alone.outline, alone.centre),
            (middle.outline.clone(), middle.centre)
        );
    }
    assert!(!commune("92071").with_outline(&square(2)).unwrap().approximate);
}

#[test]
fn a_wrong_outline_is_refused_with_its_reason() {
    let polygon = |points: &str| format!(r#"{{"type":"Polygon","coordinates":[[{points}]]}}"#);
    let refused = |text: &str| commune("01002").with_outline(text).unwrap_err();
    let lambert = polygon("[652000,6852000],[653000,6852000],[653000,6853000],[652000,6852000]");
    assert_eq!(refused(&lambert), OutlineProblem::NotDegrees);
    assert!(matches!(refused("{"), OutlineProblem::NotGeoJson(_)));
    let elsewhere = r#"{"type":"Feature","properties":{"code":"01001"},"geometry":null}"#;
    assert_eq!(refused(elsewhere), OutlineProblem::NotThere("01002".into()));
    assert_eq!(
        refused(r#"{"features":[]}"#),
        OutlineProblem::NotThere("01002".into())
    );
    for flat in [
        "",
        "[0,0],[1,1],[2,2],[0,0]",
        "[0,0],[1,0],[1,1]",
        "[0,0],[0,0],[0,0],[0,0]",
        r#"["a",0]"#,
        "7",
    ] {
        assert_eq!(refused(&polygon(flat)), OutlineProblem::NotAPolygon, "{flat}");
    }
    for other in [
        "null",
        "[]",
        r#"{"type":"Point","coordinates":[1,2]}"#,
        r#"{"type":"MultiPolygon","coordinates":[]}"#,
    ] {
        assert_eq!(refused(other), OutlineProblem::NotAPolygon, "{other}");
    }
    let many: Vec<String> = (0..20_001)
        .map(|n| format!("[{}.5,{}.5]", n % 2, n % 3))
        .collect();
    assert_eq!(
        refused(&polygon(&format!("{},[0.5,0.5]", many.join(",")))),
        OutlineProblem::TooDetailed
    );
}

proptest! {
    #[test]
    fn no_file_makes_the_reader_fall(text in r#"\PC{0,60}|[\[\]{},0-9.e+"-]{0,80}"#, insee in r"\PC{0,6}") {
        let _ = outline::read(&text, &insee);
        let _ = find(&insee);
    }

    #[test]
    fn an_accepted_outline_reads_again_the_same(ring in prop::collection::vec((-181.0..181.0, -91.0..91.0), 0..9)) {
        let closed: Vec<(f64, f64)> = ring.iter().chain(ring.first()).copied().collect();
        let text = serde_json::json!({"type": "MultiPolygon", "coordinates": [[closed]]}).to_string();
        if let Ok(first) = outline::read(&text, "01002") {
            prop_assert_eq!(outline::read(&first.geometry, "01002"), Ok(first.clone()));
            prop_assert!(first.centre.0.is_finite() && first.centre.1.is_finite());
        }
    }
}

#[test]
fn every_commune_of_the_reference_list_is_packed_as_it_is() {
    let Some(list) = real("communes.csv") else { return };
    let mut lines = Vec::new();
    for department in pack::departments() {
        let rows = department.open();
        lines.extend(
            rows.lines()
                .filter_map(pack::row)
                .map(|row| row.commune(&department)),
        );
    }
    let mut packed = lines.into_iter();
    for record in csv::Reader::from_reader(list.as_bytes()).into_records() {
        let record = record.unwrap();
        let commune = packed.next().unwrap();
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        let population = if record[5].is_empty() { "0" } else { &record[5] };
        assert_eq!([&commune.insee, &commune.name], [&record[0], &record[1]]);
        assert_eq!(commune.population.to_string(), population, "{}", commune.insee);
        assert_eq!(commune.postal_codes.join("|"), record[7], "{}", commune.insee);
        assert_eq!(
            [
                text(&commune.siren),
                text(&commune.epci_name),
                text(&commune.ept_name)
            ],
            [&record[6], &record[9], &record[11]],
            "{}",
            commune.insee
        );
    }
    assert!(packed.next().is_none());
}

#[test]
fn real_outlines_give_every_commune_its_neighbours() {
    let Some(collection) = real("communes-92-hauts-de-seine.geojson") else {
        return;
    };
    let file: serde_json::Value = serde_json::from_str(&collection).unwrap();
    let codes: Vec<&str> = file["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["properties"]["code"].as_str().unwrap())
        .collect();
    let known: Vec<Commune> = codes
        .iter()
        .map(|insee| commune(insee).with_outline(&collection).unwrap())
        .collect();
    assert_eq!(known.len(), 36);
    for one in &known {
        assert!(!one.neighbours.is_empty(), "{} stands alone", one.name);
        for beside in &one.neighbours {
            let other = known.iter().find(|other| other.insee == *beside).unwrap();
            assert!(
                other.neighbours.contains(&one.insee),
                "{} and {}",
                one.name,
                other.name
            );
        }
    }
    let sceaux = known.iter().find(|one| one.insee == "92071").unwrap();
    assert_eq!(sceaux.neighbours, AROUND_SCEAUX);
}

#[test]
fn the_drawn_sceaux_stays_near_the_real_one() {
    let Some(text) = real("sceaux-92071.geojson") else {
        return;
    };
    let drawn = points(&commune("92071"));
    let given = points(&commune("92071").with_outline(&text).unwrap());
    let far = farthest(&drawn, &given).max(farthest(&given, &drawn));
    assert!(
        far < 450.0,
        "{far} m apart: the drawing claims to be approximate, not wrong"
    );
}

/// The outer ring in metres on a local plane.
fn points(commune: &Commune) -> Vec<(f64, f64)> {
    let outline: serde_json::Value = serde_json::from_str(commune.outline.as_deref().unwrap()).unwrap();
    let ring = outline["coordinates"][0].as_array().unwrap();
    ring.iter()
        .map(|p| {
            (
                p[0].as_f64().unwrap() * 73_370.0,
                p[1].as_f64().unwrap() * 111_200.0,
            )
        })
        .collect()
}

/// The largest distance from a point of `a` to the line of `b`.
fn farthest(a: &[(f64, f64)], b: &[(f64, f64)]) -> f64 {
    let near = |p: &(f64, f64)| {
        b.windows(2)
            .map(|s| to_segment(*p, s[0], s[1]))
            .fold(f64::MAX, f64::min)
    };
    a.iter().map(near).fold(0.0, f64::max)
}

fn to_segment(p: (f64, f64), a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let along = (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
    (p.0 - a.0 - along * dx).hypot(p.1 - a.1 - along * dy)
}
