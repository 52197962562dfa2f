import Glibc

/// The message the C library has for an `errno`, in the C locale's English unless the daemon set another.
func describeErrno(_ number: Int32) -> String {
    guard let text = strerror(number) else { return "error \(number)" }
    return String(cString: text)
}

/// The value of an environment variable; nil if it is unset or empty, which systemd's variables use alike.
func environmentValue(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
}
