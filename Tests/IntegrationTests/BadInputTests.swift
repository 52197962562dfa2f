import ControlAPI
import TestKit
import Testing
import Varlink

/// Malformed and hostile input over the real socket: a typed error or a closed connection, never a crash.
@Suite("Bad input")
struct BadInputTests {
    /// Applies the preset of the demo and its office, and adds one customer, 1001, whom nothing may touch.
    private func withOffice(_ body: (DaemonFixture) async throws -> Void) async throws {
        try await DaemonFixture.withRunning { daemon in
            try await daemon.apply(try readFile(PackageFiles.path("Deploy/presets/staffing.yaml")))
            try await daemon.apply(try readFile(PackageFiles.path("Deploy/demo-data/office.yaml")))
            for user in ["ana", "ben", "carla"] {
                try await daemon.call(
                    AccessMethods.AddUser.self, .init(code: user, name: user, email: "\(user)@example.com"))
            }
            try await daemon.call(CustomersMethods.Add.self, .init(number: "1001", name: "Untouched"))
            let before = try await daemon.call(CustomersMethods.Get.self, .init(number: "1001")).customer
            try await body(daemon)
            try await daemon.ping()
            #expect(try await daemon.call(CustomersMethods.Get.self, .init(number: "1001")).customer == before)
            #expect(try await daemon.rows("PRAGMA integrity_check") == ["ok"])
        }
    }

    private func customers(_ daemon: DaemonFixture) async throws -> Int {
        try await daemon.call(CustomersMethods.Count.self, .init()).statuses.reduce(0) { $0 + $1.customers }
    }

    @Test("A customer with anything wrong in it is refused by a typed error and not added")
    func customerFields() async throws {
        try await withOffice { daemon in
            typealias Add = CustomersMethods.Add
            let refused: [(Add.Parameters, ControlError, String)] = [
                (.init(name: "A", status: "Z"), .statusNotFound, "Z"),
                (.init(name: "A", branch: "atlantis"), .branchNotFound, "atlantis"),
                (.init(name: "A", owner: "gustav"), .userNotFound, "gustav"),
                (.init(name: "A", parent: "8888"), .customerNotFound, "8888"),
                (.init(name: "A", dueOn: "2026-02-30"), .invalidValue, "dueOn"),
                (.init(name: "A", dueOn: "30.11.2026"), .invalidValue, "dueOn"),
                (.init(name: "A", backfill: "some"), .invalidValue, "backfill"),
                (.init(name: "A", enteredAt: .max), .invalidValue, "enteredAt"),
                (.init(name: ""), .changeRejected, "name"),
                (.init(name: "A\u{7}B"), .changeRejected, "control character"),
                (.init(name: " \t"), .changeRejected, "name"),
                (.init(name: String(repeating: "N", count: 100_000)), .changeRejected, "200 characters"),
                (.init(number: "10 01", name: "A"), .changeRejected, "white space"),
                (.init(number: "1001", name: "A"), .numberUnavailable, "1001"),
                (.init(name: "A", email: "a\r\nBcc: b@example.com"), .changeRejected, "email"),
                (.init(name: "A", customFields: ["": "x"]), .changeRejected, "custom field"),
            ]
            for (parameters, error, words) in refused {
                let refusal = try await daemon.refusal(of: Add.self, parameters)
                #expect(refusal?.name == error.rawValue, "\(words): \(String(describing: refusal))")
                #expect(refusal?.message.contains(words) == true, "\(words): \(String(describing: refusal))")
            }
            #expect(try await customers(daemon) == 1)
        }
    }

    @Test("A NUL is refused wherever it stands, and a number with a NUL behind it is nobody's number")
    func nul() async throws {
        try await withOffice { daemon in
            typealias Add = CustomersMethods.Add
            let added: [Add.Parameters] = [
                .init(name: "A\u{0}B"), .init(number: "2\u{0}", name: "A"), .init(number: "1001\u{0}", name: "A"),
                .init(name: "A", email: "a@b\u{0}.example"), .init(name: "A", note: "a\u{0}b"),
                .init(name: "A", status: "P\u{0}x"), .init(name: "A", owner: "ana\u{0}x"),
                .init(name: "A", branch: "berlin\u{0}x"), .init(name: "A", parent: "1001\u{0}x"),
            ]
            for parameters in added {
                let refusal = try await daemon.refusal(of: Add.self, parameters)
                #expect(refusal != nil, "\(parameters)")
            }
            let number = "1001\u{0}x"
            #expect(try await daemon.refusal(of: CustomersMethods.Get.self, .init(number: number)) != nil)
            #expect(try await daemon.refusal(of: CustomersMethods.History.self, .init(number: number)) != nil)
            let change = CustomersMethods.SetStatus.Parameters(number: number, status: "A")
            #expect(try await daemon.refusal(of: CustomersMethods.SetStatus.self, change) != nil)
            let task = TasksMethods.Add.Parameters(number: number, subject: "S")
            #expect(try await daemon.refusal(of: TasksMethods.Add.self, task) != nil)
            #expect(try await customers(daemon) == 1)
        }
    }

