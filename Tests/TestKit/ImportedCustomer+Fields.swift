import Domain
import Store

extension ImportedCustomer {
    /// A row with these fields and nothing else.
    public init(
        number: String? = nil, _ fields: [CustomerField: String], custom: [String: String] = [:],
        entered: CustomerDraft.EntryTime? = nil, dueOn: CivilDate? = nil
    ) {
        self.init(
            number: number, edit: CustomerEdit(fields: fields, customFields: custom), entered: entered, dueOn: dueOn)
    }
}
