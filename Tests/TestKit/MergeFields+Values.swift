import Domain

extension MergeFields {
    /// These fields and no others, by their paths.
    public init(_ values: [String: String?]) { self.init { values[$0.path] ?? nil } }
}
