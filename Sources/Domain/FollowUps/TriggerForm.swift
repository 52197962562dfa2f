/// A trigger as texts by the names a person writes: the one notation of the command line, the workflow file, the wire and the audit trail.
public struct TriggerForm: Hashable, Sendable {
    public enum Field: String, CaseIterable, Sendable {
        case when, every, times
        case condition = "if"
        case taskType, skipAfter
        // What it makes: a task, a message or a move.
        case task, description, type, priority, dueIn, autoCancel, assignee
        case template, channels, recipient, keepWhenLeft
        case moveTo, reason
    }

    public var values: [Field: String]

    public init(_ values: [Field: String] = [:]) { self.values = values }

    public subscript(field: Field) -> String? {
        get { values[field] }
        set { values[field] = newValue }
    }

    /// With the fields of another in place of its own; an empty text removes one.
    public func merging(_ other: TriggerForm) -> TriggerForm {
        TriggerForm(values.merging(other.values) { $1 }.filter { !$0.value.isEmpty })
    }

    /// What the fields that name the action belong to.
    private static let ofTask: Set<Field> = [.task, .description, .type, .priority, .dueIn, .autoCancel, .assignee]
    private static let ofMessage: Set<Field> = [.template, .channels, .recipient, .keepWhenLeft, .assignee]
    private static let ofMove: Set<Field> = [.moveTo, .reason]
}

/// Which field of a trigger is wrong, and how.
public struct TriggerFormError: Error, Hashable, Sendable {
    public let field: TriggerForm.Field
    /// Worded to follow "FIELD is refused: it ".
    public let objection: String
}

extension TriggerSpecification {
    /// - Throws: for the first field that is missing, cannot be read, or does not go with the others.
    public init(code: String, name: String, _ form: TriggerForm) throws(TriggerFormError) {
        guard let timing = try form.read(.when, TriggerTiming.self, like: "`2 business days before due at 10:00`")
        else {
            throw TriggerFormError(
                field: .when, objection: "is missing; write it like `overdue` or `1 week after entered`")
        }
        self.init(
            code: code, name: name, timing: timing, action: try form.action(),
            skipAfter: try form.read(.skipAfter, TimeSpan.self, like: "`2 weeks`"), repeats: try form.repeats(),
            condition: try form.expression(), taskType: try form.word(.taskType, TaskType.self))
        if let error = contradiction { throw error }
    }

    /// What does not go together.
    private var contradiction: TriggerFormError? {
        if let repeats {
            if let milliseconds = repeats.every.exactMilliseconds, milliseconds < 60_000 {
                return TriggerFormError(field: .every, objection: "is less than a minute")
            }
            if timing.basis.isYearly {
                return TriggerFormError(
                    field: .every, objection: "does not go with \(timing.basis.rawValue), which comes every year")
            }
            if timing.basis == .taskCompleted {
                return TriggerFormError(field: .every, objection: "does not go with a task that is completed")
            }
            if case .move = action {
                return TriggerFormError(
                    field: .every, objection: "does not go with a move, after which the customer has left")
            }
        }
        if taskType != nil, timing.basis.subject != .task {
            return TriggerFormError(field: .taskType, objection: "is for rules of tasks, whose `when` is of a task")
        }
        if timing.basis.subject != .task, action.names(.assignee) {
            return TriggerFormError(field: .assignee, objection: "is `assignee`, which goes with rules of tasks only")
        }
        return nil
    }

    /// The form that is read to the same; only what is not the default is in it.
    public var form: TriggerForm {
        var form = TriggerForm([.when: timing.description])
        form[.every] = repeats?.every.description
        form[.times] = repeats?.times.map(String.init)
        form[.condition] = condition?.description
        form[.taskType] = taskType?.rawValue
        form[.skipAfter] = skipAfter?.description
        func assignee(_ rule: AssigneeRule) -> String? { rule == .owner ? nil : rule.description }
        switch action {
        case .task(let task):
            form[.task] = task.subject
            form[.description] = task.text.isEmpty ? nil : task.text
            form[.type] = task.type == .todo ? nil : task.type.rawValue
            form[.priority] = task.priority == 5 ? nil : String(task.priority)
            form[.dueIn] = task.dueIn?.description
            form[.autoCancel] = task.autoCancel ? nil : "false"
            form[.assignee] = assignee(task.assignees)
        case .message(let message):
            form[.template] = message.template
            form[.channels] =
                message.channels == [.message(.email)]
                ? nil : message.channels.map(\.description).joined(separator: ", ")
            form[.recipient] = message.recipient == .customer ? nil : message.recipient.description
            form[.keepWhenLeft] = message.keepWhenLeft ? "true" : nil
            form[.assignee] = assignee(message.assignees)
        case .move(let move):
            form[.moveTo] = move.status
            form[.reason] = move.reason
        }
        return form
    }
}

