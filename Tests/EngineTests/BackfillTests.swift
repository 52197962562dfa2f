import Domain
import Engine
import Store
import TestKit
import Testing

@Suite("Backfill: customers taken over from another system")
struct BackfillTests {
    /// A month after they entered; welcome mail, reminder and overdue task lie in the past.
    private let now: Timestamp = "2026-04-02T09:00:00+02:00"

    @Test(
        "fires what it says, no more",
        arguments: [
            (Backfill.staff, 5, 0), (.all, 5, 5), (.future, 0, 0), (.none, 0, 0),
        ])
    func modes(backfill: Backfill, tasks: Int, messages: Int) async throws {
        let office = try await Office()
        let dry = try await office.addCustomers(
            5, entered: .on("2026-03-02"), mode: .dryRun, backfill: backfill, now: now)
        #expect(try await office.followUps().isEmpty)
        let summary = try await office.addCustomers(5, entered: .on("2026-03-02"), backfill: backfill, now: now)
        #expect(dry.plan == summary.plan && dry.added == 5)
        #expect(summary.plan.firesNow == tasks + messages)
        #expect(summary.plan.skipped == 15 - tasks - messages)
        let firing = try await Bench(office).scan(at: now).firing
        #expect(firing.tasks == tasks && firing.messages == messages && firing.late == tasks + messages)
    }

    @Test("what is still to come is planned, but with `none`", arguments: Backfill.allCases)
    func toCome(backfill: Backfill) async throws {
        let office = try await Office()
        let summary = try await office.addCustomers(2, entered: .on("2026-03-31"), backfill: backfill, now: now)
        #expect(summary.plan.firesLater == (backfill == .none ? 0 : 4))
        let overdue = try await Bench(office).scan(at: "2026-04-04T00:00:00+02:00").firing.decisions.count {
            $0.trigger == "overdue" && $0.state == .fired
        }
        #expect(overdue == (backfill == .none ? 0 : 2))
    }

    @Test("an entry in the future is refused, today is not", arguments: [("2026-04-02", true), ("2026-04-03", false)])
    func future(date: String, isTaken: Bool) async throws {
        let office = try await Office()
        let summary = try await office.addCustomers(1, entered: .on(CivilDate(stringLiteral: date)), now: now)
        #expect(summary.added == (isTaken ? 1 : 0))
        #expect(summary.refused.count == (isTaken ? 0 : 1))
    }
}
