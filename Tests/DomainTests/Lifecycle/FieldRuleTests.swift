import Testing

@testable import Domain

@Suite("Field rules")
struct FieldRuleTests {
    @Test(
        "codes are short ASCII handles",
        arguments: [
            ("a", true), ("Do-Not_Service9", true), ("", false), ("a b", false), ("a.b", false), ("ä", false),
            ("a\n", false),
        ])
    func codes(text: String, isFine: Bool) {
        #expect((FieldRule.code.objection(to: text) == nil) == isFine)
    }

    @Test("a code has at most 64 characters")
    func codeLength() {
        #expect(FieldRule.code.objection(to: String(repeating: "a", count: 64)) == nil)
        #expect(FieldRule.code.objection(to: String(repeating: "a", count: 65)) != nil)
    }

    @Test(
        "numbers hold no white space and no control characters",
        arguments: [
            ("1042", true), ("K/2026-7", true), ("Ä1", true), ("", false), ("10 42", false), ("10\u{a0}42", false),
            ("10\n", false), ("1\u{0}", false),
        ])
    func numbers(text: String, isFine: Bool) {
        #expect((FieldRule.number.objection(to: text) == nil) == isFine)
    }

    @Test("a line is one line; a text may have several", arguments: ["a\nb", "a\rb", "a\tb"])
    func lines(text: String) {
        #expect(FieldRule.name.objection(to: text) != nil)
        #expect(FieldRule.body.objection(to: text) == nil)
        #expect(FieldRule.body.objection(to: text + "\u{1b}[31m") != nil)
        #expect(FieldRule.body.objection(to: text + "\u{0}") != nil)
    }

    @Test("lengths count scalars, not what they look like")
    func lengths() {
        let flag = "🇩🇪"
        #expect(FieldRule.line(2).objection(to: flag) == nil)
        #expect(FieldRule.line(1).objection(to: flag) != nil)
        #expect(FieldRule.name.objection(to: "e" + String(repeating: "\u{301}", count: 200)) != nil)
    }

    @Test(
        "mail addresses have the form name@domain and cannot add a header, an option or a second recipient",
        arguments: [
            ("ana@office.example", true), ("a+b@x", true), ("ana", false), ("@x", false), ("ana@", false),
            ("a@b@c", false), ("a b@c", false),
            ("a@b\r\nBcc: x@y", false), ("a@b,c@d", false), ("<a@b>", false), ("-oX@b", false), ("a@.b", false),
            ("a@b..c", false), ("a@b.", false), ("", false),
        ])
    func emails(text: String, isFine: Bool) {
        #expect((FieldRule.email.objection(to: text) == nil) == isFine)
    }
}
