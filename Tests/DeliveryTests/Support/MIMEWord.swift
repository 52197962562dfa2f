import FoundationEssentials

enum MIMEWord {
    /// The text of an encoded-word's base64 part; "" if it isn't UTF-8 by itself.
    static func decode(_ base64: String) -> String {
        Data(base64Encoded: base64).flatMap { String(validating: $0, as: UTF8.self) } ?? ""
    }
}
