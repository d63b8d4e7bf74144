//! Draws a captured screen as SVG, for the pictures of the README; `assets/pictures.sh` calls it.
//!
//! ```text
//! tmux capture-pane -e -p | cargo run --example ansi_to_svg -- COLUMNS ROWS TITLE > picture.svg
//! ```
//!
//! Every word is placed by itself and given its length, and lines are drawn as lines, so that nothing depends on the
//! width of the font that a reader happens to have.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fmt::{self, Write as _},
    io::{self, Read as _, Write as _},
};

use vt100::{Cell, Color, Parser, Screen};

/// Width and height of a cell.
const CELL: (u16, u16) = (8, 17);

/// Where letters stand in a cell, and the line below them, from its top.
const BASELINE: u16 = 13;
const UNDERLINE: u16 = 15;

/// Room around the screen.
const MARGIN: u16 = 12;

const FONT: &str = "ui-monospace, 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', Consolas, monospace";

/// Its characters are as wide as a cell where a character is six tenths of the size.
const FONT_SIZE: &str = "13.3";

const FOREGROUND: Rgb = Rgb(0xd8, 0xdb, 0xe2);
const BACKGROUND: Rgb = Rgb(0x1b, 0x1e, 0x26);

/// The 16 colours of a dark terminal.
const PALETTE: [Rgb; 16] = [
    Rgb(0x2a, 0x2e, 0x38),
    Rgb(0xe8, 0x6a, 0x6a),
    Rgb(0x7f, 0xc7, 0x7a),
    Rgb(0xe0, 0xb8, 0x5c),
    Rgb(0x6f, 0xa8, 0xf0),
    Rgb(0xc5, 0x8f, 0xe0),
    Rgb(0x62, 0xc4, 0xcc),
    Rgb(0xc4, 0xc8, 0xd2),
    Rgb(0x84, 0x8b, 0x9c),
    Rgb(0xff, 0x8a, 0x80),
    Rgb(0xa5, 0xe0, 0x9c),
    Rgb(0xf4, 0xd6, 0x7f),
    Rgb(0x98, 0xc4, 0xff),
    Rgb(0xdc, 0xb2, 0xf2),
    Rgb(0x8f, 0xe3, 0xea),
    Rgb(0xff, 0xff, 0xff),
];

/// Lines as the weights of their arms: up, right, down, left.
const LINES: [(char, [u8; 4]); 14] = [
    ('─', [0, 1, 0, 1]),
    ('│', [1, 0, 1, 0]),
    ('┌', [0, 1, 1, 0]),
    ('┐', [0, 0, 1, 1]),
    ('└', [1, 1, 0, 0]),
    ('┘', [1, 0, 0, 1]),
    ('├', [1, 1, 1, 0]),
    ('┤', [1, 0, 1, 1]),
    ('━', [0, 2, 0, 2]),
    ('┃', [2, 0, 2, 0]),
    ('┏', [0, 2, 2, 0]),
    ('┓', [0, 0, 2, 2]),
    ('┗', [2, 2, 0, 0]),
    ('┛', [2, 0, 0, 2]),
];

/// Shades as parts of the colour.
const SHADES: [(char, &str); 4] = [('░', "0.25"), ('▒', "0.5"), ('▓', "0.75"), ('█', "1")];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rgb(u8, u8, u8);

/// What the characters of a word have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Style {
    color: Rgb,
    bold: bool,
    dim: bool,
    italic: bool,
}

/// Characters of one style, without a blank between them.
struct Word {
    style: Style,
    row: u16,
    column: u16,
    width: u16,
    text: String,
}

