//! Scenes made of walls: a street, a house with its garden, a market.

use super::canvas::{CLOTHES, Canvas, ROOFS, WALLS};

/// A house front standing on `y`: left side, width, height.
fn front(c: &mut Canvas, x: f64, y: f64, [wide, tall]: [f64; 2]) {
    let (wall, roof) = (c.pick(&WALLS), c.pick(&ROOFS));
    let shutter = c.pick(&["#1B6B45", "#235FA4", "#B4461F", "#7A6A5E"]);
    let slope = c.between(70.0, 130.0);
    c.shape(
        &format!(
            "M{:.0} {:.0} L{:.0} {:.0} H{:.0} L{:.0} {:.0}Z",
            x - 14.0,
            y - tall,
            x + 36.0,
            y - tall - slope,
            x + wide - 36.0,
            x + wide + 14.0,
            y - tall
        ),
        roof,
    );
    c.rect([x, y - tall, wide, tall], 0.0, wall);
    c.rect([x, y - 26.0, wide, 26.0], 0.0, "#7A6A5E");
    let across = if wide > 300.0 { 3 } else { 2 };
    let gap = wide / f64::from(across);
    let mut floor = y - tall + 46.0;
    while floor < y - 250.0 {
        for n in 0..across {
            let left = x + gap * f64::from(n) + gap / 2.0 - 30.0;
            c.rect([left - 22.0, floor, 20.0, 104.0], 3.0, shutter);
            c.rect([left + 62.0, floor, 20.0, 104.0], 3.0, shutter);
            let glass = if c.chance.luck(0.2) { "#F2D48A" } else { "#6B8CA8" };
            c.rect([left, floor, 60.0, 104.0], 4.0, glass);
            c.rect([left + 27.0, floor, 6.0, 104.0], 0.0, "#FBF8F3");
            c.rect([left, floor + 46.0, 60.0, 6.0], 0.0, "#FBF8F3");
            if c.chance.luck(0.35) {
                c.bush(left + 30.0, floor + 110.0, 70.0);
            }
        }
        floor += 158.0;
    }
    ground_floor(c, x, y, wide);
}

fn ground_floor(c: &mut Canvas, x: f64, y: f64, wide: f64) {
    let colour = c.pick(&CLOTHES);
    if wide > 250.0 && c.chance.luck(0.6) {
        c.rect([x + 24.0, y - 170.0, wide - 150.0, 144.0], 6.0, "#DDEAF2");
        c.rect([x + 24.0, y - 96.0, wide - 150.0, 8.0], 0.0, "#FBF8F3");
        let stripes = ((wide - 130.0) / 44.0).floor();
        let mut left = x + 14.0;
        for n in 0..8 {
            if f64::from(n) >= stripes {
                break;
            }
            let fill = if n % 2 == 0 { colour } else { "#FBF8F3" };
            c.shape(&format!("M{left:.0} {:.0} h44 l-8 52 h-44Z", y - 214.0), fill);
            left += 44.0;
        }
    } else {
        c.rect([x + 40.0, y - 166.0, 66.0, 96.0], 4.0, "#6B8CA8");
        c.rect([x + 70.0, y - 166.0, 6.0, 96.0], 0.0, "#FBF8F3");
    }
    c.rect([x + wide - 104.0, y - 176.0, 76.0, 176.0], 6.0, colour);
    c.rect([x + wide - 92.0, y - 162.0, 52.0, 50.0], 3.0, "#F6EEDD");
    c.circle(x + wide - 40.0, y - 84.0, 5.0, "#F2B33D");
}

/// House fronts, a pavement, a lamp, somebody who walks.
pub fn street(c: &mut Canvas) {
    c.sky(620.0);
    let mut x = c.between(-120.0, -20.0);
    while x < 1600.0 {
        let wide = c.between(230.0, 390.0);
        let tall = c.between(360.0, 590.0);
        front(c, x, 720.0, [wide, tall]);
        x += wide + 4.0;
    }
    c.rect([0.0, 720.0, 1600.0, 84.0], 0.0, "#D8CCBB");
    c.rect([0.0, 796.0, 1600.0, 12.0], 0.0, "#B9AB99");
    c.rect([0.0, 808.0, 1600.0, 192.0], 0.0, "#6E6A68");
    if c.chance.luck(0.6) {
        c.rect([0.0, 808.0, 1600.0, 62.0], 0.0, "#4E9B6C");
        c.rect([0.0, 868.0, 1600.0, 6.0], 0.0, "#FBF8F3");
    }
    for n in 0..9 {
        c.rect([f64::from(n) * 190.0 - 40.0, 924.0, 100.0, 9.0], 4.0, "#FBF8F3");
    }
    for _ in 0..2 + c.chance.below(2) {
        let (x, tall) = (c.between(90.0, 1500.0), c.between(250.0, 360.0));
        c.tree(x, 786.0, tall);
    }
    let lamp = c.between(200.0, 1400.0);
    c.rect([lamp, 470.0, 12.0, 322.0], 6.0, "#31413A");
    c.stroke(&format!("M{:.0} 474 q0 -46 50 -46", lamp + 6.0), "#31413A", 10.0);
    c.ellipse([lamp + 62.0, 434.0, 28.0, 13.0], "#F2B33D");
    for _ in 0..1 + c.chance.below(3) {
        let (x, tall) = (c.between(120.0, 1480.0), c.between(150.0, 190.0));
        c.person(x, 786.0, tall);
    }
}

