import Domain
import GRDB

/// Teams, branches and security groups: each is read whole, changed by saving it whole, and deleted where nothing needs it.
extension Store {
    public func teams() async throws -> [TeamSpecification] { try await read { db in try GroupReader.teams(db) } }

    public func branches() async throws -> [BranchSpecification] {
        try await read { db in try GroupReader.branches(db) }
    }

    public func securityGroups() async throws -> [SecurityGroupSpecification] {
        try await read { db in try GroupReader.groups(db) }
    }

    public func addTeam(_ team: TeamSpecification, by actor: Actor, now: Timestamp) async throws {
        try await add(team.code, .team, by: actor, now: now, { try GroupReader.teams($0) }, { GroupTexts.of($0) }, team)
        {
            try GroupRows.save($0, team)
        }
    }

    public func addBranch(_ branch: BranchSpecification, by actor: Actor, now: Timestamp) async throws {
        try await add(
            branch.code, .branch, by: actor, now: now, { try GroupReader.branches($0) }, { GroupTexts.of($0) }, branch
        ) {
            try GroupRows.save($0, branch)
        }
    }

    /// Adds a security group. Its members leave the groups they were in.
    public func addGroup(_ group: SecurityGroupSpecification, by actor: Actor, now: Timestamp) async throws {
        try await add(
            group.code, .group, by: actor, now: now, { try GroupReader.groups($0) }, { GroupTexts.of($0) }, group
        ) {
            try GroupRows.save($0, group)
        }
    }

    /// Changes a security group, read and written in one transaction.
    public func updateGroup(
        code: String, by actor: Actor, now: Timestamp,
        _ change: @escaping @Sendable (inout SecurityGroupSpecification) -> Void
    ) async throws {
        try await update(
            code, .group, by: actor, now: now, { try GroupReader.groups($0) }, { GroupTexts.of($0) }, change
        ) {
            try GroupRows.save($0, $1)
        }
    }

    /// Changes a team, read and written in one transaction.
    public func updateTeam(
        code: String, by actor: Actor, now: Timestamp, _ change: @escaping @Sendable (inout TeamSpecification) -> Void
    ) async throws {
        try await update(code, .team, by: actor, now: now, { try GroupReader.teams($0) }, { GroupTexts.of($0) }, change)
        {
            try GroupRows.save($0, $1)
        }
    }

    /// Changes a branch, read and written in one transaction. Where its customers get another calendar by that, they are planned anew.
    public func updateBranch(
        code: String, by actor: Actor, now: Timestamp, _ change: @escaping @Sendable (inout BranchSpecification) -> Void
    ) async throws {
        try await update(
            code, .branch, by: actor, now: now, { try GroupReader.branches($0) }, { GroupTexts.of($0) }, change
        ) {
            [zones] db, branch in
            let before = try Catalog(db, zones: zones)
            try GroupRows.save(db, branch)
            try Self.orderRecount(db, where: before, differsFrom: try Catalog(db, zones: zones), now: now)
            try EntryRules.settle(db, zones: zones, now: now)
        }
    }

    public func deleteTeam(code: String, by actor: Actor, now: Timestamp) async throws {
        try await writeCatalog { db in
            guard let team = try GroupReader.teams(db).first(where: { $0.code == code }) else {
                throw StoreError.notFound(.team, code)
            }
            try db.execute(sql: "DELETE FROM team WHERE code = ?", arguments: [code])
            try AuditRows.write(db, actor, "delete", .team, code, before: GroupTexts.of(team).texts, now: now)
        }
    }

    /// Deletes a group that has no members: those would see everything that their roles let them.
    public func deleteGroup(code: String, by actor: Actor, now: Timestamp) async throws {
        try await writeCatalog { db in
            guard let group = try GroupReader.groups(db).first(where: { $0.code == code }) else {
                throw StoreError.notFound(.group, code)
            }
            guard group.members.isEmpty else {
                throw StoreError.invalid(
                    "group",
                    "has the members \(group.members.joined(separator: ", ")), whom nothing would limit then; take them out first"
                )
            }
            try db.execute(sql: "DELETE FROM securityGroup WHERE code = ?", arguments: [code])
            try AuditRows.write(db, actor, "delete", .group, code, before: GroupTexts.of(group).texts, now: now)
        }
    }

    /// Deletes a branch that has no customers, no branches below it and no group.
    public func deleteBranch(code: String, by actor: Actor, now: Timestamp) async throws {
        try await writeCatalog { [zones] db in
            let before = try GroupReader.branches(db).first { $0.code == code }.map { GroupTexts.of($0).texts } ?? [:]
            try Self.removeBranch(db, code: code)
            try EntryRules.settle(db, zones: zones, now: now)
            try AuditRows.write(db, actor, "delete", .branch, code, before: before, now: now)
        }
    }

    static func removeBranch(_ db: Database, code: String) throws {
        let id = try GroupRows.branchID(db, code)
        let uses = [
            ("customers", "SELECT count(*) FROM customer WHERE branchId = ?"),
            ("branches", "SELECT count(*) FROM branch WHERE parentId = ?"),
            ("security groups", "SELECT count(*) FROM securityGroup WHERE branchId = ?"),
        ]
        for (noun, query) in uses {
            let count = try Int.fetchOne(db, sql: query, arguments: [id]) ?? 0
            if count > 0 { throw StoreError.invalid("branch", "has \(count) \(noun); move them first") }
        }
        try db.execute(sql: "DELETE FROM branch WHERE id = ?", arguments: [id])
    }

    static func orderRecount(_ db: Database, where before: Catalog, differsFrom after: Catalog, now: Timestamp) throws {
        let branches = try Int64.fetchAll(db, sql: "SELECT DISTINCT branchId FROM customer WHERE branchId IS NOT NULL")
        if branches.contains(where: { before.calendar(ofBranch: $0).code != after.calendar(ofBranch: $0).code }) {
            try orderRecountOfAll(db, now: now)
        }
    }

