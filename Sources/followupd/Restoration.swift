import Domain
import Store

/// `followupd --restore FILE`.
enum Restoration {
    /// - Returns: what was done and what comes next, for a person.
    /// - Throws: `StoreError`: the database is as it was then.
    static func run(_ file: String, _ paths: DaemonPaths) throws -> String {
        let state = paths.stateDirectory
        Directories.make(state)
        let source = try BackupSource(path: file)
        try ServiceUser.become(ownerOf: state)
        let directory = try StateDirectory(path: state)
        let backup = try RestoredBackup(restoring: source, into: directory)
        let age = backup.madeAt.map { " of \($0.rfc3339())" } ?? ""
        let old = backup.replaced.map { " The database that was there is \($0)." } ?? ""
        return """
            The backup\(age) is in place, with \(backup.customers) customers.\(old)
            Start followupd: all that is due then is held, and sending is paused. Look at `followupctl followup list --state held` and \
            `followupctl message list --state queued`, then `followupctl followup release` and `followupctl job resume send`.
            """
    }
}
