//! What technicians write is recorded without secrets. In their place stand tokens, and no two values of an incident have
//! the same one.

use super::{Act, Incident};
use crate::redact::{Tokens, differ_in_numbers_alone, redact_secrets};

/// Takes the secrets out of acts that are to be recorded together: in an incident, or in a new one where none is known.
pub fn keep_secrets_out(acts: &mut [Act], known: Option<&Incident>, machine: &Tokens) {
    let mut tokens = tokens_within(known, machine);
    for act in acts {
        if let Act::Diagnosed(diagnosed) = act {
            tokens.learn(&diagnosed.tokens);
        }
        let held = known.and_then(|known| known.held_text(act)).map(str::to_owned);
        if let Some(text) = act.free_text() {
            let redacted = redact_secrets(text, &mut tokens);
            // What a comment's token stood for is remembered nowhere: who repeats it says the same.
            let held = held.filter(|held| differ_in_numbers_alone(held, &redacted));
            *text = held.unwrap_or(redacted);
        }
    }
}

/// The machine's tokens for what is written in an incident, with all that it has met; in a new one where none is known.
pub fn tokens_within(known: Option<&Incident>, machine: &Tokens) -> Tokens {
    let Some(known) = known else { return machine.anew() };
    let mut tokens = machine.within(known.tokens());
    for text in known.events().iter().filter_map(|event| event.act.written()) {
        tokens.notice_in(text);
    }
    tokens
}

impl Incident {
    /// What somebody wrote where the act would write now, if that keeps no more than one text.
    fn held_text(&self, act: &Act) -> Option<&str> {
        let held = match act {
            Act::Step { issue, step, .. } => &self.mark(issue, step)?.reason,
            Act::Fix { issue, fix, .. } => &self.fix(issue, fix)?.reason,
            Act::Detached { issue, .. } => &self.ruled_out.get(issue)?.reason,
            Act::Closed { .. } => &self.closing()?.text,
            _ => return None,
        };
        held.as_deref()
    }
}
