import Domain
import GRDB

/// Rules that name other records. What the catalogue does not know is an error, told with its place; what could be another customer is not,
/// since an absent one and one that is not seen must answer alike.
extension SearchCompiler {
    func handle(_ field: SearchField, _ rule: SearchRule, _ comparison: SearchOperator) throws -> SQL {
        switch field {
        case .status:
            return comparison == .isSet
                ? "1" : statusIsIn(try ids(rule, "a status, by code or name", statusIDs), isOne: comparison == .equal)
        case .reason:
            return comparison == .isSet
                ? "+p.reasonId IS NOT NULL"
                : "\(sql: sort == nil ? "p.reasonId" : "+p.reasonId") IN \(try ids(rule, "a status reason, by code or name", reasonIDs))"
        case .owner:
            return comparison == .isSet
                ? "c.ownerId IS NOT NULL"
                : "\(literal: customer("ownerId")) IN \(try ids(rule, "the code of a user, or me", ownerIDs))"
        case .branch:
            guard comparison != .isSet else { return "c.branchId IS NOT NULL" }
            return
                "\(literal: customer("branchId")) IN \(try ids(rule, "a branch, by code or name") { branchIDs($0, isWithin: comparison == .within) })"
        default:
            let seen = actor.visibility.seesCustomer("parent")
            let wanted: SQL = comparison == .isSet ? "1" : "parent.number IN \(rule.values.map(\.text))"
            return
                "\(literal: customer("parentId")) IN (SELECT parent.id FROM customer parent WHERE \(wanted) AND \(seen))"
        }
    }

    private func ids(_ rule: SearchRule, _ expected: String, _ find: (String) -> [Int64]) throws -> [Int64] {
        try rule.values.map(\.text).flatMap { text in
            let found = find(text)
            guard !found.isEmpty else {
                throw StoreError.invalidExpression(
                    SearchSyntaxError(position: rule.position ?? 1, expected: expected, found: "`\(text.prefix(60))`"))
            }
            return found
        }
    }

    private func statusIDs(_ handle: String) -> [Int64] { catalog.status(named: handle).map { [$0.id] } ?? [] }

    private func reasonIDs(_ handle: String) -> [Int64] {
        let reasons = catalog.statuses.values.flatMap(\.reasons)
        let coded = reasons.filter { $0.code == handle }
        return (coded.isEmpty ? reasons.filter { $0.name.lowercased() == handle.lowercased() } : coded).map(\.id)
            .sorted()
    }

    private func ownerIDs(_ handle: String) -> [Int64] {
        if handle == "me" { return [actor.userID ?? 0] }
        return catalog.userIDs[handle].map { [$0] } ?? []
    }

    private func branchIDs(_ handle: String, isWithin: Bool) -> [Int64] {
        let named = catalog.branchNames.filter { $0.value.lowercased() == handle.lowercased() }.keys
        guard let id = catalog.branchIDs[handle] ?? named.min() else { return [] }
        return isWithin ? catalog.branches(within: id).sorted() : [id]
    }
}
