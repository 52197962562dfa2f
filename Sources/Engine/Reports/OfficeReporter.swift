import Domain
import Store

/// A mail to a user about his work.
struct Digest: Sendable {
    let subject: String
    let text: String
    let html: String
}

/// Puts the state of the office into pages and digests.
public struct OfficeReporter: Sendable {
    private let store: Store
    private let forecaster: Forecaster

    init(store: Store, forecaster: Forecaster) {
        self.store = store
        self.forecaster = forecaster
    }

    /// The whole page, of what somebody sees.
    public func page(for actor: Actor, days: Int, now: Timestamp) async throws -> String {
        let figures = try await store.officeFigures(for: actor, now: now)
        let zone = try await store.officeZone()
        let forecast = try await forecast(for: actor, days: days, zone: zone, now: now)
        return ReportPage(figures: figures, forecast: forecast, zone: zone, now: now).html
    }

    private func forecast(
        for actor: Actor, days: Int, zone: ZoneRules, now: Timestamp
    ) async throws -> [ForecastDay] {
        let today = zone.civilDate(at: now)
        var counts = (0...days).map { ForecastDay(date: today.adding(days: $0)) }
        let end = zone.startOfDay(today.adding(days: days + 1)).adding(milliseconds: -1)
        try await forecaster.run(from: now, until: end, for: actor) { prediction in
            let index = zone.civilDate(at: prediction.at).days(since: today)
            guard counts.indices.contains(index) else { return }
            switch prediction.makes {
            case .task, .call: counts[index].tasks += 1
            case .message: counts[index].messages += 1
            case .move: counts[index].moves += 1
            case .nothing: break
            }
        }
        return counts
    }

    /// What waits for a user; nil if nothing does. Managers and administrators get the figures of the office with it.
    /// - Parameter officeFigures: works out the figures of all that somebody sees, once for all who see the same.
    func digest(
        for user: User, now: Timestamp, officeFigures: (Actor) async throws -> OfficeFigures
    ) async throws -> Digest? {
        let actor = try await store.catalog().actor(of: user)
        let zone = try await store.officeZone()
        let today = zone.civilDate(at: now)
        let tasks = try await store.tasks(TaskFilter(mine: true), for: actor, after: nil, limit: 200)
        let isManager = user.specification.role >= .manager
        let figures =
            isManager
            ? try await officeFigures(actor) : try await store.officeFigures(for: actor, owner: user.id, now: now)
        guard !tasks.isEmpty || figures.overdueCustomers > 0 else { return nil }
        let overdue = tasks.filter { $0.dueOn < today }
        let due = tasks.filter { $0.dueOn == today }
        let open = tasks.filter { $0.dueOn > today }
        var lines = ["Good morning, \(user.specification.name).", ""]
        for (heading, part) in [("Overdue", overdue), ("Due today", due), ("Open", open)] where !part.isEmpty {
            lines.append("\(heading) (\(part.count)):")
            lines += part.prefix(50).map {
                "  #\($0.id)  \($0.dueOn)  \($0.customerNumber) \($0.customerName): \($0.subject)"
            }
            lines.append("")
        }
        if !figures.longestOverdue.isEmpty {
            lines.append("\(isManager ? "Customers" : "Your customers") overdue: \(figures.overdueCustomers)")
            lines += figures.longestOverdue.prefix(25).map {
                "  \($0.number) \($0.name), \($0.status), due \($0.dueOn), \($0.days) days ago"
            }
            lines.append("")
        }
        let subject = "\(overdue.count) overdue, \(due.count) due today, \(open.count) open"
        let page = ReportPage(
            figures: figures, forecast: [], tasks: [("Overdue", overdue), ("Due today", due), ("Open", open)],
            zone: zone,
            now: now, isWhole: isManager)
        return Digest(subject: subject, text: lines.joined(separator: "\n"), html: page.html)
    }
}

/// What a forecast makes on one day.
struct ForecastDay: Hashable, Sendable {
    let date: CivilDate
    var tasks = 0
    var messages = 0
    var moves = 0

    init(date: CivilDate) { self.date = date }
}
