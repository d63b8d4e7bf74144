use proptest::prelude::*;
use rstest::rstest;

use super::*;

/// What the text becomes, after a look at the way back.
fn plain(raw: &str) -> String {
    let unwrapped = unwrap(raw);
    assert_ranges(raw, &unwrapped);
    unwrapped.text().to_owned()
}

/// Every range of the plain text leads to whole characters of the raw one, in the same order.
fn assert_ranges(raw: &str, unwrapped: &Unwrapped) {
    let mut last = 0..0;
    for (at, character) in unwrapped.text().char_indices() {
        let range = unwrapped.raw_range(at..at + character.len_utf8());
        assert!(raw.get(range.clone()).is_some_and(|part| !part.is_empty()), "{at} {range:?}");
        assert!(last.start <= range.start && last.end <= range.end, "{last:?} {range:?}");
        last = range;
    }
}

/// The raw text behind a part of the plain one.
fn raw_of<'raw>(raw: &'raw str, part: &str) -> &'raw str {
    let unwrapped = unwrap(raw);
    let at = unwrapped.text().find(part).unwrap();
    &raw[unwrapped.raw_range(at..at + part.len())]
}

#[rstest]
#[case::lines("a\r\nb\rc\u{2028}d\u{85}e", "a\nb\nc\nd\ne")]
#[case::blank_lines("a\r\n\r\nb", "a\n\nb")]
#[case::blanks("a\u{a0}b\u{202f}c\u{3000}d", "a b c d")]
#[case::unseen("con\u{ad}sent\u{200b}ed\u{feff} \u{202e}x\u{2066}", "consented x")]
#[case::quotes("„Contoso“ ‘x’ «y» – z", "\"Contoso\" 'x' \"y\" - z")]
#[case::full_width("ＡＡＤＳＴＳ５００７６：", "AADSTS50076:")]
#[case::colours("\u{1b}[31;1mForbidden\u{1b}[0m \u{9b}1mx", "Forbidden x")]
#[case::link("\u{1b}]8;;https://contoso.example\u{1b}\\here\u{1b}]8;;\u{7}", "here")]
#[case::stray_escape("\u{1b}]no end\nx", "]no end\nx")]
#[case::utf_16_read_as_utf_8("A\0A\0D\0", "AAD")]
#[case::umlauts_stay("Zugriff verweigert für Jürgen", "Zugriff verweigert für Jürgen")]
fn characters_become_plain(#[case] raw: &str, #[case] expected: &str) {
    assert_eq!(plain(raw), expected);
}

#[rstest]
#[case::once(
    "> AADSTS50076: Due to\n> a change\n>\n> Trace",
    "AADSTS50076: Due to\na change\n\nTrace"
)]
#[case::again(">> one\n> > two\n>three", "one\ntwo\nthree")]
#[case::bars(
    "     | Insufficient privileges\n│ Error: x\n│\n╵",
    "Insufficient privileges\nError: x\n\n"
)]
#[case::escaped("&gt; one\n&gt; two", "one\ntwo")]
#[case::not_a_mark("a > b\n|x|\n  x | y", "a > b\n|x|\n  x | y")]
fn marks_of_quoted_lines_are_taken_away(#[case] raw: &str, #[case] expected: &str) {
    assert_eq!(plain(raw), expected);
}

#[rstest]
#[case::json(
    r#""failed: \"AADSTS50076\"\r\nTrace ID: 1\r\nat""#,
    "\"failed: \"AADSTS50076\"\nTrace ID: 1\nat\""
)]
#[case::twice(r#"{\"m\":\"a\\r\\nTrace \\\"x\\\"\\nto\"}"#, "{\"m\":\"a\nTrace \"x\"\nto\"}")]
#[case::three_times(r#"\\\\\\\"x\\\\r\\\\nTrace"#, "\"x\nTrace")]
#[case::slashes(
    r"https:\/\/login.microsoftonline.com\/error",
    "https://login.microsoftonline.com/error"
)]
#[case::unicode(r"can\u0027t \u00fcber \u201cx\u201d \ud83d\ude00", "can't über \"x\" 😀")]
#[case::unicode_twice(r"\\u0027AADSTS50076\\u0027", "'AADSTS50076'")]
#[case::half_a_character(r"a\ud83db", "a\u{fffd}b")]
#[case::python(r"{'m': 'user isn\'t f\xfcr'}", "{'m': 'user isn't für'}")]
#[case::python_bytes(r"b'f\xc3\xbcr \xe2\x80\x98x\xe2\x80\x99'", "b'für 'x''")]
#[case::python_with_curly_quotes("{‘error’: ‘it isn\\’t’}", "{'error': 'it isn't'}")]
#[case::damaged(r"in.\r\Correlation ID", "in.\n\\Correlation ID")]
#[case::tabs(r#"\"a\":\t\"b\""#, "\"a\":\t\"b\"")]
#[case::colour(r"\u001b[31mForbidden\x1b[0m", "Forbidden")]
fn strings_are_unescaped(#[case] raw: &str, #[case] expected: &str) {
    assert_eq!(plain(raw), expected);
}

