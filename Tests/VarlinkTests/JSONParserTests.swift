import Testing

@testable import Varlink

@Suite("JSON")
struct JSONParserTests {
    private func parse(_ bytes: [UInt8], depth: Int = 8) throws(JSONSyntaxError) -> JSONValue {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, JSONSyntaxError> in
            var parser = JSONParser(buffer, maximumDepth: depth)
            do throws(JSONSyntaxError) {
                return .success(try parser.parseDocument())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func parse(_ text: String, depth: Int = 8) throws(JSONSyntaxError) -> JSONValue {
        try parse(Array(text.utf8), depth: depth)
    }

    @Test("values of every kind are read")
    func values() throws {
        #expect(
            try parse(#" {"a":[null,true,false,0,-12,1.5,2e3],"b":{"c":""}} "#) == [
                "a": [nil, true, false, 0, -12, 1.5, 2000.0], "b": ["c": ""],
            ])
    }

    @Test("integers keep the full range of Int64, and become numbers beyond it")
    func integers() throws {
        #expect(try parse("9223372036854775807") == .integer(.max))
        #expect(try parse("-9223372036854775808") == .integer(.min))
        #expect(try parse("9223372036854775808") == .number(9_223_372_036_854_775_808))
        #expect(try parse("1.0") == .number(1))
    }

    @Test("escapes, pairs of surrogates among them, are read")
    func escapes() throws {
        #expect(try parse(#""\"\\\/\b\f\n\r\t\u0041\u0000\uD83D\uDE00é""#) == "\"\\/\u{8}\u{c}\n\r\tA\0😀é")
    }

    @Test(
        "what is not JSON is refused",
        arguments: [
            "", " ", "{", "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "01", "-", "1.", ".5", "1e", "+1", "nul", "truex",
            "\"a", "\"\n\"", #""\x""#, #""\u12G4""#, #""\uD800""#, #""\uD800\u0041""#, #""\uDC00""#, "NaN", "Infinity",
            "[1 2]", "{} {}", "'a'", "// x\n1", "\u{FEFF}1",
        ])
    func refused(text: String) {
        #expect(throws: JSONSyntaxError.self) { try parse(text) }
    }

    @Test("broken UTF-8 is refused, also behind an escape")
    func brokenUTF8() {
        for bytes: [UInt8] in [[0x22, 0xC3, 0x22], [0x22, 0x5C, 0x6E, 0xFF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] {
            #expect(throws: JSONSyntaxError(reason: .invalidUTF8, offset: 1)) { try parse(bytes) }
        }
    }

    @Test("a name that occurs twice in an object is refused")
    func duplicates() throws {
        #expect(throws: JSONSyntaxError(reason: .duplicateName, offset: 7)) { try parse(#"{"a":1,"a":1}"#) }
        #expect(try parse(#"[{"a":1},{"a":1}]"#) == [["a": 1], ["a": 1]])
    }

    @Test("a number that no double can hold is refused")
    func hugeNumber() {
        #expect(throws: JSONSyntaxError(reason: .numberOutOfRange, offset: 0)) { try parse("1e999") }
    }

    @Test("nesting is bounded")
    func nesting() throws {
        _ = try parse("[[[[]]]]", depth: 4)
        #expect(throws: JSONSyntaxError(reason: .tooDeep, offset: 4)) { try parse("[[[[[]]]]]", depth: 4) }
        let deep = String(repeating: "[", count: 1_000_000)
        #expect(throws: JSONSyntaxError(reason: .tooDeep, offset: 64)) { try parse(deep, depth: 64) }
    }

    @Test("values survive being encoded and decoded")
    func roundTrip() throws {
        let value: JSONValue = [
            "max": .integer(.max), "min": .integer(.min), "half": 0.5, "text": "a/b\u{0}\u{1F}é😀\"", "none": nil,
            "list": [true, [:], []],
        ]
        let frame = try MessageEncoder.reply(value, continues: false)
        let text = try #require(frame.getString(at: 0, length: frame.readableBytes - 1))
        #expect(try parse(text)["parameters"] == value)
        #expect(text.contains("a/b"))
        #expect(!text.contains("\0"))
        struct Holder: Codable { var parameters: JSONValue }
        let holder = try JSONCoding.decode(Holder.self, from: frame.getSlice(at: 0, length: frame.readableBytes - 1))
        #expect(holder.parameters == value)
    }
}