extension TriggerForm {
    fileprivate func action() throws(TriggerFormError) -> TriggerAction {
        let named = [Field.task, .template, .moveTo].filter { values[$0] != nil }
        guard named.count == 1 else {
            throw TriggerFormError(
                field: named.last ?? .task,
                objection: named.isEmpty
                    ? "is missing; a trigger makes a task, a message (template) or a move (moveTo)"
                    : "stands beside \(named[0].rawValue); a trigger makes one thing")
        }
        let own = named[0] == .task ? Self.ofTask : named[0] == .template ? Self.ofMessage : Self.ofMove
        for field in Field.allCases where values[field] != nil && !own.contains(field) {
            let isOfAction = Self.ofTask.union(Self.ofMessage).union(Self.ofMove).contains(field)
            if isOfAction { throw TriggerFormError(field: field, objection: "does not go with \(named[0].rawValue)") }
        }
        let assignees = try read(.assignee, AssigneeRule.self, like: "`owner, user:ana, team:sales`") ?? .owner
        switch named[0] {
        case .task:
            let priority = try number(.priority, in: 1...10) ?? 5
            return .task(
                TriggerAction.TaskAction(
                    subject: values[.task] ?? "", text: values[.description] ?? "",
                    type: try word(.type, TaskType.self) ?? .todo, priority: priority, assignees: assignees,
                    dueIn: try read(.dueIn, TimeSpan.self, like: "`2 business days`"),
                    autoCancel: try flag(.autoCancel) ?? true))
        case .template:
            return .message(
                TriggerAction.MessageAction(
                    template: values[.template] ?? "", channels: try chain(),
                    recipient: try read(
                        .recipient, Recipient.self, like: "`customer`, `owner`, `user:ana` or `team:sales`")
                        ?? .customer, keepWhenLeft: try flag(.keepWhenLeft) ?? false, assignees: assignees))
        default: return .move(TriggerAction.MoveAction(status: values[.moveTo] ?? "", reason: values[.reason]))
        }
    }

    private func chain() throws(TriggerFormError) -> [ContactStep] {
        guard let text = values[.channels] else { return [.message(.email)] }
        let steps = text.split(separator: ",", omittingEmptySubsequences: false).map { ContactStep($0.trimmed) }
        let chain = steps.compactMap { $0 }
        guard chain.count == steps.count, Set(chain).count == chain.count else {
            throw TriggerFormError(
                field: .channels,
                objection: "must name email, sms, letter, webhook or call, each once, like `sms, email, call`")
        }
        let recipient = values[.recipient] ?? "customer"
        guard
            recipient == "customer"
                || !chain.contains(where: { [.call, .message(.sms), .message(.letter)].contains($0) })
        else { throw TriggerFormError(field: .channels, objection: "reaches staff by email or webhook only") }
        return chain
    }

    fileprivate func repeats() throws(TriggerFormError) -> TriggerRepeat? {
        let times = try number(.times, in: 1...10_000)
        guard let every = try read(.every, TimeSpan.self, like: "`2 days`") else {
            if times != nil { throw TriggerFormError(field: .times, objection: "goes with `every` only") }
            return nil
        }
        return TriggerRepeat(every: every, times: times)
    }

    fileprivate func expression() throws(TriggerFormError) -> SearchExpression? {
        guard let text = values[.condition] else { return nil }
        do throws(SearchSyntaxError) {
            return try SearchExpression(parsing: text)
        } catch {
            throw TriggerFormError(
                field: .condition,
                objection: "is no search expression: at character \(error.position) there should be \(error.expected)")
        }
    }

    fileprivate func read<Value: LosslessStringConvertible>(
        _ field: Field, _ type: Value.Type, like example: String
    ) throws(TriggerFormError) -> Value? {
        guard let text = values[field] else { return nil }
        guard let value = Value(text) else {
            throw TriggerFormError(field: field, objection: "must be written like \(example)")
        }
        return value
    }

    fileprivate func word<Word: RawRepresentable & CaseIterable>(
        _ field: Field, _ type: Word.Type
    ) throws(TriggerFormError) -> Word? where Word.RawValue == String {
        guard let text = values[field] else { return nil }
        guard let word = Word(rawValue: text) else {
            throw TriggerFormError(
                field: field, objection: "must be one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return word
    }

    private func flag(_ field: Field) throws(TriggerFormError) -> Bool? {
        switch values[field] {
        case nil: return nil
        case "true": return true
        case "false": return false
        default: throw TriggerFormError(field: field, objection: "must be true or false")
        }
    }

    private func number(_ field: Field, in range: ClosedRange<Int>) throws(TriggerFormError) -> Int? {
        guard let text = values[field] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw TriggerFormError(field: field, objection: "must be from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
