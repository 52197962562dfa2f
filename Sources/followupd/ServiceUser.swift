import Glibc
import Store

/// The user whom the service runs as.
enum ServiceUser {
    /// Where root works in a state directory of another user, goes on as that user, for good: what lies there may be that user's doing, and
    /// must not be done with root's rights. Root stays root only below a directory that nobody else can enter, as /var/lib/private
    /// (systemd.exec(5), DynamicUser=), since that user could not come there by the path.
    /// - Throws: `StoreError` if the system does not let it.
    static func become(ownerOf directory: String) throws {
        var status = stat()
        guard geteuid() == 0, stat(directory, &status) == 0, status.st_uid != 0, !isInPrivatePlace(directory) else {
            return
        }
        // All threads', real, effective and saved (setuid(2)); the groups first, while that is allowed.
        guard setgroups(0, nil) == 0, setgid(status.st_gid) == 0, setuid(status.st_uid) == 0 else {
            throw failure("The user of \(directory) cannot be taken on")
        }
        guard access(directory, R_OK | W_OK | X_OK) == 0 else {
            throw failure("Its own user cannot use \(directory)")
        }
    }

    private static func isInPrivatePlace(_ directory: String) -> Bool {
        guard let resolved = realpath(directory, nil) else { return false }
        defer { free(resolved) }
        var path = String(cString: resolved)
        while let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            path = String(path[..<slash])
            var status = stat()
            if stat(path, &status) == 0, status.st_uid == 0, status.st_mode & 0o077 == 0 { return true }
        }
        return false
    }

    private static func failure(_ what: String) -> StoreError {
        StoreError(
            .unusableDirectory,
            "\(what) (\(String(cString: strerror(errno)))); check the owner and mode of it and of what it lies in.")
    }
}
