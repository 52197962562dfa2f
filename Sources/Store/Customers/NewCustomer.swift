import Domain
import GRDB

/// A customer that is to be added; nothing about it is left to be decided.
struct NewCustomer {
    let number: String
    let details: CustomerDetails
    let places: CustomerPlaces
    let calendar: BusinessCalendar
    let entry: PeriodEntry
    var createdAt: Timestamp
    var activatedOn: CivilDate?
    var pausedUntil: CivilDate?
}
