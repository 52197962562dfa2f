import Domain
import Engine
import TestKit
import Testing

@Suite("Waker", .timeLimit(.minutes(1)))
struct WakerTests {
    private let clock = ManualClock(Office.monday)
    private let later = Office.monday.adding(milliseconds: 60_000)

    @Test("waits until the deadline and not a millisecond less")
    func deadline() async throws {
        let waker = try Waker(clock: clock)
        async let reason = waker.wait(until: later)
        await clock.waitForSleepers()
        clock.advance(by: 59_999)
        #expect(clock.nextDeadline == later)
        clock.advance(by: 1)
        #expect(await reason == .reached)
        #expect(clock.nextDeadline == nil)
    }

    @Test("a deadline in the past, or now, ends the wait at once", arguments: [0, -1, -60_000])
    func past(milliseconds: Int64) async throws {
        let waker = try Waker(clock: clock)
        #expect(await waker.wait(until: Office.monday.adding(milliseconds: milliseconds)) == .reached)
    }

    @Test("a nudge that comes while nobody waits ends the next wait, and only that")
    func nudgeBefore() async throws {
        let waker = try Waker(clock: clock)
        waker.nudge()
        waker.nudge()
        #expect(await waker.wait(until: later) == .nudged)
        async let second = waker.wait(until: later)
        await clock.waitForSleepers()
        clock.advance(to: later)
        #expect(await second == .reached)
    }

    @Test("a clock step ends the wait, also one that comes while nobody waits")
    func step() async throws {
        let waker = try Waker(clock: clock)
        async let reason = waker.wait(until: later)
        await clock.waitForSleepers()
        clock.set(to: Office.monday.adding(milliseconds: -1))
        #expect(await reason == .clockStepped)
        clock.set(to: Office.monday)
        #expect(await waker.wait(until: later) == .clockStepped)
    }

    @Test("a ring that comes after its wait is over does not end the next one")
    func lateRing() async throws {
        let bells = Bells(clock)
        let waker = try Waker(clock: bells)
        bells.ringAll(.reached)
        async let reason = waker.wait(until: later)
        await clock.waitForSleepers()
        waker.nudge()
        #expect(await reason == .nudged)
    }

    @Test("cancelling the task ends the wait, before it or in it")
    func cancellation() async throws {
        let waker = try Waker(clock: clock)
        let task = Task { [later] in await waker.wait(until: later) }
        await clock.waitForSleepers()
        task.cancel()
        #expect(await task.value == .nudged)
        let gate = Gate()
        let cancelled = Task { [later] in
            await gate.pass()
            return await waker.wait(until: later)
        }
        cancelled.cancel()
        gate.open()
        #expect(await cancelled.value == .nudged)
    }

    @Test("of 10,000 racing nudges none is lost")
    func racing() async throws {
        let waker = try Waker(clock: clock)
        let done = Watched(0)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    for _ in 0..<1_000 {
                        done.update { $0 += 1 }
                        waker.nudge()
                        await Task.yield()
                    }
                }
            }
            while done.value < 10_000, !Task.isCancelled {
                _ = await waker.wait(until: later)
            }
            await group.waitForAll()
        }
        #expect(done.value == 10_000)
        #expect(!Task.isCancelled)
    }
}

/// A clock whose alarms ring when the test says so, whatever the time.
private final class Bells: WallClock {
    private let clock: ManualClock
    private let rings = Watched<[@Sendable (AlarmReason) -> Void]>([])

    init(_ clock: ManualClock) { self.clock = clock }

    func now() -> Timestamp { clock.now() }

    func upTime() -> Int64 { clock.upTime() }

    func makeAlarm(_ ring: @escaping @Sendable (AlarmReason) -> Void) -> any Alarm {
        rings.update { $0.append(ring) }
        return clock.makeAlarm(ring)
    }

    func ringAll(_ reason: AlarmReason) {
        for ring in rings.value { ring(reason) }
    }
}
