import Glibc
import Systemd

/// Prints what was inherited, and what is left of it for children.
func describeInheritedSocket(named name: String) {
    do {
        let sockets = try InheritedSockets.takeFromEnvironment()
        print("names \(sockets.names.joined(separator: ","))")
        for variable in ["LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES"] where getenv(variable) != nil {
            print("left \(variable)")
        }
        guard let descriptor = try sockets.descriptor(named: name) else {
            print("absent")
            return
        }
        print("descriptor \(descriptor) close-on-exec \(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)")
    } catch {
        print("error \(error)")
    }
}

/// Sends a word to a Unix socket and prints the answer: `ask PATH WORD`.
func ask(_ words: [String]) {
    guard words.count == 2 else { exit(2) }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: words[0].utf8.prefix($0.count - 1)) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    guard result == 0 else {
        complain("connect: \(String(cString: strerror(errno)))")
        exit(1)
    }
    let question = Array((words[1] + "\n").utf8)
    send(descriptor, question, question.count, Int32(MSG_NOSIGNAL))
    var buffer = [UInt8](repeating: 0, count: 1_024)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    print(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self), terminator: "")
}
