import Logging
import Systemd

/// Logs one event of the daemon's kind to wherever detection says.
func logOneEvent() {
    let destination = LogDestination.detect()
    let level = LogLevelSetting()
    LoggingSystem.bootstrap({ destination.handler(level: level, provider: $1) }, metadataProvider: nil)
    print("\(destination)")
    Logger(label: "helper").warning(
        "task-created customer=1042",
        metadata: ["customer": "1042", "MESSAGE_ID": "5ee1ab1e000000000000000000000004"])
}