/// What is drawn so far: one path for everything of one kind, so that no seams show.
#[derive(Default)]
struct Picture {
    /// By colour and opacity.
    fills: BTreeMap<(Rgb, &'static str), String>,
    /// By colour and weight.
    lines: BTreeMap<(Rgb, u8), String>,
    texts: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [columns, rows, title] = &arguments[..] else {
        return Err("usage: ansi_to_svg COLUMNS ROWS TITLE < CAPTURE".into());
    };
    let mut captured = String::new();
    io::stdin().read_to_string(&mut captured)?;
    let mut parser = Parser::new(rows.parse()?, columns.parse()?, 0);
    parser.process(captured.trim_end_matches('\n').replace('\n', "\r\n").as_bytes());
    Ok(io::stdout().write_all(svg(parser.screen(), title)?.as_bytes())?)
}

fn svg(screen: &Screen, title: &str) -> Result<String, fmt::Error> {
    let (rows, columns) = screen.size();
    let mut picture = Picture::default();
    for row in 0..rows.get() {
        picture.add_row(screen, row, columns.get())?;
    }
    let (width, height) = (columns.get() * CELL.0 + 2 * MARGIN, rows.get() * CELL.1 + 2 * MARGIN);
    let mut svg = String::new();
    writeln!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}" viewBox="0 0 {width} {height}">"#
    )?;
    writeln!(svg, "<title>{}</title>", escaped(title))?;
    writeln!(svg, r#"<rect width="{width}" height="{height}" rx="8" fill="{BACKGROUND}"/>"#)?;
    writeln!(
        svg,
        r#"<g transform="translate({MARGIN} {MARGIN})" font-family="{FONT}" font-size="{FONT_SIZE}">"#
    )?;
    for ((color, opacity), path) in &picture.fills {
        writeln!(svg, r#"<path fill="{color}" fill-opacity="{opacity}" d="{path}"/>"#)?;
    }
    for ((color, weight), path) in &picture.lines {
        writeln!(svg, r#"<path stroke="{color}" stroke-width="{weight}" d="{path}"/>"#)?;
    }
    svg.push_str(&picture.texts);
    svg.push_str("</g>\n</svg>\n");
    Ok(svg)
}

impl Picture {
    fn add_row(&mut self, screen: &Screen, row: u16, columns: u16) -> fmt::Result {
        let mut word: Option<Word> = None;
        for column in 0..columns {
            let Some(cell) = screen.cell(row, column).filter(|cell| !cell.is_wide_continuation())
            else {
                continue;
            };
            let drawn = self.add_cell(cell, row, column)?;
            let style = Style::of(cell);
            let goes_on = !drawn && word.as_ref().is_some_and(|word| word.style == style);
            if !goes_on && let Some(word) = word.take() {
                self.add_word(&word)?;
            }
            if !drawn {
                let start = || Word { style, row, column, width: 0, text: String::new() };
                let word = word.get_or_insert_with(start);
                word.text.push_str(cell.contents());
                word.width += width(cell);
            }
        }
        word.map_or(Ok(()), |word| self.add_word(&word))
    }

    /// Draws what is behind a character and below it; whether that is all of the cell.
    fn add_cell(&mut self, cell: &Cell, row: u16, column: u16) -> Result<bool, fmt::Error> {
        let (color, background) = colors(cell);
        let (x, y, width) = (column * CELL.0, row * CELL.1, width(cell));
        if background != BACKGROUND {
            self.fill((background, "1"), (x, y), (width, CELL.1))?;
        }
        if cell.underline() {
            let path = self.lines.entry((color, 1)).or_default();
            write!(path, "M{x} {}h{width}", y + UNDERLINE)?;
        }
        let is = |known: char| cell.contents().chars().eq([known]);
        if let Some((_, arms)) = LINES.iter().find(|(known, _)| is(*known)) {
            self.draw_line(*arms, color, row, column)?;
            return Ok(true);
        }
        if let Some((_, opacity)) = SHADES.iter().find(|(known, _)| is(*known)) {
            self.fill((color, opacity), (x, y + 3), (width, CELL.1 - 6))?;
            return Ok(true);
        }
        Ok(cell.contents().trim().is_empty())
    }

    fn fill(
        &mut self,
        kind: (Rgb, &'static str),
        (x, y): (u16, u16),
        (width, height): (u16, u16),
    ) -> fmt::Result {
        let path = self.fills.entry(kind).or_default();
        write!(path, "M{x} {y}h{width}v{height}h-{width}z")
    }

    fn draw_line(&mut self, arms: [u8; 4], color: Rgb, row: u16, column: u16) -> fmt::Result {
        let weight = arms.into_iter().max().unwrap_or_default();
        let path = self.lines.entry((color, weight)).or_default();
        let [up, right, down, left] = arms.map(|arm| arm > 0);
        let (x, y) = (f32::from(column * CELL.0) + 4.0, f32::from(row * CELL.1) + 8.5);
        if left || right {
            let from = if left { x - 4.0 } else { x };
            let to = if right { x + 4.0 } else { x };
            write!(path, "M{from} {y}H{to}")?;
        }
        if up || down {
            // Half the weight more, so that corners are filled.
            let half = f32::from(weight) / 2.0;
            let from = if up { y - 8.5 } else { y - half };
            let to = if down { y + 8.5 } else { y + half };
            write!(path, "M{x} {from}V{to}")?;
        }
        Ok(())
    }

    fn add_word(&mut self, word: &Word) -> fmt::Result {
        let Word { style, row, column, width, text } = word;
        let (x, y) = (column * CELL.0, row * CELL.1 + BASELINE);
        let text = escaped(text);
        writeln!(self.texts, r#"<text x="{x}" y="{y}" textLength="{width}"{style}>{text}</text>"#)
    }
}

impl Style {
    fn of(cell: &Cell) -> Self {
        let (color, _) = colors(cell);
        Self { color, bold: cell.bold(), dim: cell.dim(), italic: cell.italic() }
    }
}

impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r#" fill="{}""#, self.color)?;
        let attributes = [
            (self.bold, r#" font-weight="700""#),
            (self.dim, r#" fill-opacity="0.6""#),
            (self.italic, r#" font-style="italic""#),
        ];
        attributes.iter().filter(|(holds, _)| *holds).try_for_each(|(_, text)| f.write_str(text))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

fn width(cell: &Cell) -> u16 {
    if cell.is_wide() { 2 * CELL.0 } else { CELL.0 }
}

/// Of the character and of what is behind it.
fn colors(cell: &Cell) -> (Rgb, Rgb) {
    let foreground = color(cell.fgcolor(), FOREGROUND);
    let background = color(cell.bgcolor(), BACKGROUND);
    if cell.inverse() { (background, foreground) } else { (foreground, background) }
}

fn color(color: Color, default: Rgb) -> Rgb {
    match color {
        Color::Default => default,
        Color::Rgb(red, green, blue) => Rgb(red, green, blue),
        Color::Idx(index) => indexed(index),
    }
}

/// The 256 colours: the palette, a cube of 6 steps a side, 24 greys.
fn indexed(index: u8) -> Rgb {
    let step = |part: u8| if part == 0 { 0 } else { 55 + 40 * part };
    match index {
        0..16 => PALETTE[usize::from(index)],
        16..232 => {
            let index = index - 16;
            Rgb(step(index / 36), step(index / 6 % 6), step(index % 6))
        }
        232.. => {
            let grey = 8 + 10 * (index - 232);
            Rgb(grey, grey, grey)
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
