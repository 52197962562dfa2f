/// A branch of the office; branches form a tree. The calendar is its own, else the nearest ancestor's, else the default.
public struct BranchSpecification: Hashable, Sendable {
    public var code: String
    public var name: String
    public var parent: String?
    public var calendar: String?

    public init(code: String, name: String, parent: String?, calendar: String?) {
        self.code = code
        self.name = name
        self.parent = parent
        self.calendar = calendar
    }
}
