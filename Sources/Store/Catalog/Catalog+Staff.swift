import Domain

/// A team as the catalogue keeps it.
struct CatalogTeam: Sendable {
    let id: Int64
    /// Rows of users.
    let members: [Int64]
}

extension Catalog {
    /// Whose a task is by a rule: the first candidate that there is and that is active; nil if there is none.
    /// - Parameters:
    ///   - owner: row of the customer's owner.
    ///   - watched: whose the task is that the rule is about.
    func taskOwner(_ rule: AssigneeRule, owner: Int64?, watched: TaskOwner? = nil) -> TaskOwner? {
        for candidate in rule.candidates {
            switch candidate {
            case .owner: if let owner, isActive(owner) { return .user(owner) }
            case .assignee: if let watched, !members(of: watched).isEmpty { return watched }
            case .user(let code): if let id = userIDs[code], isActive(id) { return .user(id) }
            case .team(let code):
                if let team = teams[code], team.members.contains(where: isActive) { return .team(team.id) }
            }
        }
        return nil
    }

    /// The active users whom a message to staff is for.
    func users(_ staff: Staff, owner: Int64?, watched: TaskOwner? = nil) -> [User] {
        guard let taskOwner = AssigneeRule([staff]).flatMap({ taskOwner($0, owner: owner, watched: watched) }) else {
            return []
        }
        return members(of: taskOwner)
    }

    /// The active users whom a name stands for, apart from any customer.
    public func activeUsers(_ staff: Staff) -> [User] { users(staff, owner: nil) }

    func members(of owner: TaskOwner) -> [User] {
        let ids: [Int64] =
            switch owner {
            case .user(let id): [id]
            case .team(let id): teams.values.first { $0.id == id }?.members ?? []
            }
        return ids.compactMap { users[$0] }.filter(\.isActive)
    }

    func teamCode(_ id: Int64?) -> String? {
        guard let id else { return nil }
        return teams.first { $0.value.id == id }?.key
    }

    private func isActive(_ id: Int64) -> Bool { users[id]?.isActive == true }
}
