extension DecodingError {
    /// Where decoding failed, as a path.
    var parameterPath: String {
        let path: [any CodingKey]
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            path = context.codingPath
        case .keyNotFound(let key, let context):
            path = context.codingPath + [key]
        @unknown default:
            path = []
        }
        return path.isEmpty ? "parameters" : path.map(\.stringValue).joined(separator: ".")
    }
}
