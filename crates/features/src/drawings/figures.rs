//! The people of the pictures: all ages, each with a coat, a way of wearing their hair and something to do with
//! their hands. Drawn a hundred units tall, then set where they stand.

use super::canvas::Canvas;

/// A coat and its sleeve, a little darker so that arms are seen.
const COATS: [[&str; 2]; 8] = [
    ["#B4461F", "#9A3A18"],
    ["#235FA4", "#1C4F8A"],
    ["#7A3B69", "#663057"],
    ["#E7A72F", "#CF9226"],
    ["#1B6B45", "#155738"],
    ["#D2693F", "#B85832"],
    ["#6B9BD1", "#5787BD"],
    ["#F0E4D2", "#DACBB4"],
];
const TROUSERS: [&str; 5] = ["#4A3A2F", "#31415A", "#5C4A55", "#3E5245", "#6E6A68"];
const SKINS: [&str; 6] = ["#F6D3B3", "#E3B189", "#C98F63", "#9B6642", "#6E452C", "#F0C6A2"];
const HAIRS: [&str; 7] = [
    "#231C17", "#4A3A2F", "#8A5A33", "#C9A15A", "#B9B2A8", "#E7E2DA", "#A4502B",
];
const INK: &str = "#3A2A22";

/// Where the arms are.
const ARMS: [[&str; 2]; 4] = [
    ["M-11.5 -74 Q-19 -60 -16.5 -45", "M11.5 -74 Q19 -60 16.5 -45"],
    ["M-11.5 -74 Q-21 -80 -20 -97", "M11.5 -74 Q19 -60 16.5 -45"],
    ["M-11.5 -74 Q-22 -63 -13 -50", "M11.5 -74 Q22 -63 13 -50"],
    ["M-11.5 -74 Q-18 -62 -4 -56", "M11.5 -74 Q18 -62 4 -55"],
];
const HANDS: [[[f64; 2]; 2]; 4] = [
    [[-16.5, -43.0], [16.5, -43.0]],
    [[-20.0, -99.0], [16.5, -43.0]],
    [[-12.0, -49.0], [12.0, -49.0]],
    [[-3.0, -55.0], [3.0, -54.0]],
];

