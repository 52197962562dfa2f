import Domain
import GRDB

/// The days that come again every year.
struct CustomerDates {
    let birthday: CivilDate?
    let anniversary: CivilDate?

    static func of(_ db: Database, customerID: Int64) throws -> CustomerDates {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT birthday, anniversary FROM customer WHERE id = ?"), arguments: [customerID])
        return CustomerDates(birthday: row?["birthday"], anniversary: row?["anniversary"])
    }
}
