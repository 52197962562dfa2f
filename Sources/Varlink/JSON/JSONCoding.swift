import FoundationEssentials
import NIOCore

/// How typed values become JSON text and come back.
enum JSONCoding {
    private static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    private static let decoder = JSONDecoder()
    private static let emptyObject = Data("{}".utf8)

    /// The text of a value that is an object; nil if it is anything else.
    static func encodeObject(_ value: some Encodable) throws -> Data? {
        let text = try encoder.encode(value)
        return text.first == UInt8(ascii: "{") ? text : nil
    }

    static func encode(_ value: String) throws -> Data {
        try encoder.encode(value)
    }

    /// Nil stands for the object without members.
    static func decode<T: Decodable>(_ type: T.Type, from text: ByteBuffer?) throws -> T {
        try decoder.decode(type, from: text.map { Data($0.readableBytesView) } ?? emptyObject)
    }
}
