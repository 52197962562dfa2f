/// A set of interfaces and what they do, without any transport.
public struct VarlinkService: Sendable {
    /// Turns what a handler throws into an error reply. A `VarlinkError` is sent as it is and never comes here, and
    /// what `VarlinkCall.parameters` throws becomes `InvalidParameter`.
    public typealias ErrorMapper = @Sendable (any Error) -> VarlinkError

    private struct Entry {
        let interface: VarlinkInterface
        let methods: [String: VarlinkMethod]
    }

    private let entries: [String: Entry]
    private let errorMapper: ErrorMapper
    private let validatesReplies: Bool

    /// `interfaces` are all but `org.varlink.service`, which is built in. `validatesReplies` checks every reply and error
    /// against its description and turns a mismatch into an error; it is meant for tests and debug builds.
    ///
    /// - Throws: `VarlinkServiceError` if an interface describes a method without a handler, or the other way round, or
    ///   occurs twice.
    public init(
        vendor: String, product: String, version: String, url: String,
        interfaces: [VarlinkInterfaceImplementation], validatesReplies: Bool = false,
        errorMapper: @escaping ErrorMapper
    ) throws {
        let builtIn = try ServiceInterface.implementation(
            vendor: vendor, product: product, version: version, url: url, interfaces: interfaces.map(\.interface))
        var entries: [String: Entry] = [:]
        for implementation in [builtIn] + interfaces {
            let name = implementation.interface.name
            guard entries[name] == nil else { throw VarlinkServiceError.interfaceTwice(name) }
            entries[name] = Entry(
                interface: implementation.interface, methods: try Self.methods(of: implementation))
        }
        self.entries = entries
        self.errorMapper = errorMapper
        self.validatesReplies = validatesReplies
    }

    private static func methods(
        of implementation: VarlinkInterfaceImplementation
    ) throws(VarlinkServiceError) -> [String: VarlinkMethod] {
        let interface = implementation.interface
        var methods: [String: VarlinkMethod] = [:]
        for method in interface.methods {
            guard let handler = implementation.handlers[method.name] else {
                throw .methodWithoutHandler("\(interface.name).\(method.name)")
            }
            methods[method.name] = VarlinkMethod(interface: interface, description: method, handler: handler)
        }
        if let name = implementation.handlers.keys.filter({ methods[$0] == nil }).min() {
            throw .handlerWithoutMethod("\(interface.name).\(name)")
        }
        return methods
    }

    /// The method that a call means.
    func method(named name: String) -> Result<VarlinkMethod, VarlinkError> {
        guard let dot = name.lastIndex(of: ".") else { return .failure(.methodNotFound(name)) }
        let interface = String(name[..<dot])
        guard let entry = entries[interface] else { return .failure(.interfaceNotFound(interface)) }
        guard let method = entry.methods[String(name[name.index(after: dot)...])] else {
            return .failure(.methodNotFound(name))
        }
        return .success(method)
    }

    /// Runs a call to its end: afterwards it has its final reply.
    ///
    /// `report` is told what the client cannot be told, or not all of it.
    func perform(
        _ call: VarlinkCall, _ method: Result<VarlinkMethod, VarlinkError>, report: (VarlinkCallError) -> Void
    ) async {
        do {
            let method = try method.get()
            try method.admit(call)
            try await method.handler.body(validatesReplies ? call.checkingReplies(of: method) : call)
            guard call.hasFinalReply || call.isOneway else { throw VarlinkCallError.noReply }
        } catch {
            if call.hasFinalReply { return report(error as? VarlinkCallError ?? .failedAfterReply) }
            // Also for a oneway call: the mapper may want to log what nobody is told.
            let reply = reply(to: error, of: call.method, report: report)
            guard !call.isOneway else { return }
            do {
                try call.fail(with: reply)
            } catch {
                report(.parametersNotAnObject)
                try? call.fail(with: VarlinkError(name: reply.name))
            }
        }
    }

    private func reply(
        to error: any Error, of method: String, report: (VarlinkCallError) -> Void
    ) -> VarlinkError {
        if let error = error as? VarlinkCallError {
            switch error {
            case .peerGone, .peerTooSlow: break
            default: report(error)
            }
        }
        if let error = error as? DecodingError { return .invalidParameter(error.parameterPath) }
        let reply = error as? VarlinkError ?? errorMapper(error)
        guard validatesReplies, let member = mismatch(of: reply) else { return reply }
        let mismatch = VarlinkCallError.descriptionMismatch(method: method, member: member)
        report(mismatch)
        return errorMapper(mismatch)
    }

    /// Where an error differs from its declaration; nil if it is as declared.
    private func mismatch(of error: VarlinkError) -> String? {
        guard let dot = error.name.lastIndex(of: "."),
            let interface = entries[String(error.name[..<dot])]?.interface,
            let declaration = interface.error(named: String(error.name[error.name.index(after: dot)...]))
        else { return error.name }
        return interface.validateError(error.parameters, of: declaration).map { "\(error.name).\($0)" }
    }
}
