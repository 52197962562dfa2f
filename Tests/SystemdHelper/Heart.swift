import Domain
import Engine
import Synchronization
import Systemd

/// Tells the watchdog at half its interval, by the system clock's own alarm so that this runs in the sandbox too.
final class Heart: Sendable {
    private let notifier: ServiceNotifier
    private let alarm = Mutex<(any Alarm)?>(nil)

    init(_ notifier: ServiceNotifier) {
        self.notifier = notifier
    }

    func start() throws {
        let alarm = try SystemClock().makeAlarm { [weak self] _ in self?.beat() }
        self.alarm.withLock { $0 = alarm }
        beat()
    }

    private func beat() {
        guard let interval = notifier.watchdogInterval else { return }
        notifier.watchdog()
        let milliseconds = interval.components.seconds * 1_000 / 2
        alarm.withLock { $0 }?.set(Timestamp(milliseconds: SystemClock().now().milliseconds + milliseconds))
    }
}
