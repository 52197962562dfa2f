import Testing

@testable import followupctl

@Suite("Text for a terminal")
struct TextTests {
    @Test(
        "widths are counted by grapheme, East Asian and emoji as two",
        arguments: [
            ("", 0), ("abc", 3), ("Lübeck", 6), ("e\u{301}", 1), ("漢字", 4), ("ﾊﾝ", 2), ("한", 2), ("👩‍💻", 2), ("❤️", 2),
            ("🇩🇪", 2), ("\u{200B}", 0),
        ])
    func width(text: String, expected: Int) {
        #expect(DisplayWidth.of(text) == expected)
    }

    @Test("what is cut says so, and never takes half of a wide character")
    func cut() {
        #expect(DisplayWidth.cut("abcdef", to: 6) == "abcdef")
        #expect(DisplayWidth.cut("abcdef", to: 4) == "abc…")
        #expect(DisplayWidth.cut("漢字漢字", to: 4) == "漢…")
        #expect(DisplayWidth.cut("abc", to: 0) == "")
    }

    @Test(
        "what could steer a terminal is shown instead",
        arguments: [
            ("Müller & Söhne", "Müller & Söhne"), ("a\u{1b}]0;x\u{7}b", "a\\u{1b}]0;x\\u{7}b"),
            ("a\nb\r\tc", "a\\nb\\r\\tc"),
            ("\u{9b}31m", "\\u{9b}31m"), ("a\u{202E}b", "a\\u{202e}b"), ("\u{2028}", "\\u{2028}"),
            ("\u{7f}", "\\u{7f}"),
        ])
    func escape(text: String, expected: String) {
        #expect(SafeText.escape(text) == expected)
    }

    @Test("a letter keeps its lines and nothing else")
    func letter() {
        let letter = Letter(heads: [("To", "a\nb"), ("Subject", "x")], text: "one\r\ntwo\u{1b}")
        #expect(letter.rendered == "To:      a\\nb\nSubject: x\n\none\ntwo\\u{1b}\n")
    }

    @Test("figures are grouped and counted")
    func amounts() {
        #expect(Amounts.grouped(1_234_567) == "1,234,567")
        #expect(Amounts.grouped(-999) == "-999")
        #expect(Amounts.counted(1, "row") == "1 row")
        #expect(Amounts.counted(0, "row") == "0 rows")
        #expect(Amounts.bytes(999) == "999 B")
        #expect(Amounts.bytes(12_345_678) == "12.3 MB")
    }

    @Test("a label is a member's name as words")
    func label() {
        #expect(Detail.label("postalCode") == "Postal code")
    }
}
