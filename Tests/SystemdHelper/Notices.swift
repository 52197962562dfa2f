import Glibc
import Systemd

/// Sends one notice for each word.
func notify(_ words: [String]) {
    let notifier = ServiceNotifier { print("failed: \($0)") }
    print("supervised \(notifier.isSupervised)")
    print("watchdog \(notifier.watchdogInterval.map(String.init(describing:)) ?? "none")")
    for word in words {
        switch word {
        case "ready": notifier.ready()
        case "ready-status": notifier.ready(status: "Serving")
        case "status": notifier.status("Two\nlines\r\n\u{0}  and more ")
        case "reloading": notifier.reloading()
        case "stopping": notifier.stopping()
        case "watchdog": notifier.watchdog()
        case "extend": notifier.extendTimeout(microseconds: 5_000_000)
        default: exit(2)
        }
    }
}
