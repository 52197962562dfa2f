import Delivery
import Domain
import Engine
import Store
import TestKit
import Testing

@testable import Engine

@Suite("Who is reached, and how")
struct ContactTests {
    private static let mobile: CustomerField = .mobile

    private func send(
        _ office: Office, at now: Timestamp, _ carriers: [Channel: any Carrier], perMinute: [Channel: Int] = [:]
    ) async throws -> OutboxSender.Summary {
        let events = EventRecorder()
        var configuration = OutboxSender.Configuration(sender: try MailAddress("office@office.example"))
        configuration.perMinute = perMinute
        return try await OutboxSender(
            store: office.store, carriers: carriers, clock: ManualClock(now), configuration: configuration,
            events: events.log, condition: EngineCondition(events: events.log)
        ).runOnce(now: now)
    }

    @Test(
        "a chain takes the first way that may be gone, and ends in a call",
        arguments: [
            (["mobile": "+491701"], "sms"), ([:], "email"), (["optOuts": "email"], "call"),
            (["mobile": "+491701", "optOuts": "sms"], "email"),
            (["mobile": "+491701", "optOuts": "sms,email"], "call"),
            (["email": "", "phone": ""], "suppressed noAddress"),
            (["email": "", "doNotCall": "true"], "suppressed noAddress"),
            (["optOuts": "email", "doNotCall": "true", "mobile": "+491701"], "sms"),
        ] as [([String: String], String)])
    func chain(fields: [String: String], expected: String) async throws {
        let office = try await Office.ruled([
            try rule("t", [.when: "entered", .template: "hello", .channels: "sms, email, call"])
        ])
        var set: [CustomerField: String] = [.phone: "+4930"]
        for (name, text) in fields { set[try #require(CustomerField(rawValue: name))] = text }
        try await office.add("1", set)
        try await Bench(office).scan(at: Office.monday)
        let message = try await office.toCustomers().first?.channel.rawValue
        let call = try await office.tasks().first { $0.type == .call }.map { _ in "call" }
        let states = try await office.states().joined()
        #expect((message ?? call ?? states) == expected)
    }

    @Test("do-not-market withholds marketing only, do-not-call calls only; each says why")
    func wishes() async throws {
        let office = try await Office.ruled([
            try rule("service", [.when: "entered", .template: "hello"]),
            try rule("marketing", [.when: "entered", .template: "offer", .channels: "email, call"]),
            try rule("call", [.when: "entered", .task: "Call", .type: "call"]),
            try rule("visit", [.when: "entered", .task: "Visit", .type: "visit"]),
        ])
        try await office.add("1", [.doNotMarket: "true", .doNotCall: "true"])
        try await Bench(office).scan(at: Office.monday)
        let found = try await office.followUps().map { "\($0.trigger) \($0.state.rawValue) \($0.reason.rawValue)" }
        #expect(
            Set(found) == [
                "service fired none", "marketing suppressed doNotMarket", "call suppressed doNotCall",
                "visit fired none",
            ])
    }

    @Test("what is wished between firing and sending counts; the message goes the next way")
    func wishedLater() async throws {
        let office = try await Office.ruled([
            try rule("t", [.when: "entered", .template: "hello", .channels: "email, sms, call"]),
            try rule("m", [.when: "entered", .template: "offer", .channels: "email, sms"]),
        ])
        try await office.add("1", [.mobile: "+491701", .phone: "+4930"])
        try await Bench(office).scan(at: Office.monday)
        let numbers = try await office.store.optOut(.email, address: "C1@example.org", by: "root", now: Office.monday)
        #expect(numbers == ["1"])
        _ = try await office.store.updateCustomer(
            number: "1", CustomerEdit(fields: [.doNotMarket: "true"]), expectedVersion: nil, by: "root",
            now: Office.monday)
        let carrier = RecordingCarrier()
        _ = try await send(office, at: Office.monday, [.email: carrier, .sms: carrier])
        let found = try await office.messages().map {
            "\($0.trigger ?? "") \($0.channel.rawValue) \($0.state.rawValue) \($0.reason)"
        }
        #expect(Set(found) == ["t email suppressed optedOut", "t sms sent ", "m email suppressed doNotMarket"])
        #expect(carrier.deliveries.map(\.recipient) == ["+491701"])
    }

    @Test("an opt-out holds for whoever has the address later, until he lets himself be written to again")
    func optedOutBefore() async throws {
        let office = try await Office.ruled([])
        let store = office.store
        #expect(try await store.optOut(.email, address: "Bert@Example.org", by: "root", now: Office.monday).isEmpty)
        func wishes(_ number: String) async throws -> Set<Channel> {
            try await store.customer(number: number).details.contact.optOuts
        }
        func edit(_ number: String, _ fields: [CustomerField: String]) async throws {
            _ = try await store.updateCustomer(
                number: number, CustomerEdit(fields: fields), expectedVersion: nil, by: "root", now: Office.monday)
        }
        try await office.add("1", [.email: "bert@example.org"])
        try await office.add("2")
        #expect(try await wishes("1") == [.email])
        #expect(try await wishes("2") == [])
        try await edit("2", [.email: "BERT@example.org"])
        #expect(try await wishes("2") == [.email])
        try await edit("2", [.city: "Ulm"])
        try await edit("2", [.optOuts: ""])
        #expect(try await wishes("2") == [])
        // The other who has it has not said so.
        try await office.add("3", [.email: "bert@example.org"])
        #expect(try await wishes("3") == [.email])
        for number in ["1", "3"] { try await edit(number, [.optOuts: ""]) }
        try await office.add("4", [.email: "bert@example.org"])
        #expect(try await wishes("4") == [])
        // A file whose cell is empty says nothing about a wish; a slip of the keyboard can be taken back.
        #expect(
            try await store.optOut(.email, address: " bert@example.org\t", by: "root", now: Office.monday)
                == ["1", "2", "3", "4"])
        _ = try await store.importCustomers(
            [ImportRow(line: 1, content: .success(ImportedCustomer(number: "3", [.optOuts: ""])))],
            Store.ImportRules(mode: .each, backfill: .none, updates: true), by: "root", now: Office.monday)
        #expect(try await wishes("3") == [.email])
        try await store.forgetOptOut(.email, address: "BERT@example.org", by: "root", now: Office.monday)
        for address in ["bert@example.org", "", "x", "a\u{7}b@example.org", "a@example.org,b@example.org"] {
            await #expect(throws: StoreError.self) {
                try await store.forgetOptOut(.email, address: address, by: "root", now: Office.monday)
            }
        }
        // However a telephone number is written.
        _ = try await store.optOut(.sms, address: "+49 (170) 123-45", by: "root", now: Office.monday)
        try await office.add("5", [.mobile: "+4917012345"])
        #expect(try await wishes("5") == [.sms])
        #expect(try await store.optOut(.sms, address: "+49/170.12345", by: "root", now: Office.monday) == ["5"])
        await #expect(throws: StoreError.self) {
            try await store.optOut(.sms, address: "none", by: "root", now: Office.monday)
        }
    }

    @Test("a permanent failure goes the next way in the same transaction, once; an ambiguous one never does")
    func permanent() async throws {
        let office = try await Office.ruled([
            try rule("t", [.when: "entered", .template: "hello", .channels: "email, sms, call"])
        ])
        try await office.add("1", [.mobile: "+491701", .phone: "+4930"])
        try await Bench(office).scan(at: Office.monday)
        let refusing = RecordingCarrier { _, _ in .failed(reason: "no such user") }
        _ = try await send(office, at: Office.monday, [.email: refusing, .sms: refusing])
        #expect(try await office.toCustomers().map(\.state) == [.failed, .failed])
        #expect(try await office.toCustomers().map(\.step) == [1, 0])
        #expect(Set(try await office.toCustomers().map(\.messageID)).count == 2)
        let call = try #require(try await office.tasks().first)
        #expect(call.type == .call && call.subject == "Hello Customer 1" && call.assignee == "ana")

        let other = try await Office.ruled([
            try rule("t", [.when: "entered", .template: "hello", .channels: "email, sms"])
        ])
        try await other.add("1", [.mobile: "+491701"])
        try await Bench(other).scan(at: Office.monday)
        let hanging = RecordingCarrier { _, _ in .retry(reason: "time-out") }
        let bench = try Bench(other, retries: RetryPolicy(first: 1_000, longest: 1_000, attempts: 2), carrier: hanging)
        for minute in 0..<5 {
            _ = try await bench.sender.runOnce(now: Office.monday.adding(seconds: Int64(minute) * 60))
        }
        #expect(try await other.messages().map(\.state) == [.failed])
    }

    @Test(
        "a bounce lists the address, makes the message failed and goes the next way; a corrected address is used again")
    func bounce() async throws {
        let office = try await Office.ruled([
            try rule("t", [.when: "entered", .template: "hello", .channels: "email, call", .every: "1 day"])
        ])
        try await office.add("1", [.phone: "+4930"])
        let bench = try Bench(office)
        try await bench.scan(at: Office.monday)
        _ = try await bench.sender.runOnce(now: Office.monday)
        let sent = try #require(try await office.messages().first)
        let summary = try await office.store.bounceMessage(
            messageID: sent.messageID, address: nil, channel: .email, isPermanent: true, reason: "5.1.1", by: "root",
            now: Office.monday)
        #expect(summary.isListed && summary.customerNumber == "1")
        #expect(try await office.toCustomers().map(\.state) == [.failed])
        #expect(try await office.tasks().count == 1)
        try await bench.scan(at: Office.monday.adding(seconds: 86_400))
        #expect(try await office.tasks().count == 2)
        _ = try await office.store.updateCustomer(
            number: "1", CustomerEdit(fields: [.email: "right@example.org"]), expectedVersion: nil, by: "root",
            now: Office.monday)
        try await bench.scan(at: Office.monday.adding(seconds: 2 * 86_400))
        #expect(try await office.toCustomers().count == 2)
    }

    @Test(
        "the words of a report are a stranger's: one short line of them is kept, without what moves a terminal's cursor"
    )
    func reportedReason() async throws {
        let office = try await Office.ruled([try rule("t", [.when: "entered", .template: "hello"])])
        try await office.add("1")
        let bench = try Bench(office)
        try await bench.scan(at: Office.monday)
        _ = try await bench.sender.runOnce(now: Office.monday)
        let sent = try #require(try await office.messages().first)
        _ = try await office.store.bounceMessage(
            messageID: sent.messageID, address: "\u{1b}@x", channel: .email, isPermanent: true,
            reason: "550 \u{1b}]0;owned\u{7}\r\n" + String(repeating: "x", count: 9_000), isReported: true, by: "root",
            now: Office.monday)
        let reason = try #require(try await office.messages().first?.reason)
        #expect(reason.hasPrefix("it came back: 550  ]0;owned   xxx"), "\(reason.prefix(60))")
        #expect(reason.count < 500 && !reason.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }

    @Test("marketing mail says how to get no more of it, service mail does not; HTML is escaped, text is not")
    func unsubscribe() async throws {
        let office = try await Office.ruled([
            try rule("s", [.when: "entered", .template: "hello"]),
            try rule("m", [.when: "entered", .template: "offer"]),
        ])
        try await office.add("1", [.name: "<b>Öl & Co</b>", .city: "Bonn"])
        let bench = try Bench(office)
        try await bench.scan(at: Office.monday)
        _ = try await bench.sender.runOnce(now: Office.monday)
        let mails = bench.carrier.deliveries
        #expect(mails.count == 2)
        for mail in mails {
            #expect((mail.unsubscribeURI != nil) == (mail.subject == "Offer"))
            if mail.subject != "Offer" {
                #expect(mail.html == "<p>&lt;b&gt;Öl &amp; Co&lt;/b&gt;</p>")
                #expect(mail.text == "Dear <b>Öl & Co</b> of Bonn")
            }
        }
    }

    @Test("quiet hours hold a mail back until the next opening, without counting an attempt; staff is not spared")
    func quiet() async throws {
        let office = try await Office.ruled(
            [
                try rule("c", [.when: "entered", .template: "hello"]),
                try rule("o", [.when: "entered", .template: "hello", .recipient: "owner"]),
            ], quiet: "20:00-08:00")
        let friday: Timestamp = "2026-03-06T21:00:00+01:00"
        try await office.add("1", now: friday)
        let bench = try Bench(office)
        try await bench.scan(at: friday)
        #expect(try await bench.sender.runOnce(now: friday).sent == 1)
        let waiting = try #require(try await office.messages().first { $0.state == .queued })
        #expect(
            waiting.nextAttemptAt == "2026-03-09T09:00:00+01:00" && waiting.attempts == 0
                && waiting.reason == "quietHours")
        #expect(try await office.store.clampRetries(now: friday, longest: 3_600_000) == 0)
        #expect(try await bench.sender.runOnce(now: "2026-03-09T09:00:00+01:00").sent == 1)
    }

    @Test("a cap suppresses what is too much, counting queued and sent; staff is not counted, and nothing falls back")
    func cap() async throws {
        let office = try await Office.ruled([
            try rule("t", [.when: "entered", .template: "hello", .channels: "email, call", .every: "1 day"]),
            try rule("o", [.when: "entered", .template: "hello", .recipient: "owner", .every: "1 day"]),
        ])
        try await office.add("1", [.phone: "+4930"])
        for day in 0..<9 {
            let now = Office.monday.adding(seconds: Int64(day) * 86_400)
            while try await office.store.fireDue(
                now: now, limit: 100, cap: ContactCap(messages: 2, days: 7),
                decide: { try FollowUpMaker(renderer: TemplateRenderer()).decide($0) }
            ).examined > 0 {}
        }
        let mine = try await office.followUps().filter { $0.trigger == "t" && $0.state != .planned }
        #expect(mine.map(\.reason) == [.none, .none, .capped, .capped, .capped, .capped, .capped, .none, .none])
        #expect(try await office.messages().filter { $0.recipient == "owner" }.count == 9)
        #expect(try await office.tasks().isEmpty)
    }

    @Test("a carrier is handed no more a minute than it may be, and the rest goes later")
    func pace() async throws {
        let office = try await Office.ruled([try rule("t", [.when: "entered", .template: "hello"])])
        for number in 1...30 { try await office.add("\(number)") }
        try await Bench(office).scan(at: Office.monday)
        let carrier = RecordingCarrier()
        #expect(try await send(office, at: Office.monday, [.email: carrier], perMinute: [.email: 60]).sent == 6)
        #expect(try await office.messages().filter { $0.state == .queued && $0.attempts == 0 }.count == 24)
    }

    @Test("a team is told member by member, each under a name of its own; one without an address is left out")
    func team() async throws {
        let office = try await Office.ruled([
            try rule("t", [.when: "entered", .template: "hello", .recipient: "team:sales"]),
            try rule("u", [.when: "entered", .template: "hello", .recipient: "user:cyn"]),
        ])
        try await office.add("1")
        let bench = try Bench(office)
        try await bench.scan(at: Office.monday)
        #expect(try await office.messages().map(\.recipient) == ["ben"])
        #expect(Set(try await office.states()) == ["fired", "suppressed noAddress"])
        _ = try await bench.sender.runOnce(now: Office.monday)
        #expect(bench.carrier.deliveries.map(\.recipient) == ["ben@office.example"])
    }
}
