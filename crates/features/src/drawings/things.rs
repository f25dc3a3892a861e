//! Scenes around one thing: a bicycle, books, a plate, a screen, a ball.

use super::canvas::{CLOTHES, Canvas};

/// A bicycle against a hedge.
pub fn bike(c: &mut Canvas) {
    c.sky(520.0);
    for n in 0..9 {
        let (x, wide) = (f64::from(n) * 205.0, c.between(260.0, 340.0));
        c.bush(x, 700.0, wide);
    }
    c.rect([0.0, 690.0, 1600.0, 310.0], 0.0, "#D8CCBB");
    c.rect([0.0, 880.0, 1600.0, 120.0], 0.0, "#4E9B6C");
    c.rect([0.0, 872.0, 1600.0, 10.0], 0.0, "#FBF8F3");
    let (x, frame) = (c.between(420.0, 620.0), c.pick(&CLOTHES[..6]));
    let (y, r) = (790.0, 150.0);
    let (back, front) = (x, x + 470.0);
    c.shade(x + 235.0, y + r, 400.0);
    for wheel in [back, front] {
        c.ring(wheel, y, r, "#31302E", 20.0);
        c.ring(wheel, y, r - 16.0, "#FBF8F3", 6.0);
        for n in 0..8 {
            let turn = f64::from(n) * std::f64::consts::FRAC_PI_8;
            let (dx, dy) = (turn.cos() * (r - 20.0), turn.sin() * (r - 20.0));
            c.stroke(
                &format!(
                    "M{:.0} {:.0} L{:.0} {:.0}",
                    wheel - dx,
                    y - dy,
                    wheel + dx,
                    y + dy
                ),
                "#B9AB99",
                3.0,
            );
        }
        c.circle(wheel, y, 14.0, "#4A3A2F");
    }
    let (seat, pedal, head) = ((x + 110.0, y - 240.0), (x + 200.0, y), (x + 400.0, y - 230.0));
    let lines = format!(
        "M{back:.0} {y:.0} L{:.0} {:.0} L{:.0} {:.0} Z M{:.0} {:.0} L{:.0} {:.0} L{:.0} {:.0} M{:.0} {:.0} L{front:.0} {y:.0}",
        seat.0,
        seat.1,
        pedal.0,
        pedal.1,
        seat.0,
        seat.1,
        head.0,
        head.1,
        pedal.0,
        pedal.1,
        head.0 - 8.0,
        head.1 - 60.0
    );
    c.stroke(&lines, frame, 18.0);
    c.stroke(
        &format!("M{:.0} {:.0} q-30 -40 40 -44 h50", head.0 - 8.0, head.1 - 60.0),
        "#31302E",
        14.0,
    );
    c.stroke(&format!("M{:.0} {:.0} v-40", seat.0, seat.1), "#31302E", 14.0);
    c.ellipse([seat.0 - 6.0, seat.1 - 46.0, 62.0, 17.0], "#4A3A2F");
    c.circle(pedal.0, pedal.1, 38.0, "#7A6A5E");
    c.stroke(
        &format!("M{:.0} {:.0} l36 62 h34", pedal.0, pedal.1),
        "#31302E",
        12.0,
    );
    if c.chance.luck(0.7) {
        c.rect([front - 40.0, y - 340.0, 170.0, 110.0], 14.0, "#C9A77C");
        for _ in 0..5 {
            let (dx, petal) = (c.between(-20.0, 110.0), c.pick(&CLOTHES[..5]));
            let dy = c.between(350.0, 400.0);
            c.circle(front + dx, y - dy, 24.0, petal);
        }
    }
}

/// A box of books on its post, or shelves full of them.
pub fn books(c: &mut Canvas) {
    if c.chance.luck(0.5) {
        shelves(c);
        return;
    }
    c.sky(600.0);
    c.grass(620.0);
    for _ in 0..5 {
        let (x, tall) = (c.between(0.0, 1600.0), c.between(220.0, 340.0));
        c.tree(x, 700.0, tall);
    }
    let (x, wood) = (
        c.between(480.0, 680.0),
        c.pick(&["#B4461F", "#235FA4", "#1B6B45", "#7A3B69"]),
    );
    c.shade(x + 220.0, 960.0, 220.0);
    c.rect([x + 190.0, 640.0, 56.0, 320.0], 6.0, "#8A5A3A");
    c.shape(
        &format!(
            "M{:.0} 330 L{:.0} 200 L{:.0} 330Z",
            x - 40.0,
            x + 220.0,
            x + 480.0
        ),
        "#4A3A2F",
    );
    c.rect([x, 326.0, 440.0, 330.0], 10.0, wood);
    c.rect([x + 26.0, 350.0, 388.0, 282.0], 6.0, "#F6EEDD");
    row(c, [x + 40.0, 484.0, 360.0]);
    c.rect([x + 26.0, 484.0, 388.0, 14.0], 0.0, wood);
    row(c, [x + 40.0, 626.0, 360.0]);
    let reader = x + 640.0;
    c.person(reader, 930.0, 420.0);
}

