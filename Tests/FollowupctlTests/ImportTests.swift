import ControlAPI
import Synchronization
import TestKit
import Testing
import Varlink

@Suite("Import of customers")
struct ImportTests {
    typealias Import = CustomersMethods.Import

    /// Takes every row but those that hold "bad", and stages where the mode asks for it.
    final class Importer: Sendable {
        let calls = Mutex<[Import.Parameters]>([])

        var method: [String: StubDaemon.Body] {
            let answer = StubDaemon.answer(Import.self) { [self] in reply(to: $0) }
            return [answer.0: answer.1]
        }

        private func reply(to parameters: Import.Parameters) -> Import.Reply {
            let calls = calls.withLock { calls in
                calls.append(parameters)
                return calls
            }
            let isStaged = parameters.mode != "each"
            if isStaged, parameters.last != true {
                return Import.Reply(
                    importId: 77, added: 0, updated: 0, unchanged: 0, firesNow: 0, firesLater: 0, skipped: 0,
                    refused: [])
            }
            var reply = Import.Reply(
                added: 0, updated: 0, unchanged: 0, firesNow: 1, firesLater: 2, skipped: 3, refused: [])
            for call in isStaged ? calls : [parameters] {
                for (index, row) in call.csv.split(separator: "\n").enumerated() {
                    if row.contains("bad") {
                        reply.refused.append(.init(line: call.firstLine + index, reason: "it is bad\u{1b}"))
                    } else {
                        reply.added += 1
                    }
                }
            }
            return reply
        }
    }

    /// More than three chunks of rows, a bad one on line 3.
    static let rows =
        "name,number\n" + (1...30_000).map { "\($0 == 2 ? "bad" : "good customer number"),\($0)\n" }.joined()

    @Test("rows go in chunk by chunk, refused ones are named with file and line, and are exit status 1")
    func each() async throws {
        let directory = try TemporaryDirectory()
        let file = directory.path("customers.csv")
        try directory.write(Self.rows, to: "customers.csv")
        let importer = Importer()
        try await StubDaemon.running(importer.method) { daemon in
            let result = try await daemon.run("customer", "import", file, "--backfill", "future", "--strict")
            #expect(result.exit == 1)
            #expect(result.errors == "\(file):3: it is bad\\u{1b}\n")
            #expect(result.output.hasPrefix("Added 29,999 customers, refused 1 row; follow-ups:"))
        }
        let calls = importer.calls.withLock { $0 }
        #expect(calls.count > 3)
        #expect(calls.map(\.csv).joined() == Self.rows.dropFirst("name,number\n".count))
        #expect(calls.allSatisfy { $0.header == ["name", "number"] && $0.backfill == "future" && $0.strict == true })
        #expect(calls.map(\.last) == calls.indices.map { $0 == calls.count - 1 })
        #expect(calls.allSatisfy { $0.importId == nil })
    }

    @Test("what goes in as a whole, or not at all, is staged under one id", arguments: ["--dry-run", "--atomic"])
    func staged(flag: String) async throws {
        let importer = Importer()
        try await StubDaemon.running(importer.method) { daemon in
            let result = try await daemon.run("customer", "import", "-", flag, "--json", input: Self.rows)
            #expect(result.exit == 1)
            #expect(result.errors == "standard input:3: it is bad\\u{1b}\n")
            #expect(result.lines.count == 1)
            #expect(
                result.output.contains(
                    "\"added\":29999,\"updated\":0,\"unchanged\":0,\"refused\":1,\"firesNow\":1,\"firesLater\":2,\"skipped\":3"
                ))
        }
        let calls = importer.calls.withLock { $0 }
        #expect(calls.first?.importId == nil)
        #expect(calls.dropFirst().allSatisfy { $0.importId == 77 })
        #expect(calls.filter { $0.last == true }.count == 1)
        #expect(calls.allSatisfy { $0.mode == (flag == "--atomic" ? "atomic" : "dry_run") })
    }

    @Test("a damaged file does not go in by half, where it can be read twice")
    func damagedFile() async throws {
        let directory = try TemporaryDirectory()
        let damaged = [
            (Array((Self.rows + "\"open,1\nnext,2\n").utf8), 30_002, "never closed"),
            (Array(Self.rows.utf8) + [0xFF, 0x0A], 30_002, "not UTF-8"),
            (Array((Self.rows + "\0\n").utf8), 30_002, "NUL"),
        ]
        let importer = Importer()
        try await StubDaemon.running(importer.method) { daemon in
            for (bytes, line, words) in damaged {
                let file = directory.path("damaged.csv")
                try directory.write(bytes, to: "damaged.csv")
                let result = try await daemon.run("customer", "import", file)
                #expect(result.exit == 1)
                #expect(result.output.isEmpty)
                #expect(result.errors.hasPrefix("followupctl: \(file):\(line): ") && result.errors.contains(words))
            }
        }
        #expect(importer.calls.withLock { $0 }.isEmpty)
    }

    @Test("a stream that breaks off tells what went in before")
    func damagedStream() async throws {
        let importer = Importer()
        try await StubDaemon.running(importer.method) { daemon in
            let result = try await daemon.run("customer", "import", "-", input: Self.rows + "\"open\nnext\n")
            #expect(result.exit == 1)
            #expect(
                result.errors.contains("standard input:30002: the quote that opens here is never closed, "))
            #expect(result.errors.contains(" customers from before are in."))
        }
        let added = importer.calls.withLock { $0 }.map { $0.csv.split(separator: "\n").count }.reduce(0, +)
        #expect(added > 0 && added < 30_000)
    }

    @Test(
        "a file without rows or header is told apart",
        arguments: [("", 1, "empty"), ("Quandt,1\n", 1, "has to name the columns"), ("name\n", 0, "Added 0 customers")])
    func noRows(text: String, status: Int32, words: String) async throws {
        try await StubDaemon.running(Importer().method) { daemon in
            let result = try await daemon.run("customer", "import", "-", input: text)
            #expect(result.exit == status)
            #expect((result.output + result.errors).contains(words))
        }
    }

    @Test("a file that is not there is one sentence")
    func missingFile() async throws {
        let result = try await Followupctl.run(["customer", "import", "/nonexistent.csv"])
        #expect(result.exit == 1)
        #expect(result.errors.contains("/nonexistent.csv cannot be read: No such file or directory"))
    }

    @Test("a daemon that fails in the middle ends the import with its sentence")
    func failure() async throws {
        let failure = StubDaemon.refuse(
            Import.self, .storageFull, ["message": "The disk is full; nothing was changed."])
        try await StubDaemon.running([failure.0: failure.1]) { daemon in
            let result = try await daemon.run("customer", "import", "-", input: Self.rows)
            #expect(result.exit == 1)
            #expect(result.errors == "followupctl: The disk is full; nothing was changed.\n")
        }
    }
}
