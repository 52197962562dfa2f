import Testing

@testable import Domain

@Suite("Customer drafts")
struct CustomerDraftTests {
    @Test("a plain one has no objections")
    func plain() {
        let details = CustomerDetails(name: "Ada", email: "ada@example.org", customFields: ["shoe size": "38"])
        #expect(CustomerDraft(number: "1042", details: details, note: "by phone\non Monday").objections().isEmpty)
    }

    @Test("every fault is said, not only the first")
    func every() {
        let details = CustomerDetails(
            name: " \u{a0}", department: "a\nb", email: "nowhere", phone: "1\u{0}",
            website: String(repeating: "w", count: 501),
            customFields: ["": "x", "b": "c\n"])
        let objections = CustomerDraft(number: "1 2", details: details, note: "\u{1}").objections()
        for start in [
            "number", "name is empty", "department", "email", "phone", "website", "note", "a custom field has no name",
            "b ",
        ] {
            #expect(objections.contains { $0.hasPrefix(start) }, "\(start) is missing in \(objections)")
        }
        #expect(objections.count == 9)
    }

    @Test("the number of custom fields is bounded")
    func customFields() {
        func draft(_ count: Int) -> CustomerDraft {
            let fields = Dictionary(uniqueKeysWithValues: (0..<count).map { ("f\($0)", "v") })
            return CustomerDraft(details: CustomerDetails(name: "Ada", customFields: fields))
        }
        #expect(draft(100).objections().isEmpty)
        #expect(draft(101).objections().count == 1)
    }
}
