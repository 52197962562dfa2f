import ControlAPI
import Domain
import Store

struct SearchesCalls: Sendable {
    typealias Methods = SearchesMethods

    let context: ControlContext

    func list(_: Nothing, _ actor: Actor) async throws -> Listing<Methods.List.Reply> {
        Listing(whole: try await context.store.savedSearches(for: actor).map(Methods.Search.init)) {
            Methods.List.Reply(search: $0, cursor: $1)
        }
    }

    func get(_ parameters: Methods.Get.Parameters, _ actor: Actor) async throws -> Methods.Get.Reply {
        Methods.Get.Reply(
            search: Methods.Search(try await context.store.savedSearch(code: parameters.code, for: actor)))
    }

    func save(_ parameters: Methods.Save.Parameters, _ actor: Actor) async throws -> Nothing {
        let isShared = parameters.shared ?? false
        guard !isShared || actor.role.map({ $0 >= .manager }) ?? false else {
            throw ControlFailure(
                .permissionDenied, "To share a search takes the role manager; keep it for yourself, or ask a manager.")
        }
        let search = SavedSearch(
            code: parameters.code, name: parameters.name ?? parameters.code, owner: actor.name, isShared: isShared,
            expression: try SearchInput.expression(parameters.search, parameters.rules),
            columns: parameters.columns ?? [],
            sort: try parameters.sort.map { try ControlFailure.word("sort", $0, default: .created) },
            isDescending: parameters.descending ?? false, withDepartments: parameters.departments ?? false)
        try await context.store.saveSearch(search, by: actor, now: context.now())
        return Nothing()
    }

    func delete(_ parameters: Methods.Delete.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.deleteSearch(code: parameters.code, by: actor, now: context.now())
        return Nothing()
    }

    func explain(_ parameters: Methods.Explain.Parameters, _ actor: Actor) async throws -> Methods.Explain.Reply {
        let expression = try SearchInput.expression(parameters.search, parameters.rules)
        let sort = try parameters.sort.map { try ControlFailure.word("sort", $0, default: CustomerSort.created) }
        let explained = try await context.store.explainSearch(
            CustomerSearch(expression, sort: sort), for: actor, now: context.now())
        return Methods.Explain.Reply(
            text: expression.description, rules: CustomersMethods.Rule(expression), sql: explained.sql,
            plan: explained.plan)
    }
}

extension SearchesMethods.Search {
    init(_ search: SavedSearch) {
        self.init(
            code: search.code, name: search.name, owner: search.owner, shared: search.isShared,
            search: search.expression.description, columns: search.columns, sort: search.sort?.rawValue,
            descending: search.isDescending, departments: search.withDepartments)
    }
}
