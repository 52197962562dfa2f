import Domain
import Engine
import Store
import TestKit
import Testing

@Suite("The schedule of scanning and of sending", .timeLimit(.minutes(1)))
struct ServiceScheduleTests {
    private static let schedule = Schedule("*-*-* 12:00 UTC")
    private static let noon: Timestamp = "2026-03-02T12:00:00Z"
    private static let hour: Int64 = 3_600_000

    private func office() async throws -> Office {
        try await Office.ruled([try rule("hello", [.when: "entered", .template: "hello"])])
    }

    private func pass(_ bench: Bench, to instant: Timestamp) async throws {
        // The scan interval bounds each sleep, so an hour wakes it.
        while bench.clock.now() < instant {
            await bench.untilAsleepAgain {
                bench.clock.advance(by: min(Self.hour, instant.milliseconds(since: bench.clock.now())))
            }
        }
    }

    @Test("with one it scans at its instants only, also for what was missed meanwhile; without one at once")
    func scans() async throws {
        let office = try await office()
        try await office.store.setService(.dueScan, schedule: Self.schedule, by: "root", now: Office.monday)
        for number in 1...3 { try await office.add("\(number)") }
        let bench = try Bench(office, batch: 1)
        try await bench.whileScanning {
            try await pass(bench, to: Self.noon.adding(milliseconds: -1))
            #expect(try await office.messages().isEmpty)
            try await pass(bench, to: Self.noon)
            #expect(try await office.messages().count == 3)
            try await office.add("4", now: Self.noon)
            await bench.untilAsleepAgain { bench.scanner.nudge() }
            try await pass(bench, to: Self.noon.adding(milliseconds: 23 * Self.hour))
            #expect(try await office.messages().count == 3)
            // The machine slept over the second day.
            await bench.untilAsleepAgain { bench.clock.advance(by: 30 * Self.hour) }
            #expect(try await office.messages().count == 4)
            try await office.add("5", now: bench.clock.now())
            try await office.store.setService(.dueScan, schedule: nil, by: "root", now: bench.clock.now())
            await bench.untilAsleepAgain { bench.scanner.nudge() }
            #expect(try await office.messages().count == 5)
        }
    }

    @Test("with one it sends all that waits at an instant, however few at a time, and rests then")
    func sends() async throws {
        let office = try await office()
        try await office.store.setService(.send, schedule: Self.schedule, by: "root", now: Office.monday)
        for number in 1...9 { try await office.add("\(number)") }
        let bench = try Bench(office, inFlight: 2)
        try await bench.scan(at: Office.monday)
        try await bench.whileSending {
            bench.sendClock.advance(to: Self.noon)
            await bench.events.wait(for: .messageSettled, count: 9)
            await bench.sendClock.waitForSleepers()
        }
        #expect(bench.carrier.deliveries.count == 9)
        // The turn ends with the pass that finds nothing more.
        while try await office.store.service(.send).nextAt == Self.noon { try await bench.whileSending {} }
        #expect(try await office.store.service(.send).nextAt == Self.noon.adding(milliseconds: 24 * Self.hour))
        try await office.add("10", now: Self.noon)
        try await bench.scan(at: Self.noon)
        #expect(
            try await office.store.checkGate(of: .send, now: Self.noon.adding(milliseconds: 1))
                == .closed(until: Self.noon.adding(milliseconds: 24 * Self.hour)))
    }

    @Test(
        "messages that the due scan makes at the instant of a turn belong to it, and so does another way after a failure"
    )
    func together() async throws {
        let office = try await Office.ruled([
            try rule("hello", [.when: "entered", .template: "hello", .channels: "email, sms"])
        ])
        let store = office.store
        for code in ServiceCode.allCases {
            try await store.setService(code, schedule: Self.schedule, by: "root", now: Office.monday)
        }
        for number in 1...2 { try await office.add("\(number)", [.mobile: "+49170\(number)"]) }
        let gate = Gate()
        let carrier = RecordingCarrier { message, _ in
            guard message.channel == .email else { return .accepted }
            if message.customerNumber == "2" { await gate.pass() }
            return .failed(reason: "no such user")
        }
        let bench = try Bench(office, carrier: carrier)
        try await bench.whileSending {
            // The sender wakes first.
            let sleeps = bench.sendClock.sleeps
            bench.sendClock.advance(to: Self.noon)
            await bench.sendClock.waitForSleep(after: sleeps)
            #expect(try await store.checkGate(of: .send, now: Self.noon) == .turn)
            try await bench.scan(at: Self.noon)
            try await store.closeGate(of: .dueScan, now: Self.noon)
            bench.sender.nudge()
            await bench.events.wait(for: .messageSettled, count: 2)
            #expect(try await store.checkGate(of: .send, now: Self.noon) == .turn)
            gate.open()
            await bench.events.wait(for: .messageSettled, count: 4)
        }
        #expect(try await office.messages().filter { $0.state == .sent }.map(\.channel) == [.sms, .sms])
    }

    @Test("a turn that a kill cut short goes on; a clock that ran ahead puts none off; a pause comes first")
    func gates() async throws {
        let office = try await office()
        let store = office.store
        try await store.setService(.dueScan, schedule: Self.schedule, by: "root", now: Office.monday)
        #expect(try await store.checkGate(of: .dueScan, now: Office.monday) == .closed(until: Self.noon))
        #expect(try await store.checkGate(of: .dueScan, now: Self.noon) == .turn)
        let later = Self.noon.adding(milliseconds: 5 * Self.hour)
        #expect(try await store.checkGate(of: .dueScan, now: later) == .turn, "nobody has closed it")
        try await store.closeGate(of: .dueScan, now: "2030-01-01T00:00:00Z")
        let back = try await store.checkGate(of: .dueScan, now: later)
        #expect(back == .closed(until: Self.noon.adding(milliseconds: 24 * Self.hour)))
        #expect(
            try await store.checkGate(of: .dueScan, now: Self.noon.adding(milliseconds: 24 * Self.hour)) == .turn)
        try await store.setJob(code: "due-scan", paused: true, by: "root", now: later)
        #expect(try await store.checkGate(of: .dueScan, now: Self.noon.adding(milliseconds: 24 * Self.hour)) == .paused)
        #expect(try await store.checkGate(of: .send, now: later) == .open)
    }

    @Test(
        "one that ends is refused, and so is one that never comes: nothing would be done any more",
        arguments: ["2027-01-01 08:00", "2020-01-01", "*-02-30", "2199-12-31", "Mon *-02-29 08:00"])
    func endless(text: String) async throws {
        let office = try await office()
        let store = office.store
        let schedule = try #require(Schedule(text))
        let error = await #expect(throws: StoreError.self) {
            try await store.setService(.send, schedule: schedule, by: "root", now: Office.monday)
        }
        #expect(error?.code == .invalidValue(field: "schedule"))
        #expect(try await store.service(.send).schedule == nil)
    }

    @Test("they are removed as little as the other jobs of every office, and keep no list of runs")
    func refused() async throws {
        let office = try await office()
        let store = office.store
        await #expect(throws: StoreError.self) {
            try await store.removeJob(code: "send", by: "root", now: Office.monday)
        }
        await #expect(throws: StoreError.self) { try await store.jobRuns(of: "due-scan", after: nil, limit: 1) }
    }
}
