/// The merge fields of one customer, made when a text names them: in a storm most are never asked for. Absent ones render as nothing and are
/// false in sections.
public struct MergeFields: Sendable {
    private let value: @Sendable (MergeField) -> String?

    public init(_ value: @escaping @Sendable (MergeField) -> String?) { self.value = value }

    public subscript(field: MergeField) -> String? { value(field) }
}
