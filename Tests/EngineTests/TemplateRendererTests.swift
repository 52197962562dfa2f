import Domain
import Engine
import TestKit
import Testing

@Suite("Templates")
struct TemplateRendererTests {
    private let renderer = TemplateRenderer()
    private let fields = MergeFields([
        "customer.name": "Ada & <Söhne>", "customer.number": "1042", "status.name": "Prospect", "owner.name": nil,
    ])

    @Test(
        "renders fields, sections, inverted and nested sections",
        arguments: [
            ("plain", "plain"), ("", ""), ("{{customer.name}}", "Ada & <Söhne>"),
            ("{{{customer.name}}}", "Ada & <Söhne>"),
            ("{{&customer.name}}", "Ada & <Söhne>"), ("[{{owner.name}}]", "[]"), ("{{ customer.number }}", "1042"),
            ("{{#customer.name}}yes{{/customer.name}}{{^customer.name}}no{{/customer.name}}", "yes"),
            ("{{#owner.name}}yes{{/owner.name}}{{^owner.name}}no{{/owner.name}}", "no"),
            (
                "{{#customer}}{{name}} {{#status}}{{customer.number}} {{status.name}}{{/status}}{{/customer}}",
                "Ada & <Söhne> 1042 Prospect"
            ),
            ("{{^owner.name}}{{#customer.number}}{{customer.number}}{{/customer.number}}{{/owner.name}}", "1042"),
            ("{{! a comment }}x", "x"), ("\n{{customer.number}}", "\n1042"),
            ("\n\n  {{customer.number}}\n", "\n\n  1042\n"),
            ("{{#customer.number}}\nline\n{{/customer.number}}\nend", "line\nend"),
            ("a } {{customer.number}} { b", "a } 1042 { b"),
        ])
    func renders(text: String, expected: String) throws {
        try renderer.validate(text)
        #expect(try renderer.render(text, fields) == expected)
    }

