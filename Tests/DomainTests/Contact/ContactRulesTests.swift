import Testing

@testable import Domain

@Suite("Contact rules have one precedence")
struct ContactRulesTests {
    private static let chain: [ContactStep] = [.message(.sms), .message(.email), .message(.letter), .call]
    private static let free = ContactFacts(
        addresses: [.email: "a@b.example", .sms: "+491", .letter: "Street"], canBeCalled: true, wishes: ContactWishes())

    @Test("the first step that may be taken is taken; the first objection stands where none may")
    func order() {
        var facts = Self.free
        func chosen(_ purpose: TemplateSpecification.Purpose = .service) -> Result<Int, ContactRefusal> {
            ContactRules.choose(Self.chain, facts, purpose: purpose)
        }
        #expect(chosen() == .success(0))
        facts.wishes.optOuts = [.sms]
        #expect(chosen() == .success(1))
        facts.bounced = [.email]
        #expect(chosen() == .success(2))
        facts.addresses[.letter] = nil
        #expect(chosen() == .success(3))
        facts.wishes.doNotCall = true
        #expect(chosen() == .failure(ContactRefusal(reason: .optedOut)))
        facts = Self.free
        facts.wishes.doNotMarket = true
        #expect(chosen() == .success(0))
        #expect(chosen(.marketing) == .failure(ContactRefusal(reason: .doNotMarket)))
    }

    @Test("an opt-out comes before a missing address, a missing address before a bounce")
    func precedence() {
        var facts = Self.free
        facts.bounced = [.email]
        #expect(ContactRules.objection(to: .message(.email), facts, purpose: .service) == .bounced)
        facts.addresses[.email] = nil
        #expect(ContactRules.objection(to: .message(.email), facts, purpose: .service) == .noAddress)
        facts.wishes.optOuts = [.email]
        #expect(ContactRules.objection(to: .message(.email), facts, purpose: .service) == .optedOut)
        facts.wishes.doNotMarket = true
        #expect(ContactRules.objection(to: .message(.email), facts, purpose: .marketing) == .doNotMarket)
        #expect(ContactRules.objection(to: .message(.webhook), facts, purpose: .service) == nil)
    }
}

@Suite("Delivery reports of RFC 3464")
struct DeliveryReportTests {
    private static let report = """
        From: MAILER-DAEMON@mx.example\r
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r
        \r
        --b\r
        Content-Type: text/plain\r
        \r
        It did not work. Final-Recipient: rfc822; not@this.one\r
        --b\r
        Content-Type: message/delivery-status\r
        \r
        Reporting-MTA: dns; mx.example\r
        \r
        Final-Recipient: rfc822; bert@example.org\r
        Action: ACTION\r
        Status: STATUS\r
        Diagnostic-Code: smtp; 550 5.1.1 User unknown\r
          in virtual table\r
        \r
        --b\r
        Content-Type: text/rfc822-headers\r
        \r
        Subject: Hello\r
        Message-ID:\r
         <abc.welcome.0.0.0@followupd.invalid>\r
        --b--\r
        """

    @Test(
        "tells for good from for now",
        arguments: [
            ("failed", "5.1.1", true), ("delayed", "4.4.7", false), ("failed", "4.4.7", false),
            ("failed", "5.2.2", false),
        ])
    func permanence(action: String, status: String, isPermanent: Bool) throws {
        let text = Self.report.replacing("ACTION", with: action).replacing("STATUS", with: status)
        let report = try #require(DeliveryReport(mail: text))
        #expect(report.address == "bert@example.org")
        #expect(report.messageID == "<abc.welcome.0.0.0@followupd.invalid>")
        #expect(report.isPermanent == isPermanent)
        #expect(report.reason == "\(status) 550 5.1.1 User unknown in virtual table")
    }

    @Test(
        "is none",
        arguments: [
            "", "Hello\n\nFinal-Recipient: rfc822; a@b\n",
            "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n", "Content-Type: message/delivery-status",
        ])
    func none(text: String) {
        #expect(DeliveryReport(mail: text) == nil)
    }
}

@Suite("Holidays of an iCalendar file")
struct HolidayFileTests {
    @Test("days, spans and yearly events are taken; what is no whole day is left out and named")
    func reads() throws {
        let file = try HolidayFile(
            ics: """
                BEGIN:VCALENDAR\r
                BEGIN:VEVENT\r
                DTSTART;VALUE=DATE:20261225\r
                DTEND;VALUE=DATE:20261227\r
                SUMMARY:Christmas\\, both\r
                  days\r
                BEGIN:VALARM\r
                SUMMARY:not this\r
                END:VALARM\r
                END:VEVENT\r
                BEGIN:VEVENT\r
                DTSTART;VALUE=DATE:20200501\r
                RRULE:FREQ=YEARLY;BYMONTH=5\r
                SUMMARY:Labour Day\r
                END:VEVENT\r
                BEGIN:VEVENT\r
                DTSTART:20260701T100000Z\r
                SUMMARY:Meeting\r
                END:VEVENT\r
                BEGIN:VEVENT\r
                DTSTART;VALUE=DATE:20260702\r
                STATUS:CANCELLED\r
                SUMMARY:Off\r
                END:VEVENT\r
                END:VCALENDAR\r
                """, from: try date("2026-01-01"), to: try date("2028-12-31"))
        #expect(
            file.holidays == [
                try date("2026-12-25"): "Christmas, both days", try date("2026-12-26"): "Christmas, both days",
                try date("2026-05-01"): "Labour Day", try date("2027-05-01"): "Labour Day",
                try date("2028-05-01"): "Labour Day",
            ])
        #expect(file.skipped == ["Meeting: it is not of whole days", "Off: it is cancelled"])
    }

    @Test("is none", arguments: ["", "hello", "BEGIN:VCALENDAR\nEND:VCALENDAR"])
    func none(text: String) throws {
        #expect(throws: HolidayFileError.self) {
            try HolidayFile(ics: text, from: try date("2026-01-01"), to: try date("2027-01-01"))
        }
    }
}
