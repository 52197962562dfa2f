import Domain
import GRDB
import Testing

@testable import Store

@Suite("Rows inserted together")
struct RowsToInsertTests {
    @Test("whatever their number, rows come in as they are, in their order, and their ids are told")
    func all() throws {
        let queue = try DatabaseQueue()
        try queue.write { db in
            try db.execute(
                sql:
                    "CREATE TABLE probe (id INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER, text TEXT, uuid BLOB) STRICT"
            )
            var before = 0
            for count in 0...150 {
                var rows = RowsToInsert(into: "probe", columns: ["number", "text", "uuid"])
                let uuids = (0..<count).map { _ in PeriodUUID.make(at: Timestamp(milliseconds: 1)) }
                for (index, uuid) in uuids.enumerated() {
                    rows.append(RowsToInsert.values(index, index.isMultiple(of: 3) ? nil : "é\(index)", uuid))
                }
                let ids = try rows.write(db)
                #expect(ids == (0..<count).map { Int64(before + $0 + 1) })
                let read = try Row.fetchAll(
                    db, sql: "SELECT * FROM probe WHERE id > ? ORDER BY id", arguments: [before])
                #expect(read.map { $0["number"] as Int } == Array(0..<count))
                #expect(read.map { $0["text"] as String? } == (0..<count).map { $0.isMultiple(of: 3) ? nil : "é\($0)" })
                #expect(read.map { $0["uuid"] as PeriodUUID } == uuids)
                // It can be filled anew.
                #expect(try rows.write(db).isEmpty)
                before += count
            }
        }
    }

    @Test("rows that the table refuses leave nothing behind, and the statement serves the next ones")
    func refused() throws {
        let queue = try DatabaseQueue()
        try queue.write { db in
            try db.execute(
                sql: "CREATE TABLE probe (id INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER UNIQUE) STRICT")
            var rows = RowsToInsert(into: "probe", columns: ["number"])
            for number in [1, 2, 3, 3] { rows.append(RowsToInsert.values(number)) }
            #expect(throws: DatabaseError.self) { try rows.write(db) }
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM probe") == 0)
            var others = RowsToInsert(into: "probe", columns: ["number"])
            for number in [4, 5, 6, 7] { others.append(RowsToInsert.values(number)) }
            #expect(try others.write(db).count == 4)
        }
    }
}
