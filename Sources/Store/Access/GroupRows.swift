import Domain
import GRDB

/// Teams, branches and security groups as rows, written whole: for single changes and for workflows alike.
enum GroupRows {
    /// Adds a team, or makes the one of that code as the specification says.
    static func save(_ db: Database, _ team: TeamSpecification) throws {
        try Store.validate(("code", team.code, .code), ("name", team.name, .name))
        try db.execute(
            sql: "INSERT INTO team (code, name) VALUES (?, ?) ON CONFLICT (code) DO UPDATE SET name = excluded.name",
            arguments: [team.code, team.name])
        let id = try Store.id(db, "SELECT id FROM team WHERE code = ?", team.code)
        try db.execute(sql: "DELETE FROM teamMember WHERE teamId = ?", arguments: [id])
        for member in Set(team.members).sorted() {
            try db.execute(
                sql: "INSERT INTO teamMember (teamId, userId) VALUES (?, ?)", arguments: [id, try userID(db, member)])
        }
    }

    /// Adds a branch, or makes the one of that code as the specification says.
    static func save(_ db: Database, _ branch: BranchSpecification) throws {
        try Store.validate(("code", branch.code, .code), ("name", branch.name, .name))
        let parentID = try branch.parent.map { try branchID(db, $0) }
        let calendarID = try branch.calendar.map { code in
            guard let id = try Store.id(db, "SELECT id FROM calendar WHERE code = ?", code) else {
                throw StoreError(
                    .calendarNotFound(code: code), "There is no calendar \(code); name one of the workflow's.")
            }
            return id
        }
        if let id = try Store.id(db, "SELECT id FROM branch WHERE code = ?", branch.code) {
            try refuseCycle(db, branch, id: id, parentID: parentID)
            try db.execute(
                sql: "UPDATE branch SET name = ?, parentId = ?, calendarId = ? WHERE id = ?",
                arguments: [branch.name, parentID, calendarID, id])
        } else {
            try db.execute(
                sql: "INSERT INTO branch (code, name, parentId, calendarId) VALUES (?, ?, ?, ?)",
                arguments: [branch.code, branch.name, parentID, calendarID])
        }
    }

    private static func refuseCycle(_ db: Database, _ branch: BranchSpecification, id: Int64, parentID: Int64?) throws {
        let isBelow = try Int.fetchOne(
            db,
            sql: """
                WITH RECURSIVE above (id) AS (
                    SELECT ? UNION SELECT b.parentId FROM branch b JOIN above ON b.id = above.id WHERE b.parentId IS NOT NULL)
                SELECT 1 FROM above WHERE id = ?
                """, arguments: [parentID, id])
        if isBelow != nil { throw StoreError.invalid("parent", "is the branch \(branch.code) itself, or one below it") }
    }

    /// Adds a security group, or makes the one of that code as the specification says. Its members leave the groups they were in.
    static func save(_ db: Database, _ group: SecurityGroupSpecification) throws {
        try Store.validate(("code", group.code, .code), ("name", group.name, .name), ("description", group.text, .body))
        try db.execute(
            sql: """
                INSERT INTO securityGroup (code, name, text, type, branchId, seesAll, setsAll) VALUES (?, ?, ?, 'customer_status', ?, ?, ?)
                ON CONFLICT (code) DO UPDATE SET name = excluded.name, text = excluded.text, branchId = excluded.branchId,
                    seesAll = excluded.seesAll, setsAll = excluded.setsAll
                """,
            arguments: [
                group.code, group.name, group.text, try group.branch.map { try branchID(db, $0) }, group.sees == .all,
                group.sets == .all,
            ])
        let id = try Store.id(db, "SELECT id FROM securityGroup WHERE code = ?", group.code)
        try db.execute(sql: "DELETE FROM securityGroupStatus WHERE groupId = ?", arguments: [id])
        for code in group.sees.codes.union(group.sets.codes).sorted() {
            try db.execute(
                sql: "INSERT INTO securityGroupStatus (groupId, statusId, maySee, maySet) VALUES (?, ?, ?, ?)",
                arguments: [
                    id, try statusID(db, code), group.sees.codes.contains(code), group.sets.codes.contains(code),
                ])
        }
        try db.execute(sql: "DELETE FROM securityGroupMember WHERE groupId = ?", arguments: [id])
        for member in Set(group.members).sorted() {
            try db.execute(
                sql: """
                    INSERT INTO securityGroupMember (userId, type, groupId) VALUES (?, 'customer_status', ?)
                    ON CONFLICT (userId, type) DO UPDATE SET groupId = excluded.groupId
                    """, arguments: [try userID(db, member), id])
        }
    }

    static func userID(_ db: Database, _ code: String) throws -> Int64 {
        guard let id = try Store.id(db, "SELECT id FROM user WHERE code = ?", code) else {
            throw StoreError.userNotFound(code)
        }
        return id
    }

    static func branchID(_ db: Database, _ code: String) throws -> Int64 {
        guard let id = try Store.id(db, "SELECT id FROM branch WHERE code = ?", code) else {
            throw StoreError.branchNotFound(code)
        }
        return id
    }

    private static func statusID(_ db: Database, _ code: String) throws -> Int64 {
        guard let id = try Store.id(db, "SELECT id FROM status WHERE code = ? AND isDeleted = 0", code) else {
            throw StoreError.statusNotFound(code)
        }
        return id
    }
}

extension StatusSelection {
    /// The statuses named one by one.
    var codes: Set<String> {
        if case .only(let codes) = self { codes } else { [] }
    }

    var text: String {
        if case .only(let codes) = self { codes.sorted().joined(separator: ",") } else { "all" }
    }
}

extension Store {
    /// The id of the row that a code names.
    static func id(_ db: Database, _ query: String, _ code: String) throws -> Int64? {
        try Int64.fetchOne(db.cachedStatement(sql: query), arguments: [code])
    }
}

extension StoreError {
    static func branchNotFound(_ code: String) -> StoreError {
        StoreError(.branchNotFound(code: code), "There is no branch \(code); see `followupctl branch list`.")
    }
}
