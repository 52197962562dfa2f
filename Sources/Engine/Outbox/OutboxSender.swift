import Delivery
import Domain
import ServiceLifecycle
import Store
import Synchronization

/// Hands queued messages to their carriers: claims, sends, records, retries. At most so many are in flight; a carrier that hangs holds
/// up its own message only, and at most for its time-out.
public final class OutboxSender: Service {
    private let store: Store
    private let settings: SendingSettings
    private let clock: any WallClock
    private let events: EventLog
    private let condition: EngineCondition
    private let waker: Waker
    private let pace: SendingPace
    /// Deliveries that could not be recorded yet: the disk was full, say. They stay `sending` until they are.
    private let unrecorded = Mutex<[(message: ClaimedMessage, outcome: MessageOutcome)]>([])

    /// - Throws: what the clock throws if it cannot make an alarm.
    public convenience init(
        store: Store, carriers: [Channel: any Carrier], clock: any WallClock, configuration: Configuration,
        events: EventLog,
        condition: EngineCondition
    ) throws {
        try self.init(
            store: store, settings: SendingSettings(configuration, carriers), clock: clock, events: events,
            condition: condition)
    }

    init(
        store: Store, settings: SendingSettings, clock: any WallClock, events: EventLog, condition: EngineCondition
    ) throws {
        self.store = store
        self.settings = settings
        self.clock = clock
        self.events = events
        self.condition = condition
        pace = SendingPace()
        waker = try Waker(clock: clock)
    }

    private var configuration: Configuration { settings.current.configuration }

    /// There may be a message to send.
    public func nudge() { waker.nudge() }

    /// Puts back what the process before this one had claimed. Once, before `run`, by the holder of the state directory's lock.
    public func rescue(now: Timestamp) async throws {
        let rescued = try await store.rescueMessages(now: now)
        if rescued > 0 { events.record(Event(.messagesRescued, ["messages": rescued])) }
    }

