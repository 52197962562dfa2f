import NIOCore
import Testing

@testable import Varlink

@Suite("Frames and envelopes")
struct FramingTests {
    private func call(_ text: String) throws(ProtocolError) -> CallMessage {
        try CallMessage(frame: ByteBuffer(string: text), maximumDepth: 4)
    }

    @Test("frames come out whole however the bytes are cut", arguments: 1...12)
    func cuts(size: Int) throws {
        let frames = ["{}", "", "{\"a\":1}", "x", "längeres"]
        let bytes: [UInt8] = frames.flatMap { Array($0.utf8) + [0] }
        var decoder = FrameDecoder(maximumFrameBytes: 64)
        var found: [String] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            decoder.append(ByteBuffer(bytes: bytes[start..<min(start + size, bytes.count)]))
            while let frame = try decoder.nextFrame() { found.append(String(buffer: frame)) }
        }
        #expect(found == frames)
    }

    @Test("a frame may be as long as the limit, and not longer, whether its end has come or not")
    func limit() throws {
        var decoder = FrameDecoder(maximumFrameBytes: 4)
        decoder.append(ByteBuffer(string: "abcd"))
        #expect(try decoder.nextFrame() == nil)
        decoder.append(ByteBuffer(string: "\0abcd\0"))
        #expect(try decoder.nextFrame() == ByteBuffer(string: "abcd"))
        #expect(try decoder.nextFrame() == ByteBuffer(string: "abcd"))
        decoder.append(ByteBuffer(string: "abcde"))
        #expect(throws: ProtocolError.frameTooLong(limit: 4)) { try decoder.nextFrame() }
        var other = FrameDecoder(maximumFrameBytes: 4)
        other.append(ByteBuffer(string: "abcde\0"))
        #expect(throws: ProtocolError.frameTooLong(limit: 4)) { try other.nextFrame() }
    }

    @Test(
        "absent, null and empty parameters are the same",
        arguments: [
            #"{"method":"a.b.C"}"#, #"{"method":"a.b.C","parameters":null}"#, #"{"method":"a.b.C","parameters":{}}"#,
            #" { "more" : false, "oneway":false,"upgrade":false,"method":"a.b.C"} "#,
            #"{"method":"a.b.C","io.vendor.extra":{"any":[1]}}"#,
        ])
    func emptyParameters(text: String) throws {
        let message = try call(text)
        #expect(message.method == "a.b.C")
        #expect(message.parameters == .emptyObject)
        #expect(message.flag == nil)
    }

    @Test("parameters keep their text and each flag its meaning", arguments: CallMessage.Flag.allCases)
    func flags(flag: CallMessage.Flag) throws {
        let message = try call(#"{"parameters": {"n": 9223372036854775807},"method":"a.b.C","\#(flag.rawValue)":true}"#)
        #expect(message.flag == flag)
        #expect(message.parameters == ["n": .integer(.max)])
        #expect(message.parameterBytes.map { String(buffer: $0) } == #"{"n": 9223372036854775807}"#)
    }

    static let malformed: [(String, ProtocolError)] = [
        ("", .notAnObject), ("[]", .notAnObject), ("1", .notAnObject), ("null", .notAnObject), ("{", .invalidJSON),
        (#"{"method":"a.b.C"} x"#, .invalidJSON), ("{}", .methodMissing), (#"{"parameters":{}}"#, .methodMissing),
        (#"{"method":7}"#, .memberMistyped), (#"{"method":"a.b.C","parameters":[]}"#, .memberMistyped),
        (#"{"method":"a.b.C","extra":1}"#, .unknownMember), (#"{"method":"a.b.C",".":1}"#, .unknownMember),
        (#"{"method":"a.b.C","x.":1}"#, .unknownMember), (#"{"method":"a.b.C","more":1}"#, .flagNotBoolean),
        (#"{"method":"a.b.C","oneway":null}"#, .flagNotBoolean),
        (#"{"method":"a.b.C","upgrade":"true"}"#, .flagNotBoolean),
        (#"{"method":"a.b.C","more":true,"oneway":true}"#, .severalFlags),
        (#"{"method":"a.b.C","more":true,"upgrade":true}"#, .severalFlags),
        (#"{"method":"a.b.C","method":"a.b.D"}"#, .duplicateMember),
        (#"{"method":"a.b.C","parameters":{"a":[[[[]]]]}}"#, .nestedTooDeeply(limit: 4)),
    ]

    @Test("every kind of malformed call has its reason", arguments: malformed)
    func malformedCalls(text: String, error: ProtocolError) {
        #expect(throws: error) { try call(text) }
    }

    @Test("broken UTF-8 is malformed even where nobody would look")
    func brokenUTF8() {
        let frame = ByteBuffer(bytes: Array(#"{"method":"a.b.C","x.y":""#.utf8) + [0xFF] + Array("\"}".utf8))
        #expect(throws: ProtocolError.invalidUTF8) { try CallMessage(frame: frame, maximumDepth: 4) }
    }

    @Test("messages are written with sorted names and one NUL")
    func writing() throws {
        struct Parameters: Encodable {
            var b = 1
            var a = "x/y"
        }
        func text(_ frame: ByteBuffer) -> String { String(buffer: frame) }
        #expect(
            text(try MessageEncoder.call("a.b.C", flag: .more, parameters: Parameters()))
                == "{\"method\":\"a.b.C\",\"more\":true,\"parameters\":{\"a\":\"x/y\",\"b\":1}}\0")
        #expect(
            text(try MessageEncoder.reply(VarlinkEmpty(), continues: true))
                == "{\"continues\":true,\"parameters\":{}}\0")
        #expect(
            text(try MessageEncoder.reply(VarlinkEmpty(), continues: false)) == "{\"parameters\":{}}\0")
        #expect(
            text(try MessageEncoder.error(.invalidParameter("a\"b")))
                == #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"a\"b"}}"# + "\0")
        #expect(throws: VarlinkCallError.parametersNotAnObject) {
            try MessageEncoder.reply([1, 2], continues: false)
        }
    }
}
