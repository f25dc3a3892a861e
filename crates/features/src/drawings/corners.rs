//! Scenes of particular corners: a street by night, a stop without a seat, a shared garden, a long table, jars on
//! a counter, a cargo bicycle with its load.

use super::{
    canvas::{CLOTHES, Canvas, LEAVES},
    figures::{sitting, standing},
    places,
};

/// The same houses when the lamps are out, and the sky is full.
pub fn night(c: &mut Canvas) {
    places::street(c);
    c.veil("#0F1A30", 0.66);
    for _ in 0..70 {
        let (x, y, r) = (
            c.between(0.0, 1600.0),
            c.between(10.0, 190.0),
            c.between(1.6, 4.2),
        );
        c.circle(x, y, r, "#FFF4D0");
    }
    let (x, y) = (c.between(200.0, 1400.0), c.between(80.0, 130.0));
    c.circle(x, y, 46.0, "#FBE9B4");
    c.circle(x + 20.0, y - 12.0, 40.0, "#3F4A5E");
}

/// A post at the edge of the pavement, a shelter that is missing, people who wait.
pub fn stop(c: &mut Canvas) {
    places::street(c);
    let x = c.between(560.0, 900.0);
    c.shade(x, 800.0, 70.0);
    c.rect([x - 7.0, 440.0, 14.0, 360.0], 6.0, "#31413A");
    c.rect([x - 60.0, 410.0, 120.0, 86.0], 14.0, "#235FA4");
    c.rect([x - 38.0, 434.0, 76.0, 34.0], 10.0, "#FBF8F3");
    c.circle(x - 20.0, 472.0, 8.0, "#FBF8F3");
    c.circle(x + 20.0, 472.0, 8.0, "#FBF8F3");
    c.rect([x - 44.0, 540.0, 88.0, 110.0], 8.0, "#FBF8F3");
    for n in 0..5 {
        c.rect([x - 30.0, 556.0 + f64::from(n) * 18.0, 60.0, 7.0], 3.0, "#B9AB99");
    }
    let waiting = 1 + c.chance.below(3);
    c.people(waiting, [x + 90.0, x + 90.0 + 150.0 * 3.0], 806.0, [270.0, 320.0]);
}

/// Plots with rows of vegetables, straw between them, gardeners.
pub fn garden(c: &mut Canvas) {
    c.sky(470.0);
    c.grass(470.0);
    for n in 0..7 {
        let (x, tall) = (
            f64::from(n) * 260.0 + c.between(-50.0, 50.0),
            c.between(150.0, 260.0),
        );
        c.tree(x, 540.0, tall);
    }
    let hut = c.between(1050.0, 1250.0);
    c.rect([hut, 380.0, 230.0, 190.0], 4.0, "#A87B4F");
    c.shape(
        &format!(
            "M{:.0} 384 L{:.0} 290 L{:.0} 384Z",
            hut - 24.0,
            hut + 115.0,
            hut + 254.0
        ),
        "#8A4A34",
    );
    c.rect([hut + 80.0, 450.0, 72.0, 120.0], 4.0, "#6B503A");
    for (row, y) in [(0, 640.0), (1, 770.0), (2, 920.0)] {
        for n in 0..3 {
            let (left, wide) = (40.0 + f64::from(n) * 540.0, 440.0);
            c.rect([left, y - 30.0, wide, 74.0], 10.0, "#8A6A4C");
            c.rect([left + 12.0, y - 22.0, wide - 24.0, 56.0], 8.0, "#5C4433");
            plants(c, left + 40.0, y, (row + n) % 4);
        }
    }
    c.people(2, [200.0, 1400.0], 720.0, [250.0, 280.0]);
}