#[rstest]
#[case::at_a_capital(r"to the tenant.\nTrace ID", "to the tenant.\nTrace ID")]
#[case::before_a_blank(r"{\n  x\n}", "{\n  x\n}")]
#[case::beside_an_escaped_quote(r#"{\"message\":\"see\nthe\"}"#, "{\"message\":\"see\nthe\"}")]
#[case::empty_line(r"a.\n\nB", "a.\n\nB")]
#[case::beside_a_real_one("{\n   \\r\\n  \\\"v\\\": 3,\\r\\n  \n x", "{\n      \"v\": 3,   \n x")]
fn an_escaped_line_break_is_one(#[case] raw: &str, #[case] expected: &str) {
    assert_eq!(plain(raw), expected);
}

#[rstest]
#[case::path(r"At C:\new\users\table.ps1:12 char:3")]
#[case::program_files(r"C:\Program Files\tools\new.exe")]
#[case::folder(r"in tools\new\report.ps1")]
#[case::user(r"CONTOSO\nina is not a member")]
#[case::share(r"\\nas01\tools\readme")]
#[case::pattern(r"^\d+\s*\(x\)\.$")]
#[case::registry(r"HKLM:\Software\Contoso")]
#[case::variable("%TEMP%\\x and %ADMIN% at 85% load")]
#[case::sum("x=a+b nina+test@contoso.example C++ 1+1")]
#[case::not_an_entity("Tom & Jerry &unknown; a&b <T> List<int>")]
#[case::base64("c2VjcmV0IGlz+IG5vdA==\nnext=")]
#[case::plain("{\n  \"error\": {\n    \"code\": \"Forbidden\"\n  }\n}\n")]
fn what_is_not_wrapped_stays(#[case] raw: &str) {
    assert_eq!(plain(raw), raw);
}

#[rstest]
#[case::path_in_json(
    r#"{\"path\":\"C:\\new\\table.txt\",\"x\":\"a\nb\"}"#,
    "{\"path\":\"C:\\new\\table.txt\",\"x\":\"a\nb\"}"
)]
#[case::path_before_a_break(r#"\"in C:\\temp\\a.txt\nTrace\""#, "\"in C:\\temp\\a.txt\nTrace\"")]
fn a_path_in_a_string_keeps_its_names(#[case] raw: &str, #[case] expected: &str) {
    assert_eq!(plain(raw), expected);
}

#[rstest]
#[case::query(
    "https://app.example/cb?error=invalid_client&error_description=AADSTS650051%3a+Value+length+%278060%27%0d%0aTrace",
    "https://app.example/cb?error=invalid_client&error_description=AADSTS650051: Value length '8060'\nTrace"
)]
#[case::twice("AADSTS65001%253a%2BThe%2Buser", "AADSTS65001: The user")]
#[case::piece("AADSTS65001%3a+The+user+or+administrator", "AADSTS65001: The user or administrator")]
#[case::only_blanks(
    "error_description=The+user+has+not+consented",
    "error_description=The user has not consented"
)]
#[case::json("%7B%22error%22%3A%22invalid_grant%22%7D", "{\"error\":\"invalid_grant\"}")]
#[case::umlaut("f%C3%BCr%20alle", "für alle")]
#[case::not_utf_8("f%fcr%20alle", "f%fcr alle")]
fn urls_are_decoded(#[case] raw: &str, #[case] expected: &str) {
    assert_eq!(plain(raw), expected);
}

#[rstest]
#[case::json("{&quot;error&quot;:&#39;x&#x27;}", "{\"error\":'x'}")]
#[case::again("&amp;amp;quot;x&amp;quot; a=1&amp;b=2", "\"x\" a=1&b=2")]
#[case::german("f&uuml;r&nbsp;Sie &ndash; &#8222;x&#8220;", "für Sie - \"x\"")]
#[case::tags(
    "<div>AADSTS50076<br/>Due <b>to</b> a</div><p class=\"x\">b</p>",
    "AADSTS50076\nDue to a\nb\n"
)]
#[case::tags_on_lines("<p>one</p>\n<p>two<br>\nthree", "one \ntwo \nthree")]
#[case::escaped_tags("one&lt;br&gt;two", "one\ntwo")]
#[case::answer_in_xml("<m:message>Denied</m:message>", "<m:message>Denied</m:message>")]
fn html_is_undone(#[case] raw: &str, #[case] expected: &str) {
    assert_eq!(plain(raw), expected);
}

