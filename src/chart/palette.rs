//! The colours of charts in both schemes. The theme's style sheet has the same ones as variables
//! (`--c-main` …).

/// A colour by its part in the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Text and strong lines.
    Ink,
    /// Secondary text and thin lines.
    Muted,
    /// Light rules.
    Grid,
    /// The figures.
    Main,
    /// What is still to do.
    Soft,
    /// The target.
    Accent,
    /// The ground.
    Bg,
    /// Borders of areas.
    Edge,
    /// The classes of a scale, from the lowest.
    Q1,
    Q2,
    Q3,
    Q4,
    Q5,
}

/// Tone, name, and its colours: light, which is that of paper too, and dark.
pub(super) const TONES: [(Tone, &str, [&str; 2]); 13] = [
    (Tone::Ink, "ink", ["#1a1c20", "#e8eaed"]),
    (Tone::Muted, "muted", ["#565c66", "#a8aeb8"]),
    (Tone::Grid, "grid", ["#d9dde3", "#33383f"]),
    (Tone::Main, "main", ["#12436d", "#6fa8dc"]),
    (Tone::Soft, "soft", ["#d3dee9", "#27394a"]),
    (Tone::Accent, "accent", ["#c2410c", "#f59e5b"]),
    (Tone::Bg, "bg", ["#fff", "#15181d"]),
    (Tone::Edge, "edge", ["#858e9b", "#7c8694"]),
    (Tone::Q1, "q1", ["#e8eff6", "#22303e"]),
    (Tone::Q2, "q2", ["#bdd3e7", "#2c4a66"]),
    (Tone::Q3, "q3", ["#86aed2", "#386489"]),
    (Tone::Q4, "q4", ["#3a75ac", "#6fa8dc"]),
    (Tone::Q5, "q5", ["#12436d", "#b9d9f4"]),
];

impl Tone {
    /// The tone of a class of a scale.
    pub(super) fn of_class(class: u8) -> Self {
        [Self::Q1, Self::Q2, Self::Q3, Self::Q4][..]
            .get(usize::from(class))
            .copied()
            .unwrap_or(Self::Q5)
    }

