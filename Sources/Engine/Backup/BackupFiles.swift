import Domain
import Glibc
import Store
import Synchronization

/// The copies of the database that backup jobs make and keep, and those that are read and thrown away.
public final class BackupFiles: Sendable {
    let store: Store
    /// Where copies go that name no directory.
    let standard: String
    private let isCopying = Mutex(false)

    init(store: Store, standard: String) {
        self.store = store
        self.standard = standard
    }

    // MARK: By hand

    /// Makes a checked copy for as long as the body runs.
    /// - Throws: `StoreError` `wrongState` while another call does the same.
    public func withCopy<Result>(now: Timestamp, _ body: (_ path: String) async throws -> Result) async throws -> Result
    {
        try await withScratch { path in
            try await store.backUp(to: path, now: now)
            return try await body(path)
        }
    }

    /// - Returns: what is wrong with the database, a sentence each; empty: it is whole.
    /// - Throws: `StoreError` `wrongState` while another call does the same.
    public func check() async throws -> [String] {
        try await withScratch { try await store.checkIntegrity(scratch: $0) }
    }

    /// Removes what a kill left of such copies: they may hold what has been erased since.
    func recover() throws {
        guard access(standard, F_OK) == 0 else { return }
        try JobDirectory(standard).removeUnfinished(prefix: Self.byHand)
    }

    private static let byHand = "by-hand"

    private func withScratch<Result>(_ body: (_ path: String) async throws -> Result) async throws -> Result {
        let isFree = isCopying.withLock { isCopying in
            defer { isCopying = true }
            return !isCopying
        }
        guard isFree else {
            throw StoreError(
                .wrongState(state: "copying"), "Another backup or check by hand is under way; wait until it has ended.")
        }
        defer { isCopying.withLock { $0 = false } }
        do {
            return try await JobDirectory(standard).withUnfinished(Self.byHand, body)
        } catch let error as JobError {
            throw StoreError(.storageFull, "No copy can be made: \(error); mend that.")
        } catch is CancellationError {
            throw StoreError(.wrongState(state: "stopping"), "The service is stopping; ask again when it runs.")
        }
    }

    // MARK: By schedule

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
        try await directory.write(name) { try await store.backUp(to: $0, now: now) }
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
