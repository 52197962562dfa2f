import Domain
import Engine
import Store
import TestKit
import Testing

@Suite("Failure 6: for ever, or never again after re-entry")
struct ReentryTests {
    @Test("leaving and coming back is watched anew, each stay once")
    func reentry() async throws {
        let office = try await Office()
        let bench = try Bench(office)
        try await office.addCustomer("1", status: "active")
        for round in 0..<4 {
            let now = Office.monday.adding(milliseconds: Int64(round) * 86_400_000)
            if round > 0 { try await office.move("1", to: "active", now: now) }
            #expect(try await bench.scan(at: now.adding(milliseconds: 4 * 3_600_000)).firing.tasks == 1)
            #expect(try await bench.scan(at: now.adding(milliseconds: 5 * 3_600_000)).firing.examined == 0)
            try await office.move("1", to: "inactive", now: now.adding(milliseconds: 5 * 3_600_000))
        }
        #expect(try await office.tasks().count == 4)
    }

    @Test("left and re-entered before anything was due: only the new stay fires, at its own instant")
    func earlyReentry() async throws {
        let office = try await Office()
        let bench = try Bench(office)
        try await office.addCustomer("1", status: "active")
        let back = Office.monday.adding(milliseconds: 3_600_000)
        try await office.move("1", to: "inactive", now: back)
        try await office.move("1", to: "active", now: back)
        #expect(try await bench.scan(at: Office.monday.adding(milliseconds: 4 * 3_600_000)).firing.examined == 0)
        #expect(try await bench.scan(at: back.adding(milliseconds: 4 * 3_600_000)).firing.tasks == 1)
        #expect(try await office.followUps("1").map(\.state) == [.cancelled, .fired])
    }

    @Test("a restart of the stay counts as re-entry; the same status without asking for it is refused")
    func restart() async throws {
        let office = try await Office()
        let bench = try Bench(office)
        try await office.addCustomer("1", status: "active")
        let due = Office.monday.adding(milliseconds: 4 * 3_600_000)
        try await bench.scan(at: due)
        await #expect(throws: StoreError.self) { try await office.move("1", to: "active", now: due) }
        _ = try await office.store.changeStatus(
            number: "1", StatusChange(status: "active", restart: true), by: "ana", now: due)
        #expect(try await bench.scan(at: due.adding(milliseconds: 4 * 3_600_000)).firing.tasks == 1)
    }

    @Test("an extended customer is watched again, once a round, and never for what has fired")
    func extended() async throws {
        let office = try await Office()
        let bench = try Bench(office)
        try await office.addCustomer("1")
        try await bench.scan(at: "2026-03-06T00:00:00+01:00")
        for (index, date) in (["2026-03-10", "2026-03-20", "2026-04-01"] as [CivilDate]).enumerated() {
            let now: Timestamp = "2026-03-06T09:00:00+01:00"
            _ = try await office.store.setDueDate(
                number: "1", on: date, expectedVersion: nil, by: "ana",
                now: now.adding(milliseconds: Int64(index) * 12 * 86_400_000))
            let overdueAt = bench.office.midnight(after: date)
            #expect(
                try await bench.scan(at: overdueAt.adding(milliseconds: -1)).firing.decisions.map(\.trigger) == [
                    "reminder"
                ])
            #expect(try await bench.scan(at: overdueAt).firing.decisions.map(\.trigger) == ["overdue"])
            #expect(try await bench.scan(at: overdueAt).firing.examined == 0)
        }
        #expect(try await office.followUps("1").count { $0.trigger == "welcome" } == 1)
        #expect(try await office.followUps("1").filter { $0.trigger == "overdue" }.map(\.round) == [0, 1, 2, 3])
    }
}

extension Office {
    /// 00:00 of the next day in Berlin.
    fileprivate func midnight(after date: CivilDate) -> Timestamp {
        let isSummer = date >= "2026-03-29"
        return Timestamp(milliseconds: Int64(date.daysSinceEpoch + 1) * 86_400_000 - (isSummer ? 2 : 1) * 3_600_000)
    }
}