/// Books side by side, standing on `y`: left, y, width.
fn row(c: &mut Canvas, [x, y, wide]: [f64; 3]) {
    let mut at = x;
    while at < x + wide - 20.0 {
        let (thick, tall) = (c.between(18.0, 40.0), c.between(84.0, 122.0));
        let cover = c.pick(&CLOTHES);
        let thick = thick.min(x + wide - at);
        c.rect([at, y - tall, thick, tall], 3.0, cover);
        c.rect(
            [at + thick * 0.2, y - tall * 0.8, thick * 0.6, 8.0],
            2.0,
            "#FBF8F3",
        );
        at += thick + 3.0;
    }
}

fn shelves(c: &mut Canvas) {
    c.rect([0.0, 0.0, 1600.0, 1000.0], 0.0, "#F3E9DA");
    c.rect([0.0, 880.0, 1600.0, 120.0], 0.0, "#C9A77C");
    c.rect([180.0, 110.0, 1240.0, 780.0], 10.0, "#8A6A4C");
    for n in 0..5 {
        let y = 262.0 + f64::from(n) * 150.0;
        c.rect([204.0, y - 130.0, 1192.0, 130.0], 0.0, "#6B503A");
        let (left, wide) = (214.0 + c.between(0.0, 60.0), c.between(880.0, 1160.0));
        row(c, [left, y, wide.min(1390.0 - left)]);
        c.rect([180.0, y, 1240.0, 20.0], 0.0, "#A07E5B");
    }
    let x = c.between(300.0, 1300.0);
    c.person(x, 970.0, 560.0);
    if c.chance.luck(0.5) {
        c.person(x - 190.0, 980.0, 380.0);
    }
}

/// A plate on a cloth, seen from above.
pub fn plate(c: &mut Canvas) {
    let cloth = c.pick(&["#FBE7DD", "#E3EDF8", "#E1F0E6", "#F6EEDD"]);
    let line = c.pick(&["#F0B08E", "#6B9BD1", "#8CC0A0", "#F2B33D"]);
    c.rect([0.0, 0.0, 1600.0, 1000.0], 0.0, cloth);
    for n in 0..11 {
        c.rect([f64::from(n) * 160.0 + 20.0, 0.0, 12.0, 1000.0], 0.0, line);
        c.rect([0.0, f64::from(n) * 160.0 + 20.0, 1600.0, 12.0], 0.0, line);
    }
    let (x, y) = (c.between(740.0, 860.0), c.between(480.0, 520.0));
    c.ellipse([x + 14.0, y + 22.0, 392.0, 388.0], "#CDBFAD");
    c.circle(x, y, 385.0, "#FFFFFF");
    c.circle(x, y, 290.0, "#F4F0E8");
    for n in 0..26 {
        let (turn, away) = (f64::from(n) * 2.4, c.between(20.0, 235.0));
        let (fx, fy) = (x + turn.cos() * away, y + turn.sin() * away);
        let food = c.pick(&[
            "#4E9B6C", "#1B6B45", "#D2693F", "#F2B33D", "#B4461F", "#8CC0A0", "#E9C98B",
        ]);
        match c.chance.below(3) {
            0 => c.circle(fx, fy, 44.0, food),
            1 => c.ellipse([fx, fy, 66.0, 28.0], food),
            _ => {
                c.circle(fx, fy, 34.0, food);
                c.circle(fx, fy, 19.0, "#FBF3E4");
            }
        }
    }
    let steel = "#9AA3A8";
    c.rect([x - 520.0, y - 250.0, 22.0, 520.0], 11.0, steel);
    for n in 0..3 {
        c.rect(
            [x - 546.0 + f64::from(n) * 30.0, y - 330.0, 14.0, 130.0],
            7.0,
            steel,
        );
    }
    c.rect([x - 546.0, y - 220.0, 74.0, 26.0], 13.0, steel);
    c.rect([x + 490.0, y - 40.0, 24.0, 310.0], 12.0, steel);
    c.shape(
        &format!("M{:.0} {:.0} q60 -190 0 -330 v330Z", x + 488.0, y - 30.0),
        steel,
    );
    let (gx, drink) = (x + 560.0, c.pick(&["#6B9BD1", "#D2693F", "#F2B33D"]));
    c.circle(gx, y - 350.0, 96.0, "#FFFFFF");
    c.circle(gx, y - 350.0, 76.0, drink);
}

