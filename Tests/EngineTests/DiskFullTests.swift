import Domain
import Engine
import Store
import TestKit
import Testing

@testable import class Store.Store

@Suite("Failure 10: the disk is full", .timeLimit(.minutes(1)))
struct DiskFullTests {
    private let overdue: Timestamp = "2026-03-06T00:00:00+01:00"

    /// Makes SQLite say SQLITE_FULL once the file would grow by more than so many pages; nil lifts that.
    private func limitGrowth(_ store: Store, toPages pages: Int?) async throws {
        try await store.pool.writeWithoutTransaction { db in
            let count = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages.map { count + $0 } ?? 1_000_000)")
        }
    }

    @Test("in the middle of a scan: degraded, nothing half done, and it recovers by itself")
    func scan() async throws {
        let office = try await Office(duration: "3 business days", triggers: [Office.overdue, Office.welcome])
        try await office.addCustomers(200)
        let bench = try Bench(office, at: overdue, batch: 10)
        try await limitGrowth(office.store, toPages: 6)
        try await bench.whileScanning {
            #expect(bench.condition.read().troubles["due-scan"]?.contains("disk is full") == true)
            let fired = try await office.followUps().filter { $0.state == .fired }
            let made = try await office.tasks().count + office.messages().count
            #expect(made == fired.count)
            #expect((1..<400).contains(made))
            #expect(try await office.followUps().allSatisfy { $0.state == .fired || $0.state == .planned })

            // An operator's change is refused with a clear error, and changes nothing.
            let refused = await #expect(throws: StoreError.self) {
                for number in 201...400 { try await office.addCustomer("\(number)", now: overdue) }
            }
            #expect(refused?.code == .storageFull)

            try await limitGrowth(office.store, toPages: nil)
            while try await office.store.health(now: overdue).dueFollowUps > 0 {
                await bench.untilAsleepAgain { bench.clock.advance(by: 1_000) }
            }
            await bench.events.wait(for: .recovered)
        }
        #expect(bench.condition.read().troubles.isEmpty)
        #expect(bench.events.events.count { $0.kind == .degraded } == 1)
        #expect(try await office.store.health(now: overdue).failedFollowUps == 0)
        #expect(try await office.tasks().filter { (Int($0.customerNumber) ?? 0) <= 200 }.count == 200)
    }
}
