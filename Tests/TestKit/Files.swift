import Glibc

/// Writes a file anew, for its owner only.
/// - Throws: `TestFailure`.
public func writeFile(_ text: String, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw TestFailure(description: "\(path): \(String(cString: strerror(errno)))") }
    defer { close(file) }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        guard count > 0 else { throw TestFailure(description: "\(path): \(String(cString: strerror(errno)))") }
        bytes = bytes.dropFirst(count)
    }
}

/// - Throws: `TestFailure`.
public func readFile(_ path: String) throws -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw TestFailure(description: "\(path): \(String(cString: strerror(errno)))") }
    defer { close(file) }
    return readAll(file)
}

/// The names in a directory, sorted, without `.` and `..`.
/// - Throws: `TestFailure`.
public func namesInDirectory(_ path: String) throws -> [String] {
    guard let stream = opendir(path) else {
        throw TestFailure(description: "\(path): \(String(cString: strerror(errno)))")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
        }
        if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
}

/// The permission bits and kind of a file.
/// - Throws: `SystemError` if there is none.
public func fileMode(_ path: String) throws -> mode_t {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw SystemError(call: "lstat \(path)") }
    return status.st_mode
}

/// Whether there is a file of that name, of whatever kind.
public func fileExists(_ path: String) -> Bool {
    (try? fileMode(path)) != nil
}
