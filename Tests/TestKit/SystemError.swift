import Glibc

/// A system call that failed, with the `errno` of the moment at which this is made.
public struct SystemError: Error, CustomStringConvertible {
    public let call: String
    public let code: Int32

    public init(call: String) {
        self.call = call
        code = errno
    }

    public var description: String { "\(call): \(String(cString: strerror(code)))" }
}
