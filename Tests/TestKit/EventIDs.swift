import Engine

/// The journal's MESSAGE_ID of a kind of event, by the name that opens its line.
/// - Throws: `TestFailure` if there is no such event.
public func messageID(ofEvent name: String) throws -> String {
    guard let kind = EventKind(rawValue: name) else { throw TestFailure(description: "There is no event \(name).") }
    return kind.messageID
}
