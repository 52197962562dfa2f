import ControlAPI
import Domain
import Engine
import Glibc
import Store

struct ServiceCalls: Sendable {
    let context: ControlContext

    func ping(_: Nothing, _: Actor) async throws -> ServiceMethods.Ping.Reply {
        ServiceMethods.Ping.Reply(version: context.version)
    }

    func health(_: Nothing, _: Actor) async throws -> ServiceMethods.GetHealth.Reply {
        ServiceMethods.GetHealth.Reply(health: try await report())
    }

    func reload(_: Nothing, _: Actor) async throws -> Nothing {
        try await context.reload()
        return Nothing()
    }

    /// The present state first, then events, until the subscriber goes or the daemon stops.
    func monitor(
        _ send: @Sendable (ServiceMethods.Monitor.Reply) async throws -> Void
    ) async throws -> ServiceMethods.Monitor.Reply {
        let events = context.engine.events.subscribe()
        try await send(ServiceMethods.Monitor.Reply(health: try await report(), event: nil))
        for await event in events {
            try await send(ServiceMethods.Monitor.Reply(health: nil, event: ServiceMethods.Event(event)))
        }
        return ServiceMethods.Monitor.Reply(health: nil, event: nil)
    }

    private func report() async throws -> ServiceMethods.Health {
        let now = context.now()
        let store = try await context.store.health(now: now)
        let condition = context.engine.condition.read()
        let troubles =
            condition.troubles.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            + (store.heldFollowUps > 0
                ? [
                    "storm-guard: \(store.heldFollowUps) follow-ups are held; look at `followupctl followup list --state held`, then skip or release them"
                ] : [])
        return ServiceMethods.Health(
            version: context.version, state: troubles.isEmpty ? "ok" : "degraded", troubles: troubles,
            nowAt: now.milliseconds,
            customers: store.customers, overdueCustomers: store.overdueCustomers,
            oldestOverdueAt: store.oldestOverdueAt?.milliseconds, plannedFollowUps: store.plannedFollowUps,
            dueFollowUps: store.dueFollowUps, failedFollowUps: store.failedFollowUps,
            heldFollowUps: store.heldFollowUps,
            nextFollowUpAt: store.nextFollowUpAt?.milliseconds, openTasks: store.openTasks,
            queuedMessages: store.queuedMessages, sendingMessages: store.sendingMessages,
            failedMessages: store.failedMessages, pausedServices: store.pausedServices,
            nextScanAt: store.nextScanAt?.milliseconds, nextSendAt: store.nextSendAt?.milliseconds,
            failedJobs: store.failedJobs,
            replanOrders: store.replanOrders,
            lastScanAt: condition.lastScanAt?.milliseconds, lastScanMilliseconds: condition.lastScanMilliseconds,
            databaseBytes: store.databaseBytes, walBytes: store.walBytes, residentBytes: ResidentMemory.bytes())
    }
}

extension ServiceMethods.Event {
    init(_ event: Event) {
        self.init(
            name: event.kind.rawValue, level: event.level.rawValue,
            fields: Dictionary(event.fields.map { ($0.key, $0.value) }) { _, last in last }, line: event.line)
    }
}

/// Memory the process has resident, as proc(5) `statm` counts it.
enum ResidentMemory {
    static func bytes() -> Int64 {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 200)
        guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
        let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int64($0) } ?? 0
        return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
    }
}
