import Domain
import Glibc
import Store

/// `followupd --restore FILE`.
enum Restoration {
    /// - Returns: what was done and what comes next, for a person.
    /// - Throws: `StoreError`: the database is as it was then.
    static func run(_ file: String, _ paths: DaemonPaths) throws -> String {
        let state = paths.stateDirectory
        Directories.make(state)
        let directory = try StateDirectory(path: state)
        let backup = try RestoredBackup(restoring: file, into: directory)
        try giveToOwner(of: state)
        let age = backup.madeAt.map { " of \($0.rfc3339())" } ?? ""
        let old = backup.replaced.map { " The database that was there is \($0)." } ?? ""
        return """
            The backup\(age) is in place, with \(backup.customers) customers.\(old)
            Start followupd: all that is due then is held, and sending is paused. Look at `followupctl followup list --state held` and \
            `followupctl message list --state queued`, then `followupctl followup release` and `followupctl job resume send`.
            """
    }

    /// Root restores for the service's user, who could not open a file of root's.
    private static func giveToOwner(of directory: String) throws {
        var status = stat()
        guard geteuid() == 0, stat(directory, &status) == 0, status.st_uid != 0 else { return }
        for name in ["followupd.sqlite", "lock"] {
            guard lchown("\(directory)/\(name)", status.st_uid, status.st_gid) == 0 else {
                throw StoreError(
                    .unusableDirectory, "\(directory)/\(name) cannot be given to the owner of its directory; chown it.")
            }
        }
    }
}
