import Delivery
import Domain
import Engine
import Logging
import ServiceLifecycle
import Store
import TestKit
import Testing

@testable import class Store.Store

@Suite("Failure 10: a carrier that hangs or is down, messages stuck in sending", .timeLimit(.minutes(1)))
struct HungCarrierTests {
    private func office(_ customers: Int) async throws -> Office {
        let office = try await Office(duration: nil, triggers: [Office.welcome])
        try await office.addCustomers(customers)
        return office
    }

    @Test("the others go on while one hangs, and that one is settled when the carrier gives it up")
    func hangs() async throws {
        let gate = Gate()
        let carrier = RecordingCarrier { message, attempt in
            guard message.customerNumber == "1", attempt == 1 else { return .accepted }
            await gate.pass()
            return .retry(reason: "did not finish in time and was killed")
        }
        let bench = try Bench(try await office(20), inFlight: 2, carrier: carrier)
        try await bench.scan(at: Office.monday)
        try await bench.whileSending {
            await bench.events.wait(for: .messageSettled, count: 19)
            let hung = try await bench.office.messages("1")
            #expect(hung.map(\.state) == [.sending])
            gate.open()
            await bench.events.wait(for: .messageSettled, count: 20)
            #expect(try await bench.office.messages("1").map(\.state) == [.queued])
            // Half a minute at most, after which it is tried again.
            await bench.sendClock.waitForSleepers()
            bench.sendClock.advance(by: 30_000)
            await bench.events.wait(for: .messageSettled, count: 21)
        }
        #expect(try await bench.office.messages().allSatisfy { $0.state == .sent })
        #expect(carrier.deliveries.count == 21)
        #expect(Set(carrier.deliveries.map(\.messageID)).count == 20)
    }

    @Test("with every slot hung nothing more is claimed, and all go on when the slots come free")
    func allHang() async throws {
        let gate = Gate()
        let carrier = RecordingCarrier { _, _ in
            await gate.pass()
            return .accepted
        }
        let bench = try Bench(try await office(5), inFlight: 2, carrier: carrier)
        try await bench.scan(at: Office.monday)
        try await bench.whileSending {
            await carrier.waitForDeliveries(2)
            let messages = try await bench.office.messages()
            #expect(messages.count { $0.state == .sending } == 2)
            gate.open()
            await bench.events.wait(for: .messageSettled, count: 5)
        }
        #expect(carrier.deliveries.count == 5)
    }

