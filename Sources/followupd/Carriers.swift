import Delivery
import Domain
import FoundationEssentials
import Store
import Systemd

/// Builds what hands messages over, channel by channel.
enum Carriers {
    /// - Throws: what is wrong with a setting, in one sentence.
    static func make(
        _ configuration: DaemonConfiguration, directory: StateDirectory
    ) throws -> [Channel: any Carrier] {
        var carriers: [Channel: any Carrier] = [:]
        for (channel, settings) in configuration.carriers {
            // Without a URL there is nowhere to post to, and triggers that want it fail with a word on that.
            if settings.kind == .webhook, settings.url.isEmpty { continue }
            carriers[channel] = try carrier(settings, directory: directory)
        }
        return carriers
    }

    private static func carrier(
        _ settings: DaemonConfiguration.CarrierSettings, directory: StateDirectory
    ) throws -> any Carrier {
        let timeout = Duration.seconds(settings.timeoutSeconds)
        switch settings.kind {
        case .spool: return try SpoolCarrier(directory: settings.spoolDirectory ?? directory.spoolPath)
        case .sendmail: return try SendmailCarrier(program: settings.program, timeout: timeout)
        case .command: return try CommandCarrier(command: settings.program, timeout: timeout)
        case .webhook:
            return try WebhookCarrier(
                url: settings.url, secret: try settings.secretFile.map(secret), timeout: timeout,
                inFlight: settings.inFlight, now: { SystemClock().now().milliseconds / 1_000 })
        }
    }

    private static func secret(file path: String) throws -> String {
        guard let data = try? Data(contentsOf: URL(filePath: path)), !data.isEmpty else {
            throw ConfigurationError(
                key: "webhook.secretFile", objection: "names a file that cannot be read or is empty: \(path)")
        }
        return String(String(decoding: data, as: UTF8.self).prefix { !$0.isNewline })
    }
}