#[rstest]
#[case::json_in_a_url("%7b%22m%22%3a%22a%5cr%5cnTrace%22%7d", "{\"m\":\"a\nTrace\"}")]
#[case::html_in_json(r#"{\"m\":\"&quot;x&quot;\u0026#39;\"}"#, "{\"m\":\"\"x\"'\"}")]
#[case::json_in_html(
    "{&quot;m&quot;:&quot;a\\r\\nTrace \\u0027x\\u0027&quot;}",
    "{\"m\":\"a\nTrace 'x'\"}"
)]
#[case::url_in_json(
    r#"\"url\":\"https:\/\/x.example\/?m=a%20b%3A\""#,
    "\"url\":\"https://x.example/?m=a b:\""
)]
#[case::mail_around_json("> {\\\"m\\\":\\\"a\\r\\nTrace\\\"}", "{\"m\":\"a\nTrace\"}")]
fn wrappings_come_off_in_any_order(#[case] raw: &str, #[case] expected: &str) {
    assert_eq!(plain(raw), expected);
}

#[test]
fn quoted_printable_is_joined_and_decoded() {
    let raw = "AADSTS50076: Due to a configuration change made by the administrator, or be=\r\n\
               cause you moved, tenant=3Dcontoso f=C3=BCr alle.\r\n";
    let expected = "AADSTS50076: Due to a configuration change made by the administrator, or because you moved, \
                    tenant=contoso für alle.\n";
    assert_eq!(plain(raw), expected);
}

/// Cuts a text as a console does.
fn cut(text: &str, width: usize, indent: &str) -> String {
    let mut lines = Vec::new();
    let mut rest = text;
    while rest.len() > width {
        let (line, more) = rest.split_at(width);
        lines.push(line.trim_end().to_owned());
        rest = more;
    }
    lines.push(rest.to_owned());
    lines.join(&format!("\n{indent}"))
}

#[rstest]
#[case(80)]
#[case(100)]
#[case(120)]
#[case(94)]
#[case(67)]
fn tokens_cut_by_a_console_are_whole_again(#[case] width: usize) {
    let text = "Get-MgUser : {\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"Insufficient privileges to \
                complete the operation.\",\"innerError\":{\"date\":\"2026-03-02T08:14:11\",\"request-id\":\
                \"0b7d3f0e-6c0e-4c57-9a53-5a4f6f1f7c11\",\"client-request-id\":\"3d0a5b1c-8f4e-4f8b-b1f8-0f3f3a9f2d77\"}}}";
    let unwrapped = plain(&cut(text, width, ""));
    for token in ["Authorization_RequestDenied", "0b7d3f0e-6c0e-4c57-9a53-5a4f6f1f7c11"] {
        assert!(unwrapped.contains(token), "{unwrapped}");
    }
}

#[test]
fn the_cut_parts_of_an_error_record_are_joined() {
    let raw = "    + CategoryInfo          : NotSpecified: (:) [Get-Mailbox], ADOperationException\n    \
               + FullyQualifiedErrorId : [Server=CONTOSO1,RequestId=1f0e6f4a] [FailureCategory=Cmdlet-ADOperati\n   \
               onException] 5D1F3A,Microsoft.Exchange.Management.RecipientTasks.GetMailbox";
    assert!(plain(raw).contains("Cmdlet-ADOperationException]"));
}

#[rstest]
#[case::number(
    "Sign-in to Contoso failed with the following answer of the service: AADSTS500\n76: Due to a change",
    "AADSTS50076: Due"
)]
#[case::letters_stay(
    "Sign-in to Contoso failed with the following answer of the service: AADSTS50076\n2026-03-02 next",
    "AADSTS50076\n2026"
)]
fn a_code_that_was_cut_is_whole_again(#[case] raw: &str, #[case] expected: &str) {
    assert!(plain(raw).contains(expected), "{}", plain(raw));
}

#[rstest]
#[case::words(
    "The user or administrator has not consented to use the application with ID\nContoso. Send an interactive authorization request for this user and\nresource, which the application needs before it may ask for a token of\nthe service."
)]
#[case::log(
    "2026-03-02 09:14:03 INFO  request 0b7d3f0e-6c0e-4c57-9a53-5a4f6f1f7c11\n2026-03-02 09:14:04 INFO  request 3d0a5b1c-8f4e-4f8b-b1f8-0f3f3a9f2d77\n2026-03-02 09:14:05 INFO  request 9c2b1d4e-2f7a-4b53-8f0e-6d1c0a7e5b21"
)]
#[case::labels(
    "AADSTS50076: you must use multi-factor authentication to access the resource now\nTrace ID: 1\nCorrelation ID: 2"
)]
fn lines_that_nobody_cut_stay_lines(#[case] raw: &str) {
    assert_eq!(plain(raw), raw);
}