    private func add<Specification: Sendable>(
        _ code: String, _ kind: AuditKind, by actor: Actor, now: Timestamp,
        _ known: @escaping @Sendable (Database) throws -> [Specification],
        _ texts: @escaping @Sendable (Specification) -> (code: String, texts: [String: String]),
        _ specification: Specification,
        _ write: @escaping @Sendable (Database) throws -> Void
    ) async throws {
        try await writeCatalog { db in
            let all = try known(db)
            guard !all.contains(where: { texts($0).code == code }) else {
                throw StoreError.codeTaken(kind.rawValue, code)
            }
            try write(db)
            try AuditRows.write(db, actor, "add", kind, code, after: texts(specification).texts, now: now)
        }
    }

    private func update<Specification: Sendable>(
        _ code: String, _ kind: AuditKind, by actor: Actor, now: Timestamp,
        _ known: @escaping @Sendable (Database) throws -> [Specification],
        _ texts: @escaping @Sendable (Specification) -> (code: String, texts: [String: String]),
        _ change: @escaping @Sendable (inout Specification) -> Void,
        _ write: @escaping @Sendable (Database, Specification) throws -> Void
    ) async throws {
        try await writeCatalog { db in
            let all = try known(db)
            guard let old = all.first(where: { texts($0).code == code }) else { throw StoreError.notFound(kind, code) }
            var new = old
            change(&new)
            try write(db, new)
            try AuditRows.write(
                db, actor, "edit", kind, code, before: texts(old).texts, after: texts(new).texts, now: now)
        }
    }
}

/// Reads teams, branches and groups by code.
enum GroupReader {
    static func teams(_ db: Database) throws -> [TeamSpecification] {
        try Row.fetchAll(db, sql: "SELECT * FROM team ORDER BY code").map { row in
            TeamSpecification(
                code: row["code"], name: row["name"],
                members: try String.fetchAll(
                    db,
                    sql:
                        "SELECT u.code FROM teamMember m JOIN user u ON u.id = m.userId WHERE m.teamId = ? ORDER BY u.code",
                    arguments: [row["id"] as Int64]))
        }
    }

    /// Parents before the branches below them.
    static func branches(_ db: Database) throws -> [BranchSpecification] {
        try Row.fetchAll(
            db,
            sql: """
                WITH RECURSIVE tree (id, depth) AS (
                    SELECT id, 0 FROM branch WHERE parentId IS NULL
                    UNION ALL SELECT b.id, tree.depth + 1 FROM tree JOIN branch b ON b.parentId = tree.id)
                SELECT b.code, b.name, p.code AS parent, c.code AS calendar FROM tree JOIN branch b ON b.id = tree.id
                LEFT JOIN branch p ON p.id = b.parentId LEFT JOIN calendar c ON c.id = b.calendarId ORDER BY tree.depth, b.id
                """
        ).map {
            BranchSpecification(code: $0["code"], name: $0["name"], parent: $0["parent"], calendar: $0["calendar"])
        }
    }

    static func groups(_ db: Database) throws -> [SecurityGroupSpecification] {
        try Row.fetchAll(
            db,
            sql:
                "SELECT g.*, b.code AS branch FROM securityGroup g LEFT JOIN branch b ON b.id = g.branchId ORDER BY g.code"
        ).map { row in
            let id: Int64 = row["id"]
            func statuses(_ column: String) throws -> StatusSelection {
                .only(
                    try String.fetchSet(
                        db,
                        sql:
                            "SELECT s.code FROM securityGroupStatus g JOIN status s ON s.id = g.statusId WHERE g.groupId = ? AND g.\(column) = 1",
                        arguments: [id]))
            }
            return SecurityGroupSpecification(
                code: row["code"], name: row["name"], text: row["text"], branch: row["branch"],
                sees: row["seesAll"] ? .all : try statuses("maySee"),
                sets: row["setsAll"] ? .all : try statuses("maySet"),
                members: try String.fetchAll(
                    db,
                    sql:
                        "SELECT u.code FROM securityGroupMember m JOIN user u ON u.id = m.userId WHERE m.groupId = ? ORDER BY u.code",
                    arguments: [id]))
        }
    }
}

/// Teams, branches and groups as texts, for the audit trail and the plan of a workflow.
enum GroupTexts {
    static func of(_ team: TeamSpecification) -> (code: String, texts: [String: String]) {
        (team.code, ["name": team.name, "members": Set(team.members).sorted().joined(separator: ",")])
    }

    static func of(_ branch: BranchSpecification) -> (code: String, texts: [String: String]) {
        (branch.code, ["name": branch.name, "parent": branch.parent ?? "", "calendar": branch.calendar ?? ""])
    }

    static func of(_ group: SecurityGroupSpecification) -> (code: String, texts: [String: String]) {
        (
            group.code,
            [
                "name": group.name, "description": group.text, "branch": group.branch ?? "", "sees": group.sees.text,
                "sets": group.sets.text, "members": Set(group.members).sorted().joined(separator: ","),
            ]
        )
    }
}

extension StoreError {
    static func notFound(_ kind: AuditKind, _ code: String) -> StoreError {
        switch kind {
        case .team: StoreError(.teamNotFound(code: code), "There is no team \(code); see `followupctl team list`.")
        case .group:
            StoreError(.groupNotFound(code: code), "There is no security group \(code); see `followupctl group list`.")
        case .search:
            StoreError(.searchNotFound(code: code), "There is no search \(code); see `followupctl search list`.")
        default: branchNotFound(code)
        }
    }
}
