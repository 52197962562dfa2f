/// No parameters: `{}`.
public struct VarlinkEmpty: Codable, Sendable, Equatable {
    public init() {}
}
