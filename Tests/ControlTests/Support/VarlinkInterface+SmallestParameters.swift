import Varlink

extension VarlinkInterface {
    /// The fewest parameters that the description of a method takes, so that a call of it comes as far as its rights.
    func smallestParameters(of method: Method) -> [String: JSONValue] { smallest(method.input) }

    private func smallest(_ fields: [VarlinkField]) -> [String: JSONValue] {
        fields.reduce(into: [:]) { members, field in
            if case .nullable = field.type { return }
            members[field.name] = smallest(field.type)
        }
    }

    private func smallest(_ type: VarlinkType) -> JSONValue {
        switch type {
        case .bool: .bool(true)
        case .int, .float: .integer(1)
        case .string, .any: .string("1")
        case .object, .map: .object([:])
        case .array: .array([])
        case .nullable: .null
        case .enumeration(let values): .string(values.first?.name ?? "")
        case .structure(let fields): .object(smallest(fields))
        case .named(let name): types.first { $0.name == name }.map { smallest($0.type) } ?? .null
        }
    }
}
