import Delivery
import Domain
import Engine
import Store
import TestKit

/// The engine's services at an office, each on a clock of its own, so that a test knows whose sleep it waits for.
final class Bench: Sendable {
    let office: Office
    let clock: ManualClock
    let sendClock: ManualClock
    let events = EventRecorder()
    let condition: EngineCondition
    let carrier: RecordingCarrier
    let scanner: DueScanner
    let sender: OutboxSender

    var store: Store { office.store }

    init(
        _ office: Office, at now: Timestamp = Office.monday, batch: Int = 500, inFlight: Int = 8,
        retries: RetryPolicy = .standard, carrier: RecordingCarrier = RecordingCarrier()
    ) throws {
        self.office = office
        self.carrier = carrier
        clock = ManualClock(now)
        sendClock = ManualClock(now)
        condition = EngineCondition(events: events.log)
        var sending = OutboxSender.Configuration(sender: try MailAddress("office@office.example"))
        sending.inFlight = inFlight
        sending.retries = retries
        let sender = try OutboxSender(
            store: office.store, carriers: [.email: carrier, .sms: carrier], clock: sendClock, configuration: sending,
            events: events.log,
            condition: condition)
        self.sender = sender
        var scanning = DueScanner.Configuration()
        scanning.batch = batch
        scanner = try DueScanner(
            store: office.store, maker: FollowUpMaker(renderer: TemplateRenderer()), clock: clock,
            configuration: scanning,
            events: events.log, condition: condition, onQueued: { sender.nudge() })
    }

    @discardableResult
    func scan(at now: Timestamp) async throws -> DueScanner.Summary { try await scanner.runOnce(now: now) }

    /// Runs the scanner as a service, from when it is first asleep until the body ends.
    func whileScanning(_ body: () async throws -> Void) async throws {
        try await run({ try await self.scanner.run() }, on: clock, while: body)
    }

    /// Runs the sender as a service, likewise.
    func whileSending(_ body: () async throws -> Void) async throws {
        try await run({ try await self.sender.run() }, on: sendClock, while: body)
    }

    private func run(
        _ service: @escaping @Sendable () async throws -> Void, on clock: ManualClock,
        while body: () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service() }
            await clock.waitForSleepers()
            do {
                try await body()
            } catch {
                group.cancelAll()
                throw error
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    /// Does something that wakes the scanner, and returns when it sleeps again.
    func untilAsleepAgain(_ change: () async throws -> Void) async rethrows {
        let sleeps = clock.sleeps
        try await change()
        await clock.waitForSleep(after: sleeps)
    }
}
