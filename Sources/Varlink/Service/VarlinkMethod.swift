/// One method of a service: its description and its handler.
struct VarlinkMethod: Sendable {
    let interface: VarlinkInterface
    let description: VarlinkInterface.Method
    let handler: VarlinkMethodHandler

    /// Refuses a call that the description or the registration does not admit.
    func admit(_ call: VarlinkCall) throws(VarlinkError) {
        // Nothing here takes over a connection for another protocol.
        if call.wantsUpgrade { throw .methodNotImplemented(call.method) }
        if handler.kind == .streaming, !call.wantsMore { throw .expectedMore }
        if let parameter = interface.validate(call.object, againstInputOf: description) {
            throw .invalidParameter(parameter)
        }
    }

    /// - Throws: `VarlinkCallError.descriptionMismatch`.
    func checkReply(_ parameters: JSONValue) throws(VarlinkCallError) {
        if let member = interface.validateReply(parameters, of: description) {
            throw .descriptionMismatch(method: "\(interface.name).\(description.name)", member: member)
        }
    }
}
