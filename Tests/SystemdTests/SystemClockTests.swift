import Dispatch
import Domain
import Engine
import Glibc
import TestKit
import Testing

@testable import Systemd

/// One after the other: they count the descriptors of the process.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct SystemClockTests {
    private let clock = SystemClock()

    @Test("The time is the system's in milliseconds, and boot time counts from the start of the machine")
    func times() {
        let wall = seconds(of: CLOCK_REALTIME)
        #expect((wall...seconds(of: CLOCK_REALTIME) + 1).contains(clock.now().milliseconds / 1_000))
        let boot = seconds(of: CLOCK_BOOTTIME)
        #expect((boot...seconds(of: CLOCK_BOOTTIME) + 1).contains(SystemClock.bootTime() / 1_000))
    }

    @Test("A deadline in the past rings at once, once", arguments: [Int64.min, -1, 0, 1, 1_700_000_000_000])
    func past(milliseconds: Int64) async throws {
        var rings = Rings()
        let alarm = try clock.makeAlarm(rings.ring)
        alarm.set(Timestamp(milliseconds: milliseconds))
        #expect(await rings.next() == .reached)
        #expect(rings.count == 1)
        alarm.cancel()
    }

    @Test("A deadline rings when it is reached and not before; each new one rings again")
    func reached() async throws {
        var rings = Rings()
        let alarm = try clock.makeAlarm(rings.ring)
        for count in 1...3 {
            let deadline = Timestamp(milliseconds: clock.now().milliseconds + 30)
            alarm.set(deadline)
            #expect(await rings.next() == .reached)
            #expect(clock.now() >= deadline)
            #expect(rings.count == count)
        }
        alarm.cancel()
    }

    @Test("A new deadline replaces the old, and none disarms")
    func replaced() async throws {
        let queue = DispatchQueue(label: "test")
        let silent = Rings()
        var witness = Rings()
        let replaced = try TimerAlarm(on: queue, silent.ring)
        let disarmed = try TimerAlarm(on: queue, silent.ring)
        let cancelled = try TimerAlarm(on: queue, silent.ring)
        let soon = Timestamp(milliseconds: clock.now().milliseconds + 60)
        for alarm in [replaced, disarmed, cancelled] { alarm.set(soon) }
        replaced.set(Timestamp(milliseconds: .max))
        disarmed.set(nil)
        cancelled.cancel()
        cancelled.set(Timestamp(milliseconds: 0))
        // Rings after the three would have, on the same queue.
        let last = try TimerAlarm(on: queue, witness.ring)
        last.set(Timestamp(milliseconds: soon.milliseconds + 60))
        #expect(await witness.next() == .reached)
        #expect(silent.settled(on: queue) == 0)
        for alarm in [replaced, disarmed, last] { alarm.cancel() }
    }

    @Test("Without a deadline, or with one too far for the kernel, the timer still watches for a setting of the clock")
    func watchesWhenIdle() throws {
        let alarm = try TimerAlarm(on: DispatchQueue(label: "test")) { _ in }
        defer { alarm.cancel() }
        for deadline in [nil, Timestamp(milliseconds: .max), nil] {
            alarm.set(deadline)
            let info = try timerInfo(of: alarm.timer.descriptor)
            // TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, in octal, and centuries to go.
            #expect(info["settime flags"] == "03")
            #expect(info["ticks"] == "0")
            let remaining = try #require(info["it_value"]).dropFirst().prefix { $0.isNumber }
            #expect(try #require(Int64(remaining)) > 200 * 365 * 86_400)
        }
    }

    @Test("A setting of the clock rings, and the deadline it jumped over rings after it")
    func clockStep() async throws {
        let queue = DispatchQueue(label: "test")
        var rings = Rings()
        let alarm = try TimerAlarm(on: queue, rings.ring)
        defer { alarm.cancel() }
        alarm.set(Timestamp(milliseconds: .max))
        queue.sync { alarm.wake { .clockSet } }
        #expect(await rings.next() == .clockStepped)
        #expect(try timerInfo(of: alarm.timer.descriptor)["settime flags"] == "03")

        // The reading that tells of a step takes an expiry with it, so the alarm must have it anew from the kernel.
        let deadline = Timestamp(milliseconds: clock.now().milliseconds + 200)
        alarm.set(deadline)
        queue.sync {
            alarm.wake {
                while alarm.timer.read() != .expired && clock.now().milliseconds < deadline.milliseconds + 5_000 {}
                return .clockSet
            }
        }
        #expect(await rings.next() == .clockStepped)
        #expect(await rings.next() == .reached)
        #expect(rings.count == 3)
    }

    @Test("Deadlines become times the kernel takes")
    func clamping() {
        func spec(_ milliseconds: Int64?) -> [Int64] {
            let spec = TimerDescriptor.spec(for: milliseconds.map { Timestamp(milliseconds: $0) })
            return [spec.seconds, Int64(spec.nanoseconds)]
        }
        #expect(spec(1_234_567) == [1_234, 567_000_000])
        #expect(spec(0) == [0, 1])
        #expect(spec(.min) == [0, 1])
        #expect(spec(.max) == [9_000_000_000, 0])
        #expect(spec(nil) == [9_000_000_000, 0])
    }

    @Test("Thousands of settings from many threads leave the last in force")
    func races() async throws {
        for _ in 0..<5 {
            let queue = DispatchQueue(label: "test")
            var rings = Rings()
            let alarm = try TimerAlarm(on: queue, rings.ring)
            let now = clock.now().milliseconds
            await withTaskGroup { group in
                for task in 0..<8 {
                    group.addTask {
                        for step in 0..<1_000 {
                            switch (task + step) % 4 {
                            case 0: alarm.set(nil)
                            case 1: alarm.set(Timestamp(milliseconds: now - 1))
                            case 2: alarm.set(Timestamp(milliseconds: now + Int64(step) / 20))
                            default: alarm.set(Timestamp(milliseconds: .max))
                            }
                        }
                    }
                }
            }
            alarm.set(nil)
            let before = rings.settled(on: queue)
            // At most one ring for each of the settings that could be reached.
            #expect(before <= 4_000)
            alarm.set(Timestamp(milliseconds: 0))
            for _ in 0...before { _ = await rings.next() }
            #expect(rings.settled(on: queue) == before + 1)
            alarm.cancel()
        }
    }

    @Test("Cancelling while others set and it rings is safe, from within the ring too")
    func cancelRaces() async throws {
        for round in 0..<200 {
            let box = AlarmBox()
            let alarm = try clock.makeAlarm { _ in if round % 2 == 0 { box.cancel() } }
            box.put(alarm)
            await withTaskGroup { group in
                for _ in 0..<2 {
                    group.addTask { for _ in 0..<20 { alarm.set(Timestamp(milliseconds: 0)) } }
                }
                group.addTask { alarm.cancel() }
            }
            alarm.cancel()
        }
    }

    @Test("Alarms cancelled or forgotten give their descriptors back")
    func descriptors() async throws {
        var alarms: [any Alarm] = []
        for _ in 0..<300 {
            let alarm = try clock.makeAlarm { _ in }
            alarm.set(Timestamp(milliseconds: .max))
            alarms.append(alarm)
        }
        #expect(timerDescriptors() >= 300)
        for alarm in alarms.prefix(150) { alarm.cancel() }
        alarms.removeAll()
        // A few are dispatch's own.
        _ = try await poll(for: "the descriptors to be closed") { timerDescriptors() < 10 ? true : nil }
    }
}

private func seconds(of clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec)
}

/// The timer's state as the kernel shows it (proc(5)).
private func timerInfo(of descriptor: Int32) throws -> [String: String] {
    let file = open("/proc/self/fdinfo/\(descriptor)", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw TestFailure(description: "Descriptor \(descriptor) is closed.") }
    defer { close(file) }
    let pairs = readAll(file).split(separator: "\n").compactMap { line -> (String, String)? in
        let parts = line.split(separator: ":", maxSplits: 1)
        return parts.count == 2 ? (String(parts[0]), String(parts[1].drop { $0 == " " || $0 == "\t" })) : nil
    }
    return Dictionary(pairs) { $1 }
}

private func timerDescriptors() -> Int {
    (0..<Int32(2_048)).count { descriptor in
        var buffer = [CChar](repeating: 0, count: 64)
        let count = readlink("/proc/self/fd/\(descriptor)", &buffer, buffer.count - 1)
        let target = buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
        return target == Array("anon_inode:[timerfd]".utf8)
    }
}
