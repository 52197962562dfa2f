import Domain
import GRDB

/// Whether a customer's status lets some work happen.
public struct CustomerCheck: Hashable, Sendable {
    public let isAllowed: Bool
    public let status: String
    public let statusName: String
    public let allows: [String]
}

extension Store {
    /// Answers other systems: may this work be done for this customer?
    public func checkCustomer(number: String, work: String, for actor: Actor) async throws -> CustomerCheck {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            let customer = try Self.find(db, number: number, actor: actor)
            let status = try catalog.status(id: customer.period.statusID)
            let allows = status.specification.allows
            return CustomerCheck(
                isAllowed: allows.contains(work), status: status.code, statusName: status.name, allows: allows.sorted())
        }
    }
}
