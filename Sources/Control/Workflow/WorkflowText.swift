import Domain
import Yams

/// Writes a workflow as a commented YAML document that `WorkflowDocument` reads to the same workflow.
enum WorkflowText {
    static func write(_ workflow: Workflow) throws -> String {
        var parts = [
            """
            # The rules of this office. Change what you like, look at `followupctl workflow plan FILE`, and put it in force with
            # `followupctl workflow apply FILE`. What is missing from a section goes, or is retired where records used it; a section
            # that is missing stays as it is. Codes never change; names may.
            followupd: \(WorkflowDocument.version)

            """
        ]
        try add(
            "calendars", workflow.calendars?.map(\.node), to: &parts,
            """
            # Time zone, opening hours and holidays. A weekday without hours is no working day. A customer's calendar is that of its
            # branch, else of the nearest branch above, else `default`.
            """)
        try add("branches", workflow.branches?.map(\.node), to: &parts, "# The branches, each below its parent.")
        try add(
            "templates", workflow.templates?.map(\.node), to: &parts,
            """
            # Texts of messages (Mustache). `followupctl template preview` shows one for a customer.
            """)
        try add(
            "statuses", workflow.statuses?.map(\.node), to: &parts,
            """
            # The steps of the lifecycle in their order, each with its reasons and its triggers.
            #   duration    how long a customer may stay without being overdue
            #   successors  the statuses that may follow; none named: any
            #   entryRule   what has to be true of a customer who is to enter
            #   when        such as: entered · 2 business days before due at 10:00 · overdue · 1 week before birthday
            """)
        try add(
            "taskTriggers", workflow.taskTriggers?.map(\.node), to: &parts,
            "# The rules of tasks: what happens around the start, the due date and the completion of one.")
        try add("teams", workflow.teams?.map(\.node), to: &parts, "# People who share work, by the codes of users.")
        try add(
            "groups", workflow.groups?.map(\.node), to: &parts,
            """
            # Who sees and sets which statuses, in a branch and all below it. Without `sees` or `sets`: all.
            """)
        return parts.joined(separator: "\n")
    }

    private static func add(_ section: String, _ nodes: [Node]?, to parts: inout [String], _ comment: String) throws {
        guard let nodes else { return }
        let text =
            nodes.isEmpty
            ? "\(section): []\n"
            : try Yams.serialize(
                node: Node.map([(section, Node(nodes))]), width: 120, allowUnicode: true)
        parts.append("\(comment)\n\(text)")
    }
}

// Each part with only what it has to say: what is left out is read as its default.

extension Node {
    fileprivate static func map(_ pairs: [(String, Node?)]) -> Node {
        Node(pairs.compactMap { key, value in value.map { (Node.word(key), $0) } })
    }

    /// Plain where YAML would read it as the same text; quoted or as a block otherwise.
    fileprivate static func word(_ text: String) -> Node {
        let isBlock =
            text.contains("\n") && !text.utf8.contains(UInt8(ascii: "\r")) && !text.utf8.contains(UInt8(ascii: "\t"))
        // What YAML would read as nothing has to be quoted; everything else is read as its characters.
        let style: Scalar.Style = nothings.contains(text) ? .doubleQuoted : isBlock ? .literal : .any
        return .scalar(Scalar(text, Tag(.str), style))
    }

    private static let nothings: Set<String> = ["", "~", "null", "Null", "NULL"]

    fileprivate static func text(_ text: String?, unless absent: String? = nil) -> Node? {
        guard let text, text != absent else { return nil }
        return word(text)
    }

    fileprivate static func flag(_ value: Bool, unless absent: Bool) -> Node? {
        value == absent ? nil : .scalar(Scalar(value ? "true" : "false", Tag(.bool)))
    }

    fileprivate static func number(_ value: Int) -> Node { .scalar(Scalar(String(value), Tag(.int))) }

    fileprivate static func words(_ texts: [String]) -> Node { Node(texts.map(word), Tag(.seq), .flow) }
}

