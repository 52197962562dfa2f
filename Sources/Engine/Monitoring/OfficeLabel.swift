import Synchronization

/// What tells the figures of several services on a machine apart; a reload may change it.
final class OfficeLabel: Sendable {
    private let label: Mutex<String?>

    init(_ label: String?) { self.label = Mutex(label) }

    var current: String? { label.withLock { $0 } }

    func change(_ new: String?) { label.withLock { $0 = new } }
}
