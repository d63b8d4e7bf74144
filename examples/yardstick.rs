//! Prints how good the diagnosis is: `cargo run --example yardstick tests/data/errors.jsonl [--held-back]`.
//!
//! Of every third error only the shares are printed, as `held back`: they are not for tuning.

#![expect(clippy::print_stdout, reason = "it is what the example is for")]

use std::{env, fs};

use casebook::{
    builtin,
    diagnose::{
        Matchers,
        yardstick::{Measured, measure, read},
    },
    pack::Packs,
};

fn main() -> anyhow::Result<()> {
    let mut words = env::args().skip(1);
    let file = words.next().ok_or_else(|| anyhow::anyhow!("name a file of labelled errors"))?;
    let is_held_back = words.any(|word| word == "--held-back");
    let errors = read(&fs::read_to_string(file)?)?;
    let (packs, _) = Packs::merge([builtin::pack()]);
    let matchers = Matchers::new(&packs);
    let (mut tuned, mut held_back) = (Vec::new(), Vec::new());
    for (number, error) in errors.into_iter().enumerate() {
        if is_held_back && number % 3 == 2 { held_back.push(error) } else { tuned.push(error) }
    }
    let measured = measure(&packs, &matchers, &tuned);
    print("all", &measured);
    for miss in &measured.misses {
        let found: Vec<_> = miss
            .found
            .iter()
            .take(4)
            .map(|(id, sure)| format!("{id} ({})", sure.as_str()))
            .collect();
        println!("miss {}: {} <- {}", miss.id, miss.primary, found.join(", "));
    }
    if is_held_back {
        print("held back", &measure(&packs, &matchers, &held_back));
    }
    Ok(())
}

fn print(name: &str, measured: &Measured) {
    println!("{name}: an acceptable issue first: {}", measured.first);
    println!("{name}: the primary among the first three: {}", measured.among_three);
    println!("{name}: nothing likely in a negative: {}", measured.negative);
}
