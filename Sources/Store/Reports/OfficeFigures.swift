import Domain
import GRDB

/// The state of an office in figures, for reports.
public struct OfficeFigures: Hashable, Sendable {
    public struct Count: Hashable, Sendable {
        public let name: String
        public let count: Int
        /// Of these: overdue ones.
        public let overdue: Int
    }

    public struct Stay: Hashable, Sendable {
        public let status: String
        /// By `OfficeFigures.stayBounds`: how many have been in it for how long.
        public let counts: [Int]
    }

    public struct Overdue: Hashable, Sendable {
        public let number: String
        public let name: String
        public let status: String
        public let owner: String
        public let dueOn: CivilDate
        public let days: Int
    }

    public let customers: Int
    public let overdueCustomers: Int
    public let byStatus: [Count]
    public let byBranch: [Count]
    public let stays: [Stay]
    /// Those overdue longest.
    public let longestOverdue: [Overdue]
    /// Open tasks by whose they are.
    public let tasks: [Count]
    /// Messages made in the last thirty days, by what became of them.
    public let messages: [Count]

    /// Days in status: up to a week, a month, a quarter, a year, longer.
    public static let stayBounds = [7, 30, 90, 365]
}

extension Store {
    /// Figures of the customers whom somebody sees. Reads what is open once; for a report, not for every second.
    /// - Parameter owner: only of the customers whose owner he is, without tasks and messages; nil: of all.
    public func officeFigures(for actor: Actor, owner: Int64? = nil, now: Timestamp) async throws -> OfficeFigures {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            let sees = actor.visibility.sees()
            let owned: SQL = if let owner { "c.ownerId = \(owner)" } else { "1" }
            let source: SQL = """
                FROM statusPeriod p JOIN customer c ON c.id = p.customerId WHERE p.leftAt IS NULL AND \(sees) AND \(owned)
                """
            let overdue: SQL = "sum(p.overdueAt IS NOT NULL AND p.overdueAt <= \(now))"
            let statuses = try SQLRequest<Row>(
                literal: "SELECT p.statusId AS id, count(*) AS n, \(overdue) AS late \(source) GROUP BY p.statusId"
            ).fetchAll(db)
            let branches = try SQLRequest<Row>(
                literal: "SELECT c.branchId AS id, count(*) AS n, \(overdue) AS late \(source) GROUP BY c.branchId"
            ).fetchAll(db)
            return OfficeFigures(
                customers: statuses.reduce(0) { $0 + ($1["n"] as Int) },
                overdueCustomers: statuses.reduce(0) { $0 + ($1["late"] as Int) },
                byStatus: catalog.orderedStatuses.compactMap { status in
                    statuses.first { $0["id"] == status.id }
                        .map { OfficeFigures.Count(name: status.name, count: $0["n"], overdue: $0["late"]) }
                },
                byBranch: branches.map { row in
                    let id: Int64? = row["id"]
                    return OfficeFigures.Count(
                        name: id.flatMap { catalog.branchNames[$0] } ?? "no branch", count: row["n"],
                        overdue: row["late"])
                }.sorted { ($1.count, $0.name) < ($0.count, $1.name) },
                stays: try Self.stays(db, source, catalog, now: now),
                longestOverdue: try Self.longestOverdue(db, source, catalog, now: now),
                tasks: owner == nil
                    ? try Self.openTasks(db, sees: actor.visibility.seesCustomer(), catalog, now: now) : [],
                messages: owner == nil
                    ? try Self.recentMessages(db, sees: actor.visibility.seesCustomer(), now: now) : [])
        }
    }

    private static func stays(
        _ db: Database, _ source: SQL, _ catalog: Catalog, now: Timestamp
    ) throws -> [OfficeFigures.Stay] {
        let days: SQL = "(\(now.milliseconds) - p.enteredAt) / 86400000"
        let bounds = OfficeFigures.stayBounds
        let rows = try SQLRequest<Row>(
            literal: """
                SELECT p.statusId AS id, sum(\(days) < \(bounds[0])) AS a, sum(\(days) >= \(bounds[0]) AND \(days) < \(bounds[1])) AS b,
                    sum(\(days) >= \(bounds[1]) AND \(days) < \(bounds[2])) AS c, sum(\(days) >= \(bounds[2]) AND \(days) < \(bounds[3])) AS d,
                    sum(\(days) >= \(bounds[3])) AS e \(source) GROUP BY p.statusId
                """
        ).fetchAll(db)
        return catalog.orderedStatuses.compactMap { status in
            rows.first { $0["id"] == status.id }.map { row in
                OfficeFigures.Stay(status: status.name, counts: ["a", "b", "c", "d", "e"].map { row[$0] })
            }
        }
    }

    private static func longestOverdue(
        _ db: Database, _ source: SQL, _ catalog: Catalog, now: Timestamp
    ) throws -> [OfficeFigures.Overdue] {
        let rows = try SQLRequest<Row>(
            literal: """
                SELECT c.number, c.name, c.branchId, c.ownerId, p.statusId, p.dueOn \(source) AND p.overdueAt IS NOT NULL
                    AND p.overdueAt <= \(now) ORDER BY p.overdueAt, p.id LIMIT 25
                """
        ).fetchAll(db)
        return try rows.map { row in
            let dueOn: CivilDate = row["dueOn"]
            let today = catalog.calendar(ofBranch: row["branchId"]).zone.civilDate(at: now)
            let owner: Int64? = row["ownerId"]
            return OfficeFigures.Overdue(
                number: row["number"], name: row["name"], status: try catalog.status(id: row["statusId"]).name,
                owner: owner.flatMap { catalog.users[$0]?.specification.name } ?? "", dueOn: dueOn,
                days: today.days(since: dueOn))
        }
    }

    private static func openTasks(
        _ db: Database, sees: SQL, _ catalog: Catalog, now: Timestamp
    ) throws -> [OfficeFigures.Count] {
        let today = catalog.defaultCalendar.zone.civilDate(at: now)
        let rows = try SQLRequest<Row>(
            literal: """
                SELECT coalesce(u.name, g.name, 'nobody') AS name, count(*) AS n, sum(t.dueOn < \(today)) AS late
                FROM task t JOIN customer c ON c.id = t.customerId LEFT JOIN user u ON u.id = t.assigneeId
                LEFT JOIN team g ON g.id = t.teamId
                WHERE t.closedAt IS NULL AND \(sees) GROUP BY 1 ORDER BY n DESC, name LIMIT 30
                """
        ).fetchAll(db)
        return rows.map { OfficeFigures.Count(name: $0["name"], count: $0["n"], overdue: $0["late"]) }
    }

    private static func recentMessages(_ db: Database, sees: SQL, now: Timestamp) throws -> [OfficeFigures.Count] {
        let since = now.adding(milliseconds: -30 * 86_400_000)
        let rows = try SQLRequest<Row>(
            literal: """
                SELECT m.state || CASE WHEN m.state = 'suppressed' THEN ' (' || m.reason || ')' ELSE '' END AS name, count(*) AS n
                FROM message m JOIN customer c ON c.id = m.customerId WHERE m.createdAt > \(since) AND \(sees)
                GROUP BY 1 ORDER BY n DESC, name LIMIT 30
                """
        ).fetchAll(db)
        return rows.map { OfficeFigures.Count(name: $0["name"], count: $0["n"], overdue: 0) }
    }

    /// Calendar dates of the default calendar, for those that are not about a customer.
    public func officeZone() async throws -> ZoneRules { try await catalog().defaultCalendar.zone }
}
