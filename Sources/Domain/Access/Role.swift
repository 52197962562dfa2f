/// What a user may do at all; what he may see is his security group's matter. Each role may do what the ones before it may.
public enum Role: String, CaseIterable, Comparable, Sendable {
    /// Looks, and changes nothing.
    case viewer
    /// Works with customers: adds and changes them, moves them on, does tasks, decides on follow-ups and messages.
    case agent
    /// Also changes many at once: bulk changes, imports, exports, merging; shares searches.
    case manager
    /// Also changes the rules, the users and the daemon, erases, and reads the audit trail. Sees everything.
    case administrator

    public static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .viewer: 0
        case .agent: 1
        case .manager: 2
        case .administrator: 3
        }
    }
}
