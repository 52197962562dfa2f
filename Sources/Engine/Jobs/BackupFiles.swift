import Domain
import Store

/// The copies of the database that backup jobs make and keep.
struct BackupFiles: Sendable {
    let store: Store
    /// Where copies go that name no directory.
    let standard: String

    /// Makes a copy, checks it, and removes the oldest beyond the number to be kept.
    /// - Parameter run: its row, so that two within a second are two.
    /// - Returns: what it did, in a few words.
    func make(_ job: JobSpecification, run: Int64, now: Timestamp) async throws -> String {
        let directory = try JobDirectory(job.options["directory"] ?? standard)
        let keep = job.options["keep"].flatMap { Int($0) } ?? 7
        let prefix = "\(job.code)-"
        let stamp = now.rfc3339().prefix(19).filter { $0 != "-" && $0 != ":" }
        let name = "\(prefix)\(stamp)Z-\(String(1_000_000 + run % 1_000_000).dropFirst()).sqlite"
        try directory.removeUnfinished(prefix: prefix)
        try await directory.write(name) { try await store.backUp(to: $0) }
        let removed = try Self.rotate(directory, prefix: prefix, keep: keep, besides: name)
        return "\(name) is whole\(removed > 0 ? ", \(removed) old removed" : "")"
    }

    /// By count, never by age: a clock that was wrong for a day must not cost all backups. The one just made stays whatever its name says.
    private static func rotate(
        _ directory: JobDirectory, prefix: String, keep: Int, besides name: String
    ) throws -> Int {
        // Of this job only: another's code may begin like this one's.
        let others = try directory.names().filter { file in
            file.hasPrefix(prefix) && file.count == name.count && file != name
                && file.dropFirst(prefix.count).prefix(8).allSatisfy(\.isNumber)
        }.sorted(by: >)
        let surplus = others.dropFirst(max(0, keep - 1))
        for old in surplus { try directory.remove(old) }
        return surplus.count
    }
}
