//! Scenes outdoors: a tree, a bench, people together, a path.

use super::{
    canvas::{CLOTHES, Canvas},
    figures::sitting,
};

/// A tall tree, smaller ones behind, shade to sit in.
pub fn tree(c: &mut Canvas) {
    c.sky(610.0);
    c.grass(600.0);
    for _ in 0..5 {
        let (x, y, tall) = (
            c.between(0.0, 1600.0),
            c.between(625.0, 670.0),
            c.between(150.0, 240.0),
        );
        c.tree(x, y, tall);
    }
    let (x, tall) = (c.between(480.0, 1120.0), c.between(640.0, 740.0));
    c.tree(x, 880.0, tall);
    let side = if x > 800.0 { x - 430.0 } else { x + 330.0 };
    seat(c, side, 900.0, 1.1);
    for n in 0..1 + c.chance.below(3) {
        sitting(
            c,
            side + 55.0 + f64::from(u32::try_from(n).unwrap_or(0)) * 90.0,
            904.0,
            250.0,
        );
    }
    flowers(c, 880.0, 16);
}

/// A bench from its left foot, in a size.
fn seat(c: &mut Canvas, x: f64, y: f64, size: f64) {
    let wood = c.pick(&["#A87B4F", "#1B6B45", "#8A5A3A", "#B4461F"]);
    c.shade(x + 130.0 * size, y + 6.0, 190.0 * size);
    for n in 0..3 {
        let top = y - (176.0 - f64::from(n) * 30.0) * size;
        c.rect([x, top, 270.0 * size, 20.0 * size], 6.0, wood);
    }
    c.rect(
        [x - 10.0 * size, y - 82.0 * size, 290.0 * size, 22.0 * size],
        6.0,
        wood,
    );
    for dx in [22.0, 236.0] {
        c.rect(
            [x + dx * size, y - 180.0 * size, 12.0 * size, 180.0 * size],
            4.0,
            "#31413A",
        );
        c.rect(
            [x + (dx - 16.0) * size, y - 62.0 * size, 12.0 * size, 62.0 * size],
            4.0,
            "#31413A",
        );
    }
}

/// Flowers in the grass, below `top`.
fn flowers(c: &mut Canvas, top: f64, count: usize) {
    for _ in 0..count {
        let (x, y) = (c.between(10.0, 1590.0), c.between(top, 975.0));
        let petal = c.pick(&CLOTHES[..5]);
        c.stroke(&format!("M{x:.0} {y:.0} v26"), "#1B6B45", 4.0);
        c.circle(x, y, 10.0, petal);
        c.circle(x, y, 4.0, "#FBF8F3");
    }
}

/// A large bench under branches, a lamp, a path that passes.
pub fn bench(c: &mut Canvas) {
    c.sky(560.0);
    c.grass(580.0);
    let drift = c.between(-60.0, 60.0);
    c.shape(
        &format!(
            "M0 830 Q 800 {:.0} 1600 830 V960 Q 800 {:.0} 0 960Z",
            800.0 + drift,
            930.0 + drift
        ),
        "#E9DCC8",
    );
    let (near, tall) = (c.between(120.0, 330.0), c.between(560.0, 680.0));
    c.tree(near, 780.0, tall);
    for _ in 0..4 {
        let (x, y, tall) = (
            c.between(700.0, 1600.0),
            c.between(620.0, 660.0),
            c.between(180.0, 280.0),
        );
        c.tree(x, y, tall);
    }
    for n in 0..6 {
        let (x, wide) = (
            f64::from(n) * 300.0 + c.between(-60.0, 60.0),
            c.between(120.0, 190.0),
        );
        c.bush(x, 760.0, wide);
    }
    let x = c.between(560.0, 860.0);
    seat(c, x, 880.0, 1.7);
    let (first, tall) = (c.between(70.0, 150.0), c.between(380.0, 420.0));
    sitting(c, x + first, 884.0, tall);
    if c.chance.luck(0.6) {
        sitting(c, x + first + 190.0, 884.0, tall * 0.9);
    }
    let lamp = if x > 700.0 { x - 130.0 } else { x + 620.0 };
    c.rect([lamp, 380.0, 14.0, 490.0], 7.0, "#31413A");
    c.circle(lamp + 7.0, 366.0, 34.0, "#FFF1C4");
    c.rect([lamp - 16.0, 324.0, 46.0, 14.0], 6.0, "#31413A");
    flowers(c, 960.0, 12);
}

