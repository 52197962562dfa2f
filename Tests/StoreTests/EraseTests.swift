import Domain
import FoundationEssentials
import GRDB
import Glibc
import TestKit
import Testing

@testable import Store

@Suite("Erasing a customer")
struct EraseTests {
    static let secrets = [
        "Zacharias Quietschfidel", "zq-secret@example.org", "0170-55443322", "Geheimweg 17", "Verschwiegen",
        "quietschfidel", "zacharias",
        "KD-77889900", "Lieblingsfarbe",
    ]

    private static func bytes(in directory: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: directory) where name.contains("sqlite") {
            files[name] = try Data(contentsOf: URL(filePath: "\(directory)/\(name)"))
        }
        return files
    }

    @Test(
        "leaves nothing of it in any byte of the files, and the ledger whole under an anonymous number",
        arguments: [20, 400])
    func bytes(others: Int) async throws {
        let office = try await Office()
        let store = office.store
        // Rows before and behind, so that pages are split and merged around it.
        for number in 1...others { try await office.addCustomer("\(number)") }
        try await store.addCustomer(
            CustomerDraft(
                number: "KD-77889900",
                details: CustomerDetails(
                    name: "Zacharias Quietschfidel", email: "zq-secret@example.org", phone: "0170-55443322",
                    street: "Geheimweg 17",
                    birthday: "1961-08-13", tags: ["Verschwiegen"], customFields: ["hint": "Lieblingsfarbe"]),
                note: "Verschwiegen"),
            by: "ana", now: Office.monday)
        for number in (others + 1)...(2 * others) { try await office.addCustomer("\(number)") }
        _ = try await store.fireDue(now: Office.monday, limit: 5_000) { followUp in
            .message(
                MessageDraft(
                    channel: .email, recipient: .customer,
                    subject: "Dear \(followUp.fields[.customerName] ?? "")", text: "T",
                    keepWhenLeft: false))
        }
        _ = try await store.updateCustomer(
            number: "KD-77889900", CustomerEdit(fields: [.city: "Verschwiegen"]), expectedVersion: nil, by: "ana",
            now: Office.monday)
        try await store.addNote(number: "KD-77889900", text: "Verschwiegen", by: "ana", now: Office.monday)
        _ = try await store.addTask(
            TaskDraft(subject: "Call Zacharias Quietschfidel"), customerNumber: "KD-77889900", by: "ana",
            now: Office.monday)
        try await store.saveSearch(
            SavedSearch(
                code: "s", name: "S", owner: "ana", isShared: true,
                expression: try SearchExpression(parsing: "email = \"zq-secret@example.org\"")),
            by: "ana", now: Office.monday)
        let before = try Self.bytes(in: office.directory).values
        for secret in Self.secrets where secret.first?.isUppercase == true {
            #expect(before.contains { $0.range(of: Data(secret.utf8)) != nil }, "\(secret) was never there")
        }

        let erasure = try await store.eraseCustomer(
            number: "KD-77889900", expectedVersion: nil, by: "ana", now: Office.monday)
        try await store.removeTraces(of: erasure)
        for (name, data) in try Self.bytes(in: office.directory) {
            for secret in Self.secrets {
                #expect(data.range(of: Data(secret.utf8)) == nil, "\(secret) is still in \(name)")
            }
        }
        await #expect(throws: StoreError.self) { try await store.customer(number: "KD-77889900") }
        await #expect(throws: StoreError.self) { try await store.customer(number: erasure.anonymousNumber) }
        #expect(try await store.customers(now: Office.monday).count == min(2 * others, 500))
        #expect(try await store.customers("name ~ zacharias", now: Office.monday).isEmpty)
        #expect(
            try await store.value(
                "SELECT count(*) FROM followUp f JOIN customer c ON c.id = f.customerId WHERE c.erasedAt IS NOT NULL")
                == 3)
        #expect(try await store.value("PRAGMA integrity_check") == "ok")
        #expect(try await store.value("SELECT count(*) FROM pendingErasure") == 0)
    }

    @Test("that a crash has interrupted is known at the next start")
    func interrupted() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        let erasure = try await office.store.eraseCustomer(
            number: "1", expectedVersion: nil, by: "ana", now: Office.monday)
        #expect(try await office.store.interruptedErasures()?.messageIDs == erasure.messageIDs)
        try await office.store.removeTraces(of: try #require(try await office.store.interruptedErasures()))
        #expect(try await office.store.interruptedErasures() == nil)
    }

    @Test("waits while a message to it is in a carrier's hands")
    func sending() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        _ = try await office.store.fireDue(now: Office.monday, limit: 9) { _ in
            .message(MessageDraft(channel: .email, recipient: .customer, subject: "S", text: "T", keepWhenLeft: false))
        }
        let claimed = try await office.store.claimMessages(now: Office.monday, limit: 9)
        #expect(claimed.count == 1)
        await #expect(throws: StoreError.self) {
            try await office.store.eraseCustomer(number: "1", expectedVersion: nil, by: "ana", now: Office.monday)
        }
        try await office.store.settleMessage(
            id: claimed[0].id, .sent(address: "customer@example.org"), now: Office.monday)
        let erasure = try await office.store.eraseCustomer(
            number: "1", expectedVersion: nil, by: "ana", now: Office.monday)
        #expect(erasure.messageIDs == [claimed[0].messageID])
        #expect(try await office.store.value("SELECT address FROM message") == "")
    }

    @Test("what an export was searched by goes with whom it tells of; other searches stay in the audit")
    func exports() async throws {
        let office = try await Office()
        for number in ["1", "2"] { try await office.addCustomer(number, email: "mail\(number)@example.org") }
        for search in ["email = mail1@example.org", "email = mail2@example.org", "overdue"] {
            try await office.store.noteTaking("export", .customer, ["search": search], by: "ana", now: Office.monday)
        }
        _ = try await office.store.eraseCustomer(number: "1", expectedVersion: nil, by: "ana", now: Office.monday)
        let kept = try await office.store.audit(AuditFilter(action: "export"), after: nil, limit: 9)
        #expect(kept.map(\.after) == [["search": "overdue"], ["search": "email = mail2@example.org"], [:]])
    }

    @Test("with the last customer who has an address, or had it, goes what was known of it: opt-outs and bounces alike")
    func addressesOfTheErased() async throws {
        let office = try await Office()
        let store = office.store
        func listed(_ address: String) async throws -> Bool {
            try await store.read { db in
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM optedOutAddress WHERE address = ?", arguments: [address])
                    == 1
                    && Int.fetchOne(
                        db, sql: "SELECT count(*) FROM bouncedAddress WHERE address = ?", arguments: [address]) == 1
            }
        }
        func mark(_ address: String) async throws {
            _ = try await store.optOut(.email, address: address, by: "root", now: Office.monday)
            _ = try await store.bounceMessage(
                messageID: nil, address: address, channel: .email, isPermanent: true, reason: "550", by: "root",
                now: Office.monday)
        }
        func erase(_ number: String) async throws {
            _ = try await store.eraseCustomer(number: number, expectedVersion: nil, by: "root", now: Office.monday)
        }
        for number in ["1", "2"] { try await office.addCustomer(number, email: "shared@example.org") }
        try await mark("shared@example.org")
        try await erase("1")
        #expect(try await listed("shared@example.org"))
        try await erase("2")
        #expect(try await !listed("shared@example.org"))
        // It has another by now; one came with a customer that was merged into it.
        for (number, address) in [("3", "old@example.org"), ("4", "merged@example.org")] {
            try await office.addCustomer(number, email: address)
            try await mark(address)
        }
        _ = try await store.updateCustomer(
            number: "3", CustomerEdit(fields: [.email: "new@example.org"]), expectedVersion: nil, by: "root",
            now: Office.monday)
        _ = try await store.mergeCustomer(
            number: "4", into: "3", expectedVersion: nil, by: "root", now: Office.monday)
        try await erase("3")
        for address in ["old@example.org", "merged@example.org"] {
            #expect(
                try await store.read {
                    try Int.fetchOne(
                        $0,
                        sql: """
                            SELECT (SELECT count(*) FROM optedOutAddress WHERE address = ?1)
                                + (SELECT count(*) FROM bouncedAddress WHERE address = ?1)
                            """, arguments: [address])
                } == 0)
        }
    }

    @Test("SQLite keeps its locks: a program that looks into the database afterwards leaves the log alone")
    func locks() async throws {
        let office = try await Office()
        let store = office.store
        let path = "\(office.directory)/followupd.sqlite"
        for (number, hasNotes) in [("1", false), ("2", true)] {
            try await office.addCustomer(number)
            // What is looked for byte by byte, and what is rewritten without looking.
            if hasNotes {
                try await store.addNote(
                    number: number, text: String(repeating: "x", count: 90_000), by: "ana", now: Office.monday)
            }
            let erasure = try await store.eraseCustomer(
                number: number, expectedVersion: nil, by: "ana", now: Office.monday)
            try await store.removeTraces(of: erasure)
            let log = try Self.inode(path + "-wal")
            let look =
                "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute('SELECT * FROM customer').fetchall(); d.close()"
            try await runSuccessfully(["python3", "-c", look, path])
            #expect(try Self.inode(path + "-wal") == log)
            try await office.addCustomer("after-\(number)")
            let seen = try await run([
                "sqlite3", path, "SELECT count(*) FROM customer WHERE number = 'after-\(number)'",
            ])
            #expect(seen.output == "1\n", "\(seen.errors)")
        }
    }

    private static func inode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int)
    }

    @Test(
        "the search finds a text wherever it lies in a file, and none that is not there",
        arguments: [0, 1, 60, 1_000_000])
    func search(shift: Int) async throws {
        let directory = try TemporaryDirectory()
        let text = (0..<40).map { "word\($0) " }.joined()
        let search = try #require(TraceSearch(["Zacharias Quietschfidel", text, "abc"]))
        let filling = [UInt8](repeating: UInt8(ascii: "x"), count: (1 << 20) - 20 + shift)
        func isFound(_ bytes: [UInt8]) async throws -> Bool {
            try directory.write(bytes, to: "file")
            let file = open(directory.path("file"), O_RDONLY)
            defer { close(file) }
            return try await search.isFound { pread(file, $0.baseAddress, $0.count, off_t($1)) }
        }
        #expect(try await !isFound(filling + Array("abc Zacharias Quietschfide".utf8)))
        #expect(try await isFound(filling + Array("Zacharias Quietschfidel".utf8)))
        #expect(try await isFound(filling + Array("Zacharias Quietschfidel".utf8) + filling))
        // A part of a long one, as a page holds it.
        #expect(try await isFound(filling + Array(text.utf8.dropFirst(30).prefix(130)) + filling))
        #expect(TraceSearch([String(repeating: "x", count: 70_000)]) == nil)
    }

    @Test("whoever reads while the file is rewritten keeps nobody from writing, neither then nor when he is done")
    func readerOfTheOld() async throws {
        let office = try await Office()
        let store = office.store
        try await office.addCustomer("1")
        for _ in 0..<40 {
            try await store.addNote(
                number: "1", text: String(repeating: "x", count: 90_000), by: "ana", now: Office.monday)
        }
        try await store.write { try $0.execute(sql: "DELETE FROM note; DELETE FROM audit") }
        try await store.emptyLog()
        let before = try Self.size(office)
        // The log has new pages, which do not come into the file before it is rewritten.
        for number in 10..<40 { try await office.addCustomer("\(number)") }
        let pool = try #require(store.pool as? DatabasePool)
        var reader: DatabaseSnapshot? = try pool.makeSnapshot()
        #expect(try await reader?.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM customer") } == 31)
        try await store.rewrite()
        let error = await #expect(throws: StoreError.self) { try await store.emptyLog() }
        #expect(error?.code == .databaseRead)
        try await office.addCustomer("2")
        #expect(try Self.size(office) == before)
        try reader?.close()
        reader = nil
        try await store.emptyLog()
        #expect(try Self.size(office) < before / 2)
        for number in 3...5 { try await office.addCustomer("\(number)") }
        // It is still noticed when somebody else makes it shorter.
        try await store.emptyLog()
        #expect(truncate("\(office.directory)/followupd.sqlite", 8_192) == 0)
        let cut = await #expect(throws: StoreError.self) { try await office.addCustomer("6") }
        #expect(cut?.code == .databaseMissing)
    }

    private static func size(_ office: Office) throws -> Int {
        try #require(
            FileManager.default.attributesOfItem(atPath: "\(office.directory)/followupd.sqlite")[.size] as? Int)
    }
}
