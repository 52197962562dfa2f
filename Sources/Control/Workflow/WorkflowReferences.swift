import Domain

/// What the parts of a document say of each other, looked at before the store is asked: each mistake at its place, all at once.
///
/// A section that the document has must hold what is named in it; what a missing section would hold is the store's to know.
struct WorkflowReferences {
    private let root: DocumentFields

    init(_ root: DocumentFields) { self.root = root }

    func check(_ problems: DocumentProblems) {
        for section in ["calendars", "branches", "templates", "statuses", "teams", "groups"] {
            checkCodes(of: entries(section))
        }
        let triggers = entries("statuses").flatMap { $0.child("triggers")?.children ?? [] } + entries("taskTriggers")
        checkCodes(of: triggers)
        for status in entries("statuses") { checkCodes(of: status.child("reasons")?.children ?? []) }
        let statuses = codes("statuses")
        for status in entries("statuses") {
            for successor in status.child("successors")?.children ?? [] {
                require(successor, in: statuses, "the code of a status")
            }
        }
        for trigger in triggers {
            for name in ["template"] + Channel.allCases.map(\.rawValue) {
                require(trigger.child(name), in: codes("templates"), "the code of a template")
            }
            require(trigger.child("moveTo"), in: statuses, "the code of a status")
        }
        for branch in entries("branches") {
            require(branch.child("parent"), in: codes("branches"), "the code of a branch")
            let calendars = codes("calendars").map { $0.union([CalendarSpecification.defaultCode]) }
            require(branch.child("calendar"), in: calendars, "the code of a calendar")
        }
        for group in entries("groups") {
            require(group.child("branch"), in: codes("branches"), "the code of a branch")
            for status in ["sees", "sets"].flatMap({ group.child($0)?.children ?? [] }) {
                require(status, in: statuses, "the code of a status")
            }
        }
        checkMembers()
        checkInitial(problems)
    }

    private func entries(_ section: String) -> [DocumentNode] { root[section]?.children ?? [] }

    /// nil where the document does not speak of that.
    private func codes(_ section: String) -> Set<String>? {
        root[section].map { _ in Set(entries(section).compactMap { $0.child("code")?.text }) }
    }

    private func checkCodes(of entries: [DocumentNode]) {
        var seen: Set<String> = []
        for node in entries.compactMap({ $0.child("code") }) {
            guard let code = node.text else { continue }
            if let objection = FieldRule.code.objection(to: code) { node.refuse("\(objection)") }
            if !seen.insert(code).inserted { node.refuse("stands once among its like; \(code.prefix(40)) does twice") }
        }
    }

    private func require(_ node: DocumentNode?, in codes: Set<String>?, _ what: String) {
        guard let node, let text = node.text, let codes, !codes.contains(text) else { return }
        node.refuse("is \(what) of this document; there is no \(text.prefix(40))")
    }

    private func checkInitial(_ problems: DocumentProblems) {
        guard let statuses = root["statuses"], !entries("statuses").isEmpty else { return }
        let initial = entries("statuses").compactMap { $0.child("initial") }.filter { $0.text == "true" }
        // What stands there may be that very word, written wrong.
        if initial.isEmpty, problems.all.isEmpty {
            statuses.refuse("has one status with `initial: true`, where new customers start")
        }
        for node in initial.dropFirst() { node.refuse("is said of one status only") }
    }

    private func checkMembers() {
        var seen: Set<String> = []
        for group in entries("groups") {
            var own: Set<String> = []
            for member in group.child("members")?.children ?? [] {
                guard let code = member.text, own.insert(code).inserted else { continue }
                if !seen.insert(code).inserted { member.refuse("is in one group; \(code.prefix(40)) is in two") }
            }
        }
    }
}
