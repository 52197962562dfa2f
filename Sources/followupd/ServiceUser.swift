import Glibc
import Store

/// The user whom the service runs as.
enum ServiceUser {
    /// Where root works in a state directory of another user, goes on as that user, for good: what lies there may be that user's doing, and
    /// must not be done with root's rights. Root stays root where that user could not come to the directory by its path, as in
    /// /var/lib/private (systemd.exec(5), DynamicUser=).
    /// - Throws: `StoreError` if the system does not let it.
    static func become(ownerOf directory: String) throws {
        var status = stat()
        guard geteuid() == 0, stat(directory, &status) == 0, status.st_uid != 0,
            isReachable(directory, by: status.st_uid)
        else { return }
        // All threads', real, effective and saved (setuid(2)); the groups first, while that is allowed.
        guard setgroups(0, nil) == 0, setgid(status.st_gid) == 0, setuid(status.st_uid) == 0 else {
            throw StoreError(
                .unusableDirectory,
                "The user of \(directory) cannot be taken on (\(String(cString: strerror(errno)))); run this as root or as that user."
            )
        }
    }

    private static func isReachable(_ directory: String, by uid: uid_t) -> Bool {
        guard let resolved = realpath(directory, nil) else { return false }
        defer { free(resolved) }
        var path = String(cString: resolved)
        while let slash = path.lastIndex(of: "/"), path != "/" {
            path = slash == path.startIndex ? "/" : String(path[..<slash])
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & 0o001 != 0 || status.st_uid == uid else { return false }
        }
        return true
    }
}