extension CalendarSpecification {
    fileprivate var node: Node {
        let hours = hours.filter { !$0.value.isEmpty }.sorted { $0.key.rawValue < $1.key.rawValue }
        let holidays = holidays.sorted { $0.key < $1.key }
        return .map([
            ("code", .word(code)), ("name", .text(name, unless: code)), ("zone", .word(zone)),
            ("quiet", .text(quiet?.description)),
            (
                "hours",
                hours.isEmpty
                    ? nil
                    : .map(
                        hours.map { ($0.key.code, .words($0.value.sorted { $0.opens < $1.opens }.map(\.description))) })
            ),
            (
                "holidays",
                holidays.isEmpty
                    ? nil : Node(holidays.map { .map([("on", .word($0.key.description)), ("name", .word($0.value))]) })
            ),
        ])
    }
}

extension BranchSpecification {
    fileprivate var node: Node {
        .map([
            ("code", .word(code)), ("name", .text(name, unless: code)), ("parent", .text(parent)),
            ("calendar", .text(calendar)),
        ])
    }
}

extension WorkflowTemplate {
    fileprivate var node: Node {
        .map([
            ("code", .word(template.code)), ("name", .text(template.name, unless: template.code)),
            ("purpose", .text(template.purpose.rawValue, unless: TemplateSpecification.Purpose.service.rawValue)),
            ("subject", .word(template.subject)), ("text", .word(template.text)), ("html", .text(template.html)),
            ("retired", .flag(isRetired, unless: false)),
        ])
    }
}

extension WorkflowStatus {
    fileprivate var node: Node {
        .map([
            ("code", .word(status.code)), ("name", .text(status.name, unless: status.code)),
            ("description", .text(status.text, unless: "")), ("duration", .text(status.duration?.description)),
            ("active", .flag(status.isActive, unless: false)),
            ("allows", status.allows.isEmpty ? nil : .words(status.allows.sorted())),
            ("loyalty", .flag(status.isLoyalty, unless: false)), ("initial", .flag(status.isInitial, unless: false)),
            ("successors", status.successors.isEmpty ? nil : .words(status.successors.sorted())),
            ("entryRule", .text(status.entryRule?.description)),
            ("reasonRequired", .flag(status.isReasonRequired, unless: false)),
            ("messageOnEntry", .text(status.messageOnEntry.rawValue, unless: Expectation.none.rawValue)),
            ("taskOnEntry", .text(status.taskOnEntry.rawValue, unless: Expectation.none.rawValue)),
            ("retired", .flag(isRetired, unless: false)),
            ("reasons", reasons.isEmpty ? nil : Node(reasons.map(\.node))),
            ("triggers", triggers.isEmpty ? nil : Node(triggers.map(\.node))),
        ])
    }
}

extension WorkflowReason {
    fileprivate var node: Node {
        .map([
            ("code", .word(reason.code)), ("name", .text(reason.name, unless: reason.code)),
            ("retired", .flag(isRetired, unless: false)),
        ])
    }
}

extension WorkflowTrigger {
    fileprivate var node: Node {
        let form = trigger.form
        var pairs: [(String, Node?)] = [
            ("code", .word(trigger.code)), ("name", .text(trigger.name, unless: trigger.code)),
        ]
        // One channel stands by its name, with the template.
        var channel: String?
        if case .message(let message) = trigger.action, case .message(let only)? = message.channels.first,
            message.channels.count == 1
        {
            channel = only.rawValue
        }
        for field in TriggerForm.Field.allCases {
            switch field {
            case .template where channel != nil: pairs.append((channel ?? "", .text(form[.template])))
            case .channels where channel != nil: break
            case .channels, .assignee:
                let words = form[field].map { $0.split(separator: ",").map { String($0.drop { $0 == " " }) } }
                pairs.append((field.rawValue, words.map(Node.words)))
            default: pairs.append((field.rawValue, .text(form[field])))
            }
        }
        return .map(
            pairs + [("enabled", .flag(isEnabled, unless: true)), ("retired", .flag(isRetired, unless: false))])
    }
}

extension TeamSpecification {
    fileprivate var node: Node {
        .map([("code", .word(code)), ("name", .text(name, unless: code)), ("members", .words(members.sorted()))])
    }
}

extension SecurityGroupSpecification {
    fileprivate var node: Node {
        .map([
            ("code", .word(code)), ("name", .text(name, unless: code)), ("description", .text(text, unless: "")),
            ("branch", .text(branch)), ("sees", sees.node), ("sets", sets.node), ("members", .words(members.sorted())),
        ])
    }
}

extension StatusSelection {
    fileprivate var node: Node? {
        if case .only(let codes) = self { .words(codes.sorted()) } else { nil }
    }
}
