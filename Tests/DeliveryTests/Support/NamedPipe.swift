import Glibc

/// A FIFO by which a test and its scripts wait for each other, without a clock.
final class NamedPipe: Sendable {
    private let descriptor: CInt

    /// Opened for both directions, so that neither side's open waits for the other's.
    init(_ path: String) throws {
        guard mkfifo(path, 0o600) == 0 else { throw TestSupportError("mkfifo: errno \(errno)") }
        descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw TestSupportError("open: errno \(errno)") }
    }

    deinit {
        close(descriptor)
    }

    /// Waits until a script has written a byte; false after ten seconds.
    func waitForByte() -> Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard Glibc.poll(&poll, 1, 10_000) == 1 else { return false }
        var byte: UInt8 = 0
        return read(descriptor, &byte, 1) == 1
    }

    func send() {
        var line = UInt8(ascii: "\n")
        _ = write(descriptor, &line, 1)
    }
}

/// A FIFO that processes hold open for as long as they live.
final class LifeLine: Sendable {
    private let descriptor: CInt

    init(_ path: String) throws {
        guard mkfifo(path, 0o600) == 0 else { throw TestSupportError("mkfifo: errno \(errno)") }
        descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw TestSupportError("open: errno \(errno)") }
    }

    deinit {
        close(descriptor)
    }

    /// Waits until every process that opened it for writing is dead; false after ten seconds, or if none ever did.
    func waitForDeath() -> Bool {
        var poll = pollfd(fd: descriptor, events: 0, revents: 0)
        return Glibc.poll(&poll, 1, 10_000) == 1 && poll.revents & Int16(POLLHUP) != 0
    }

    /// Whether a process holds it now.
    var isHeld: Bool {
        var poll = pollfd(fd: descriptor, events: 0, revents: 0)
        return Glibc.poll(&poll, 1, 0) == 0
    }
}