    @Test("stopping waits for what is in flight and records it")
    func stopping() async throws {
        let gate = Gate()
        let carrier = RecordingCarrier { _, _ in
            await gate.pass()
            return .accepted
        }
        let bench = try Bench(try await office(1), carrier: carrier)
        try await bench.scan(at: Office.monday)
        let group = ServiceGroup(
            services: [bench.sender], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { try await group.run() }
        await carrier.waitForDeliveries(1)
        await group.triggerGracefulShutdown()
        gate.open()
        try await running.value
        #expect(try await bench.office.messages().map(\.state) == [.sent])
    }

    @Test("a carrier that is down for a while: the waits double up to the longest, and every message goes in the end")
    func outage() async throws {
        let carrier = RecordingCarrier { _, attempt in attempt <= 6 ? .retry(reason: "down") : .accepted }
        let policy = RetryPolicy(first: 1_000, longest: 8_000, attempts: 10)
        let bench = try Bench(try await office(3), retries: policy, carrier: carrier)
        try await bench.scan(at: Office.monday)
        try await bench.whileSending {
            for attempt in 1...6 {
                await bench.events.wait(for: .messageSettled, count: 3 * attempt)
                let step = Int64(min(8_000, 1_000 << (attempt - 1)))
                let now = bench.sendClock.now()
                for message in try await bench.office.messages() {
                    #expect(message.state == .queued && message.attempts == attempt)
                    let wait = try #require(message.nextAttemptAt).milliseconds(since: now)
                    #expect((step / 2...step).contains(wait), "attempt \(attempt) waits \(wait) ms")
                }
                await bench.sendClock.waitForSleepers()
                bench.sendClock.advance(by: step)
            }
            await bench.events.wait(for: .messageSettled, count: 21)
        }
        #expect(try await bench.office.messages().allSatisfy { $0.state == .sent && $0.attempts == 7 })
    }

    @Test("tries run out: the message is failed with the last reason, and can be queued again by hand")
    func runOut() async throws {
        let carrier = RecordingCarrier { _, attempt in attempt <= 3 ? .retry(reason: "down") : .accepted }
        let policy = RetryPolicy(first: 1_000, longest: 1_000, attempts: 3)
        let bench = try Bench(try await office(1), retries: policy, carrier: carrier)
        try await bench.scan(at: Office.monday)
        for _ in 0..<5 {
            _ = try await bench.sender.runOnce(now: bench.sendClock.now())
            bench.sendClock.advance(by: 1_000)
        }
        #expect(carrier.deliveries.count == 3)
        let failed = try #require(try await bench.office.messages().first)
        #expect(failed.state == .failed && failed.reason == "tries have run out; last: down")
        try await bench.store.retryMessage(id: failed.id, by: "ana", now: bench.sendClock.now())
        #expect(try await bench.sender.runOnce(now: bench.sendClock.now()).sent == 1)
    }

    @Test("a permanent refusal is not tried again")
    func permanent() async throws {
        let carrier = RecordingCarrier { _, _ in .failed(reason: "no such user") }
        let bench = try Bench(try await office(1), carrier: carrier)
        try await bench.scan(at: Office.monday)
        #expect(try await bench.sender.runOnce(now: Office.monday).failed == 1)
        #expect(try await bench.sender.runOnce(now: Office.monday.adding(milliseconds: 86_400_000)).failed == 0)
        #expect(carrier.deliveries.count == 1)
        #expect(try await bench.office.messages().map(\.reason) == ["no such user"])
    }

    @Test("the address is looked up when it is sent; without one the message is suppressed")
    func noAddress() async throws {
        let bench = try Bench(try await office(2))
        try await bench.scan(at: Office.monday)
        try await bench.store.write { db in
            try db.execute(sql: "UPDATE customer SET email = NULL WHERE number = '1'")
            try db.execute(sql: "UPDATE customer SET email = 'moved@example.org' WHERE number = '2'")
        }
        let summary = try await bench.sender.runOnce(now: Office.monday)
        #expect(summary.sent == 1 && summary.suppressed == 1)
        #expect(bench.carrier.deliveries.map(\.recipient) == ["moved@example.org"])
        #expect(try await bench.office.messages("1").map(\.reason) == ["noAddress"])
    }

    @Test("a message whose skipAfter has passed while it waited is not sent")
    func expired() async throws {
        var trigger = Office.welcome
        trigger.skipAfter = "1 hour"
        let office = try await Office(duration: nil, triggers: [trigger])
        try await office.addCustomers(1)
        let bench = try Bench(office)
        try await bench.scan(at: Office.monday)
        bench.sendClock.advance(by: 3_600_000)
        #expect(try await bench.sender.runOnce(now: bench.sendClock.now()).suppressed == 1)
        #expect(bench.carrier.deliveries.isEmpty)
        #expect(try await office.messages().map(\.reason) == ["expired"])
    }

    @Test("an outcome that cannot be recorded is recorded as soon as it can, without a second delivery or a restart")
    func unrecorded() async throws {
        let bench = try Bench(try await office(1))
        try await bench.scan(at: Office.monday)
        try await bench.store.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER full BEFORE UPDATE OF state ON message WHEN NEW.state = 'sent'
                    BEGIN SELECT RAISE(ABORT, 'no room'); END
                    """)
        }
        try await bench.whileSending {
            await bench.events.wait(for: .degraded)
            #expect(try await bench.office.messages().map(\.state) == [.sending])
            try await bench.store.write { db in try db.execute(sql: "DROP TRIGGER full") }
            for _ in 0..<5 where try await bench.office.messages().map(\.state) != [.sent] {
                await bench.sendClock.waitForSleepers()
                let sleeps = bench.sendClock.sleeps
                bench.sendClock.advance(by: 60_000)
                await bench.sendClock.waitForSleep(after: sleeps)
            }
        }
        #expect(try await bench.office.messages().map(\.state) == [.sent])
        #expect(bench.carrier.deliveries.count == 1)
    }
}
