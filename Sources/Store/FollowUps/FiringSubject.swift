import Domain
import GRDB

/// What a due row is about, as it stands now.
struct FiringSubject {
    let plan: PlanSubject
    /// Names it in Message-IDs.
    let origin: PeriodUUID
    /// Of a row about a task.
    let task: WatchedTask?

    /// nil where it is not there any more.
    init?(_ db: Database, _ due: DueRow, catalog: Catalog) throws {
        switch due.subjectKind {
        case .period:
            plan = .period(due.period)
            origin = due.period.uuid
            task = nil
        case .customer:
            let dates = try CustomerDates.of(db, customerID: due.customerID)
            plan = .customer(birthday: dates.birthday, anniversary: dates.anniversary)
            origin = due.period.uuid
            task = nil
        case .task:
            let calendar = catalog.calendar(ofBranch: due.branchID)
            guard let watched = try WatchedTask.of(db, id: due.subjectID, calendar: calendar) else { return nil }
            plan = .task(watched.plan)
            origin = watched.uuid
            task = watched
        }
    }

    /// Why nothing is to fire for it any more; nil while something is.
    func isOver(for trigger: Trigger, period: StatusPeriod) -> FollowUpReason? {
        switch plan {
        case .period(let period): period.leftAt == nil ? nil : .statusLeft
        case .customer: trigger.statusID == period.statusID ? nil : .statusLeft
        case .task(let task):
            trigger.specification.timing.basis == .taskCompleted
                ? task.completedAt == nil ? .taskClosed : nil : task.isOpen ? nil : .taskClosed
        }
    }
}

extension DueRow {
    var owner: PlanOwner { PlanOwner(kind: subjectKind, id: subjectID, customerID: customerID) }
}
