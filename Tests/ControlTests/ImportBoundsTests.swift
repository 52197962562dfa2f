import ControlAPI
import Domain
import Store
import TestKit
import Testing
import Varlink

/// followupd(8), SECURITY: no import takes more of the daemon than it may.
@Suite("Bounds of an import")
struct ImportBoundsTests {
    @Test("what is to go in whole is kept only up to a bound, and who begins again and again keeps three")
    func staged() async throws {
        let office = try await Office()
        let store = office.store
        func stage(_ text: String, into identifier: Int64?, line: Int = 2) async throws -> Int64 {
            try await store.stageImport(
                text, firstLine: line, terms: "name", into: identifier, by: "ana", now: Office.monday)
        }
        await #expect(throws: StoreError.self) {
            try await stage(String(repeating: "x", count: (1 << 20) + 1), into: nil)
        }
        let first = try await stage("1,Ada\n", into: nil)
        for line in 3..<258 { _ = try await stage("1,Ada\n", into: first, line: line) }
        await #expect(throws: StoreError.self) { try await stage("1,Ada\n", into: first, line: 258) }
        for _ in 0..<3 { _ = try await stage("2,Eve\n", into: nil) }
        let refusal = await #expect(throws: StoreError.self) { try await stage("1,Ada\n", into: first, line: 259) }
        #expect(refusal?.code == .importNotFound)
    }

    @Test("a call of more rows than its bytes let expect is refused before any goes in")
    func rowsOfACall() async throws {
        try await ControlHarness.run(office: try await Office()) { control in
            let refusal = await #expect(throws: VarlinkError.self) {
                try await control.call(
                    CustomersMethods.Import.self,
                    .init(header: ["name"], csv: String(repeating: "a\n", count: 50_001), firstLine: 2))
            }
            #expect(refusal?.name == ControlError.invalidValue.rawValue)
            #expect(refusal?.parameters["field"] == .string("csv"))
            let health = try await control.call(ServiceMethods.GetHealth.self, Nothing()).health
            #expect(health.customers == 0)
        }
    }

    @Test("more rows than one transaction takes are refused in whole", arguments: ["atomic", "dry_run"])
    func rowsAtOnce(mode: String) async throws {
        try await ControlHarness.run(office: try await Office()) { control in
            func send(rows: Int, firstLine: Int, to identifier: Int64?, isLast: Bool) async throws -> Int64? {
                try await control.call(
                    CustomersMethods.Import.self,
                    .init(
                        header: ["name"], csv: String(repeating: "a\n", count: rows), firstLine: firstLine, mode: mode,
                        importId: identifier, last: isLast)
                ).importId
            }
            let identifier = try await send(rows: 50_000, firstLine: 2, to: nil, isLast: false)
            let refusal = await #expect(throws: VarlinkError.self) {
                try await send(rows: 1, firstLine: 50_002, to: identifier, isLast: true)
            }
            #expect(refusal?.name == ControlError.invalidValue.rawValue, "\(String(describing: refusal))")
            #expect(refusal?.parameters["field"] == .string("csv"))
            #expect("\(String(describing: refusal))".contains("50000 rows"))
            let health = try await control.call(ServiceMethods.GetHealth.self, Nothing()).health
            #expect(health.customers == 0)
        }
    }

    @Test("a part that comes twice is refused, and the first one counts")
    func sameLine() async throws {
        let office = try await Office()
        let first = try await office.store.stageImport(
            "1,Ada\n", firstLine: 2, terms: "name", into: nil, by: "ana", now: Office.monday)
        let refusal = await #expect(throws: StoreError.self) {
            try await office.store.stageImport(
                "2,Eve\n", firstLine: 2, terms: "name", into: first, by: "ana", now: Office.monday)
        }
        #expect(
            refusal?.message.contains("another part of the import begins") == true, "\(String(describing: refusal))")
        #expect(try await office.store.claimStagedImport(first, by: "ana") == 1)
        #expect(try await office.store.stagedPart(of: first, after: 0).text == "1,Ada\n")
    }
}
