import Domain

/// A customer that has been added.
struct InsertedCustomer {
    let id: Int64
    let number: String
    let status: Status
    let plan: PlanCounts
}
