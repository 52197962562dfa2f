import Domain
import GRDB

/// A change of a user: the members named get a value, the others stay.
public struct UserEdit: Sendable {
    public var name: String?
    /// `.some(nil)`: none.
    public var email: String??
    public var account: String??
    public var role: Role?
    public var mayAssume: Bool?
    public var wantsNotices: Bool?
    public var isActive: Bool?

    public init() {}

    func applied(to specification: UserSpecification) -> UserSpecification {
        var new = specification
        if let name { new.name = name }
        if let email { new.email = email }
        if let account { new.account = account }
        if let role { new.role = role }
        if let mayAssume { new.mayAssume = mayAssume }
        if let wantsNotices { new.wantsNotices = wantsNotices }
        return new
    }
}

extension Store {
    public func addUser(_ user: UserSpecification, by actor: Actor, now: Timestamp) async throws {
        try await writeCatalog { db in
            try Self.validate(user)
            guard try Self.id(db, "SELECT id FROM user WHERE code = ?", user.code) == nil else {
                throw StoreError.codeTaken("user", user.code)
            }
            try Self.requireFreeAccount(db, user)
            try db.execute(
                sql:
                    "INSERT INTO user (code, name, email, account, role, mayAssume, wantsNotices, isActive) VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
                arguments: [
                    user.code, user.name, user.email, user.account, user.role, user.mayAssume, user.wantsNotices,
                ])
            try AuditRows.write(db, actor, "add", .user, user.code, after: Self.texts(user, isActive: true), now: now)
        }
    }

    /// Changes a user. One who becomes inactive keeps what is his, and may do nothing.
    public func updateUser(code: String, _ edit: UserEdit, by actor: Actor, now: Timestamp) async throws {
        try await writeCatalog { [zones] db in
            let catalog = try Catalog(db, zones: zones)
            guard let user = catalog.userIDs[code].flatMap({ catalog.users[$0] }) else {
                throw StoreError.userNotFound(code)
            }
            let new = edit.applied(to: user.specification)
            try Self.validate(new)
            try Self.requireFreeAccount(db, new)
            let isActive = edit.isActive ?? user.isActive
            try db.execute(
                sql:
                    "UPDATE user SET name = ?, email = ?, account = ?, role = ?, mayAssume = ?, wantsNotices = ?, isActive = ? WHERE id = ?",
                arguments: [
                    new.name, new.email, new.account, new.role, new.mayAssume, new.wantsNotices, isActive, user.id,
                ])
            try AuditRows.write(
                db, actor, "edit", .user, code, before: Self.texts(user.specification, isActive: user.isActive),
                after: Self.texts(new, isActive: isActive), now: now)
        }
    }

    /// All users by code.
    public func users() async throws -> [User] {
        try await catalog().users.values.sorted { $0.code < $1.code }
    }

    private static func validate(_ user: UserSpecification) throws {
        try validate(
            ("code", user.code, .code), ("name", user.name, .name), ("email", user.email, .email),
            ("account", user.account, .number))
        guard !reservedNames.contains(user.code) else {
            throw StoreError.invalid("code", "stands for somebody else in history")
        }
        guard !(user.mayAssume && user.role == .administrator) else {
            throw StoreError.invalid("mayAssume", "is not for administrators, who need nobody else's rights")
        }
        if user.account == "root" { throw StoreError.invalid("account", "is root, who administers anyway") }
    }

    /// Names that history has for those who are no users.
    private static let reservedNames: Set<String> = ["root", "automation", "me", "planner", "erased"]

    private static func requireFreeAccount(_ db: Database, _ user: UserSpecification) throws {
        guard let account = user.account else { return }
        let other = try String.fetchOne(
            db, sql: "SELECT code FROM user WHERE account = ? AND code <> ?", arguments: [account, user.code])
        if let other { throw StoreError.invalid("account", "belongs to the user \(other) already") }
    }

    private static func texts(_ user: UserSpecification, isActive: Bool) -> [String: String] {
        [
            "name": user.name, "email": user.email ?? "", "account": user.account ?? "", "role": user.role.rawValue,
            "mayAssume": String(user.mayAssume), "wantsNotices": String(user.wantsNotices), "active": String(isActive),
        ]
    }
}

extension StoreError {
    static func userNotFound(_ code: String) -> StoreError {
        StoreError(.userNotFound(code: code), "There is no user \(code); see `followupctl user list`.")
    }
}
