import Delivery
import Domain
import Engine
import Store
import TestKit

/// An office with an engine, whose clock is the test's.
struct Works {
    let office: Office
    let engine: Engine
    let clock: ManualClock
    let carrier: RecordingCarrier
    let events = EventRecorder()

    init(at now: Timestamp = Office.monday, carrier: RecordingCarrier = RecordingCarrier(), jobs: Bool = true)
        async throws
    {
        office = try await Office.ruled([try rule("t", [.when: "overdue", .task: "Call <b>{{customer.name}}</b>"])])
        clock = ManualClock(now)
        self.carrier = carrier
        var configuration = Engine.Configuration(
            send: OutboxSender.Configuration(sender: try MailAddress("office@office.example")))
        configuration.directory = office.directory
        engine = try Engine(
            store: office.store, clock: clock, carriers: [.email: carrier], configuration: configuration,
            events: events.log)
        if jobs { try await engine.recover() }
    }

    func runs(at now: Timestamp) async throws -> [JobRun] {
        clock.advance(to: now)
        return try await engine.jobs.runOnce(now: now)
    }
}
