import Domain
import Engine
import ServiceLifecycle
import Store
import Synchronization
import Systemd

/// Tells the service manager how the daemon is: ready, alive, its state in one line, stopping. Without one, only waits.
struct Supervision: Service {
    let engine: Engine
    let notifier: ServiceNotifier

    func run() async throws {
        notifier.ready(status: await status())
        ProgramCode.release()
        if notifier.isSupervised {
            let waker = try Waker(clock: engine.clock)
            await withGracefulShutdownHandler {
                await withDiscardingTaskGroup { group in
                    group.addTask { await followEvents() }
                    await feedWatchdog(waker)
                    group.cancelAll()
                }
            } onGracefulShutdown: {
                waker.nudge()
            }
        } else {
            try? await gracefulShutdown()
        }
        engine.events.record(Event(.stopping, [:]))
        notifier.stopping(status: "Finishing what is under way")
    }

    /// At half the interval that the service manager allows, and only after the engine has shown that it moves.
    private func feedWatchdog(_ waker: Waker) async {
        let half = notifier.watchdogInterval.map { Int64($0 / .milliseconds(2)) } ?? 60_000
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            _ = await waker.wait(until: engine.clock.now().adding(milliseconds: min(half, 60_000)))
            guard !Task.isShuttingDownGracefully else { return }
            if notifier.watchdogInterval != nil {
                await engine.scanner.proveAlive()
                notifier.watchdog()
            }
            notifier.status(await status())
        }
    }

    /// Keeps the line current when something has happened, not only now and then; for single changes at most once a second, since it counts.
    private func followEvents() async {
        var lastAt = engine.clock.now()
        for await event in engine.events.subscribe() {
            switch event.kind {
            case .dueScan, .stormHeld, .followUpsReleased, .customersImported, .degraded, .recovered, .reloaded:
                notifier.status(await status())
            case .statusChanged:
                let now = engine.clock.now()
                guard abs(now.milliseconds(since: lastAt)) >= 1_000 else { continue }
                lastAt = now
                notifier.status(await status())
            default: continue
            }
        }
    }

    private func status() async -> String {
        let troubles = engine.condition.read().troubles
        guard troubles.isEmpty else {
            return "DEGRADED: "
                + troubles.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
        }
        do {
            let overdue = try await engine.store.overdueCustomers(now: engine.clock.now())
            let turn = try await engine.store.service(.dueScan).nextAt
            let next = try await engine.store.nextFiring().map { max($0, turn ?? $0) }
            let held = try await engine.store.heldFollowUps()
            let zone = try await engine.store.catalog().calendar(ofBranch: nil).zone
            return StatusLine.text(overdue: overdue, held: held, next: next, zone: zone, now: engine.clock.now())
        } catch {
            return "DEGRADED: \(error)"
        }
    }
}

/// `1,204 customers overdue; next follow-up 14:05:00`, behind what the storm guard holds, if it does.
enum StatusLine {
    static func text(overdue: Int, held: Int = 0, next: Timestamp?, zone: ZoneRules, now: Timestamp) -> String {
        let storm = held > 0 ? "HELD: \(grouped(held)) follow-ups until somebody releases them; " : ""
        let customers = "\(storm)\(grouped(overdue)) \(overdue == 1 ? "customer" : "customers") overdue"
        guard let next else { return "\(customers); no follow-up planned" }
        let time = String(next.rfc3339(offset: zone.offset(at: next)).dropFirst(11).prefix(8))
        let date = zone.civilDate(at: next)
        let day = date == zone.civilDate(at: now) ? "" : "\(date) "
        return "\(customers); next follow-up \(day)\(time)"
    }

    private static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0 && index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}
