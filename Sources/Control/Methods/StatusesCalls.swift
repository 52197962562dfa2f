import ControlAPI
import Domain
import Engine
import Store

struct StatusesCalls: Sendable {
    typealias Methods = StatusesMethods

    let context: ControlContext

    func list(_ parameters: Methods.List.Parameters, _ actor: Actor) async throws -> Listing<Methods.List.Reply> {
        let all = try await context.store.statuses(for: actor).filter {
            parameters.retired == true || !$0.status.isRetired
        }
        return Listing(whole: all.map { Methods.Status($0.status, customers: $0.customers) }) {
            Methods.List.Reply(status: $0, cursor: $1)
        }
    }

    func add(_ parameters: Methods.Add.Parameters, _ actor: Actor) async throws -> Nothing {
        let rule = try parameters.entryRule.map { try SearchInput.expression($0, nil) }
        let specification = StatusSpecification(
            code: parameters.code, name: parameters.name, text: parameters.description ?? "",
            duration: try ControlFailure.read("duration", parameters.duration, TimeSpan.self, like: "5 business days"),
            isActive: parameters.active ?? false, allows: Set(parameters.allows ?? []),
            isLoyalty: parameters.loyalty ?? false, isInitial: parameters.initial ?? false,
            successors: Set(parameters.successors ?? []), entryRule: rule == .everyone ? nil : rule,
            isReasonRequired: parameters.reasonRequired ?? false,
            messageOnEntry: try ControlFailure.word("messageOnEntry", parameters.messageOnEntry, default: .none),
            taskOnEntry: try ControlFailure.word("taskOnEntry", parameters.taskOnEntry, default: .none))
        try await context.store.addStatus(
            specification, withDefaultFollowUp: parameters.noFollowUp != true, by: actor, now: context.now())
        return Nothing()
    }

    func update(_ parameters: Methods.Update.Parameters, _ actor: Actor) async throws -> Nothing {
        var edit = StatusEdit()
        edit.name = parameters.name
        edit.text = parameters.description
        if let text = parameters.duration {
            edit.duration = .some(
                text.isEmpty ? nil : try ControlFailure.read("duration", text, TimeSpan.self, like: "5 business days"))
        }
        edit.isActive = parameters.active
        edit.allows = parameters.allows.map(Set.init)
        edit.isLoyalty = parameters.loyalty
        edit.isInitial = parameters.initial
        edit.successors = parameters.successors.map(Set.init)
        if let text = parameters.entryRule {
            let rule = try SearchInput.expression(text, nil)
            edit.entryRule = .some(rule == .everyone ? nil : rule)
        }
        edit.isReasonRequired = parameters.reasonRequired
        edit.messageOnEntry = try parameters.messageOnEntry.map {
            try ControlFailure.word("messageOnEntry", $0, default: .none)
        }
        edit.taskOnEntry = try parameters.taskOnEntry.map { try ControlFailure.word("taskOnEntry", $0, default: .none) }
        try await context.store.updateStatus(
            code: parameters.code, edit, appliesToOpen: parameters.applyToOpen ?? false, by: actor, now: context.now())
        context.engine.scanner.nudge()
        return Nothing()
    }

    func move(_ parameters: Methods.Move.Parameters, _ actor: Actor) async throws -> Nothing {
        let place = try Self.place(up: parameters.up, down: parameters.down, position: parameters.position)
        try await context.store.moveStatus(code: parameters.code, to: place, by: actor, now: context.now())
        return Nothing()
    }

    func retire(_ parameters: Methods.Retire.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.setStatus(code: parameters.code, retired: true, by: actor, now: context.now())
        return Nothing()
    }

    func restore(_ parameters: Methods.Restore.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.setStatus(code: parameters.code, retired: false, by: actor, now: context.now())
        return Nothing()
    }

    func delete(_ parameters: Methods.Delete.Parameters, _ actor: Actor) async throws -> Methods.Delete.Reply {
        let moving = try await context.store.deleteStatus(
            code: parameters.code, replaceWith: parameters.replaceWith, by: actor, now: context.now())
        context.engine.scanner.nudge()
        return Methods.Delete.Reply(moving: moving)
    }

    static func place(up: Bool?, down: Bool?, position: Int?) throws -> Place {
        switch (up ?? false, down ?? false, position) {
        case (true, false, nil): return .up
        case (false, true, nil): return .down
        case (false, false, let position?):
            guard position >= 1 else { throw ControlFailure.invalidValue("position", "is less than 1") }
            return .position(position)
        default: throw ControlFailure.invalidValue("position", "must be given, or up, or down, and only one of them")
        }
    }
}

extension StatusesMethods.Status {
    init(_ status: Status, customers: Int) {
        let specification = status.specification
        self.init(
            code: specification.code, name: specification.name, description: specification.text,
            position: status.position,
            duration: specification.duration?.description, active: specification.isActive,
            allows: specification.allows.sorted(), loyalty: specification.isLoyalty, initial: specification.isInitial,
            successors: specification.successors.sorted(), entryRule: specification.entryRule?.description,
            reasonRequired: specification.isReasonRequired,
            reasons: status.reasons.filter { !$0.isRetired }.map(\.code),
            messageOnEntry: specification.messageOnEntry.rawValue, taskOnEntry: specification.taskOnEntry.rawValue,
            retired: status.isRetired, customers: customers)
    }
}
