import Domain

/// A follow-up that has come due, with all that firing it needs to know, as it stands in the transaction that fires it.
public struct DueFollowUp: Sendable {
    public let id: Int64
    public let trigger: Trigger
    /// Of a trigger that makes a message.
    public let template: TemplateSpecification?
    public let customerNumber: String
    public let fields: MergeFields
    /// How the customer can be reached.
    public let contact: ContactFacts
    /// The active members of staff whom a message is for; empty where it is for the customer.
    public let staff: [User]
    public let fireAt: Timestamp
    public let calendar: BusinessCalendar
    public let now: Timestamp
}
