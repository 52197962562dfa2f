import Delivery
import Domain
import FoundationEssentials
import Store
import Systemd

/// Builds what hands messages over, channel by channel.
enum Carriers {
    /// - Parameters:
    ///   - spool: the directory of spools that name none.
    ///   - running: those in use and the settings they came from; one whose settings are the same stays, since it may be at work.
    /// - Throws: what is wrong with a setting, in one sentence.
    static func make(
        _ configuration: DaemonConfiguration, spool: String,
        running: (carriers: [Channel: any Carrier], configuration: DaemonConfiguration)? = nil
    ) throws -> [Channel: any Carrier] {
        var carriers: [Channel: any Carrier] = [:]
        for (channel, settings) in configuration.carriers {
            // Without a URL there is nowhere to post to, and triggers that want it fail with a word on that.
            if settings.kind == .webhook, settings.url.isEmpty { continue }
            if let running, running.configuration.carriers[channel] == settings, settings.secretFile == nil,
                let carrier = running.carriers[channel]
            {
                carriers[channel] = carrier
            } else {
                do {
                    carriers[channel] = try carrier(settings, spool: spool)
                } catch let error as DeliveryError where settings.kind != .spool {
                    throw ConfigurationError(
                        key: "\(channel.rawValue) (its carrier)", objection: "is refused: \(error)")
                }
            }
        }
        return carriers
    }

    private static func carrier(
        _ settings: DaemonConfiguration.CarrierSettings, spool: String
    ) throws -> any Carrier {
        let timeout = Duration.seconds(settings.timeoutSeconds)
        switch settings.kind {
        case .spool: return try SpoolCarrier(directory: settings.spoolDirectory ?? spool)
        case .sendmail: return try SendmailCarrier(program: settings.program, timeout: timeout)
        case .command: return try CommandCarrier(command: settings.program, timeout: timeout)
        case .webhook:
            return try WebhookCarrier(
                url: settings.url, secret: try settings.secretFile.map(secret), timeout: timeout,
                inFlight: settings.inFlight, now: { SystemClock().now().milliseconds / 1_000 })
        }
    }

    /// A name without a slash is a credential that the service manager hands over (systemd.exec(5), LoadCredential=).
    private static func secret(file name: String) throws -> String {
        var path = name
        if !name.contains("/") {
            guard let directory = Environment.process["CREDENTIALS_DIRECTORY"] else {
                throw ConfigurationError(
                    key: "webhook.secretFile",
                    objection:
                        "is \(name), but no such credential was handed over; give a path, or set LoadCredential=\(name):/a/path"
                )
            }
            path = "\(directory)/\(name)"
        }
        guard let data = try? Data(contentsOf: URL(filePath: path)), !data.isEmpty else {
            throw ConfigurationError(
                key: "webhook.secretFile", objection: "names a file that cannot be read or is empty: \(path)")
        }
        return String(String(decoding: data, as: UTF8.self).prefix { !$0.isNewline })
    }
}