    /// The tone of text on the fill of a class: the darker half of the light scheme is the lighter
    /// half of the dark one.
    pub(super) fn on_class(class: Option<u8>) -> Self {
        if class.is_some_and(|class| class >= 3) {
            Self::Bg
        } else {
            Self::Ink
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Five categories for themes that draw some of their own, light and dark.
    const CATEGORIES: [[&str; 5]; 2] = [
        ["#a285d1", "#12436d", "#28a197", "#801650", "#f46a25"],
        ["#cc79a7", "#e8e8e8", "#d55e00", "#ffd166", "#8e6bd8"],
    ];

    type Rgb = [f64; 3];

    /// Linear light of a colour, each part from 0 to 1 (IEC 61966-2-1).
    fn linear(hex: &str) -> Rgb {
        let digits: Vec<u32> = hex[1..].chars().map(|c| c.to_digit(16).unwrap()).collect();
        let part = |at: usize| {
            if digits.len() == 3 {
                digits[at] * 17
            } else {
                digits[2 * at] * 16 + digits[2 * at + 1]
            }
        };
        [0, 1, 2].map(|at| {
            let value = f64::from(part(at)) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    /// WCAG 2.2, relative luminance and contrast ratio.
    fn contrast(a: &str, b: &str) -> f64 {
        let luminance = |hex| {
            let [r, g, b] = linear(hex);
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn tone(name: &str, scheme: usize) -> &'static str {
        TONES.iter().find(|(_, n, _)| *n == name).unwrap().2[scheme]
    }

    #[test]
    fn text_and_marks_stand_out_in_both_schemes() {
        for scheme in [0, 1] {
            let ground = tone("bg", scheme);
            for text in ["ink", "muted"] {
                assert!(
                    contrast(tone(text, scheme), ground) >= 4.5,
                    "{text} {scheme}"
                );
            }
            for mark in ["main", "accent", "muted", "edge"] {
                assert!(
                    contrast(tone(mark, scheme), ground) >= 3.0,
                    "{mark} {scheme}"
                );
            }
            for class in 0..5 {
                let fill = TONES
                    .iter()
                    .find(|(t, ..)| *t == Tone::of_class(class))
                    .unwrap()
                    .2[scheme];
                let text = TONES
                    .iter()
                    .find(|(t, ..)| *t == Tone::on_class(Some(class)))
                    .unwrap()
                    .2[scheme];
                assert!(
                    contrast(text, fill) >= 4.5,
                    "class {class} {scheme}: {}",
                    contrast(text, fill)
                );
            }
            for category in CATEGORIES[scheme] {
                assert!(
                    contrast(category, ground) >= 3.0,
                    "{category}: {}",
                    contrast(category, ground)
                );
            }
        }
    }

    /// What one sees without a kind of cone: Machado, Oliveira and Fernandes, 2009, severity 1.
    const BLIND: [(&str, [[f64; 3]; 3]); 4] = [
        (
            "all cones",
            [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        ),
        (
            "protanopia",
            [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ],
        ),
        (
            "deuteranopia",
            [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ],
        ),
        (
            "tritanopia",
            [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ],
        ),
    ];

    /// CIE L*a*b* under D65.
    fn lab(rgb: Rgb) -> Rgb {
        let [r, g, b] = rgb.map(|part| part.clamp(0.0, 1.0));
        let x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505;
        let y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
        let z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089;
        let f = |t: f64| {
            if t > 216.0 / 24389.0 {
                t.cbrt()
            } else {
                (24389.0 / 27.0 * t + 16.0) / 116.0
            }
        };
        [
            116.0 * f(y) - 16.0,
            500.0 * (f(x) - f(y)),
            200.0 * (f(y) - f(z)),
        ]
    }

    fn distance(a: &str, b: &str, eye: &[[f64; 3]; 3]) -> f64 {
        let seen = |hex: &str| {
            let [r, g, b] = linear(hex);
            lab(eye.map(|row| row[0] * r + row[1] * g + row[2] * b))
        };
        let (a, b) = (seen(a), seen(b));
        a.iter()
            .zip(b)
            .map(|(x, y)| (x - y).powi(2))
            .sum::<f64>()
            .sqrt()
    }

    /// CIE76: 2.3 is just seen; categories that lie apart in a chart want much more, classes that
    /// lie in order less.
    #[test]
    fn colours_differ_for_every_eye() {
        for (name, eye) in &BLIND {
            for categories in CATEGORIES {
                for (i, a) in categories.iter().enumerate() {
                    for b in &categories[i + 1..] {
                        let found = distance(a, b, eye);
                        assert!(found >= 10.0, "{name}: {a} and {b} are {found:.1} apart");
                    }
                }
            }
            for scheme in [0, 1] {
                let classes: Vec<&str> = ["q1", "q2", "q3", "q4", "q5"]
                    .iter()
                    .map(|q| tone(q, scheme))
                    .collect();
                for pair in classes.windows(2) {
                    let found = distance(pair[0], pair[1], eye);
                    assert!(
                        found >= 8.0,
                        "{name}: {} and {} are {found:.1} apart",
                        pair[0],
                        pair[1]
                    );
                }
                let found = distance(tone("main", scheme), tone("accent", scheme), eye);
                assert!(found >= 30.0, "{name}: bar and target are {found:.1} apart");
            }
        }
    }

    #[test]
    fn the_theme_has_the_same_colours() {
        let css = include_str!("../../themes/default/assets/style.css");
        let schemes: Vec<&str> = css.split("prefers-color-scheme: dark").collect();
        for (_, name, colours) in TONES {
            for (scheme, colour) in schemes.iter().zip(colours) {
                // The ground of the band of both schemes is named once only.
                assert!(
                    scheme.contains(&format!("--c-{name}: {colour};")),
                    "--c-{name}: {colour}"
                );
            }
        }
    }
}
