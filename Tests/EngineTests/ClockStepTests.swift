import Domain
import Store
import TestKit
import Testing

@testable import Engine

@Suite("Failure 7: the clock is set", .timeLimit(.minutes(1)))
struct ClockStepTests {
    private static let hour: Int64 = 3_600_000
    private static let year: Int64 = 365 * 24 * hour

    @Test(
        "ahead: it wakes at once, fires what has become due, and says that the clock was set",
        arguments: [hour * 5, year])
    func ahead(step: Int64) async throws {
        let office = try await Office()
        try await office.addCustomer("1", status: "active")
        let bench = try Bench(office)
        try await bench.whileScanning {
            await bench.untilAsleepAgain { bench.clock.set(to: Office.monday.adding(milliseconds: step)) }
            let tasks = try await office.tasks()
            #expect(tasks.count == 1)
            await bench.events.wait(for: .clockStepped)
        }
    }

    @Test("a start after more than a month of silence, or before the last record, is doubtful for a day of real time")
    func doubt() {
        let day: Int64 = 24 * Self.hour
        func watch(lastRecorded: Int64) -> (ManualClock, ClockWatch, Bool) {
            let clock = ManualClock(Office.monday)
            let watch = ClockWatch(clock)
            return (clock, watch, watch.doubt(lastRecorded: Office.monday.adding(milliseconds: lastRecorded)))
        }
        for silence in [-30 * day, -1, 0, day] {
            let (_, certain, isDoubtful) = watch(lastRecorded: silence)
            #expect(!isDoubtful && !certain.isDoubtful(), "\(silence)")
        }
        for silence in [-30 * day - 1, -Self.year, day + 1, Self.year] {
            let (clock, doubted, isDoubtful) = watch(lastRecorded: silence)
            #expect(isDoubtful && doubted.isDoubtful(), "\(silence)")
            // Not of the wall clock's time.
            clock.set(to: Office.monday.adding(milliseconds: 9 * Self.year))
            clock.advance(by: day - 1)
            #expect(doubted.isDoubtful())
            clock.advance(by: 1)
            #expect(!doubted.isDoubtful())
        }
    }

    @Test("back: nothing fires twice, and new work is done in time", arguments: [hour, year])
    func back(step: Int64) async throws {
        let office = try await Office()
        try await office.addCustomer("1", status: "active")
        let bench = try Bench(office)
        try await bench.whileScanning {
            await bench.untilAsleepAgain { bench.clock.set(to: Office.monday.adding(milliseconds: 4 * Self.hour)) }
            #expect(try await office.tasks().count == 1)
            let earlier = Office.monday.adding(milliseconds: 4 * Self.hour - step)
            await bench.untilAsleepAgain { bench.clock.set(to: earlier) }
            try await office.addCustomer("2", status: "active", now: earlier)
            // Leaving and entering are dated no earlier than the stay began.
            try await office.move("1", to: "inactive", now: earlier)
            await bench.untilAsleepAgain { bench.scanner.nudge() }
            // The scan interval bounds each sleep.
            while bench.clock.now() < earlier.adding(milliseconds: 4 * Self.hour) {
                await bench.untilAsleepAgain { bench.clock.advance(by: Self.hour) }
            }
            #expect(try await office.tasks().map(\.customerNumber).sorted() == ["1", "2"])
            // And to and fro once more.
            await bench.untilAsleepAgain { bench.clock.set(to: Office.monday.adding(milliseconds: Self.year)) }
            await bench.untilAsleepAgain { bench.clock.set(to: Office.monday) }
            await bench.untilAsleepAgain { bench.clock.set(to: Office.monday.adding(milliseconds: Self.year)) }
            #expect(try await office.tasks().count == 2)
        }
        let history = try await office.store.history(number: "1").map(\.period)
        #expect(history.count == 2)
        #expect(history.allSatisfy { ($0.leftAt ?? $0.enteredAt) >= $0.enteredAt })
    }

    @Test("back while a message waits to be tried again: it waits no longer than the longest backoff")
    func retries() async throws {
        let office = try await Office(duration: nil, triggers: [Office.welcome])
        try await office.addCustomers(1)
        let carrier = RecordingCarrier { _, attempt in attempt == 1 ? .retry(reason: "not now") : .accepted }
        let policy = RetryPolicy(first: 30_000, longest: Self.hour, attempts: 5)
        let bench = try Bench(office, retries: policy, carrier: carrier)
        try await bench.scan(at: Office.monday)
        try await bench.whileSending {
            await bench.events.wait(for: .messageSettled, count: 1)
            let earlier = Office.monday.adding(milliseconds: -Self.year)
            let sleeps = bench.sendClock.sleeps
            bench.sendClock.set(to: earlier)
            await bench.sendClock.waitForSleep(after: sleeps)
            var waited: Int64 = 0
            while carrier.deliveries.count < 2, waited < 2 * Self.hour {
                let sleeps = bench.sendClock.sleeps
                bench.sendClock.advance(by: 600_000)
                waited += 600_000
                await bench.sendClock.waitForSleep(after: sleeps)
            }
            #expect(carrier.deliveries.count == 2)
            #expect(waited <= Self.hour)
        }
    }
}
