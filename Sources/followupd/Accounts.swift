import Glibc

/// The Unix accounts of this machine, as nsswitch.conf(5) finds them.
enum Accounts {
    /// The name of the account with that uid (getpwuid_r(3)); nil if there is none, or the name service does not answer. Waits for a name service
    /// in the network, if there is one.
    static func name(of uid: UInt32) -> String? {
        var size = 1 << 10
        while size <= 1 << 20 {
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            var buffer = [CChar](repeating: 0, count: size)
            let error = getpwuid_r(uid, &entry, &buffer, buffer.count, &found)
            guard error == ERANGE else {
                guard error == 0, found != nil, let name = entry.pw_name else { return nil }
                return withExtendedLifetime(buffer) { String(cString: name) }
            }
            size *= 2
        }
        return nil
    }
}
