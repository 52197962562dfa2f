import Domain
import Engine
import Store
import TestKit
import Testing

@Suite("Failure 7: gaps, folds, half hours and the date line")
struct ZoneTests {
    @Test(
        "a follow-up fires once, at the instant that the customer's clocks say",
        arguments: [
            // zone, entered, timing, fires
            ("Europe/Berlin", "2026-03-28T12:00:00+01:00", "1 day after entered at 02:30", "2026-03-29T03:00:00+02:00"),
            ("Europe/Berlin", "2026-10-24T12:00:00+02:00", "1 day after entered at 02:30", "2026-10-25T02:30:00+02:00"),
            (
                "Australia/Lord_Howe", "2026-10-03T12:00:00+10:30", "1 day after entered at 02:15",
                "2026-10-04T02:30:00+11:00"
            ),
            (
                "Australia/Lord_Howe", "2026-04-04T12:00:00+11:00", "1 day after entered at 01:45",
                "2026-04-05T01:45:00+11:00"
            ),
            (
                "Asia/Kathmandu", "2026-03-02T23:59:00+05:45", "1 day after entered at 00:00",
                "2026-03-03T00:00:00+05:45"
            ),
            (
                "America/Havana", "2026-03-07T12:00:00-05:00", "1 day after entered at 00:15",
                "2026-03-08T01:00:00-04:00"
            ),
            ("Pacific/Apia", "2011-12-29T12:00:00-10:00", "1 day after entered at 09:00", "2011-12-31T00:00:00+14:00"),
            ("Pacific/Apia", "2011-12-29T12:00:00-10:00", "2 days after entered at 09:00", "2011-12-31T09:00:00+14:00"),
            (
                "Pacific/Kiritimati", "2026-03-02T00:30:00+14:00", "1 day after entered at 09:00",
                "2026-03-03T09:00:00+14:00"
            ),
        ])
    func once(zone: String, entered: String, timing: String, fires: String) async throws {
        let trigger = TriggerSpecification(
            code: "t", name: "T", timing: TriggerTiming(stringLiteral: timing), action: .task(.init(subject: "Call")))
        let office = try await Office(duration: nil, triggers: [trigger], zone: zone)
        let entered = try #require(Timestamp(rfc3339: entered))
        let fires = try #require(Timestamp(rfc3339: fires))
        try await office.addCustomer("1", now: entered)
        #expect(try await office.store.nextFiring() == fires)
        let bench = try Bench(office)
        #expect(try await bench.scan(at: fires.adding(milliseconds: -1)).firing.tasks == 0)
        var tasks = 0
        // Every quarter of an hour through the transition, and the same two hours once more as after a step back.
        for quarter in Array(0..<12) + Array(0..<12) {
            tasks += try await bench.scan(at: fires.adding(milliseconds: Int64(quarter) * 900_000)).firing.tasks
        }
        #expect(tasks == 1)
    }

    @Test("an unknown zone is an error, never a silent GMT")
    func unknown() async throws {
        await #expect(throws: ZoneError.self) { try await TemporaryStore(zone: "Europe/Atlantis") }
        #expect(throws: ZoneError.self) { try ZoneInfoDirectory.rules(for: "../../../etc/passwd") }
        #expect(throws: ZoneError.self) { try ZoneInfoDirectory.rules(for: "zone.tab") }
        #expect(throws: ZoneError.self) { try ZoneInfoDirectory.rules(for: "Europe") }
    }
}
