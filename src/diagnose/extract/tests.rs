use super::*;
use crate::diagnose::unwrap::unwrap;

#[test]
fn by_hand() {
    let Ok(path) = std::env::var("BY_HAND") else { return };
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let raw = value["text"].as_str().unwrap();
        let unwrapped = unwrap(raw);
        println!("=== {} {}", value["id"], value["primary"]);
        if unwrapped.text() != raw {
            println!("{}", unwrapped.text());
        }
        let found = extract(unwrapped.text());
        let extracted = Extracted::within(&found, 0..unwrapped.text().len());
        println!("--- {} {:?}", serde_json::to_string(&extracted).unwrap(), extracted.services);
        println!(
            "--- ms {:?}",
            found.iter().filter(|f| matches!(f.fact, Fact::Host { microsoft: true, .. })).count()
        );
    }
}