/// People of all sizes, bunting above them.
pub fn people(c: &mut Canvas) {
    c.sky(600.0);
    c.grass(620.0);
    for n in 0..6 {
        let (x, tall) = (
            f64::from(n) * 310.0 + c.between(-70.0, 70.0),
            c.between(200.0, 320.0),
        );
        c.tree(x, 700.0, tall);
    }
    let sag = c.between(90.0, 170.0);
    c.stroke(
        &format!("M-20 190 Q 800 {:.0} 1620 170", 190.0 + sag * 2.0),
        "#7A6A5E",
        4.0,
    );
    for n in 0..16 {
        let t = (f64::from(n) + 0.5) / 16.0;
        let x = -20.0 + 1640.0 * t;
        let y = (1.0 - t).powi(2) * 190.0 + 2.0 * t * (1.0 - t) * (190.0 + sag * 2.0) + t * t * 170.0;
        let flag = c.pick(&CLOTHES[..6]);
        c.shape(&format!("M{:.0} {y:.0} h52 l-26 62Z", x - 26.0), flag);
    }
    if c.chance.luck(0.5) {
        c.rect([360.0, 760.0, 880.0, 26.0], 8.0, "#A87B4F");
        c.rect([420.0, 786.0, 22.0, 110.0], 4.0, "#8A5A3A");
        c.rect([1150.0, 786.0, 22.0, 110.0], 4.0, "#8A5A3A");
        for _ in 0..9 {
            let (x, dish) = (c.between(390.0, 1200.0), c.pick(&CLOTHES[..6]));
            c.ellipse([x, 754.0, 34.0, 12.0], "#FBF8F3");
            c.ellipse([x, 748.0, 22.0, 11.0], dish);
        }
    }
    let count = 6 + c.chance.below(4);
    let mut places: Vec<usize> = (0..count).collect();
    c.chance.shuffle(&mut places);
    for (n, place) in places.into_iter().enumerate() {
        let step = 1400.0 / f64::from(u32::try_from(count).unwrap_or(8));
        let x = 120.0 + step * f64::from(u32::try_from(place).unwrap_or(0)) + c.between(-20.0, 30.0);
        let tall = if c.chance.luck(0.25) {
            220.0
        } else {
            c.chance.between(320.0, 400.0)
        };
        c.person(x, 880.0 + f64::from(u32::try_from(n).unwrap_or(0)) * 9.0, tall);
    }
}

/// A path that winds towards the hills.
pub fn path(c: &mut Canvas) {
    c.sky(520.0);
    c.grass(520.0);
    let (end, bend) = (c.between(560.0, 1040.0), c.between(-320.0, 320.0));
    c.shape(
        &format!(
            "M{:.0} 530 C {:.0} 620 {:.0} 690 {:.0} 1000 H{:.0} C {:.0} 700 {:.0} 630 {:.0} 530Z",
            end - 12.0,
            end + bend,
            end - bend - 260.0,
            480.0,
            1120.0,
            end - bend + 120.0,
            end + bend + 60.0,
            end + 12.0
        ),
        "#EADBC3",
    );
    for n in 0..9 {
        let depth = f64::from(n) / 9.0;
        let x = if n % 2 == 0 {
            c.between(0.0, 430.0 - depth * 200.0)
        } else {
            c.between(1190.0 + depth * 180.0, 1600.0)
        };
        let tall = 140.0 + depth * 380.0;
        c.tree(x, 560.0 + depth * 340.0, tall);
    }
    let (x, wide) = (c.between(200.0, 420.0), c.between(140.0, 200.0));
    c.bush(x, 960.0, wide);
    let walker = end + bend * 0.1;
    c.person(walker, 690.0, 120.0);
    if c.chance.luck(0.6) {
        c.person(walker + 70.0, 700.0, 96.0);
    }
    flowers(c, 840.0, 18);
}
