/// Holds whoever comes until it is opened.
public final class Gate: Sendable {
    private let isOpen = Watched(false)

    public init() {}

    public func open() { isOpen.update { $0 = true } }

    public func pass() async { await isOpen.until { $0 } }
}
