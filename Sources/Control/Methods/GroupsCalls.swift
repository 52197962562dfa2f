import ControlAPI
import Domain
import Engine
import Store

/// Teams, branches and security groups: part of `io.followupd.Access`.
struct GroupsCalls: Sendable {
    typealias Methods = AccessMethods

    let context: ControlContext

    private var store: Store { context.store }

    /// What stands there after a change: as before where none is given, nothing for an empty text.
    private static func changed(_ known: String?, _ given: String?) -> String? {
        given.map { $0.isEmpty ? nil : $0 } ?? known
    }

    // MARK: Teams

    func listTeams(_: Nothing, _: Actor) async throws -> Listing<Methods.ListTeams.Reply> {
        let teams = try await store.teams().map { Methods.Team(code: $0.code, name: $0.name, members: $0.members) }
        return Listing(whole: teams) { Methods.ListTeams.Reply(team: $0, cursor: $1) }
    }

    func addTeam(_ parameters: Methods.AddTeam.Parameters, _ actor: Actor) async throws -> Nothing {
        let team = TeamSpecification(code: parameters.code, name: parameters.name, members: parameters.members ?? [])
        try await store.addTeam(team, by: actor, now: context.now())
        return Nothing()
    }

    func updateTeam(_ parameters: Methods.UpdateTeam.Parameters, _ actor: Actor) async throws -> Nothing {
        try await store.updateTeam(code: parameters.code, by: actor, now: context.now()) { team in
            team.name = parameters.name ?? team.name
            team.members = parameters.members ?? team.members
        }
        return Nothing()
    }

    func deleteTeam(_ parameters: Methods.DeleteTeam.Parameters, _ actor: Actor) async throws -> Nothing {
        try await store.deleteTeam(code: parameters.code, by: actor, now: context.now())
        return Nothing()
    }

    // MARK: Branches

    func listBranches(_: Nothing, _: Actor) async throws -> Listing<Methods.ListBranches.Reply> {
        let branches = try await store.branches().map {
            Methods.Branch(code: $0.code, name: $0.name, parent: $0.parent, calendar: $0.calendar)
        }
        return Listing(whole: branches) { Methods.ListBranches.Reply(branch: $0, cursor: $1) }
    }

    func addBranch(_ parameters: Methods.AddBranch.Parameters, _ actor: Actor) async throws -> Nothing {
        let branch = BranchSpecification(
            code: parameters.code, name: parameters.name, parent: parameters.parent, calendar: parameters.calendar)
        try await store.addBranch(branch, by: actor, now: context.now())
        return Nothing()
    }

    func updateBranch(_ parameters: Methods.UpdateBranch.Parameters, _ actor: Actor) async throws -> Nothing {
        try await store.updateBranch(code: parameters.code, by: actor, now: context.now()) { branch in
            branch.name = parameters.name ?? branch.name
            branch.parent = Self.changed(branch.parent, parameters.parent)
            branch.calendar = Self.changed(branch.calendar, parameters.calendar)
        }
        context.engine.scanner.nudge()
        return Nothing()
    }

    func deleteBranch(_ parameters: Methods.DeleteBranch.Parameters, _ actor: Actor) async throws -> Nothing {
        try await store.deleteBranch(code: parameters.code, by: actor, now: context.now())
        return Nothing()
    }

    // MARK: Security groups

    func listGroups(_: Nothing, _: Actor) async throws -> Listing<Methods.ListGroups.Reply> {
        Listing(whole: try await store.securityGroups().map(Methods.Group.init)) {
            Methods.ListGroups.Reply(group: $0, cursor: $1)
        }
    }

    func addGroup(_ parameters: Methods.AddGroup.Parameters, _ actor: Actor) async throws -> Nothing {
        let group = SecurityGroupSpecification(
            code: parameters.code, name: parameters.name, text: parameters.description ?? "", branch: parameters.branch,
            sees: StatusSelection(parameters.sees), sets: StatusSelection(parameters.sets),
            members: parameters.members ?? [])
        try await store.addGroup(group, by: actor, now: context.now())
        return Nothing()
    }

    func updateGroup(_ parameters: Methods.UpdateGroup.Parameters, _ actor: Actor) async throws -> Nothing {
        try await store.updateGroup(code: parameters.code, by: actor, now: context.now()) { group in
            group.name = parameters.name ?? group.name
            group.text = parameters.description ?? group.text
            group.branch = Self.changed(group.branch, parameters.branch)
            group.sees = parameters.seesAll == true ? .all : parameters.sees.map { .only(Set($0)) } ?? group.sees
            group.sets = parameters.setsAll == true ? .all : parameters.sets.map { .only(Set($0)) } ?? group.sets
            group.members = parameters.members ?? group.members
        }
        return Nothing()
    }

    func deleteGroup(_ parameters: Methods.DeleteGroup.Parameters, _ actor: Actor) async throws -> Nothing {
        try await store.deleteGroup(code: parameters.code, by: actor, now: context.now())
        return Nothing()
    }
}

extension StatusSelection {
    fileprivate init(_ codes: [String]?) { self = codes.map { .only(Set($0)) } ?? .all }

    fileprivate var wire: [String]? {
        if case .only(let codes) = self { codes.sorted() } else { nil }
    }
}

extension AccessMethods.Group {
    init(_ group: SecurityGroupSpecification) {
        self.init(
            code: group.code, name: group.name, description: group.text, branch: group.branch, sees: group.sees.wire,
            sets: group.sets.wire, members: group.members)
    }
}
