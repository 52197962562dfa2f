import Glibc

/// The journal stream systemd connected the daemon's output to: the device and inode of JOURNAL_STREAM
/// (systemd.exec(5)).
struct JournalStream: Equatable, Sendable {
    let device: UInt64
    let inode: UInt64

    /// Where journald takes entries with fields of their own.
    static let nativeSocketPath = "/run/systemd/journal/socket"

    /// Nil unless the value is two decimal numbers with a colon between them.
    init?(_ value: String) {
        let parts = value.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let device = UInt64(parts[0]), let inode = UInt64(parts[1]) else { return nil }
        self.device = device
        self.inode = inode
    }

    /// Whether the descriptor is that stream. A daemon whose stderr was redirected still inherits the variable, so the
    /// variable alone says nothing.
    func isStream(of descriptor: Int32) -> Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return false }
        return UInt64(status.st_dev) == device && UInt64(status.st_ino) == inode
    }
}
