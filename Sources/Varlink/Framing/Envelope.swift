import NIOCore

/// The members of one message, and where the text of its parameters lies.
struct Envelope {
    private(set) var members: [String: JSONValue] = [:]
    /// Nil if the parameters are absent or null.
    private(set) var parameterBytes: ByteBuffer?

    /// - Throws: `ProtocolError` if the message is not one JSON object.
    init(frame: ByteBuffer, maximumDepth: Int) throws(ProtocolError) {
        var members: [String: JSONValue] = [:]
        var parameterRange: Range<Int>?
        let failure = frame.withUnsafeReadableBytes { raw -> JSONSyntaxError? in
            // The envelope is one level more than what it carries.
            var parser = JSONParser(raw.bindMemory(to: UInt8.self), maximumDepth: maximumDepth + 1)
            do throws(JSONSyntaxError) {
                try parser.parseMessage { name, value, range in
                    if name == "parameters" { parameterRange = range }
                    return members.updateValue(value, forKey: name) == nil
                }
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw ProtocolError(failure, depthLimit: maximumDepth) }
        self.members = members
        if let parameterRange, members["parameters"] != .null {
            parameterBytes = frame.getSlice(
                at: frame.readerIndex + parameterRange.lowerBound, length: parameterRange.count)
        }
    }

    /// Absent, null and `{}` are the same.
    func parameters() throws(ProtocolError) -> JSONValue {
        switch members["parameters"] {
        case nil, .null: return .emptyObject
        case .object(let parameters): return .object(parameters)
        default: throw .memberMistyped
        }
    }

    func flag(_ name: String) throws(ProtocolError) -> Bool {
        switch members[name] {
        case nil: return false
        case .bool(let isSet): return isSet
        default: throw .flagNotBoolean
        }
    }

    /// Members in reverse-domain notation belong to vendors and are passed over; every other unknown one is an error.
    func checkMembers(known: Set<String>) throws(ProtocolError) {
        for name in members.keys where !known.contains(name) && !Self.isReverseDomain(name) {
            throw .unknownMember
        }
    }

    private static func isReverseDomain(_ name: String) -> Bool {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
    }
}