fn plants(c: &mut Canvas, left: f64, y: f64, kind: i32) {
    let leaf = c.pick(&LEAVES);
    for n in 0..8 {
        let x = left + f64::from(n) * 52.0;
        match kind {
            0 => {
                c.circle(x, y - 14.0, 24.0, leaf);
                c.circle(x, y - 16.0, 13.0, "#A5CFB1");
            }
            1 => {
                c.stroke(&format!("M{x:.0} {y:.0} v-74"), "#8A6A4C", 6.0);
                c.ellipse([x, y - 50.0, 18.0, 34.0], leaf);
                c.circle(x - 8.0, y - 40.0, 9.0, "#B4461F");
                c.circle(x + 9.0, y - 58.0, 9.0, "#D2693F");
            }
            2 => c.stroke(
                &format!("M{x:.0} {y:.0} q-12 -30 -18 -44 M{x:.0} {y:.0} v-54 M{x:.0} {y:.0} q12 -30 18 -44"),
                leaf,
                7.0,
            ),
            _ => {
                c.ellipse([x, y - 6.0, 26.0, 16.0], leaf);
                c.circle(x + 4.0, y - 4.0, 13.0, "#E7872F");
            }
        }
    }
}

/// A long table, cloths that do not match, candles, guests of all ages behind it.
pub fn table(c: &mut Canvas) {
    c.sky(520.0);
    c.grass(560.0);
    for n in 0..5 {
        let (x, tall) = (
            f64::from(n) * 380.0 + c.between(-60.0, 60.0),
            c.between(260.0, 360.0),
        );
        c.tree(x, 640.0, tall);
    }
    c.stroke("M-20 170 Q 800 380 1620 150", "#7A6A5E", 4.0);
    for n in 0..15 {
        let t = (f64::from(n) + 0.5) / 15.0;
        let y = (1.0 - t).powi(2) * 170.0 + 2.0 * t * (1.0 - t) * 380.0 + t * t * 150.0;
        c.circle(-20.0 + 1640.0 * t, y + 22.0, 17.0, "#FFE9A8");
    }
    c.people(8, [130.0, 1470.0], 900.0, [340.0, 420.0]);
    for n in 0..4 {
        let cloth = c.pick(&["#F0CDB4", "#DDE6EE", "#E1F0E6", "#F6EEDD", "#EFD9A7"]);
        let left = 90.0 + f64::from(n) * 355.0;
        c.shape(
            &format!("M{left:.0} 770 h356 v150 q-44 22 -89 0 t-89 0 t-89 0 t-89 0Z"),
            cloth,
        );
    }
    c.rect([90.0, 758.0, 1421.0, 20.0], 8.0, "#C9A77C");
    for n in 0..9 {
        let x = 150.0 + f64::from(n) * 162.0;
        let dish = c.pick(&CLOTHES[..6]);
        c.ellipse([x, 758.0, 46.0, 12.0], "#FFFFFF");
        c.ellipse([x, 752.0, 30.0, 12.0], dish);
        if n % 2 == 0 {
            c.rect([x + 72.0, 706.0, 12.0, 52.0], 4.0, "#FBF8F3");
            c.ellipse([x + 78.0, 696.0, 7.0, 13.0], "#F2B33D");
        }
    }
}

/// Jars side by side on a counter, some full.
pub fn jars(c: &mut Canvas) {
    let wall = c.pick(&["#F3E9DA", "#E3EDF8", "#E1F0E6"]);
    c.rect([0.0, 0.0, 1600.0, 1000.0], 0.0, wall);
    for (shelf, size) in [(430.0, 1.0), (850.0, 1.25)] {
        let mut x = c.between(30.0, 90.0);
        while x < 1500.0 {
            let (wide, tall) = (c.between(100.0, 150.0) * size, c.between(170.0, 250.0) * size);
            jar(c, x, shelf, [wide, tall]);
            x += wide + c.between(24.0, 60.0);
        }
        c.rect([0.0, shelf, 1600.0, 30.0], 0.0, "#B98F66");
        c.rect([0.0, shelf + 30.0, 1600.0, 10.0], 0.0, "#A07A54");
    }
    c.rect([0.0, 890.0, 1600.0, 110.0], 0.0, "#C9A77C");
}