/// A screen on a table, and whoever looks at it.
pub fn screen(c: &mut Canvas) {
    let wall = c.pick(&["#F3E9DA", "#E3EDF8", "#E1F0E6", "#FBE7DD"]);
    c.rect([0.0, 0.0, 1600.0, 1000.0], 0.0, wall);
    let (wx, light) = (c.between(90.0, 240.0), c.pick(&["#CFE4F7", "#FDF1DC"]));
    c.rect([wx, 110.0, 330.0, 390.0], 10.0, "#FFFFFF");
    c.rect([wx + 18.0, 128.0, 294.0, 354.0], 4.0, light);
    c.rect([wx + 158.0, 128.0, 14.0, 354.0], 0.0, "#FFFFFF");
    c.rect([0.0, 740.0, 1600.0, 260.0], 0.0, "#B98F66");
    c.rect([0.0, 740.0, 1600.0, 16.0], 0.0, "#A07A54");
    let x = c.between(520.0, 640.0);
    c.rect([x, 270.0, 640.0, 420.0], 22.0, "#31302E");
    c.rect([x + 22.0, 292.0, 596.0, 376.0], 8.0, "#FFFFFF");
    c.shape(&format!("M{:.0} 690 h840 l40 62 h-920Z", x - 100.0), "#9AA3A8");
    let main = c.pick(&["#1B6B45", "#235FA4", "#7A3B69", "#B4461F"]);
    c.rect([x + 22.0, 292.0, 596.0, 56.0], 8.0, main);
    for n in 0..4 {
        let top = 374.0 + f64::from(n) * 70.0;
        c.circle(x + 72.0, top + 22.0, 22.0, "#E9E0D3");
        let wide = c.between(200.0, 420.0);
        c.rect([x + 112.0, top, wide, 18.0], 9.0, "#7A6A5E");
        c.rect([x + 112.0, top + 28.0, wide * 0.7, 14.0], 7.0, "#D8CCBB");
    }
    c.rect([x + 440.0, 590.0, 150.0, 52.0], 26.0, "#F2B33D");
    let pot = if x > 580.0 { x - 210.0 } else { x + 840.0 };
    c.shape(&format!("M{:.0} 640 h130 l-18 120 h-94Z", pot - 65.0), "#B4461F");
    for (dx, tall) in [(-46.0, 150.0), (0.0, 210.0), (50.0, 160.0)] {
        c.ellipse([pot + dx, 640.0 - tall / 2.0, 30.0, tall / 2.0], "#2F8258");
    }
    c.person(x + 770.0, 1240.0, 860.0);
}

/// A ball on a ground, a goal or a basket behind it.
pub fn ball(c: &mut Canvas) {
    c.sky(520.0);
    for n in 0..7 {
        let (x, tall) = (
            f64::from(n) * 270.0 + c.between(-60.0, 60.0),
            c.between(180.0, 300.0),
        );
        c.tree(x, 600.0, tall);
    }
    let ground = c.pick(&["#6FAE86", "#D2876A", "#6B9BD1"]);
    c.rect([0.0, 590.0, 1600.0, 410.0], 0.0, ground);
    c.rect([0.0, 700.0, 1600.0, 10.0], 0.0, "#FBF8F3");
    c.shape("M420 1000 Q800 760 1180 1000 h-14 Q800 776 434 1000Z", "#FBF8F3");
    let x = c.between(560.0, 880.0);
    if c.chance.luck(0.5) {
        c.stroke(&format!("M{x:.0} 640 v-250 h420 v250"), "#FFFFFF", 18.0);
        for n in 1..9 {
            let step = f64::from(n) * 46.0;
            c.stroke(&format!("M{:.0} 392 v246", x + step), "#FFFFFF", 3.0);
        }
        for n in 1..6 {
            c.stroke(
                &format!("M{x:.0} {:.0} h420", 390.0 + f64::from(n) * 42.0),
                "#FFFFFF",
                3.0,
            );
        }
    } else {
        c.rect([x + 200.0, 250.0, 20.0, 400.0], 6.0, "#4A3A2F");
        c.rect([x + 90.0, 150.0, 240.0, 170.0], 10.0, "#FBF8F3");
        c.rect([x + 165.0, 220.0, 90.0, 70.0], 2.0, "#F0B08E");
        c.ellipse([x + 210.0, 316.0, 62.0, 13.0], "#B4461F");
        c.stroke(
            &format!("M{:.0} 322 l20 84 h64 l20 -84", x + 158.0),
            "#FFFFFF",
            5.0,
        );
    }
    let players = 3 + c.chance.below(3);
    c.people(players, [140.0, 1460.0], 800.0, [220.0, 290.0]);
    let (bx, by, fill) = (
        c.between(300.0, 1300.0),
        900.0,
        c.pick(&["#F2B33D", "#D2693F", "#FBF8F3"]),
    );
    c.shade(bx, by + 74.0, 100.0);
    c.circle(bx, by, 76.0, fill);
    c.stroke(
        &format!("M{:.0} {by:.0} h152 M{bx:.0} {:.0} v152", bx - 76.0, by - 76.0),
        "#4A3A2F",
        5.0,
    );
    c.stroke(
        &format!(
            "M{:.0} {:.0} q44 56 0 112 M{:.0} {:.0} q-44 56 0 112",
            bx - 52.0,
            by - 56.0,
            bx + 52.0,
            by - 56.0
        ),
        "#4A3A2F",
        5.0,
    );
}
