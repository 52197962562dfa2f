import ControlAPI
import Domain
import Varlink
import Yams

/// A workflow as a YAML document: read strictly, every mistake told with its line and column, all at once.
package enum WorkflowDocument {
    /// The version of the format, in the key `followupd`.
    static let version = 1

    /// - Throws: `ControlFailure` `invalidWorkflow`, at the first mistake's place, with all mistakes in the message.
    package static func read(_ text: String) throws -> Workflow {
        if let name = alias(in: text) {
            throw refusal([
                DocumentProblems.Problem(
                    mark: nil, text: "the alias *\(name) is not supported; write out what it stands for")
            ])
        }
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw failure(of: error)
        }
        let problems = DocumentProblems()
        guard let node else { throw refusal([DocumentProblems.Problem(mark: nil, text: "the document is empty")]) }
        let workflow = workflow(DocumentNode(node, path: "", problems: problems), problems)
        guard problems.all.isEmpty else { throw refusal(problems.inOrder) }
        return workflow
    }

    /// A name that stands behind `&` and behind `*` anywhere in the text. Aliases let a short text stand for an endless document, and reading
    /// one takes as long; looking at the bytes alone cannot be fooled by quotes or block texts.
    private static func alias(in text: String) -> String? {
        names(behind: UInt8(ascii: "&"), in: text).intersection(names(behind: UInt8(ascii: "*"), in: text)).min()
    }

    private static func names(behind mark: UInt8, in text: String) -> Set<String> {
        Set(
            text.utf8.split(separator: mark, omittingEmptySubsequences: false).dropFirst().map { part in
                String(decoding: part.prefix { !"[]{}, \t\r\n".utf8.contains($0) }, as: UTF8.self)
            }.filter { !$0.isEmpty })
    }

    private static func workflow(_ root: DocumentNode, _ problems: DocumentProblems) -> Workflow {
        let fields = root.fields([
            "followupd", "calendars", "branches", "templates", "statuses", "taskTriggers", "teams", "groups",
        ])
        if fields["followupd"]?.text != String(version) {
            (fields["followupd"] ?? root).refuse("says `followupd: \(version)` at its top, the version of the format")
        }
        let workflow = Workflow(
            calendars: fields.section("calendars", CalendarSpecification.init),
            branches: fields.section("branches", BranchSpecification.init),
            templates: fields.section("templates", WorkflowTemplate.init),
            statuses: fields.section("statuses", WorkflowStatus.init),
            taskTriggers: fields.section("taskTriggers", WorkflowTrigger.init),
            teams: fields.section("teams", TeamSpecification.init),
            groups: fields.section("groups", SecurityGroupSpecification.init))
        WorkflowReferences(fields).check(problems)
        return workflow
    }

    private static func refusal(_ problems: [DocumentProblems.Problem]) -> ControlFailure {
        let first = problems.first?.mark
        var parameters: [String: JSONValue] = [:]
        if let first {
            parameters = ["line": .integer(Int64(first.line)), "column": .integer(Int64(first.column))]
        }
        let shown = problems.prefix(20).map(\.description).joined(separator: "; ")
        let more = problems.count > 20 ? "; and \(problems.count - 20) more" : ""
        return ControlFailure(.invalidWorkflow, "The workflow is refused: \(shown)\(more).", parameters)
    }

    private static func failure(of error: any Error) -> ControlFailure {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            refusal([DocumentProblems.Problem(mark: mark, text: problem)])
        case .duplicatedKeysInMapping(let duplicates, let context):
            refusal([
                DocumentProblems.Problem(
                    mark: context.mark, text: "the key \(duplicates.joined(separator: ", ")) stands there twice")
            ])
        default: refusal([DocumentProblems.Problem(mark: nil, text: "it is not YAML")])
        }
    }
}
