import ControlAPI
import Domain
import FoundationEssentials
import TestKit
import Testing
import Varlink

@Suite("Jobs and opt-outs over the socket")
struct JobsCallsTests {
    @Test("a service takes a schedule, shows it with its next turn, and loses it again; it takes nothing else")
    func service() async throws {
        let office = try await Office()
        try await ControlHarness.run(office: office) { harness in
            func send() async throws -> JobsMethods.Job? {
                try await harness.list(JobsMethods.List.self, Nothing()).compactMap(\.job).first { $0.code == "send" }
            }
            _ = try await harness.call(
                JobsMethods.Update.self, .init(code: "send", schedule: "*-*-* 12:00 UTC"))
            let noon: Timestamp = "2026-03-02T12:00:00Z"
            #expect(try await send()?.schedule == "*-*-* 12:00:00 UTC")
            #expect(try await send()?.nextAt == noon.milliseconds)
            let health = try await harness.call(ServiceMethods.GetHealth.self, Nothing()).health
            #expect(health.nextSendAt == noon.milliseconds && health.nextScanAt == nil)
            for update in [
                JobsMethods.Update.Parameters(code: "send", retries: 3), .init(code: "send", schedule: "2026-12-01"),
                .init(code: "due-scan", schedule: "sometimes"), .init(code: "due-scan", options: ["keep": "3"]),
            ] {
                let error = try await harness.refusal(JobsMethods.Update.self, update)
                #expect(error.name == ControlError.invalidValue.rawValue, "\(update)")
            }
            _ = try await harness.call(JobsMethods.Update.self, .init(code: "send", schedule: ""))
            #expect(try await send()?.schedule == "")
        }
    }

    @Test("a report job takes its page with it when it is moved or removed")
    func page() async throws {
        let office = try await Office()
        try await ControlHarness.run(office: office) { harness in
            let folders = ["a", "b"].map { "\(office.directory)/\($0)" }
            _ = try await harness.call(
                JobsMethods.Add.self,
                .init(code: "page", kind: "report", schedule: "daily", options: ["directory": folders[0]]))
            func pages() -> [Bool] { folders.map { FileManager.default.fileExists(atPath: "\($0)/page.html") } }
            #expect(folders.allSatisfy { !FileManager.default.fileExists(atPath: $0) }, "looking makes nothing")
            _ = try await harness.call(JobsMethods.Run.self, .init(code: "page"))
            #expect(pages() == [true, false])
            _ = try await harness.call(JobsMethods.Update.self, .init(code: "page", options: ["directory": folders[1]]))
            #expect(pages() == [false, false])
            _ = try await harness.call(JobsMethods.Run.self, .init(code: "page"))
            #expect(pages() == [false, true])
            _ = try await harness.call(JobsMethods.Remove.self, .init(code: "page"))
            #expect(pages() == [false, false])
        }
    }

    @Test("an opt-out is taken in and taken back")
    func optOut() async throws {
        let office = try await Office()
        try await office.addCustomer("1", email: "bert@example.org")
        try await ControlHarness.run(office: office) { harness in
            #expect(
                try await harness.call(MessagesMethods.OptOut.self, .init(address: "BERT@example.org")).numbers == ["1"]
            )
            _ = try await harness.call(MessagesMethods.ForgetOptOut.self, .init(address: "bert@example.org"))
            let error = try await harness.refusal(
                MessagesMethods.ForgetOptOut.self, .init(address: "bert@example.org"))
            #expect(error.name == ControlError.invalidValue.rawValue)
        }
    }
}
