/// One method of the control channel: its name on the wire and the shapes of its call and reply.
///
/// The names of fields are the names of properties, so they stand in one place; a test holds every shape against the interface text.
public protocol ControlMethod: Sendable {
    associatedtype Parameters: Codable & Sendable
    associatedtype Reply: Codable & Sendable

    /// `io.followupd.Customers.Add`.
    static var name: String { get }
}

/// For calls without parameters and replies without content.
public struct Nothing: Codable, Hashable, Sendable {
    public init() {}
}

/// A reply of a listing: one object, and the place behind it, to go on from in another call. The last reply holds neither.
public protocol ListReply: Codable, Sendable {
    var cursor: String? { get }

    /// The end of the list.
    init()
}
