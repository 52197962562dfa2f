/// Where and why a text is no interface description.
public struct InterfaceSyntaxError: Error, Sendable, Equatable {
    /// From 1.
    public let line: Int
    /// From 1, in Unicode scalars.
    public let column: Int
    /// What is wrong, as a clause without a full stop.
    public let message: String
}

extension InterfaceSyntaxError: CustomStringConvertible {
    public var description: String { "line \(line), column \(column): \(message)" }
}
