import Domain
import Mustache

/// What a template is rendered against: the merge fields as a tree of two levels. `TemplateTags` has seen to it that only fields are asked for.
struct MergeContext: MustacheParent {
    private let groups: [String: Group]

    init(_ values: [String: String]) {
        var groups: [String: [String: String]] = [:]
        for path in MergeFields.paths {
            let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            groups[parts[0], default: [:]][parts[1]] = values[path]
        }
        self.groups = groups.mapValues(Group.init)
    }

    func child(named name: String) -> Any? { groups[name] }

    private struct Group: MustacheParent {
        let values: [String: String]

        func child(named name: String) -> Any? { values[name] }
    }
}
