import ControlAPI
import Domain
import Engine
import Store

struct ServiceCalls: Sendable {
    let context: ControlContext

    func ping(_: Nothing, _: Actor) async throws -> ServiceMethods.Ping.Reply {
        ServiceMethods.Ping.Reply(version: context.version)
    }

    func health(_: Nothing, _ actor: Actor) async throws -> ServiceMethods.GetHealth.Reply {
        try refuseUnlessAllIsSeen(by: actor)
        return ServiceMethods.GetHealth.Reply(health: try await report())
    }

    func metrics(_: Nothing, _ actor: Actor) async throws -> ServiceMethods.Metrics.Reply {
        try refuseUnlessAllIsSeen(by: actor)
        return ServiceMethods.Metrics.Reply(text: try await context.engine.metrics(version: context.version))
    }

    /// Figures count everybody, also customers whom the caller may not know of.
    private func refuseUnlessAllIsSeen(by actor: Actor) throws {
        guard actor.role == .administrator || actor.visibility == .everything else {
            throw ControlFailure(
                .permissionDenied,
                "These figures count all customers, and you may see some of them only; ask an administrator.")
        }
    }

    func reload(_: Nothing, _: Actor) async throws -> ServiceMethods.Reload.Reply {
        ServiceMethods.Reload.Reply(changed: try await context.reload())
    }

    /// The present state first, then events, until the subscriber goes or the daemon stops.
    func monitor(
        _: Actor, _ send: @Sendable (ServiceMethods.Monitor.Reply) async throws -> Void
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
                    "held: \(store.heldFollowUps) follow-ups wait for somebody to release them; look at `followupctl followup list --state held`, then skip or release them"
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
            lastBackupAt: store.lastBackupAt?.milliseconds, databaseBytes: store.databaseBytes,
            walBytes: store.walBytes, residentBytes: ResidentMemory.bytes())
    }
}

extension ServiceMethods.Event {
    init(_ event: Event) {
        self.init(
            name: event.kind.rawValue, level: event.level.rawValue,
            fields: Dictionary(event.fields.map { ($0.key, $0.value) }) { _, last in last }, line: event.line)
    }
}
