import Domain
import GRDB
import Testing

@testable import Store

@Suite("Rows inserted together")
struct RowsToInsertTests {
    /// With a full-text index kept by a trigger, as customers have one.
    private static func table() throws -> DatabaseQueue {
        let queue = try DatabaseQueue()
        try queue.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE probe (id INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER UNIQUE, text TEXT, uuid BLOB) STRICT;
                    CREATE VIRTUAL TABLE probeText USING fts5 (text, content = 'probe', content_rowid = 'id');
                    CREATE TRIGGER probeAdded AFTER INSERT ON probe BEGIN
                        INSERT INTO probeText (rowid, text) VALUES (NEW.id, NEW.text);
                    END;
                    """)
        }
        return queue
    }

    private static func rows() -> RowsToInsert { RowsToInsert(into: "probe", columns: ["number", "text", "uuid"]) }

    private static func add(_ number: Int, to rows: inout RowsToInsert) {
        rows.append(RowsToInsert.values(number, nil as String?, nil as PeriodUUID?))
    }

    @Test("whatever their number, rows come in as they are, in their order, and their ids are told")
    func all() throws {
        try Self.table().write { db in
            var before = 0
            for count in 0...150 {
                var rows = Self.rows()
                let numbers = Array(before..<before + count)
                let texts = numbers.map { $0.isMultiple(of: 3) ? nil : "é\($0)" }
                let uuids = numbers.map { _ in PeriodUUID.make(at: Timestamp(milliseconds: 1)) }
                for (index, number) in numbers.enumerated() {
                    rows.append(RowsToInsert.values(number, texts[index], uuids[index]))
                }
                let ids = try rows.write(db)
                let read = try Row.fetchAll(
                    db, sql: "SELECT * FROM probe WHERE number >= ? ORDER BY number", arguments: [before])
                #expect(read.map { $0["id"] as Int64 } == ids)
                #expect(read.map { $0["number"] as Int } == numbers)
                #expect(read.map { $0["text"] as String? } == texts)
                #expect(read.map { $0["uuid"] as PeriodUUID } == uuids)
                // It can be filled anew.
                #expect(try rows.write(db).isEmpty)
                before += count
            }
        }
    }

    @Test("a row that the table refuses fails the write, and later ones go on", arguments: [1, 3, 4, 5, 20, 70])
    func refused(count: Int) throws {
        try Self.table().write { db in
            var rows = Self.rows()
            for number in 0..<count { Self.add(number, to: &rows) }
            Self.add(count - 1, to: &rows)
            try db.inSavepoint {
                #expect(throws: DatabaseError.self) { try rows.write(db) }
                return .rollback
            }
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM probe") == 0)
            #expect(try rows.write(db).isEmpty)
            for number in 0...count { Self.add(number, to: &rows) }
            #expect(try rows.write(db).count == count + 1)
        }
    }
}
