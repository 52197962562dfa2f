import ControlAPI
import Delivery
import Domain
import Engine
import Glibc
import Store
import Synchronization
import TestKit
import Varlink

/// Resident memory must stay where it is, however much is asked and however long it runs: of the real daemon over many calls, and of the engine over
/// a year of scans. Compared with what it is after a fifth of the calls, or half a year before it, when caches are full.
struct LeakBenchmark {
    let calls: Int

    private static let connections = 8
    private static let customers = 2_000
    private static let bar = Finding.Bar.ratio(1.1)

    func run(_ report: Report) async throws {
        try await manyCalls(report)
        try await year(report)
    }

    // MARK: Calls

    private func manyCalls(_ report: Report) async throws {
        let office = try await BenchmarkOffice.make(customers: Self.customers, due: 0, now: present())
        let (early, late) = try await office.withDaemon { daemon in
            try await call(daemon, times: calls / 5)
            let early = try daemon.memory()
            try await call(daemon, times: calls - calls / 5)
            return (early, try daemon.memory())
        }
        report.add(
            Finding(
                "resident memory after \(calls) calls", customers: Self.customers, .megabytes, Spread(late),
                baseline: Spread(early), bar: Self.bar))
        try office.remove()
    }

    private func call(_ daemon: DaemonFixture, times: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for connection in 0..<Self.connections {
                group.addTask { try await call(daemon, times / Self.connections, connection) }
            }
            try await group.waitForAll()
        }
    }

    /// Calls of all kinds: answered and refused, reads and writes, listings, on connections that come and go.
    private func call(_ daemon: DaemonFixture, _ times: Int, _ seed: Int) async throws {
        var random = SeededRandom(seed: UInt64(seed))
        var client = try await daemon.client()
        for number in 0..<times {
            if number % 1_000 == 999 {
                // Who goes away while he is told of events.
                let events: VarlinkReplyStream<ServiceMethods.Monitor.Reply> = try client.stream(
                    ServiceMethods.Monitor.name, VarlinkEmpty())
                for try await _ in events { break }
                await client.close()
                client = try await daemon.client()
            }
            let customer = "N\(Int.random(in: 1...Self.customers, using: &random))"
            switch number % 100 {
            case 0:
                let parameters = CustomersMethods.Update.Parameters(number: customer, fields: ["phone": "\(number)"])
                _ = try await client.call(
                    CustomersMethods.Update.name, parameters, returning: CustomersMethods.Update.Reply.self)
            case 1...5:
                let page: VarlinkReplyStream<CustomersMethods.List.Reply> = try client.stream(
                    CustomersMethods.List.name, CustomersMethods.List.Parameters(search: "name ~ \(number)", limit: 20))
                for try await _ in page {}
            case 6...20:
                let parameters = CustomersMethods.Get.Parameters(number: "unknown \(number)")
                _ = try? await client.call(CustomersMethods.Get.name, parameters, returning: JSONValue.self)
            case 21...60:
                let parameters = CustomersMethods.Get.Parameters(number: customer)
                _ = try await client.call(
                    CustomersMethods.Get.name, parameters, returning: CustomersMethods.Get.Reply.self)
            default:
                _ = try await client.call(ServiceMethods.Ping.name, VarlinkEmpty(), returning: JSONValue.self)
            }
        }
        await client.close()
    }

    // MARK: A year

    /// Takes everything and keeps nothing.
    private struct Sink: Carrier {
        let name = "sink"
        func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome { .accepted }
    }

    private func year(_ report: Report) async throws {
        let office = try await BenchmarkOffice.make(customers: 0, due: 0)
        let store = try office.open()
        let clock = ManualClock(office.now)
        var configuration = Engine.Configuration(send: .init(sender: try MailAddress("office@example.org")))
        configuration.directory = office.directory
        let engine = try Engine(
            store: store, clock: clock, carriers: [.email: Sink()], configuration: configuration,
            events: silentEvents())
        try await engine.recover()
        var early = 0.0
        for day in 0..<Self.warmUpDays + 365 {
            for hour in 0..<24 {
                clock.advance(by: 3_600_000)
                if hour == 9 { try await work(store, day: day, now: clock.now()) }
                _ = try await engine.scanner.runOnce(now: clock.now())
                _ = try await engine.sender.runOnce(now: clock.now())
                // Heartbeats, digests, backups, pruning.
                _ = try await engine.jobs.runOnce(now: clock.now())
                _ = try await store.health(now: clock.now())
            }
            if day == Self.warmUpDays { early = try own() }
        }
        report.add(
            Finding(
                "resident memory after a year", customers: (Self.warmUpDays + 365) * Self.newADay, .megabytes,
                Spread(try own()),
                baseline: Spread(early), bar: Self.bar))
        try store.close()
        try office.remove()
    }

    private static let newADay = 20
    /// Until SQLite's caches, which grow with the database, are full.
    private static let warmUpDays = 180

    /// Some customers come, some move on, and all that was promised for them a week ago has happened.
    private func work(_ store: Store, day: Int, now: Timestamp) async throws {
        for index in 0..<Self.newADay {
            let number = "\(day * Self.newADay + index)"
            _ = try await store.addCustomer(
                CustomerDraft(
                    number: number,
                    details: CustomerDetails(name: "Customer \(number)", email: "c\(number)@example.com")),
                by: .automation, now: now)
            if day > 7 {
                let older = "\((day - 7) * Self.newADay + index)"
                _ = try await store.changeStatus(
                    number: older, StatusChange(status: "P", restart: true), by: .automation, now: now)
            }
        }
    }

    private func own() throws -> Double {
        guard let memory = residentMegabytes(of: getpid()) else { throw BenchmarkError("/proc cannot be read.") }
        return memory
    }
}
