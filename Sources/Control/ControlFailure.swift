import ControlAPI
import Varlink

/// What a method refuses by itself, before the store is asked.
struct ControlFailure: Error, Sendable {
    let error: ControlError
    let message: String
    let parameters: [String: JSONValue]

    init(_ error: ControlError, _ message: String, _ parameters: [String: JSONValue] = [:]) {
        self.error = error
        self.message = message
        self.parameters = parameters
    }

    static func invalidValue(_ field: String, _ objection: String) -> ControlFailure {
        ControlFailure(.invalidValue, "\(field) is refused: it \(objection).", ["field": .string(field)])
    }

    /// A word of a closed list, or a refusal that names the list.
    static func word<Word: RawRepresentable & CaseIterable>(
        _ field: String, _ value: String?, default fallback: Word
    ) throws -> Word where Word.RawValue == String {
        guard let value else { return fallback }
        guard let word = Word(rawValue: value) else {
            throw invalidValue(field, "is none of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return word
    }

    /// A text in a value's own notation, or a refusal that shows the notation.
    static func read<Value: LosslessStringConvertible>(
        _ field: String, _ text: String?, _ type: Value.Type, like example: String
    ) throws -> Value? {
        guard let text else { return nil }
        guard let value = Value(text) else { throw invalidValue(field, "is not written like \(example)") }
        return value
    }
}
