extension VarlinkInterface {
    /// Checks the parameters of a call against the description.
    ///
    /// A null counts as absent where the type is nullable. An `int` may be written as `1.0` or `1e3` as long as it is
    /// whole and in the range of `Int64`; a `float` may be written without a fraction.
    /// - Returns: the offending parameter, unknown, missing or mistyped, or nil. Inside structures, maps and lists it
    ///   is a path such as `contact.addresses[2].city`.
    public func validate(_ parameters: JSONValue, againstInputOf method: Method) -> String? {
        validate(parameters, fields: method.input)
    }

    /// Checks the parameters of a reply; see `validate(_:againstInputOf:)`.
    public func validateReply(_ parameters: JSONValue, of method: Method) -> String? {
        validate(parameters, fields: method.output)
    }

    /// Checks the parameters of an error reply; see `validate(_:againstInputOf:)`.
    public func validateError(_ parameters: JSONValue, of error: ErrorDeclaration) -> String? {
        validate(parameters, fields: error.parameters)
    }

    private func validate(_ parameters: JSONValue, fields: [VarlinkField]) -> String? {
        guard case .object(let members) = parameters else { return "parameters" }
        return offender(in: members, fields: fields)
    }

    /// The path of the first offender below a value: empty if it is the value itself, nil if there is none.
    private func offender(in value: JSONValue, type: VarlinkType) -> String? {
        switch (type, value) {
        case (.nullable, .null), (.bool, .bool), (.int, .integer), (.float, .integer), (.float, .number),
            (.string, .string), (.object, .object):
            return nil
        case (.int, .number(let number)):
            return Int64(exactly: number) == nil ? "" : nil
        case (.any, let value):
            return value == .null ? "" : nil
        case (.nullable(let inner), let value):
            return offender(in: value, type: inner)
        case (.named(let name), let value):
            return typesByName[name].flatMap { offender(in: value, type: $0) }
        case (.structure(let fields), .object(let members)):
            return offender(in: members, fields: fields)
        case (.enumeration(let values), .string(let string)):
            return values.contains { $0.name == string } ? nil : ""
        case (.array(let element), .array(let elements)):
            for (index, value) in elements.enumerated() {
                if let path = offender(in: value, type: element) { return Self.join("[\(index)]", path) }
            }
            return nil
        case (.map(let element), .object(let members)):
            for (name, value) in members.sorted(by: { $0.key < $1.key }) {
                if let path = offender(in: value, type: element) { return Self.join(name, path) }
            }
            return nil
        default:
            return ""
        }
    }

    private func offender(in members: [String: JSONValue], fields: [VarlinkField]) -> String? {
        var known = 0
        for field in fields {
            guard let value = members[field.name] else {
                if case .nullable = field.type { continue }
                return field.name
            }
            known += 1
            if let path = offender(in: value, type: field.type) { return Self.join(field.name, path) }
        }
        guard known < members.count else { return nil }
        let names = Set(fields.map(\.name))
        return members.keys.filter { !names.contains($0) }.min()
    }

    private static func join(_ name: String, _ path: String) -> String {
        path.isEmpty || path.hasPrefix("[") ? name + path : "\(name).\(path)"
    }
}