fn jar(c: &mut Canvas, x: f64, y: f64, [wide, tall]: [f64; 2]) {
    let inside = c.pick(&["#D2693F", "#E7A72F", "#8CC0A0", "#B4461F", "#7A3B69", "#E9C98B"]);
    c.rect([x, y - tall, wide, tall], wide * 0.2, "#DCEAF0");
    if c.chance.luck(0.7) {
        let full = c.between(0.45, 0.85) * tall;
        c.rect([x + 8.0, y - full, wide - 16.0, full - 8.0], wide * 0.15, inside);
    }
    c.rect(
        [x + wide * 0.08, y - tall - 16.0, wide * 0.84, 30.0],
        8.0,
        "#8A6A4C",
    );
    c.rect(
        [x + wide * 0.2, y - tall * 0.48, wide * 0.6, tall * 0.22],
        4.0,
        "#FBF8F3",
    );
    c.rect(
        [x + wide * 0.28, y - tall * 0.4, wide * 0.44, 6.0],
        3.0,
        "#B9AB99",
    );
    c.rect(
        [x + wide * 0.12, y - tall * 0.86, 8.0, tall * 0.3],
        4.0,
        "#FFFFFF",
    );
}

/// A bicycle with a box in front, children or crates in it.
pub fn cargo(c: &mut Canvas) {
    c.sky(520.0);
    for n in 0..9 {
        let (x, wide) = (f64::from(n) * 205.0, c.between(260.0, 340.0));
        c.bush(x, 700.0, wide);
    }
    c.rect([0.0, 690.0, 1600.0, 310.0], 0.0, "#D8CCBB");
    c.rect([0.0, 860.0, 1600.0, 140.0], 0.0, "#6E6A68");
    c.rect([0.0, 852.0, 1600.0, 10.0], 0.0, "#FBF8F3");
    let (x, paint) = (
        c.between(330.0, 470.0),
        c.pick(&["#B4461F", "#235FA4", "#1B6B45", "#E7A72F"]),
    );
    c.shade(x + 360.0, 892.0, 520.0);
    c.person(x + 90.0, 890.0, 520.0);
    c.stroke(
        &format!(
            "M{x:.0} 770 L{:.0} 600 L{:.0} 800 L{:.0} 810 M{:.0} 810 L{:.0} 580",
            x + 120.0,
            x + 230.0,
            x + 420.0,
            x + 270.0,
            x + 300.0
        ),
        paint,
        20.0,
    );
    c.stroke(&format!("M{:.0} 586 q30 -26 70 -6", x + 270.0), "#31302E", 14.0);
    if c.chance.luck(0.5) {
        for n in 0..2 {
            sitting(c, x + 480.0 + f64::from(n) * 120.0, 830.0, 300.0);
        }
    } else {
        for n in 0..9 {
            let (dx, fruit) = (f64::from(n % 5) * 62.0, c.pick(&CLOTHES[..5]));
            c.circle(x + 440.0 + dx, 668.0 - f64::from(n / 5) * 34.0, 34.0, fruit);
        }
    }
    c.shape(&format!("M{:.0} 680 h340 l-40 160 h-270Z", x + 390.0), paint);
    c.shape(&format!("M{:.0} 680 h340 l-6 24 h-328Z", x + 390.0), "#FBF8F3");
    for (wheel, r) in [(x, 120.0), (x + 700.0, 84.0)] {
        c.ring(wheel, 890.0 - r, r, "#31302E", 20.0);
        c.ring(wheel, 890.0 - r, r - 16.0, "#FBF8F3", 6.0);
        c.circle(wheel, 890.0 - r, 13.0, "#4A3A2F");
    }
    if c.chance.luck(0.5) {
        standing(c, 1380.0, 850.0, 330.0);
    }
}
