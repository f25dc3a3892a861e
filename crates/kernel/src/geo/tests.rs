use proptest::prelude::*;

use super::*;

const SQUARE: &str = "[[[2.0,48.0],[3.0,48.0],[3.0,49.0],[2.0,49.0],[2.0,48.0]],\
                      [[2.4,48.4],[2.6,48.4],[2.6,48.6],[2.4,48.6],[2.4,48.4]]]";

fn point(lat: f64, lon: f64) -> Point {
    Point::new(lat, lon).expect("a place on Earth")
}

#[test]
fn points_are_read_and_measured() {
    assert_eq!(Point::parse("48.778, 2.289"), Some(point(48.778, 2.289)));
    for text in ["", "48", "91,0", "0,181", "a,b", "NaN,0", "0,inf", "1,2,3"] {
        assert_eq!(Point::parse(text), None, "{text}");
    }
    let (paris, lyon) = (point(48.8566, 2.3522), point(45.7640, 4.8357));
    assert!((paris.distance(lyon) - 391_500.0).abs() < 500.0);
    assert!(paris.distance(paris) < 1e-6);
    assert!((point(0.0, 179.9).distance(point(0.0, -179.9)) - 22_239.0).abs() < 5.0);
}

#[test]
fn outlines_hold_what_is_inside_and_not_their_holes() {
    let outline = Outline::parse(SQUARE).expect("an outline");
    assert!(outline.contains(point(48.2, 2.2)));
    assert!(!outline.contains(point(48.5, 2.5)));
    assert!(!outline.contains(point(49.5, 2.5)));
    let centre = outline.centroid();
    assert!((centre.lat - 48.5).abs() < 1e-9 && (centre.lon - 2.5).abs() < 1e-9);
    let bounds = outline.bbox();
    assert_eq!((bounds.min, bounds.max), (point(48.0, 2.0), point(49.0, 3.0)));
    assert!(bounds.contains(centre));
}

#[test]
fn several_polygons_and_whole_geometries_are_read() {
    let two = Outline::parse(&format!("[{SQUARE},[[[5,48],[6,48],[6,49],[5,48]]]]")).expect("two");
    assert!(two.contains(point(48.2, 5.5)) && two.contains(point(48.1, 2.1)));
    let whole = format!("{{\"type\":\"Polygon\",\"coordinates\":{SQUARE}}}");
    assert_eq!(Outline::parse(&whole), Outline::parse(SQUARE));
    for text in [
        "",
        "[]",
        "[[]]",
        "[[[1,2],[3,4]]]",
        "[[[1]]]",
        "{}",
        "[[[200,0],[0,0],[1,1],[200,0]]]",
        "[[[\"a\",1]]]",
    ] {
        assert_eq!(Outline::parse(text), None, "{text}");
    }
    assert_eq!(Outline::parse(&"[".repeat(100_000)), None);
    assert_eq!(Outline::parse(&"{\"coordinates\":".repeat(10_000)), None);
}

#[test]
fn the_drawing_fits_and_keeps_proportions() {
    let outline = Outline::parse(SQUARE).expect("an outline");
    let path = outline.svg_path(200.0, 100.0, 10.0);
    assert_eq!(path.matches('Z').count(), 2);
    assert!(path.starts_with('M'));
    let projection = outline.projection(200.0, 100.0, 10.0);
    let (left, bottom) = projection.project(point(48.0, 2.0));
    let (right, top) = projection.project(point(49.0, 3.0));
    assert!((bottom - 90.0).abs() < 1e-6 && (top - 10.0).abs() < 1e-6);
    let proportion = (right - left) / (bottom - top);
    assert!((proportion - 48.5f64.to_radians().cos()).abs() < 1e-6);
}

proptest! {
    #[test]
    fn projecting_comes_back(lat in 48.0..49.0f64, lon in 2.0..3.0f64) {
        let projection = Outline::parse(SQUARE).expect("an outline").projection(300.0, 200.0, 5.0);
        let (x, y) = projection.project(point(lat, lon));
        prop_assert!((-0.1..=300.1).contains(&x) && (-0.1..=200.1).contains(&y));
        let back = projection.locate(x, y).expect("on Earth");
        prop_assert!((back.lat - lat).abs() < 1e-9 && (back.lon - lon).abs() < 1e-9);
    }

    #[test]
    fn no_text_breaks_the_parsers(text in "[\\[\\]{},:\"0-9.eE+ -]{0,80}|.{0,40}") {
        let _ = Point::parse(&text);
        if let Some(outline) = Outline::parse(&text) {
            let _ = (outline.centroid(), outline.bbox(), outline.svg_path(100.0, 100.0, 2.0));
        }
    }

    #[test]
    fn distance_is_a_distance(a in (-90.0..90.0f64, -180.0..180.0f64), b in (-90.0..90.0f64, -180.0..180.0f64)) {
        let (a, b) = (point(a.0, a.1), point(b.0, b.1));
        let there = a.distance(b);
        prop_assert!((0.0..=20_015_200.0).contains(&there) && (there - b.distance(a)).abs() < 1e-6);
    }
}

proptest! {
    #[test]
    fn priv_26_about_a_point_is_near_it_and_always_the_same(lat in -80.0..80.0, lon in -179.0..179.0) {
        let (exact, about) = (point(lat, lon), point(lat, lon).about());
        prop_assert!(exact.distance(about) < 170.0, "{exact:?} {about:?}");
        prop_assert_eq!(about.about(), about);
        let neighbour = point(about.lat + 0.0004, about.lon + 0.0004);
        prop_assert_eq!(neighbour.about(), about);
    }
}
