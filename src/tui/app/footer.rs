//! The bottom of the screen: what just happened, beside the keys that make sense now or in lines of its own above them.

use super::App;
use crate::tui::{
    action::Action,
    keymap::Context,
    message::{Notice, Tone},
    text::{Line, Piece, Role, cut_line, width},
    wrap::wrap_within,
};

/// Lines that a notice may take from the screen: one in so many.
const SHARE: u16 = 8;

/// And never more.
const MOST: u16 = 3;

/// The bottom of the screen.
#[derive(Clone, Debug, Default)]
pub struct Footer {
    /// A notice that is too long to stand beside the keys.
    pub above: Vec<Line>,
    /// A notice that is not.
    pub beside: Line,
}

impl App {
    /// What just happened, whole where the screen can hold it.
    pub fn footer(&self) -> Footer {
        let Some(notice) = &self.notice else { return Footer::default() };
        let (mark, columns) = (self.notice_mark(notice), usize::from(self.size.0));
        let text = mark.look.role.piece(notice.text.replace('\n', " "));
        let help = width(&self.hint(self.context(), Action::Help, Action::Help.hint()));
        let room = columns.saturating_sub(help + 1);
        if notice.may_be_cut || mark.width() + text.width() <= room {
            let beside = cut_line(vec![mark, text], room, self.glyphs.ellipsis);
            return Footer { beside, ..Footer::default() };
        }
        let most = usize::from((self.size.1 / SHARE).clamp(1, MOST));
        let indent = Role::Text.piece(" ".repeat(mark.width()));
        let room = columns.saturating_sub(mark.width()).max(1);
        let lines = wrap_within(&[text], room, most, self.glyphs.ellipsis);
        let starts = std::iter::once(mark).chain(std::iter::repeat(indent));
        let above = starts.zip(lines).map(|(start, line)| [vec![start], line].concat());
        Footer { above: above.collect(), beside: Line::new() }
    }

    /// A key and what it does there; nothing where no key does it.
    pub fn hint(&self, context: Context, action: Action, word: &str) -> Line {
        let Some(key) = self.keymap.key(context, action) else { return Line::new() };
        vec![Role::Key.piece(key.to_string()).strong(), Role::Dim.piece(format!(" {word}  "))]
    }

    fn notice_mark(&self, notice: &Notice) -> Piece {
        let (mark, role) = match notice.tone {
            _ if notice.is_pending => (self.glyphs.dot, Role::Text),
            Tone::Good => (self.glyphs.good, Role::Good),
            Tone::Plain => (self.glyphs.dot, Role::Text),
            Tone::Bad => (self.glyphs.bad, Role::Bad),
        };
        role.piece(format!(" {mark} "))
    }
}

impl Footer {
    /// Lines that it takes, with that of the keys.
    pub fn height(&self) -> u16 {
        u16::try_from(self.above.len()).unwrap_or(0).saturating_add(1)
    }
}
