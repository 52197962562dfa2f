import Domain

// The parts of a workflow, each read from its place in the document; nil where something it cannot do without is missing.

extension CalendarSpecification {
    init?(_ node: DocumentNode) {
        let fields = node.fields(["code", "name", "zone", "hours", "quiet", "holidays"])
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
        self.init(
            code: code, name: fields.text("name") ?? code, zone: zone, hours: hours, holidays: holidays,
            quiet: fields.value("quiet", QuietHours.self, like: "20:00-08:00"))
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
        let fields = node.fields(["code", "name", "purpose", "subject", "text", "html", "retired"])
        guard let code = fields.required("code"), let subject = fields.required("subject"),
            let text = fields.required("text")
        else { return nil }
        self.init(
            TemplateSpecification(
                code: code, name: fields.text("name") ?? code,
                purpose: fields.word("purpose", TemplateSpecification.Purpose.self) ?? .service, subject: subject,
                text: text, html: fields.text("html")),
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
    /// The channels that may stand by their names, with the template, where there is only one: `email: welcome`.
    private static let channels = Channel.allCases.map(\.rawValue)

    init?(_ node: DocumentNode) {
        let fields = node.fields(
            ["code", "name", "enabled", "retired"] + TriggerForm.Field.allCases.map(\.rawValue) + Self.channels)
        guard let code = fields.required("code"), fields.required("when") != nil else { return nil }
        var form = TriggerForm()
        for field in TriggerForm.Field.allCases { form[field] = fields.joined(field.rawValue) }
        for channel in Self.channels {
            guard let template = fields.text(channel) else { continue }
            if form[.template] != nil { fields[channel]?.refuse("does not stand beside another template") }
            form[.template] = template
            form[.channels] = channel
        }
        do throws(TriggerFormError) {
            self.init(
                try TriggerSpecification(code: code, name: fields.text("name") ?? code, form),
                isEnabled: fields.flag("enabled") ?? true, isRetired: fields.flag("retired") ?? false)
        } catch {
            (fields[error.field.rawValue] ?? fields.owner).refuse(
                "is right in `\(error.field.rawValue)`, which \(error.objection)")
            return nil
        }
    }
}

extension DocumentFields {
    /// A text, or the words of a list as one text.
    fileprivate func joined(_ name: String) -> String? {
        guard let node = self[name] else { return nil }
        if let text = node.text { return text }
        return node.elements.compactMap(\.text).joined(separator: ", ")
    }
}
