//! What holds for every text.

use proptest::prelude::*;

use super::*;

const KEY: [u8; 16] = [7; 16];

fn options() -> Options {
    Options { client: Some("Contoso Ltd".to_owned()), ..Options::default() }
}

fn redacted(text: &str) -> Redacted {
    redact(text, &mut Tokens::new(KEY), &options())
}

#[test]
fn the_same_value_has_the_same_token_however_it_is_written() {
    let text = "bob@contoso.com BOB@Contoso.com 'bob%40contoso.com' ann@contoso.com";
    assert_eq!(redacted(text).text, "[email-1] [email-1] '[email-1]' [email-2]");
}

#[test]
fn a_name_has_one_token_wherever_it_stands() {
    let text = "From: Bob Smith <bob@contoso.com>\nTo: Ann Lee\nUser 'Bob Smith' of Ann Lee";
    let expected = "From: [user-1] <[email-1]>\nTo: [user-2]\nUser '[user-1]' of [user-2]";
    assert_eq!(redacted(text).text, expected);
}

#[test]
fn an_incident_goes_on_with_the_tokens_it_gave() {
    let mut tokens = Tokens::new(KEY);
    redact("ann@contoso.com bob@contoso.com", &mut tokens, &options());
    let stored = serde_json::to_string(tokens.memory()).unwrap();
    assert!(!stored.contains("contoso"), "{stored}");
    let mut later = Tokens::resume(KEY, serde_json::from_str(&stored).unwrap());
    let redacted = redact("eve@contoso.com bob@contoso.com", &mut later, &options());
    assert_eq!(redacted.text, "[email-3] [email-2]");
}

#[test]
fn another_incident_takes_a_text_over_with_tokens_of_its_own() {
    let mut others = Tokens::new(KEY);
    redact("ann@contoso.com 10.0.0.1", &mut others, &options());
    let text = "bob@contoso.com [email-1] 10.0.0.1 of Contoso Ltd, once [ip-4]";
    let text = redact(text, &mut others, &options()).text;
    assert_eq!(text, "[email-2] [email-1] [ip-1] of [client], once [ip-4]");

    let mut own = others.anew();
    assert_eq!(
        own.take_over(&text, &others),
        "[email-1] [email-2] [ip-5] of [client], once [ip-4]"
    );
    let later = redact("bob@contoso.com eve@contoso.com", &mut own, &options()).text;
    assert_eq!(later, "[email-1] [email-3]");
}

#[test]
fn a_token_that_stands_in_a_text_is_not_given_to_another_value() {
    assert_eq!(redacted("[email-1] bob@contoso.com").text, "[email-1] [email-2]");
}

#[test]
fn an_id_that_is_kept_once_is_kept_everywhere() {
    let id = "01234567-89ab-cdef-0123-456789abcdef";
    let text = format!("object {id} Correlation ID: {id}");
    assert_eq!(redacted(&text).text, text);
}

#[test]
fn a_class_that_is_off_keeps_its_values_whole() {
    let options = Options { classes: Classes::ALL.without(Class::Email), client: None };
    let redacted = redact("bob@contoso.com at contoso.com", &mut Tokens::new(KEY), &options);
    assert_eq!(redacted.text, "bob@contoso.com at [domain-1]");
}

#[test]
fn secrets_cannot_be_left_in() {
    assert!(Classes::ALL.without(Class::Secret).contains(Class::Secret));
}

fn without_secrets(text: &str) -> String {
    redact_secrets(text, &mut Tokens::new(KEY))
}

#[test]
fn comments_lose_secrets_alone() {
    let text = "Told Bob Smith <bob@contoso.com> on +1 555 010 0199 that password: Xyz-123! is old, see \\\\FS01\\x";
    assert_eq!(without_secrets(text), text.replace("Xyz-123!", "[secret-1]"));
}

#[test]
fn a_secret_of_a_comment_has_one_token_and_none_that_is_taken() {
    let text = "[secret-2] was pin=4711, now pwd=Xyz-123! and passwort: Xyz-123!";
    let expected = "[secret-2] was pin=[secret-3], now pwd=[secret-4] and passwort: [secret-4]";
    assert_eq!(without_secrets(text), expected);
    assert_eq!(without_secrets(expected), expected);
}

#[test]
fn a_comment_without_secrets_stays_as_it_is() {
    let text = "Kunde hat MFA zurückgesetzt; the password has expired — geht jetzt.\r\n\tBob";
    assert_eq!(without_secrets(text), text);
}

#[test]
fn values_are_counted_by_class() {
    let redacted = redacted("10.1.2.3 for bob@contoso.com and ann@contoso.com");
    assert_eq!(redacted.counts(), [(Class::Email, 2), (Class::Ip, 1)]);
}

