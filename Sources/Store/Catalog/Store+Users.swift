import Domain
import GRDB

extension Store {
    public func addUser(code: String, name: String, email: String?) async throws {
        try await write { db in
            try Self.validate(("code", code, .code), ("name", name, .name), ("email", email, .email))
            guard try Self.userID(db, code: code) == nil else { throw StoreError.codeTaken("user", code) }
            try db.execute(
                sql: "INSERT INTO user (code, name, email, isActive) VALUES (?, ?, ?, 1)",
                arguments: [code, name, email])
        }
    }

    public func users() async throws -> [User] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM user ORDER BY code").map { row in
                User(
                    id: row["id"], code: row["code"], name: row["name"], email: row["email"], isActive: row["isActive"])
            }
        }
    }

    static func userID(_ db: Database, code: String) throws -> Int64? {
        let statement = try db.cachedStatement(sql: "SELECT id FROM user WHERE code = ? AND isActive = 1")
        return try Int64.fetchOne(statement, arguments: [code])
    }

    static func requiredUserID(_ db: Database, code: String) throws -> Int64 {
        guard let id = try userID(db, code: code) else {
            throw StoreError(.userNotFound(code: code), "There is no active user \(code); see `followupctl user list`.")
        }
        return id
    }
}
