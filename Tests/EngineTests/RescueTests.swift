import Delivery
import Domain
import Engine
import Store
import TestKit
import Testing

@Suite("Failure 2: what a crash left behind", .timeLimit(.minutes(1)))
struct RescueTests {
    private func engine(_ office: Office, _ carrier: RecordingCarrier, events: EventLog, attempts: Int = 5) throws
        -> Engine
    {
        var sending = OutboxSender.Configuration(sender: try MailAddress("office@office.example"))
        sending.retries = RetryPolicy(first: 1_000, longest: 1_000, attempts: attempts)
        return try Engine(
            store: office.store, clock: ManualClock(Office.monday), carriers: [.email: carrier],
            configuration: Engine.Configuration(send: sending), events: events)
    }

    @Test("messages found in sending at the start are sent, under the same Message-ID")
    func rescued() async throws {
        let office = try await Office(duration: nil, triggers: [Office.welcome])
        try await office.addCustomers(3)
        let carrier = RecordingCarrier()
        let events = EventRecorder()
        let engine = try engine(office, carrier, events: events.log)
        _ = try await engine.scanner.runOnce(now: Office.monday)
        // The process before this one claimed two and died.
        let claimed = try await office.store.claimMessages(now: Office.monday, limit: 2)
        #expect(claimed.count == 2)
        #expect(try await engine.sender.runOnce(now: Office.monday).sent == 1)
        try await engine.recover()
        await events.wait(for: .messagesRescued)
        #expect(try await engine.sender.runOnce(now: Office.monday).sent == 2)
        #expect(Set(carrier.deliveries.map(\.messageID)).count == 3)
        #expect(Set(claimed.map(\.messageID)).isSubset(of: carrier.deliveries.map(\.messageID)))
        #expect(try await office.messages().map(\.attempts).sorted() == [1, 2, 2])
    }

    @Test(
        "one that was in a carrier's hands when its status was left is finished, for it may have gone; it is not said to be cancelled"
    )
    func left() async throws {
        let office = try await Office.ruled([try rule("t", [.when: "entered", .template: "hello"])])
        try await office.add("1")
        let carrier = RecordingCarrier()
        let engine = try engine(office, carrier, events: EventRecorder().log)
        _ = try await engine.scanner.runOnce(now: Office.monday)
        #expect(try await office.store.claimMessages(now: Office.monday, limit: 1).count == 1)
        try await office.move("1", to: "elsewhere", now: Office.monday)
        try await engine.recover()
        #expect(try await engine.sender.runOnce(now: Office.monday).sent == 1)
        #expect(try await office.messages().map(\.state) == [.sent])
    }

    @Test("a message that takes the daemon down with it each time runs out of attempts")
    func bounded() async throws {
        let office = try await Office(duration: nil, triggers: [Office.welcome])
        try await office.addCustomers(1)
        let carrier = RecordingCarrier()
        let engine = try engine(office, carrier, events: EventRecorder().log, attempts: 3)
        _ = try await engine.scanner.runOnce(now: Office.monday)
        for _ in 0..<3 {
            #expect(try await office.store.claimMessages(now: Office.monday, limit: 1).count == 1)
            try await engine.recover()
        }
        #expect(try await engine.sender.runOnce(now: Office.monday).failed == 1)
        #expect(carrier.deliveries.isEmpty)
    }

    @Test("an import that nobody finished is forgotten")
    func imports() async throws {
        let office = try await Office()
        let engine = try engine(office, RecordingCarrier(), events: EventRecorder().log)
        let id = try await office.store.stageImport(
            "name\nAda\n", firstLine: 1, terms: "name", into: nil, by: "ana", now: Office.monday)
        try await engine.recover()
        await #expect(throws: StoreError.self) {
            try await office.store.stageImport(
                "Bob\n", firstLine: 3, terms: "name", into: id, by: "ana", now: Office.monday)
        }
    }
}