#[test]
fn a_place_in_the_input_is_found_in_the_output() {
    let text = "für bob@contoso.com ähnlich";
    let redacted = redacted(text);
    let range = |part: &str| {
        let start = text.find(part).unwrap();
        &redacted.text[redacted.range(start..start + part.len())]
    };
    assert_eq!(range("für"), "für");
    assert_eq!(range("ähnlich"), "ähnlich");
    assert_eq!(range("bob@"), "[email-1]");
    assert_eq!(range("contoso"), "[email-1]");
    assert_eq!(range("com ähn"), "[email-1] ähn");
}

#[test]
fn characters_of_long_words_are_not_cut() {
    const LABELS: &str = "user From: password: C:\\Users\\ tenant ' <bob@ Gesendet von @ ://";
    for letter in ["ü", "€", "💩", "x€"] {
        for sign in [".", "-", ":", " wrote:", " <a@b.de>", "'"] {
            for count in 12..36 {
                let word = letter.repeat(count);
                let texts =
                    LABELS.split(' ').map(|label| format!("{word}{sign}{label} {word}{sign}"));
                let text = texts.collect::<String>();
                assert_eq!(redacted(&text).text, redacted(&redacted(&text).text).text);
            }
        }
    }
}

/// Any text, with the characters and words that scanners look for drawn often.
fn hostile() -> impl Strategy<Value = String> {
    let parts = "@ . : = - \\ / % & ' \" [ ] { } ( ) + , ; \n \t ü 💩 \u{a0} a b c 0 1 9 f x bob com de user password token \
        tenant secret key is Bearer eyJ Q~ :// %40 %253a &quot; \\n \\\" \\u0027 C:\\Users\\ /home/ S-1-5-21- CN= DC= /o= /cn= \
        From: To: Subject: Von Bob Smith, <bob@x.de> schrieb bob.smith svc_ account \
        10.1.2.3 fe80:: 01234567-89ab-cdef-0123-456789abcdef contoso.com Contoso Ltd [email-1] [client] -----BEGIN \
        -----END RSA PRIVATE KEY----- 4111 1111 Correlation ID https \\\\ -Password <password> abcdefgh";
    let parts: Vec<String> = parts.split(' ').map(str::to_owned).chain([" ".to_owned()]).collect();
    let part =
        prop_oneof![8 => prop::sample::select(parts), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn redacting_twice_changes_nothing(text in hostile()) {
        let mut tokens = Tokens::new(KEY);
        let once = redact(&text, &mut tokens, &options()).text;
        prop_assert_eq!(&redact(&once, &mut tokens, &options()).text, &once);
        prop_assert_eq!(&redacted(&once).text, &once);
    }

    #[test]
    fn what_lies_between_tokens_is_the_input(text in hostile()) {
        let redacted = redacted(&text);
        let (mut input, mut output) = (0, 0);
        for one in &redacted.replacements {
            prop_assert_eq!(&text[input..one.input.start], &redacted.text[output..one.output.start]);
            prop_assert!(one.input.start < one.input.end);
            (input, output) = (one.input.end, one.output.end);
        }
        prop_assert_eq!(&text[input..], &redacted.text[output..]);
    }

    #[test]
    fn every_range_of_the_input_is_one_of_the_output(text in hostile(), at in 0..400_usize, length in 0..100_usize) {
        let redacted = redacted(&text);
        let range = redacted.range(at..at + length);
        prop_assert!(redacted.text.get(range.clone()).is_some(), "{:?}", range);
        for one in &redacted.replacements {
            let is_cut = |at| one.output.start < at && at < one.output.end;
            prop_assert!(!is_cut(range.start) && !is_cut(range.end), "{:?} {:?}", range, one);
        }
    }
}

#[rstest::rstest]
#[case::other_number("pin [secret-1] of [user-2]", "pin [secret-3] of [user-2]", true)]
#[case::no_token("the same", "the same", true)]
#[case::other_class("pin [secret-1]", "pin [user-1]", false)]
#[case::other_text("pin [secret-1]", "pwd [secret-1]", false)]
#[case::other_end("[secret-1] a", "[secret-1] b", false)]
#[case::one_more("[secret-1]", "[secret-1][secret-2]", false)]
fn texts_may_differ_in_the_numbers_of_their_tokens_alone(
    #[case] one: &str,
    #[case] other: &str,
    #[case] expected: bool,
) {
    assert_eq!(differ_in_numbers_alone(one, other), expected);
    assert_eq!(differ_in_numbers_alone(other, one), expected);
}
