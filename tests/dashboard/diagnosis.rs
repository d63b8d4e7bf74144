//! The Diagnose screen: from a paste to the issue that it is.

use super::session::Session;
use casebook::{
    clipboard::Origin,
    tui::{app::Screen, message::Effect},
};

/// Proves one issue.
const MFA: &str = "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS50076: Due to a configuration change made by your \
administrator, or because you moved to a new location, you must use multi-factor authentication to access \
'00000003-0000-0000-c000-000000000000'.\r\nTrace ID: 0b5a3f1e-7e1c-4d8c-9d70-0c1b6e1d2a00\r\nCorrelation ID: \
5c1a2f8e-93d4-47a5-8f1b-2d6e4c9b7a11\r\nTimestamp: 2026-11-20 09:14:33Z\",\"username\":\"nora@contoso.com\"}";

fn issue(session: &Session) -> &str {
    session.app.diagnosis.selected_match().map_or("", |found| found.issue.as_str())
}

fn detail(session: &Session) -> &str {
    session.app.issues.detail.issue().map_or("", |issue| issue.as_str())
}

#[test]
fn a_pasted_error_shows_its_issue_with_the_reason_and_enter_opens_it() {
    let mut session = Session::new();
    session.paste(MFA);
    assert_eq!((session.app.screen, issue(&session)), (Screen::Diagnosis, "must-use-mfa"));
    let screen = session.screen();
    assert!(screen.contains("✓ certain") && screen.contains("AADSTS50076, "), "{screen}");
    assert!(screen.contains("[email-1]") && !screen.contains("nora@contoso.com"), "{screen}");

    session.keys("<Enter>");
    assert_eq!((session.app.screen, detail(&session)), (Screen::Issues, "must-use-mfa"));
    session.keys("<Esc>");
    assert_eq!((session.app.screen, issue(&session)), (Screen::Diagnosis, "must-use-mfa"));
}
