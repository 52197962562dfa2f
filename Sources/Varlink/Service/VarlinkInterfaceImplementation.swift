/// What a method of a service does, and whether it needs to give several replies.
public struct VarlinkMethodHandler: Sendable {
    public typealias Body = @Sendable (VarlinkCall) async throws -> Void

    enum Kind: Sendable {
        case single, streaming
    }

    let kind: Kind
    let body: Body

    /// A method with one reply. It runs to its end even if the client goes away.
    public static func single(_ body: @escaping Body) -> VarlinkMethodHandler {
        VarlinkMethodHandler(kind: .single, body: body)
    }

    /// A method that has to be called with `more`: without, the caller gets `ExpectedMore`. Its task is cancelled when
    /// the client goes away or the server shuts down.
    public static func streaming(_ body: @escaping Body) -> VarlinkMethodHandler {
        VarlinkMethodHandler(kind: .streaming, body: body)
    }
}

/// An interface and what its methods do.
public struct VarlinkInterfaceImplementation: Sendable {
    public let interface: VarlinkInterface
    let handlers: [String: VarlinkMethodHandler]

    /// - Parameters:
    ///   - interface: the description, which clients are served and calls are checked against.
    ///   - methods: one handler for each method, by its name without the interface.
    public init(_ interface: VarlinkInterface, methods: [String: VarlinkMethodHandler]) {
        self.interface = interface
        self.handlers = methods
    }

    /// - Throws: `InterfaceSyntaxError`.
    public init(parsing text: String, methods: [String: VarlinkMethodHandler]) throws(InterfaceSyntaxError) {
        self.init(try VarlinkInterface(parsing: text), methods: methods)
    }
}

/// Why a service cannot be made of its interfaces: a mistake in the program, not of a user.
public enum VarlinkServiceError: Error, Sendable, Equatable {
    case methodWithoutHandler(String)
    case handlerWithoutMethod(String)
    case interfaceTwice(String)
}

extension VarlinkServiceError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .methodWithoutHandler(let method): "\(method) is described but has no handler; add one"
        case .handlerWithoutMethod(let method): "\(method) has a handler but is not described; describe it"
        case .interfaceTwice(let interface): "\(interface) is implemented twice; leave one out"
        }
    }
}
