import Domain
import Mustache

/// What a template is rendered against: the merge fields as a tree of two levels. `TemplateTags` has seen to it that only fields are asked for.
struct MergeContext: MustacheParent {
    private let fields: MergeFields

    init(_ fields: MergeFields) { self.fields = fields }

    func child(named name: String) -> Any? {
        MergeField.groups.contains(name) ? Group(name: name, fields: fields) : nil
    }

    /// Asked a few times where the whole tree would be built for every text.
    private struct Group: MustacheParent {
        let name: String
        let fields: MergeFields

        func child(named child: String) -> Any? { MergeField(rawValue: "\(name).\(child)").flatMap { fields[$0] } }
    }
}
