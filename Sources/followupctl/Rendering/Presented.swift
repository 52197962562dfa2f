/// An object of the control channel that can be shown: all its members for programs, the telling ones as columns for people.
protocol Presented: Sendable {
    /// Every member, by its name on the wire.
    static var wireMembers: [Member<Self>] { get }
    /// The columns of a table.
    static var tableColumns: [Column] { get }
    /// IANA name of the zone of its instants; nil for the machine's.
    var zoneName: String? { get }
}

extension Presented {
    var zoneName: String? { nil }
}

/// One member of an object, read without coding: a listing may be a million objects long.
struct Member<Object>: Sendable {
    let name: String
    let value: @Sendable (Object) -> MemberValue

    static func text(_ name: String, _ value: @escaping @Sendable (Object) -> String?) -> Member {
        Member(name: name) { value($0).map(MemberValue.text) ?? .absent }
    }

    static func number(_ name: String, _ value: @escaping @Sendable (Object) -> Int?) -> Member {
        Member(name: name) { value($0).map { .number(Int64($0)) } ?? .absent }
    }

    static func identifier(_ name: String, _ value: @escaping @Sendable (Object) -> Int64?) -> Member {
        Member(name: name) { value($0).map(MemberValue.number) ?? .absent }
    }

    static func truth(_ name: String, _ value: @escaping @Sendable (Object) -> Bool?) -> Member {
        Member(name: name) { value($0).map(MemberValue.truth) ?? .absent }
    }

    static func instant(_ name: String, _ value: @escaping @Sendable (Object) -> Int64?) -> Member {
        Member(name: name) { value($0).map(MemberValue.instant) ?? .absent }
    }

    static func list(_ name: String, _ value: @escaping @Sendable (Object) -> [String]) -> Member {
        Member(name: name) { .list(value($0)) }
    }

    static func map(_ name: String, _ value: @escaping @Sendable (Object) -> [String: String]) -> Member {
        Member(name: name) { .map(value($0)) }
    }
}

enum MemberValue: Sendable, Equatable {
    case absent
    case text(String)
    case number(Int64)
    case truth(Bool)
    /// Milliseconds since the Unix epoch.
    case instant(Int64)
    case list([String])
    case map([String: String])
    case object(Row)
    case objects([Row])
}

/// A column of a table: a heading, and the member below it.
struct Column: Sendable {
    let heading: String
    let member: String

    init(_ heading: String, _ member: String) {
        self.heading = heading
        self.member = member
    }
}

/// An object taken apart for showing.
struct Row: Sendable, Equatable {
    let names: [String]
    let values: [MemberValue]
    /// IANA name; nil for the machine's zone.
    let zone: String?

    init(names: [String], values: [MemberValue], zone: String?) {
        self.names = names
        self.values = values
        self.zone = zone
    }

    init(_ members: KeyValuePairs<String, MemberValue>, zone: String? = nil) {
        names = members.map(\.key)
        values = members.map(\.value)
        self.zone = zone
    }

    /// The row with only the members at those places.
    func showing(_ indices: [Int]) -> Row {
        Row(names: indices.map { names[$0] }, values: indices.map { values[$0] }, zone: zone)
    }

    /// Takes an object apart; `zone` stands in for the zone of an object that has none.
    init<Object: Presented>(_ object: Object, zone: String? = nil) {
        names = Object.wireMembers.map(\.name)
        values = Object.wireMembers.map { $0.value(object) }
        self.zone = object.zoneName ?? zone
    }
}
