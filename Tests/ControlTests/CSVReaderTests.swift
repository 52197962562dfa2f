import TestKit
import Testing

@testable import Control

@Suite("The CSV reader")
struct CSVReaderTests {
    private func records(_ text: String, firstLine: Int = 1) throws -> [CSVReader.Record] {
        var reader = CSVReader(text, firstLine: firstLine)
        var records: [CSVReader.Record] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }

    @Test("reads plain and quoted fields, doubled quotes, and line ends in quotes")
    func quoting() throws {
        let read = try records("a,\"b,\"\"c\"\"\",\"d\r\ne\"\r\n\"\",,\n", firstLine: 7)
        #expect(read.map(\.fields) == [["a", "b,\"c\"", "d\r\ne"], ["", "", ""]])
        #expect(read.map(\.line) == [7, 9])
    }

    @Test("gives back what any table was written as, with the line each record begins on")
    func roundTrip() throws {
        var random = SeededRandom(seed: 4180)
        let pieces = ["a", "é", "\"", ",", "\n", "\r\n", "漢", " ", "x\ty", "", "🙂"]
        for _ in 0..<300 {
            let width = Int.random(in: 1...4, using: &random)
            let table = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                ["k"]
                    + (0..<width).map { _ in
                        (0..<Int.random(in: 0...4, using: &random)).map { _ in
                            pieces.randomElement(using: &random) ?? ""
                        }.joined()
                    }
            }
            let end = Bool.random(using: &random) ? "\n" : "\r\n"
            let text = table.map { $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + end }
                .joined()
            let read = try records(text)
            #expect(read.map(\.fields) == table)
            var line = 1
            for (record, row) in zip(read, table) {
                #expect(record.line == line)
                line += 1 + row.joined().utf8.count { $0 == UInt8(ascii: "\n") }
            }
        }
    }

    @Test("names the line of what it cannot read, and goes on behind it where there is a behind")
    func mistakes() throws {
        var reader = CSVReader("a,b\"c\nd,e\n\"f\ng", firstLine: 10)
        #expect(throws: CSVReader.Failure.strayQuote(line: 10)) { try reader.next() }
        #expect(try reader.next() == CSVReader.Record(line: 11, fields: ["d", "e"]))
        #expect(throws: CSVReader.Failure.unclosedQuote(line: 12)) { try reader.next() }
        #expect(try reader.next() == nil)
        var nul = CSVReader("a\0b\nc\n", firstLine: 1)
        #expect(throws: CSVReader.Failure.nul(line: 1)) { try nul.next() }
        #expect(try nul.next()?.fields == ["c"])
    }

    @Test("never crashes, and always ends, whatever the bytes")
    func hostile() {
        var random = SeededRandom(seed: 1)
        let bytes: [UInt8] = [0, 10, 13, 34, 44, 65, 0xC3]
        for _ in 0..<5_000 {
            let text = String(
                decoding: (0..<Int.random(in: 0...30, using: &random)).map { _ in
                    bytes.randomElement(using: &random) ?? 0
                },
                as: UTF8.self)
            var reader = CSVReader(text, firstLine: 1)
            var steps = 0
            while steps < 1_000 {
                steps += 1
                do { if try reader.next() == nil { break } } catch { continue }
            }
            #expect(steps < 1_000, "\(text.debugDescription)")
        }
    }
}
