//! stub
use crate::{
    issue::{Fix, Issue},
    pack::Packs,
};
/// x
pub fn issue_as_text(issue: &Issue, _packs: &Packs) -> String {
    issue.title.clone()
}
/// x
pub fn fix_as_text(fix: &Fix) -> String {
    fix.title.clone()
}
