import Domain
import Mustache
import Synchronization

/// What a template is rendered against: the merge fields as a tree, recording which were asked for and which do not exist.
final class MergeContext: Sendable {
    private struct Record {
        var used: Set<String> = []
        var unknown: [String] = []
    }

    private let values: [String: String]
    private let record = Mutex(Record())
    private static let groups = Set(MergeFields.paths.compactMap { $0.split(separator: ".").first.map(String.init) })
    private static let paths = Set(MergeFields.paths)

    init(_ values: [String: String]) { self.values = values }

    var root: any MustacheParent & Sendable { Root(context: self) }
    var firstUnknown: String? { record.withLock { $0.unknown.first } }
    var used: Set<String> { record.withLock { $0.used } }

    private struct Root: MustacheParent, Sendable {
        let context: MergeContext

        func child(named name: String) -> Any? {
            guard MergeContext.groups.contains(name) else {
                context.record.withLock { $0.unknown.append(name) }
                return nil
            }
            // Inside {{#customer}}, `owner` is looked for there first; found here, that miss was none.
            context.record.withLock { record in
                if record.unknown.last?.hasSuffix(".\(name)") == true { record.unknown.removeLast() }
            }
            return Group(name: name, context: context)
        }
    }

    private struct Group: MustacheParent, Sendable {
        let name: String
        let context: MergeContext

        func child(named child: String) -> Any? {
            let path = "\(name).\(child)"
            return context.record.withLock { record in
                guard MergeContext.paths.contains(path) else {
                    record.unknown.append(path)
                    return nil
                }
                record.used.insert(path)
                return context.values[path]
            }
        }
    }
}