/// One house, its garden and its fence.
pub fn house(c: &mut Canvas) {
    c.sky(600.0);
    c.grass(640.0);
    let x = c.between(430.0, 660.0);
    let (left, right, tall) = (x - 230.0, x + 660.0, c.between(330.0, 400.0));
    c.tree(left, 720.0, tall);
    let wide = c.between(400.0, 480.0);
    front(c, x, 770.0, [wide, 430.0]);
    c.tree(right, 760.0, tall);
    c.shape(
        &format!(
            "M{:.0} 770 h90 q40 120 120 230 h-330 q80 -120 120 -230Z",
            x + 330.0
        ),
        "#E9E0D3",
    );
    let fence = c.pick(&["#FBF8F3", "#E3EDF8", "#F6EEDD"]);
    let mut post = -10.0;
    while post < 1600.0 {
        if !(x + 200.0..x + 560.0).contains(&post) {
            c.shape(&format!("M{post:.0} 985 v-120 l16 -20 l16 20 v120Z"), fence);
        }
        post += 52.0;
    }
    for _ in 0..14 {
        let (px, py) = (c.between(20.0, 1580.0), c.between(800.0, 860.0));
        let petal = c.pick(&CLOTHES);
        c.stroke(&format!("M{px:.0} {py:.0} v34"), "#2F8258", 5.0);
        c.circle(px, py, 14.0, petal);
        c.circle(px, py, 5.0, "#FBF8F3");
    }
    let px = c.between(140.0, 380.0);
    c.person(px, 900.0, 240.0);
}

/// Stalls under striped awnings, crates of fruit, people who choose.
pub fn market(c: &mut Canvas) {
    c.sky(560.0);
    let mut x = -60.0;
    while x < 1600.0 {
        let (wide, tall) = (c.between(260.0, 360.0), c.between(330.0, 430.0));
        front(c, x, 640.0, [wide, tall]);
        x += wide;
    }
    c.rect([0.0, 640.0, 1600.0, 360.0], 0.0, "#E2D6C5");
    for n in 0..7 {
        c.rect([0.0, 690.0 + f64::from(n) * 48.0, 1600.0, 4.0], 0.0, "#D2C4B0");
    }
    for n in 0..3 {
        let jitter = c.between(-30.0, 30.0);
        stall(c, 70.0 + f64::from(n) * 510.0 + jitter);
    }
    for _ in 0..3 + c.chance.below(3) {
        let (x, y) = (c.between(100.0, 1500.0), c.between(930.0, 985.0));
        let tall = c.between(270.0, 330.0);
        c.person(x, y, tall);
    }
}

fn stall(c: &mut Canvas, x: f64) {
    let colour = c.pick(&["#B4461F", "#1B6B45", "#235FA4", "#F2B33D", "#7A3B69"]);
    c.rect([x + 14.0, 470.0, 12.0, 380.0], 0.0, "#4A3A2F");
    c.rect([x + 404.0, 470.0, 12.0, 380.0], 0.0, "#4A3A2F");
    let seller = x + c.between(120.0, 310.0);
    c.person(seller, 800.0, 250.0);
    for n in 0..9 {
        let left = x - 10.0 + f64::from(n) * 50.0;
        let fill = if n % 2 == 0 { colour } else { "#FBF8F3" };
        c.shape(
            &format!("M{:.0} 400 h50 L{:.0} 520 q-25 26 -50 0Z", left, left + 50.0),
            fill,
        );
    }
    c.rect([x - 6.0, 752.0, 440.0, 26.0], 6.0, "#8A6A4C");
    c.rect([x + 4.0, 778.0, 420.0, 112.0], 4.0, "#B08A63");
    for crate_at in 0..4 {
        let left = x + 8.0 + f64::from(crate_at) * 104.0;
        let fruit = c.pick(&["#D2693F", "#B4461F", "#F2B33D", "#4E9B6C", "#7A3B69", "#8CC0A0"]);
        for row in 0..2 {
            for n in 0..4 {
                let (fx, fy) = (left + 14.0 + f64::from(n) * 23.0, 748.0 - f64::from(row) * 17.0);
                c.circle(fx + f64::from(row) * 9.0, fy, 13.0, fruit);
            }
        }
        c.rect([left, 740.0, 96.0, 36.0], 3.0, "#C9A77C");
    }
}
