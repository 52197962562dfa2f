import Domain

// The parts of a workflow, each read from its place in the document; nil where something it cannot do without is missing.

extension CalendarSpecification {
    init?(_ node: DocumentNode) {
        let fields = node.fields(["code", "name", "zone", "hours", "holidays"])
        guard let code = fields.required("code"), let zone = fields.required("zone") else { return nil }
        var hours: [Weekday: [OpeningHours]] = [:]
        for (key, value) in fields["hours"]?.pairs ?? [] {
            guard let weekday = Weekday(code: key) else {
                value.refuse("stands under mon, tue, wed, thu, fri, sat or sun")
                continue
            }
            hours[weekday] = value.elements.compactMap { interval in
                let hours = interval.text.flatMap(OpeningHours.init(_:))
                if hours == nil { interval.refuse("is written like 09:00-17:00") }
                return hours
            }
        }
        var holidays: [CivilDate: String] = [:]
        for holiday in fields["holidays"]?.elements ?? [] {
            let holidayFields = holiday.fields(["on", "name"])
            guard let name = holidayFields.required("name"), holidayFields.required("on") != nil,
                let date = holidayFields.value("on", CivilDate.self, like: "2026-12-25")
            else { continue }
            if holidays.updateValue(name, forKey: date) != nil { holiday.refuse("names a date once") }
        }
        self.init(code: code, name: fields.text("name") ?? code, zone: zone, hours: hours, holidays: holidays)
    }
}

extension BranchSpecification {
    init?(_ node: DocumentNode) {
        let fields = node.fields(["code", "name", "parent", "calendar"])
        guard let code = fields.required("code") else { return nil }
        self.init(
            code: code, name: fields.text("name") ?? code, parent: fields.text("parent"),
            calendar: fields.text("calendar"))
    }
}

extension WorkflowTemplate {
    init?(_ node: DocumentNode) {
        let fields = node.fields(["code", "name", "subject", "text", "retired"])
        guard let code = fields.required("code"), let subject = fields.required("subject"),
            let text = fields.required("text")
        else { return nil }
        self.init(
            TemplateSpecification(code: code, name: fields.text("name") ?? code, subject: subject, text: text),
            isRetired: fields.flag("retired") ?? false)
    }
}

extension WorkflowStatus {
    init?(_ node: DocumentNode) {
        let fields = node.fields([
            "code", "name", "description", "duration", "active", "allows", "loyalty", "initial", "successors",
            "entryRule",
            "reasonRequired", "messageOnEntry", "taskOnEntry", "retired", "reasons", "triggers",
        ])
        guard let code = fields.required("code") else { return nil }
        self.init(
            status: StatusSpecification(
                code: code, name: fields.text("name") ?? code, text: fields.text("description") ?? "",
                duration: fields.value("duration", TimeSpan.self, like: "5 business days"),
                isActive: fields.flag("active") ?? false,
                allows: Set(fields.words("allows", such: "order, fill or assign")),
                isLoyalty: fields.flag("loyalty") ?? false, isInitial: fields.flag("initial") ?? false,
                successors: Set(fields.words("successors", such: "A or active")),
                entryRule: fields.expression("entryRule"),
                isReasonRequired: fields.flag("reasonRequired") ?? false,
                messageOnEntry: fields.word("messageOnEntry", Expectation.self) ?? .none,
                taskOnEntry: fields.word("taskOnEntry", Expectation.self) ?? .none),
            isRetired: fields.flag("retired") ?? false, reasons: fields.list("reasons", WorkflowReason.init),
            triggers: fields.list("triggers", WorkflowTrigger.init))
    }
}

extension WorkflowReason {
    init?(_ node: DocumentNode) {
        let fields = node.fields(["code", "name", "retired"])
        guard let code = fields.required("code") else { return nil }
        self.init(
            ReasonSpecification(code: code, name: fields.text("name") ?? code),
            isRetired: fields.flag("retired") ?? false)
    }
}

extension TeamSpecification {
    init?(_ node: DocumentNode) {
        let fields = node.fields(["code", "name", "members"])
        guard let code = fields.required("code") else { return nil }
        self.init(
            code: code, name: fields.text("name") ?? code,
            members: fields.words("members", such: "ana, the code of a user"))
    }
}

extension SecurityGroupSpecification {
    init?(_ node: DocumentNode) {
        let fields = node.fields(["code", "name", "description", "branch", "sees", "sets", "members"])
        guard let code = fields.required("code") else { return nil }
        func selection(_ name: String) -> StatusSelection {
            fields[name] == nil ? .all : .only(Set(fields.words(name, such: "A, the code of a status")))
        }
        self.init(
            code: code, name: fields.text("name") ?? code, text: fields.text("description") ?? "",
            branch: fields.text("branch"), sees: selection("sees"), sets: selection("sets"),
            members: fields.words("members", such: "ana, the code of a user"))
    }
}

extension DocumentFields {
    fileprivate func expression(_ name: String) -> SearchExpression? {
        guard let text = text(name) else { return nil }
        do throws(SearchSyntaxError) {
            return try SearchExpression(parsing: text)
        } catch {
            self[name]?.refuse(
                "is a search expression: at character \(error.position) there should be \(error.expected), not \(error.found)"
            )
            return nil
        }
    }
}

extension WorkflowTrigger {
    init?(_ node: DocumentNode) {
        let fields = node.fields([
            "code", "name", "when", "task", "description", "priority", "assignee", "autoCancel", "email", "recipient",
            "skipAfter",
            "keepWhenLeft", "enabled", "retired",
        ])
        let action = TriggerAction(fields)
        guard let code = fields.required("code"), fields.required("when") != nil,
            let when = fields.value("when", TriggerTiming.self, like: "`2 business days before due at 10:00`"),
            let action
        else { return nil }
        self.init(
            TriggerSpecification(
                code: code, name: fields.text("name") ?? code, timing: when, action: action,
                skipAfter: fields.value("skipAfter", TimeSpan.self, like: "2 weeks")),
            isEnabled: fields.flag("enabled") ?? true, isRetired: fields.flag("retired") ?? false)
    }
}

extension TriggerAction {
    fileprivate init?(_ fields: DocumentFields) {
        switch (fields.text("task"), fields.text("email")) {
        case (let subject?, nil):
            if let assignee = fields["assignee"], assignee.text != "owner" { assignee.refuse("is `owner`") }
            let priority = fields.integer("priority") ?? 5
            if !(1...10).contains(priority) { fields["priority"]?.refuse("is from 1 to 10") }
            self = .task(
                TaskAction(
                    subject: subject, text: fields.text("description") ?? "", priority: priority,
                    autoCancel: fields.flag("autoCancel") ?? true))
        case (nil, let template?):
            self = .email(
                EmailAction(
                    template: template, recipient: fields.word("recipient", Recipient.self) ?? .customer,
                    keepWhenLeft: fields.flag("keepWhenLeft") ?? false))
        default:
            fields.owner.refuse("has either `task` or `email`")
            return nil
        }
    }
}
