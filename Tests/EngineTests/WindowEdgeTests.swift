import Domain
import Engine
import Store
import TestKit
import Testing

@Suite("Failure 4: at a window's edge", .timeLimit(.minutes(1)))
struct WindowEdgeTests {
    private let due: Timestamp = "2026-03-02T13:00:00+01:00"

    @Test("due at the very instant of the scan fires; a millisecond earlier it does not")
    func exactly() async throws {
        let office = try await Office()
        try await office.addCustomer("1", status: "active")
        let bench = try Bench(office)
        let early = try await bench.scan(at: due.adding(milliseconds: -1))
        #expect(early.firing.examined == 0)
        #expect(early.next == due)
        #expect(try await bench.scan(at: due).firing.tasks == 1)
        #expect(try await bench.scan(at: due).next == nil)
    }

    @Test("the service sleeps until the planned instant and fires at it")
    func service() async throws {
        let office = try await Office()
        try await office.addCustomer("1", status: "active")
        let bench = try Bench(office, at: due.adding(milliseconds: -30_000))
        try await bench.whileScanning {
            #expect(bench.clock.nextDeadline == due)
            bench.clock.advance(by: 29_999)
            let before = try await office.tasks()
            #expect(before.isEmpty)
            await bench.untilAsleepAgain { bench.clock.advance(by: 1) }
            let after = try await office.tasks()
            #expect(after.count == 1)
        }
    }

    @Test("with nothing planned it looks again after the scan interval, and not before")
    func interval() async throws {
        let bench = try Bench(try await Office())
        try await bench.whileScanning {
            #expect(bench.clock.nextDeadline == Office.monday.adding(milliseconds: 60_000))
        }
    }

    @Test("nearer work wakes it: a customer added while it sleeps is served in time")
    func nearer() async throws {
        let office = try await Office()
        let bench = try Bench(office, at: due.adding(milliseconds: -10_000))
        try await bench.whileScanning {
            try await bench.untilAsleepAgain {
                try await office.addCustomer("1", status: "active", now: Office.monday)
                bench.scanner.nudge()
            }
            #expect(bench.clock.nextDeadline == due)
        }
    }

    @Test("what comes due while a scan runs is not lost: the next one starts at once")
    func duringScan() async throws {
        let office = try await Office()
        try await office.addCustomer("1", status: "active")
        // The second is due a millisecond after the instant that the scan was started with.
        try await office.addCustomer("2", status: "active", now: Office.monday.adding(milliseconds: 1))
        let bench = try Bench(office, at: due)
        try await bench.whileScanning {
            let first = try await office.tasks()
            #expect(first.map(\.customerNumber) == ["1"])
            await bench.untilAsleepAgain { bench.clock.advance(by: 1) }
            let both = try await office.tasks()
            #expect(both.map(\.customerNumber) == ["1", "2"])
        }
    }

    @Test("proving that it is alive needs a turn through the loop")
    func alive() async throws {
        let bench = try Bench(try await Office())
        try await bench.whileScanning { await bench.scanner.proveAlive() }
    }
}