    @Test("Calls that the interface does not know are answered with Varlink's own errors")
    func calls() async throws {
        try await withOffice { daemon in
            let client = try await daemon.client()
            let refused: [(String, JSONValue, VarlinkError)] = [
                ("io.followupd.Customers.Explode", [:], .methodNotFound("Explode")),
                ("io.followupd.Nothing.Ping", [:], .interfaceNotFound("io.followupd.Nothing")),
                ("io.followupd.Customers.Get", [:], .invalidParameter("number")),
                ("io.followupd.Customers.Get", ["number": 1001], .invalidParameter("number")),
                ("io.followupd.Customers.Get", ["number": "1001", "colour": "red"], .invalidParameter("colour")),
                ("io.followupd.Customers.List", [:], .expectedMore),
            ]
            for (method, parameters, error) in refused {
                let answer = await #expect(throws: VarlinkError.self, "\(method)") {
                    _ = try await client.call(method, parameters, returning: JSONValue.self)
                }
                #expect(answer?.name == error.name)
                if error != .methodNotFound("Explode") { #expect(answer == error) }
            }
        }
    }

    @Test(
        "A malformed frame closes its own connection and no other",
        arguments: [
            "\u{0}", "hello\u{0}", "[]\u{0}", "{}\u{0}", "{\"method\":7}\u{0}",
            "{\"method\":\"io.followupd.Service.Ping\",\"x\":1}\u{0}",
            "{\"method\":\"io.followupd.Service.Ping\",\"more\":true,\"oneway\":true}\u{0}",
            "{\"method\":\"io.followupd.Service.Ping\",\"parameters\":" + String(repeating: "[", count: 100_000)
                + "\u{0}",
            String(repeating: "x", count: 5 << 20),
        ])
    func frames(_ text: String) async throws {
        try await DaemonFixture.withRunning { daemon in
            let bystander = try await daemon.client()
            let connection = try RawConnection(path: daemon.socketPath)
            // It may hang up before it has all of it.
            try? await connection.send(Array(text.utf8))
            #expect(try await connection.receive() == nil)
            _ = try await bystander.call(ServiceMethods.Ping.self, Nothing())
        }
    }

    @Test("Broken UTF-8 and truncated frames close the connection")
    func bytes() async throws {
        try await withOffice { daemon in
            let head = Array("{\"method\":\"io.followupd.Customers.Add\",\"parameters\":{\"name\":\"".utf8)
            let tail = Array("\"}}".utf8) + [0]
            for name: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82]] {
                let connection = try RawConnection(path: daemon.socketPath)
                try await connection.send(head + name + tail)
                #expect(try await connection.receive() == nil, "\(name)")
            }
            let truncated = try RawConnection(path: daemon.socketPath)
            try await truncated.send(head + tail.dropLast())
            truncated.endInput()
            #expect(try await truncated.receive() == nil)
            // Whole again, it is a name like any other: what was refused was the bytes.
            let whole = try RawConnection(path: daemon.socketPath)
            for byte in head + Array("É".utf8) + tail { try await whole.send([byte]) }
            #expect(try await whole.receive()?.contains("\"number\"") == true)
            #expect(try await customers(daemon) == 2)
        }
    }

    @Test("Every bad row of a file is reported with its line, and the good ones go in")
    func importRows() async throws {
        try await withOffice { daemon in
            let text = try readFile(PackageFiles.path("Deploy/demo-data/bad-customers.csv")).replacing(
                "\r\n", with: "\n")
            let headerEnd = text.utf8.firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex
            let header = text[..<headerEnd].split(separator: ",").map(String.init)
            let parameters = CustomersMethods.Import.Parameters(
                header: header, csv: String(text[text.utf8.index(after: headerEnd)...]), firstLine: 2)
            for mode in ["dry_run", "each"] {
                var parameters = parameters
                parameters.mode = mode
                parameters.last = true
                let reply = try await daemon.call(CustomersMethods.Import.self, parameters)
                // Lines 2 and 16 are as they should be.
                #expect(reply.refused.map(\.line) == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17], "\(mode)")
                #expect(reply.added == 2, "\(mode)")
                let words = [
                    3: "Z", 4: "2026-02-30", 5: "16.11.2026", 6: "2026-11-16T09:30:00", 7: "9001", 8: "8888", 9: "9008",
                    10: "gustav", 11: "atlantis", 12: "fields", 13: "name is empty", 14: "name", 15: "email",
                    17: "quote",
                ]
                for row in reply.refused {
                    #expect(row.reason.contains(words[row.line] ?? "?"), "\(mode), line \(row.line): \(row.reason)")
                }
                #expect(try await customers(daemon) == (mode == "dry_run" ? 1 : 3))
            }
            var atomic = parameters
            atomic.mode = "atomic"
            atomic.last = true
            #expect(try await daemon.call(CustomersMethods.Import.self, atomic).added == 0)
            #expect(try await customers(daemon) == 3)
        }
    }

    @Test(
        "Headers that cannot be understood are refused before any row is read",
        arguments: [
            (["number"], "name"), (["name", "NAME"], "twice"), (["name", ""], "column without a name"),
            (["name", "a\u{0}b"], "control character"),
        ])
    func headers(_ header: [String], _ words: String) async throws {
        try await withOffice { daemon in
            let refusal = try await daemon.refusal(
                of: CustomersMethods.Import.self, .init(header: header, csv: "A,B\n", firstLine: 2))
            #expect(refusal?.name == ControlError.invalidValue.rawValue)
            #expect(refusal?.message.contains(words) == true, "\(String(describing: refusal))")
            #expect(try await customers(daemon) == 1)
        }
    }
}
