import Domain

/// Whom a plan is for, as rows: the subject's identity, and the customer it is about.
struct PlanOwner {
    let kind: FollowUpSubject
    let id: Int64
    let customerID: Int64
}

/// What planning works with: a calendar, and the circumstances of the customer.
struct PlanContext {
    let catalog: Catalog
    let calendar: BusinessCalendar
    let now: Timestamp
    let backfill: Backfill
    let pausedUntil: CivilDate?
}
