import Glibc

/// Which file a path names: device and inode (stat(2)).
struct FileIdentity: Equatable, Sendable {
    private let device: UInt
    private let inode: UInt

    /// nil if there is no file.
    init?(path: String) {
        var information = stat()
        guard stat(path, &information) == 0 else { return nil }
        device = UInt(information.st_dev)
        inode = UInt(information.st_ino)
    }
}