/// How somebody looks.
struct Looks {
    coat: [&'static str; 2],
    trousers: &'static str,
    skin: &'static str,
    hair: &'static str,
    style: usize,
    dress: bool,
    glasses: bool,
}

impl Looks {
    fn of(c: &mut Canvas) -> Self {
        Self {
            coat: c.chance.pick(&COATS),
            trousers: c.pick(&TROUSERS),
            skin: c.pick(&SKINS),
            hair: c.pick(&HAIRS),
            style: c.chance.below(6),
            dress: c.chance.luck(0.25),
            glasses: c.chance.luck(0.18),
        }
    }
}

/// Somebody who stands at `x`, `y`, so tall.
pub fn standing(c: &mut Canvas, x: f64, y: f64, tall: f64) {
    let looks = Looks::of(c);
    let pose = c.chance.pick(&[0, 0, 1, 2, 3]);
    let turned = c.chance.luck(0.5);
    c.shade(x, y, tall * 0.2);
    c.open(x, y, tall / 100.0, turned);
    let bare = if looks.dress { looks.skin } else { looks.trousers };
    for side in [-1.0, 1.0] {
        c.ellipse([side * 6.4, -1.4, 4.6, 2.4], INK);
        c.stroke(
            &format!("M{:.1} -42 L{:.1} -5", side * 5.0, side * 5.6),
            bare,
            8.0,
        );
    }
    upper(c, &looks, pose);
    c.close();
}

/// Somebody who sits: their feet at `x`, `y`, so tall if they stood up.
pub fn sitting(c: &mut Canvas, x: f64, y: f64, tall: f64) {
    let looks = Looks::of(c);
    let turned = c.chance.luck(0.5);
    c.open(x, y, tall / 100.0, turned);
    c.open(0.0, 15.0, 1.0, false);
    upper(c, &looks, 3);
    c.close();
    for side in [-1.0, 1.0] {
        c.ellipse([side * 7.0, -1.4, 4.8, 2.4], INK);
        c.stroke(
            &format!("M{:.1} -29 L{:.1} -5", side * 6.6, side * 6.6),
            looks.trousers,
            8.0,
        );
        c.ellipse([side * 6.6, -29.0, 6.2, 5.2], looks.trousers);
    }
    c.close();
}

/// Coat, arms, head.
fn upper(c: &mut Canvas, looks: &Looks, pose: usize) {
    let [coat, sleeve] = looks.coat;
    hair_behind(c, looks);
    if looks.dress {
        c.shape(
            "M-17.5 -22 Q-11 -58 -10 -79 Q0 -82.5 10 -79 Q11 -58 17.5 -22 Q0 -18 -17.5 -22Z",
            coat,
        );
    } else {
        c.shape(
            "M-13 -40 Q-15.5 -74 -10 -79 Q0 -82.5 10 -79 Q15.5 -74 13 -40 Q0 -37 -13 -40Z",
            coat,
        );
    }
    c.rect([-3.4, -84.0, 6.8, 8.0], 3.0, looks.skin);
    c.shape("M-5.5 -80.5 Q0 -73 5.5 -80.5 Q0 -82.5 -5.5 -80.5Z", looks.skin);
    for (arm, [hx, hy]) in ARMS[pose].iter().zip(HANDS[pose]) {
        c.circle(hx, hy, 3.3, looks.skin);
        c.stroke(arm, sleeve, 6.4);
    }
    head(c, looks);
}

fn hair_behind(c: &mut Canvas, looks: &Looks) {
    match looks.style {
        1 => c.shape(
            "M-11 -72 Q-14 -102 0 -102 Q14 -102 11 -72 Q0 -68 -11 -72Z",
            looks.hair,
        ),
        2 => c.circle(0.0, -103.0, 4.8, looks.hair),
        5 => {
            for (x, y, r) in [
                (-8.0, -94.0, 5.0),
                (8.0, -94.0, 5.0),
                (0.0, -99.0, 7.5),
                (-5.5, -99.0, 5.0),
                (5.5, -99.0, 5.0),
            ] {
                c.circle(x, y, r, looks.hair);
            }
        }
        _ => {}
    }
}

fn head(c: &mut Canvas, looks: &Looks) {
    for side in [-1.0, 1.0] {
        c.circle(side * 8.5, -89.5, 1.9, looks.skin);
    }
    c.ellipse([0.0, -90.0, 8.7, 9.7], looks.skin);
    match looks.style {
        3 => {
            c.shape("M-9.6 -92 Q-9.6 -102.5 0 -102.5 Q9.6 -102.5 9.6 -92 Q0 -95 -9.6 -92Z", looks.coat[1]);
            c.shape("M2 -94.2 Q12 -94.5 15 -91 Q9 -92 2 -92.6Z", looks.coat[1]);
        }
        4 => {
            c.ellipse([-8.2, -92.5, 2.2, 4.2], looks.hair);
            c.ellipse([8.2, -92.5, 2.2, 4.2], looks.hair);
        }
        _ => c.shape(
            "M-9.2 -89.5 Q-10.5 -101.5 0 -101.8 Q10.5 -101.5 9.2 -89.5 Q7.5 -95.5 1 -96 Q-6.5 -95.5 -9.2 -89.5Z",
            looks.hair,
        ),
    }
    for side in [-1.0, 1.0] {
        c.circle(side * 3.2, -90.0, 0.95, INK);
        if looks.glasses {
            c.ring(side * 3.3, -90.0, 2.5, INK, 0.6);
        }
    }
    c.stroke("M-2.6 -85.6 Q0 -83.5 2.6 -85.6", "#8A4A34", 0.9);
}
