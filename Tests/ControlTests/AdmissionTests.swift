import ControlAPI
import Domain
import Engine
import Store
import TestKit
import Testing
import Varlink

@testable import Control

/// followupd(8), SECURITY: who is let in, and what those who are can do to the daemon.
@Suite("Admission")
struct AdmissionTests {
    /// Calls every method there is that has such members, with as little else as it takes.
    private static func callAll(
        _ control: ControlHarness, adding members: [String: JSONValue] = [:],
        _ onAnswer: (_ method: String, _ refusal: VarlinkError?) -> Void
    ) async throws {
        for interface in try InterfaceAgreementTests.interfaces() {
            for method in interface.methods where Set(method.input.map(\.name)).isSuperset(of: members.keys) {
                let parameters = interface.smallestParameters(of: method).merging(members) { $1 }
                do {
                    let replies: VarlinkReplyStream<JSONValue> = try control.client.stream(
                        "\(interface.name).\(method.name)", parameters)
                    for try await _ in replies {}
                    onAnswer("\(interface.name).\(method.name)", nil)
                } catch let error as VarlinkError {
                    onAnswer("\(interface.name).\(method.name)", error)
                }
            }
        }
    }

    @Test("an account that is no user may ask whether the daemon lives and who he is, and nothing else")
    func unknownAccount() async throws {
        try await ControlHarness.run(office: try await Office(), account: "somebody") { control in
            var admitted: [String] = []
            try await Self.callAll(control) { method, refusal in
                guard let refusal else { return admitted.append(method) }
                #expect(refusal.name == ControlError.permissionDenied.rawValue, "\(method): \(refusal)")
            }
            #expect(admitted.sorted() == ["io.followupd.Access.WhoAmI", "io.followupd.Service.Ping"])
        }
    }

    @Test(
        "a cursor that was made up is refused or taken for a place, and ends nothing",
        arguments: [Int64.min, -1, 0, 1, 7, 1_000_001, Int64.max - 1, Int64.max])
    func madeUpCursor(number: Int64) async throws {
        let office = try await Office()
        for number in 1...3 { try await office.addCustomer("\(number)") }
        try await ControlHarness.run(office: office) { control in
            let genuine = try #require(
                try await control.list(CustomersMethods.Export.self, .init()).compactMap(\.cursor).first)
            let mark = try #require(genuine.lastIndex(of: "i"))
            let forged = genuine[...mark] + String(number)
            for cursor in [String(forged), genuine + "9", genuine.replacing("i", with: "t"), "i\(number)", ""] {
                try await Self.callAll(control, adding: ["cursor": .string(cursor)]) { _, _ in }
            }
            _ = try await control.call(ServiceMethods.Ping.self, Nothing())
        }
    }

    @Test("who takes data out is in the audit, with what he searched for")
    func taking() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        try await ControlHarness.run(office: office) { control in
            _ = try await control.list(CustomersMethods.Export.self, .init(search: "number = 1"))
            // There is no place for a copy here; who asked for one is known all the same.
            let copy: VarlinkReplyStream<ServiceMethods.Backup.Reply> = try control.client.stream(
                ServiceMethods.Backup.name, Nothing())
            await #expect(throws: VarlinkError.self) { for try await _ in copy {} }
            let entries = try await control.list(AuditMethods.List.self, .init()).compactMap(\.entry)
            try #require(entries.prefix(2).map(\.action) == ["backup", "export"])
            // By a cursor that was made up, too.
            let cursor = try #require(
                try await control.list(CustomersMethods.Export.self, .init()).compactMap(\.cursor).first)
            _ = try await control.list(CustomersMethods.Export.self, .init(cursor: cursor))
            let again = try await control.list(AuditMethods.List.self, .init()).compactMap(\.entry)
            #expect(again.prefix(2).map(\.action) == ["export", "export"] && again[0].after["cursor"] == cursor)
            #expect(entries[1].after["search"]?.contains("number") == true, "\(entries[1])")
        }
    }
}
