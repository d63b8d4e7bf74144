use proptest::prelude::*;
use rstest::rstest;

use super::*;

/// One line per block: indent, marker, kind, and the runs with their style in brackets.
fn sketch(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .map(|block| {
            let marker = match block.marker {
                None => String::new(),
                Some(Marker::Bullet) => "- ".to_owned(),
                Some(Marker::Number(number)) => format!("{number}. "),
            };
            let kind = match block.kind {
                BlockKind::Paragraph => "",
                BlockKind::Heading => "# ",
                BlockKind::Code => "$ ",
            };
            format!("{}|{marker}{kind}{}", block.indent, runs(&block.content))
        })
        .collect()
}

fn runs(content: &[Inline]) -> String {
    content
        .iter()
        .map(|Inline { text, style }| match style {
            InlineStyle::Plain => text.clone(),
            InlineStyle::Strong => format!("[b {text}]"),
            InlineStyle::Emphasis => format!("[i {text}]"),
            InlineStyle::Code => format!("[c {text}]"),
            InlineStyle::Link(url) => format!("[{text}]({url})"),
            InlineStyle::Picture(url) => format!("![{text}]({url})"),
            InlineStyle::Break => "[br]".to_owned(),
        })
        .collect()
}

#[rstest]
#[case::soft_break_is_a_blank("one\ntwo\n\nthree", &["0|one two", "0|three"])]
#[case::hard_break("one  \ntwo\\\nthree", &["0|one[br]two[br]three"])]
#[case::nested_lists("- a\n  - b\n- c", &["1|- a", "2|- b", "1|- c"])]
#[case::numbers("3. a\n4. b\n\nc", &["1|3. a", "1|4. b", "0|c"])]
#[case::second_paragraph("- a\n\n  b\n\nc", &["1|- a", "1|b", "0|c"])]
#[case::empty_item("- a\n-\n- b", &["1|- a", "1|- ", "1|- b"])]
#[case::item_that_is_a_list("- - a", &["2|- a"])]
#[case::quotation("> a\n>\n> - b", &["1|a", "2|- b"])]
#[case::heading("## a `b`\n\nc", &["0|# a [c b]", "0|c"])]
#[case::code("```\na\n  b\n\nc\n```", &["0|$ a[br]  b[br][br]c"])]
#[case::styles("*a* **b** `c` ***d***", &["0|[i a] [b b] [c c] [b d]"])]
#[case::link("see [the **guide**](https://a.b/c)", &["0|see [the guide](https://a.b/c)"])]
#[case::address("<https://a.b> <a@b.c>", &["0|[https://a.b](https://a.b) [a@b.c](mailto:a@b.c)"])]
#[case::link_without_label("x[](https://a.b)", &["0|x[https://a.b](https://a.b)"])]
#[case::picture("![the *red* bar](https://a.b/p)", &["0|![picture: the red bar](https://a.b/p)"])]
#[case::picture_of_nothing("![](https://a.b/p)", &["0|![picture](https://a.b/p)"])]
#[case::picture_in_link("[![x](https://p)](https://l)", &["0|![picture: x](https://p) [https://l](https://l)"])]
#[case::html_block("<div>\na <b>c</b>\n</div>", &["0|<div>[br]a <b>c</b>[br]</div>"])]
#[case::html_inline("a <b>c</b> &amp; d", &["0|a <b>c</b> & d"])]
#[case::rule("a\n\n---\n\nb", &["0|a", "0|---", "0|b"])]
#[case::escapes(r"a\*b \# Request\_BadRequest", &["0|a*b # Request_BadRequest"])]
#[case::nothing(" \n\n", &[])]
fn a_body_is_read_as_blocks(#[case] body: &str, #[case] expected: &[&str]) {
    assert_eq!(sketch(&blocks(body)), expected);
}

#[rstest]
#[case("Tick **Use CSP** in `Admin`.", "Tick [b Use CSP] in [c Admin].")]
#[case("1. Go there", "1. Go there")]
#[case("# 4 boxes\n- a\n\n    b", "# 4 boxes - a  b")]
#[case("a\n---", "a ---")]
#[case("**\"Accept\"** it", "[b \"Accept\"] it")]
#[case("two\\\nlines", "two[br]lines")]
#[case("", "")]
fn a_step_text_is_one_paragraph(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(runs(&inline(text)), expected);
}

#[test]
fn deep_nesting_leaves_room_for_the_text() {
    let deepest = blocks(&format!("{}a", "> ".repeat(5_000))).remove(0);
    assert_eq!((deepest.text().as_str(), deepest.indent), ("a", 8));
}

#[test]
fn plain_text_keeps_the_shape_of_the_body() {
    let body = "A **b**\nc.\n\n1. One\n   - two\n\n   more\n2. Three\n\n![x](https://p)";
    assert_eq!(plain(body), "A b c.\n1. One\n  - two\n  more\n2. Three\n\npicture: x");
}

#[test]
fn links_and_pictures_are_listed_once_in_reading_order() {
    let body = "[a](https://a) ![p](https://p)\n\n- [a](https://a) <https://b>";
    let found: Vec<_> = links(body).into_iter().map(|link| (link.label, link.url)).collect();
    let expected = [("a", "https://a"), ("picture: p", "https://p"), ("https://b", "https://b")];
    assert_eq!(found, expected.map(|(label, url)| (label.to_owned(), url.to_owned())));
}

fn words_in_markdown() -> impl Strategy<Value = (Vec<String>, String)> {
    let mark = prop::sample::select(vec![
        "\n",
        "\n\n",
        " ",
        "\n- ",
        "\n  - ",
        "\n1. ",
        "\n> ",
        "\n\n# ",
        " *",
        "* ",
        " **",
        "** ",
        " `",
        "` ",
        "\n```\n",
        "  \n",
        "\\\n",
        "\n    ",
        " _",
        "_ ",
        " [",
        "] ",
        " ![",
        "\n---\n",
        " | ",
        " <",
        "> ",
        "\n\n<div>\n",
        " &",
    ]);
    prop::collection::vec(("[a-z]{4,8}", mark), 0..24).prop_map(|pieces| {
        let body = pieces.iter().flat_map(|(word, mark)| [word.as_str(), mark]).collect();
        (pieces.into_iter().map(|(word, _)| word).collect(), body)
    })
}

proptest! {
    #[test]
    fn no_word_is_lost_or_moved((words, body) in words_in_markdown()) {
        // The word after an opening fence is the name of a language and is not drawn.
        prop_assume!(!body.contains("```"));
        for text in [plain(&body), runs(&inline(&body))] {
            let mut rest = text.as_str();
            for word in &words {
                let at = rest.find(word.as_str());
                prop_assert!(at.is_some(), "{word} missing in {text:?}");
                rest = &rest[at.unwrap() + word.len()..];
            }
        }
    }

    #[test]
    fn a_text_that_needs_no_parser_is_read_as_the_parser_does(
        text in "[a-z][a-d0-9 !\"#$%'()+,./:;=>?@\\]^{|}~-]{0,20}",
    ) {
        let marked = runs(&inline(&format!("**b** {text}")));
        prop_assert_eq!(format!("[b b] {}", runs(&inline(&text))), marked);
        prop_assert_eq!(blocks(&text), parsed(&text));
    }

    #[test]
    fn any_text_is_read(text in "[ -~\\n\\té🙂#*_`<>\\[\\]()!-]{0,200}") {
        for block in blocks(&text) {
            prop_assert!(block.content.windows(2).all(|pair| pair[0].style != pair[1].style
                || pair[0].style == InlineStyle::Break));
        }
        inline(&text);
        links(&text);
    }
}
