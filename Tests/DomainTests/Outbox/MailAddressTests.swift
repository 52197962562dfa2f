import Domain
import Testing

@Suite("A mail address")
struct MailAddressTests {
    @Test(
        "is accepted in the forms people use",
        arguments: [
            "ana@example.org", "a@b", "first.last+tag@sub.example.co.uk", "o'neil@example.org",
            "x_y-z@xn--bcher-kva.example",
            "!#$%&'*+/=?^_`{|}~@example.org", "a@1-2.example", String(repeating: "a", count: 64) + "@example.org",
        ])
    func accepted(text: String) throws {
        #expect(try MailAddress(text).description == text)
    }

    @Test(
        "is refused if it could be an option, a header or two addresses, or is none",
        arguments: [
            "", "-oQ/tmp", "-oQ/tmp@example.org", "ana", "@example.org", "ana@", "a@b@c", "ana@example.org\r\nBcc: x@y",
            "ana@exam\nple.org", "ana@example.org\0", "an\u{7F}a@example.org", "ana @example.org", " ana@example.org",
            "ana@example.org ", "ana,bob@example.org", "<ana@example.org>", "\"a b\"@example.org", "ana@[127.0.0.1]",
            ".ana@example.org", "ana.@example.org", "a..b@example.org", "ana@-example.org", "ana@example-.org",
            "ana@example..org", "ana@example.org.", "ana@exa_mple.org", "(c)ana@example.org", "anä@example.org",
            "ana@exämple.org", "ana@example.org\u{2028}", String(repeating: "a", count: 65) + "@example.org",
            "a@" + String(repeating: "b", count: 64) + ".org",
            "a@" + Array(repeating: "label.", count: 45).joined() + "org",
        ])
    func refused(text: String) {
        #expect(throws: MailAddressError.self) { try MailAddress(text) }
    }

    @Test("when refused, is not repeated in the error")
    func errorKeepsSilent() {
        do {
            _ = try MailAddress("secret name@example.org")
            Issue.record("accepted")
        } catch {
            #expect(!error.description.contains("secret"))
            #expect(error.description.contains("not allowed"))
        }
    }
}