    @Test("texts that name fields only, which are rendered without the library, come out as the library has them")
    func pieces() throws {
        var random = SeededRandom(seed: 7)
        let parts = [
            "{{customer.name}}", "{{{customer.name}}}", "{{& customer.number }}", "{{ owner.name}}", "{{status.name}}",
            "\n", "\r\n", "  ", "\t", "}", "{", "}}", "text", "ä", "\u{301}", "🏠", "&", "<b>", "\"",
        ]
        // A section makes the library's of it; in the middle of a line it leaves no trace.
        let section = "{{#customer.number}}{{/customer.number}}"
        var compared = 0
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                parts[Int.random(in: 0..<parts.count, using: &random)]
            }.joined()
            // The library does not read a brace at the end, and leaves out blanks there; neither reads two braces that happened to meet.
            guard let expected = try? renderer.render("|\(section)\(text).", fields) else { continue }
            compared += 1
            #expect(try renderer.render("|\(text).", fields) == expected, "\(text)")
        }
        #expect(compared > 1_000)
    }

    @Test("a customer's name is never read as a template")
    func notTwice() throws {
        let hostile = MergeFields(["customer.name": "{{owner.name}}{{> x}}{{", "owner.name": "Ana"])
        #expect(try renderer.render("{{customer.name}}", hostile) == "{{owner.name}}{{> x}}{{")
    }

    @Test(
        "an unknown field is refused when the text is saved, wherever it stands",
        arguments: [
            "{{nonsense}}", "{{customer.nonsense}}", "{{customer.name.first}}", "{{name}}",
            "{{#nonsense}}x{{/nonsense}}",
            "{{^nonsense}}x{{/nonsense}}", "{{#customer.name}}{{customer.nonsense}}{{/customer.name}}",
            "{{^customer.name}}{{customer.nonsense}}{{/customer.name}}", "{{#customer}}{{nonsense}}{{/customer}}",
            "{{#customer.email}}{{^customer.phone}}{{#owner.name}}{{x}}{{/owner.name}}{{/customer.phone}}{{/customer.email}}",
            "{{^customer.email}}{{#customer.phone}}{{^owner.name}}{{x}}{{/owner.name}}{{/customer.phone}}{{/customer.email}}",
            "{{customer.owner}}{{owner.name}}", "{{customer}}", "{{.}}", "{{#customer}}{{.}}{{/customer}}",
        ])
    func unknown(text: String) {
        #expect(throws: TemplateError.self) { try renderer.validate(text) }
    }

    @Test("an unknown field is an error when rendering too, never a gap in the text")
    func unknownWhenRendering() {
        #expect(throws: TemplateError.unknownField("customer.nonsense")) {
            try renderer.render("Dear {{customer.nonsense}}", fields)
        }
    }

    @Test(
        "partials, inheritance, pragmas and new delimiters are refused",
        arguments: [
            "{{> other}}", "{{>other}}", "{{ > other }}", "{{<base}}{{/base}}", "{{$block}}{{/block}}", "{{=<% %>=}}",
            "{{% CONTENT_TYPE:HTML}}",
            "x{{customer.name}}{{>*dynamic}}",
        ])
    func unsupported(text: String) {
        #expect(throws: TemplateError.self) { try renderer.validate(text) }
        #expect(throws: TemplateError.self) { try renderer.render(text, fields) }
    }

    @Test(
        "a field is never put into a page as it is, though a text may say so",
        arguments: ["{{{customer.name}}}", "{{&customer.name}}", "{{ & customer.name }}", "{{{ customer.name }}}"])
    func rawHTML(text: String) throws {
        let page = TemplateSpecification(code: "t", name: "T", subject: "S", text: "T", html: "<p>\(text)</p>")
        #expect(throws: Never.self) { try renderer.validate(page) }
        let hostile = MergeFields(["customer.name": "<b>"])
        #expect(try renderer.render(page, hostile).html == "<p>&lt;b&gt;</p>")
        #expect(try renderer.render(text, hostile) == "<b>")
    }

    @Test(
        "what cannot be read is refused",
        arguments: [
            "{{", "{{}}", "{{customer.name", "{{#customer.name}}", "{{/customer.name}}",
            "{{#customer.name}}{{/customer.email}}", "{{{customer.name}}",
        ])
    func syntax(text: String) {
        #expect(throws: TemplateError.self) { try renderer.validate(text) }
    }

    @Test("hostile templates are refused or rendered, and never end the process")
    func hostile() async {
        await #expect(processExitsWith: .success) {
            let renderer = TemplateRenderer()
            let fields = MergeFields(["customer.name": "Ada"])
            // The largest text that may be saved has 100,000 characters.
            for text in [
                String(repeating: "{{#customer}}", count: 7_000),
                String(repeating: "{{#customer}}", count: 3_600) + String(repeating: "{{/customer}}", count: 3_600),
                String(repeating: "{{", count: 50_000), String(repeating: "{{{", count: 33_000),
                String(repeating: "}}", count: 50_000),
                String(repeating: "{{customer.name}}", count: 5_800),
                "{{" + String(repeating: "a.", count: 40_000) + "a}}",
                "{{" + String(repeating: "(", count: 90_000), "{{a(" + String(repeating: "b(", count: 40_000) + "}}",
                "{{\u{0}}}", "{{\u{202e}}}",
                "{{#customer.name}}\r\n{{/customer.name}}\r\n", "\u{feff}{{customer.name}}", "{{customer\u{301}.name}}",
            ] {
                try? renderer.validate(text)
                _ = try? renderer.render(text, fields)
            }
        }
    }

    @Test("more tags than a letter needs are refused before they cost time", .timeLimit(.minutes(1)))
    func manyTags() throws {
        let tag = "{{customer.number}}"
        #expect(throws: Never.self) { try TemplateRenderer().validate(String(repeating: tag, count: 300)) }
        #expect(throws: TemplateError.self) { try TemplateRenderer().validate(String(repeating: tag, count: 30_000)) }
    }
}