#[rstest]
#[case::same("x AADSTS50076 y", "AADSTS50076", "AADSTS50076")]
#[case::escape_inside(r#"\"a\r\nTrace\""#, "a\nTrace", r"a\r\nTrace")]
#[case::dropped_around("> > AADSTS50076\r\n", "AADSTS50076", "AADSTS50076")]
#[case::dropped_inside("AAD\u{200b}STS50076", "AADSTS50076", "AAD\u{200b}STS50076")]
#[case::nested("%2522x%2522", "\"x\"", "%2522x%2522")]
#[case::part_of_a_replacement("f&#252;r", "ü", "&#252;")]
fn a_range_leads_back_to_what_was_pasted(
    #[case] raw: &str,
    #[case] part: &str,
    #[case] expected: &str,
) {
    assert_eq!(raw_of(raw, part), expected);
}

#[test]
fn any_range_is_brought_into_the_text() {
    let unwrapped = unwrap("für");
    assert_eq!(unwrapped.raw_range(2..3), 1..3);
    assert_eq!(unwrapped.raw_range(9..12), 4..4);
    #[expect(clippy::reversed_empty_ranges, reason = "a caller may get it wrong")]
    let reversed = 3..1;
    assert_eq!(unwrapped.raw_range(reversed), 3..3);
}

#[test]
fn of_a_long_text_the_ends_are_kept_and_the_positions_are_those_of_the_whole() {
    let raw = format!("AADSTS50076 {} AADSTS65001", "ü".repeat(LONGEST));
    let unwrapped = unwrap(&raw);
    let left_out = unwrapped.shortened().unwrap();
    assert!(unwrapped.text().len() <= LONGEST + 2);
    assert_eq!(left_out.bytes() + unwrapped.text().len(), raw.len() + 2);
    assert_eq!(&raw[..left_out.start], &unwrapped.text()[..left_out.start]);
    assert_eq!(raw_of(&raw, "AADSTS65001"), "AADSTS65001");
    assert!(unwrapped.text()[left_out.start..].starts_with("\n\n"));
}

#[test]
fn a_text_of_the_greatest_length_is_kept_whole() {
    assert_eq!(unwrap(&"x".repeat(LONGEST)).shortened(), None);
}

/// Any characters, with the pieces that wrappings are made of drawn often.
fn wrapped() -> impl Strategy<Value = String> {
    let pieces = [
        "\\",
        "\\\\",
        "\"",
        "'",
        "n",
        "r",
        "t",
        "\\n",
        "\\r\\n",
        "\\u00e4",
        "\\ud83d",
        "\\ude00",
        "\\xc3\\xa4",
        "%",
        "%25",
        "%c3%a4",
        "%0d%0a",
        "+",
        "=",
        "&",
        "&amp;",
        "quot;",
        "&#39;",
        "<br>",
        "<p ",
        "</",
        ">",
        "> ",
        "| ",
        "\n",
        "\r",
        "\r\n",
        " ",
        "\u{1b}[",
        "\u{1b}]",
        "\u{7}",
        "m",
        "\u{200b}",
        "\u{a0}",
        "ä",
        "😀",
        "C:",
        "AADSTS",
        "50076",
        "=\n",
        "=3D",
        "   + CategoryInfo",
        "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij",
    ];
    let piece = prop_oneof![
        8 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_range_of_any_text_leads_back_into_it(raw in wrapped()) {
        assert_ranges(&raw, &unwrap(&raw));
    }

    #[test]
    fn any_text_at_all_is_unwrapped(raw in any::<String>()) {
        assert_ranges(&raw, &unwrap(&raw));
    }

    #[test]
    fn plain_words_stay_as_they_are(raw in "[A-Za-z0-9 .,:;(){}\\[\\]_-]{0,200}") {
        prop_assert_eq!(plain(&raw), raw);
    }

    #[test]
    fn ranges_of_several_characters_keep_their_order(raw in wrapped(), cuts in prop::collection::vec(0..4_000_usize, 3)) {
        let unwrapped = unwrap(&raw);
        let mut cuts = cuts.into_iter().map(|cut| cut % (unwrapped.text().len() + 1)).collect::<Vec<_>>();
        cuts.sort_unstable();
        let (first, second) = (unwrapped.raw_range(cuts[0]..cuts[1]), unwrapped.raw_range(cuts[1]..cuts[2]));
        prop_assert!(raw.get(first.clone()).is_some() && raw.get(second.clone()).is_some());
        prop_assert!(first.start <= second.start);
    }
}
