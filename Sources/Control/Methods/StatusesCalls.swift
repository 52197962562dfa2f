import ControlAPI
import Domain
import Store

struct StatusesCalls: Sendable {
    typealias Methods = StatusesMethods

    let context: ControlContext

    func list(_ parameters: Methods.List.Parameters) async throws -> Listing<Methods.List.Reply> {
        let all = try await context.store.statuses().filter { parameters.retired == true || !$0.status.isRetired }
        return Listing(whole: all.map { Methods.Status($0.status, customers: $0.customers) }) {
            Methods.List.Reply(status: $0, cursor: $1)
        }
    }

    func add(_ parameters: Methods.Add.Parameters, _: Caller) async throws -> Nothing {
        let specification = StatusSpecification(
            code: parameters.code, name: parameters.name, text: parameters.description ?? "",
            duration: try ControlFailure.read("duration", parameters.duration, TimeSpan.self, like: "5 business days"),
            isActive: parameters.active ?? false, allows: Set(parameters.allows ?? []),
            isLoyalty: parameters.loyalty ?? false, isInitial: parameters.initial ?? false)
        try await context.store.addStatus(specification, withDefaultFollowUp: parameters.noFollowUp != true)
        return Nothing()
    }
}

extension StatusesMethods.Status {
    init(_ status: Status, customers: Int) {
        let specification = status.specification
        self.init(
            code: specification.code, name: specification.name, description: specification.text,
            position: status.position,
            duration: specification.duration?.description, active: specification.isActive,
            allows: specification.allows.sorted(),
            loyalty: specification.isLoyalty, initial: specification.isInitial, retired: status.isRetired,
            customers: customers)
    }
}
