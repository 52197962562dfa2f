import Domain
import Mustache

/// What a template is rendered against: the merge fields as a tree of two levels. `TemplateTags` has seen to it that only fields are asked for.
struct MergeContext: MustacheParent {
    private static let groups = Set(MergeFields.paths.compactMap { $0.split(separator: ".").first.map(String.init) })

    private let values: [String: String]

    init(_ values: [String: String]) { self.values = values }

    func child(named name: String) -> Any? {
        Self.groups.contains(name) ? Group(name: name, values: values) : nil
    }

    /// Asked a few times where the whole tree would be built for every text.
    private struct Group: MustacheParent {
        let name: String
        let values: [String: String]

        func child(named child: String) -> Any? { values["\(name).\(child)"] }
    }
}
