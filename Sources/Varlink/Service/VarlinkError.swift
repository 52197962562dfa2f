/// An error as Varlink transmits it: a name declared by an interface, and the parameters declared with it.
public struct VarlinkError: Error, Sendable, Equatable {
    /// Interface and error, separated by the last dot.
    public let name: String
    /// Always an object.
    public let parameters: JSONValue

    public init(name: String, parameters: JSONValue = .emptyObject) {
        self.name = name
        self.parameters = parameters
    }
}

extension VarlinkError: CustomStringConvertible {
    public var description: String {
        guard case .object(let members) = parameters, !members.isEmpty, let frame = try? MessageEncoder.error(self)
        else { return name }
        // The frame is {"error":…,"parameters":…}; its text is the only rendering that quotes everything rightly.
        return String(buffer: frame.getSlice(at: 0, length: frame.readableBytes - 1) ?? frame)
    }
}

/// The errors that every service has (`org.varlink.service`).
extension VarlinkError {
    public static func interfaceNotFound(_ interface: String) -> VarlinkError {
        standard("InterfaceNotFound", ["interface": .string(interface)])
    }

    public static func methodNotFound(_ method: String) -> VarlinkError {
        standard("MethodNotFound", ["method": .string(method)])
    }

    public static func methodNotImplemented(_ method: String) -> VarlinkError {
        standard("MethodNotImplemented", ["method": .string(method)])
    }

    /// A parameter is unknown, missing, mistyped or not acceptable.
    public static func invalidParameter(_ parameter: String) -> VarlinkError {
        standard("InvalidParameter", ["parameter": .string(parameter)])
    }

    public static var permissionDenied: VarlinkError { standard("PermissionDenied", .emptyObject) }

    /// The method answers with several replies, and was called without `more`.
    public static var expectedMore: VarlinkError { standard("ExpectedMore", .emptyObject) }

    private static func standard(_ name: String, _ parameters: JSONValue) -> VarlinkError {
        VarlinkError(name: "\(ServiceInterface.name).\(name)", parameters: parameters)
    }
}
