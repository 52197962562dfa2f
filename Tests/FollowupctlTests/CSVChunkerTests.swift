import TestKit
import Testing

@testable import followupctl

@Suite("Cutting a CSV file into chunks")
struct CSVChunkerTests {
    /// A random file, and where its records are.
    struct RandomFile {
        var bytes: [UInt8] = []
        var records: [(text: String, line: Int)] = []

        init(_ random: inout SeededRandom) {
            if Bool.random(using: &random) { bytes += CSVChunker.byteOrderMark }
            let lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
            bytes += Array(("number,\"name\"" + lineEnd).utf8)
            var line = 2
            let count = Int.random(in: 0...40, using: &random)
            for index in 0..<count {
                let fields = (0..<2).map { _ in Self.field(&random) }
                let end = index == count - 1 && Bool.random(using: &random) ? "" : lineEnd
                let text = fields.joined(separator: ",") + end
                records.append((text, line))
                bytes += Array(text.utf8)
                line += text.utf8.count(where: { $0 == 10 }) + (lineEnd == "\r" && !end.isEmpty ? 1 : 0)
            }
        }

        private static func field(_ random: inout SeededRandom) -> String {
            let pieces = ["a", "ü", "漢", "x y", "\u{1F469}\u{200D}\u{1F4BB}"]
            let quoted = pieces + [",", "\n", "\"\"", "\r\n"]
            if Bool.random(using: &random) {
                return "\"" + (0..<3).compactMap { _ in quoted.randomElement(using: &random) }.joined() + "\""
            }
            return (1...3).compactMap { _ in pieces.randomElement(using: &random) }.joined()
        }
    }

    @Test("however the file comes, its chunks are its rows, begin with a row, and know its line")
    func anySplit() throws {
        for seed in 0..<400 {
            var random = SeededRandom(seed: UInt64(seed))
            let file = RandomFile(&random)
            var chunker = CSVChunker(chunkBytes: Int.random(in: 1...200, using: &random))
            var chunks: [CSVChunker.Chunk] = []
            var rest = file.bytes[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 1...50, using: &random))
                chunks += try chunker.append(Array(piece))
                rest = rest.dropFirst(piece.count)
            }
            if let last = try chunker.finish() { chunks.append(last) }

            #expect(chunker.header == ["number", "name"], "seed \(seed)")
            var records = file.records[...]
            for chunk in chunks {
                #expect(chunk.firstLine == records.first?.line, "seed \(seed)")
                var text = ""
                while text.utf8.count < chunk.text.utf8.count, let record = records.popFirst() { text += record.text }
                #expect(text.utf8.elementsEqual(chunk.text.utf8), "seed \(seed)")
            }
            #expect(records.isEmpty, "seed \(seed)")
        }
    }

    @Test("a chunk is no longer than asked for, unless it is one row")
    func chunkSize() throws {
        var chunker = CSVChunker(chunkBytes: 10)
        let chunks = try chunker.append(Array("name\naaaa\nbbbb\ncccccccccccccc\nd\n".utf8))
        #expect(chunks.map(\.text) == ["aaaa\nbbbb\n", "cccccccccccccc\n"])
        #expect(chunks.map(\.firstLine) == [2, 4])
        #expect(try chunker.finish() == CSVChunker.Chunk(text: "d\n", firstLine: 5))
    }

    @Test("a quote where none may be spoils its line and no more, as the daemon sees it")
    func strayQuote() throws {
        var chunker = CSVChunker(chunkBytes: 1)
        var chunks = try chunker.append(Array("name,note\n5\" pipe,\"x\nb,c\n\"d\"e,\"f\ng,h\n".utf8))
        if let last = try chunker.finish() { chunks.append(last) }
        #expect(chunks.map(\.text) == ["5\" pipe,\"x\n", "b,c\n", "\"d\"e,\"f\n", "g,h\n"])
    }

    @Test(
        "what cannot be imported is named with its line",
        arguments: [
            ("", CSVProblem.empty), ("\u{FEFF}", .empty), ("\nname\n", .noHeader), ("1,Quandt\n", .noHeader),
            ("name\na\n\"b\nc\n", .unclosedQuote(line: 3)), ("\"name\na\n", .unclosedQuote(line: 1)),
            ("name\na\n\0\n", .nul(line: 3)), ("name\n\"a\nb\0\"\n", .nul(line: 3)),
            ("name\na\n" + String(repeating: "b", count: 30), .rowTooLong(line: 3)),
            ("name\n" + String(repeating: "b", count: 30) + "\n", .rowTooLong(line: 2)),
        ])
    func problems(text: String, expected: CSVProblem) {
        #expect(throws: expected) {
            var chunker = CSVChunker(rowBytes: 20)
            _ = try chunker.append(Array(text.utf8))
            _ = try chunker.finish()
        }
    }

    @Test("broken UTF-8 is named with its line, also within a quoted field of several lines")
    func brokenUTF8() {
        for (bytes, line) in [
            (Array("name\na\nb".utf8) + [0xFF] + Array("\n".utf8), 3), (Array("name\n\"a\nb".utf8) + [0xC3, 0x22], 3),
            (Array("na".utf8) + [0x80] + Array(",name\n".utf8), 1),
        ] {
            #expect(throws: CSVProblem.notUTF8(line: line)) {
                var chunker = CSVChunker()
                _ = try chunker.append(bytes)
                _ = try chunker.finish()
            }
        }
    }

    @Test("a quote left open on the last line is the matter of that row", arguments: ["", "\n"])
    func openOnLastLine(end: String) throws {
        var chunker = CSVChunker()
        #expect(try chunker.append(Array("name\na\n\"b\(end)".utf8)).isEmpty)
        #expect(try chunker.finish() == CSVChunker.Chunk(text: "a\n\"b\(end)", firstLine: 2))
    }

    @Test("a header may be quoted, and a file may have nothing else")
    func headerOnly() throws {
        var chunker = CSVChunker()
        #expect(try chunker.append(Array("\"a \"\"b\"\", c\",Name".utf8)).isEmpty)
        #expect(try chunker.finish() == nil)
        #expect(chunker.header == ["a \"b\", c", "Name"])
    }
}