    /// Sends as long as the service runs; then lets what is in flight finish, each within its carrier's time-out.
    public func run() async throws {
        let inFlight = InFlight()
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                // A retry may lie far ahead only where the clock was set back.
                var wasSet = true
                while !Task.isShuttingDownGracefully && !Task.isCancelled {
                    let deadline = await pass(inFlight, clamping: wasSet, in: &group)
                    wasSet = await waker.wait(until: deadline) == .clockStepped
                }
            }
        } onGracefulShutdown: {
            self.waker.nudge()
        }
    }

    /// Sends all that is to be tried at `now`, and returns when every one is settled.
    public func runOnce(now: Timestamp) async throws -> Summary {
        var summary = Summary()
        while true {
            let limits = limits(now: now)
            let (claimed, withheld) = try await store.claimMessages(now: now, limits: limits)
            withheld.forEach(tell)
            summary.suppressed += withheld.count
            pace.took(claimed.map(\.channel), perMinute: configuration.perMinute, now: now)
            guard !claimed.isEmpty || !withheld.isEmpty else { return summary }
            try await withThrowingTaskGroup(of: MessageOutcome.self) { group in
                for message in claimed { group.addTask { try await self.send(message) } }
                for try await outcome in group { summary.count(outcome) }
            }
        }
    }

    private func limits(now: Timestamp) -> [Channel: Int] {
        pace.limits(atMost: configuration.inFlight, perMinute: configuration.perMinute, now: now)
    }

    private func pass(_ inFlight: InFlight, clamping: Bool, in group: inout DiscardingTaskGroup) async -> Timestamp {
        let now = clock.now()
        let latest = now.adding(milliseconds: configuration.scanInterval)
        do {
            try await recordTheUnrecorded()
            let gate = try await store.checkGate(of: .send, now: now)
            switch gate {
            case .open, .turn: break
            case .paused: return latest
            case .closed(let until): return min(until, latest)
            }
            if clamping { _ = try await store.clampRetries(now: now, longest: configuration.retries.longest) }
            let configuration = configuration
            // A carrier that hangs takes up the places of its own channel only.
            let limits = limits(now: now).reduce(into: [Channel: Int]()) {
                $0[$1.key] = min($1.value, inFlight.places($1.key, of: configuration.inFlight))
            }
            let (claimed, withheld) = try await store.claimMessages(now: now, limits: limits)
            condition.recovered("send")
            withheld.forEach(tell)
            pace.took(claimed.map(\.channel), perMinute: configuration.perMinute, now: now)
            // What was withheld may have queued another in its place.
            if !withheld.isEmpty { waker.nudge() }
            for message in claimed {
                inFlight.began(message.channel)
                group.addTask { [self] in
                    await sendTelling(message)
                    inFlight.ended(message.channel)
                    waker.nudge()
                }
            }
            let waiting = try await store.nextSending()
            let isIdle =
                claimed.isEmpty && withheld.isEmpty && inFlight.isEmpty && unrecorded.withLock { $0.isEmpty }
                && !waiting.values.contains { $0 <= now }
            if gate == .turn, isIdle, try await !isMoreToCome(now: now) {
                try await store.closeGate(of: .send, now: now)
            }
            // Where no place is free, the end of a delivery wakes us.
            let next = waiting.filter { inFlight.places($0.key, of: configuration.inFlight) > 0 }.map {
                channel, instant in
                max(instant, pace.next(channel, perMinute: configuration.perMinute, now: now))
            }.min()
            return next.map { min(max($0, now.adding(milliseconds: 100)), latest) } ?? latest
        } catch {
            condition.degraded("send", error)
            return now.adding(milliseconds: 1_000)
        }
    }

    /// Whether the due scan is about to make messages: those of the instant at which a turn begins belong to it.
    private func isMoreToCome(now: Timestamp) async throws -> Bool {
        guard let next = try await store.nextFiring(), next <= now else { return false }
        return switch try await store.checkGate(of: .dueScan, now: now) {
        case .open, .turn: true
        case .paused, .closed: false
        }
    }

    /// One that cannot be recorded does not stop the others.
    private func recordTheUnrecorded() async throws {
        let waiting = unrecorded.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        var problem: (any Error)?
        for (message, outcome) in waiting {
            do {
                try await store.settleMessage(id: message.id, outcome, now: clock.now())
                tell(message, outcome)
            } catch {
                unrecorded.withLock { $0.append((message, outcome)) }
                problem = error
            }
        }
        if let problem {
            condition.degraded("outbox", problem)
        } else if !waiting.isEmpty {
            condition.recovered("outbox")
        }
    }

    /// A delivery of the loop: what it cannot record stays `sending` until a later pass can, or the next start rescues it.
    private func sendTelling(_ message: ClaimedMessage) async {
        do {
            _ = try await send(message)
            condition.recovered("outbox")
        } catch {
            condition.degraded("outbox", error)
        }
    }

    private func send(_ message: ClaimedMessage) async throws -> MessageOutcome {
        guard let outcome = await unlessCancelled({ await self.outcome(of: message) }) else {
            // Shutting down took too long: it stays `sending`, and the next start rescues it.
            throw CancellationError()
        }
        Failpoint.reach("delivered")
        do {
            try await store.settleMessage(id: message.id, outcome, now: clock.now())
        } catch {
            unrecorded.withLock { $0.append((message, outcome)) }
            throw error
        }
        Failpoint.reach("settled")
        tell(message, outcome)
        return outcome
    }

    private func outcome(of message: ClaimedMessage) async -> MessageOutcome {
        // A reload meanwhile is for the next message.
        let settings = settings.current
        let configuration = settings.configuration
        // Attempts are counted when claimed: a message that takes the daemon down with it ends here.
        guard message.attempts <= configuration.retries.attempts else {
            return .failed(reason: "tries have run out", isPermanent: false)
        }
        guard let carrier = settings.carriers[message.channel] else {
            return .failed(reason: "no carrier is configured for \(message.channel.rawValue)", isPermanent: true)
        }
        Failpoint.reach("claimed")
        switch await carrier.deliver(outgoing(message, configuration)) {
        case .accepted: return .sent(address: message.address)
        case .failed(let reason): return .failed(reason: reason, isPermanent: true)
        case .retry(let reason):
            let wait = configuration.retries.wait(afterAttempt: message.attempts, jitter: .random(in: 0...1))
            // Nobody knows whether it arrived, so no other way is tried.
            guard let wait else { return .failed(reason: "tries have run out; last: \(reason)", isPermanent: false) }
            return .retry(at: clock.now().adding(milliseconds: wait), reason: reason)
        }
    }

    private func outgoing(_ message: ClaimedMessage, _ configuration: Configuration) -> OutgoingMessage {
        OutgoingMessage(
            messageID: message.messageID, channel: message.channel, sender: configuration.sender,
            senderName: configuration.senderName, recipient: message.address, recipientName: message.recipientName,
            subject: message.subject, text: message.text, html: message.html, createdAt: message.createdAt,
            customerNumber: message.customerNumber, unsubscribeURI: unsubscribeURI(message, configuration))
    }

    /// RFC 2369, 3.2: how to get no more of it.
    private func unsubscribeURI(_ message: ClaimedMessage, _ configuration: Configuration) -> String? {
        guard message.purpose == .marketing, message.isForCustomer, message.channel == .email else { return nil }
        return configuration.unsubscribeURI ?? "mailto:\(configuration.sender)?subject=unsubscribe"
    }

    private func tell(_ message: WithheldMessage) {
        events.record(
            Event(
                .messageSettled, level: .warning,
                [
                    "message": message.id, "customer": message.customerNumber, "channel": message.channel.rawValue,
                    "state": "suppressed", "reason": message.reason,
                ]))
    }

    private func tell(_ message: ClaimedMessage, _ outcome: MessageOutcome) {
        // What a carrier says may hold an address, so it stays with the message: `followupctl message show`.
        let state =
            switch outcome {
            case .sent: "sent"
            case .retry: "queued"
            case .failed: "failed"
            }
        let level: Event.Level = state == "sent" ? .info : state == "failed" ? .error : .warning
        events.record(
            Event(
                .messageSettled, level: level,
                [
                    "message": message.id, "customer": message.customerNumber, "channel": message.channel.rawValue,
                    "state": state, "attempts": message.attempts,
                ]))
        // Another way may have been queued in its place.
        if case .failed = outcome { waker.nudge() }
    }
}

/// What the operation returns, or nil if the calling task is cancelled first; the operation goes on then, unwatched.
private func unlessCancelled<Value: Sendable>(_ operation: @escaping @Sendable () async -> Value) async -> Value? {
    let (stream, continuation) = AsyncStream.makeStream(of: Value.self)
    Task {
        continuation.yield(await operation())
        continuation.finish()
    }
    // The stream's iterator ends as soon as its task is cancelled.
    return await stream.first { _ in true }
}
