/// Hands mail to a sendmail-compatible program: `PROGRAM … -i -f SENDER -- RECIPIENT`, the mail on standard input.
///
/// `-i` so that a line with a single dot does not end the mail; `--` so that nothing after it is an option. Under
/// systemd's NoNewPrivileges a setuid or setgid program (Postfix's, Exim's) does not work; msmtp does. What its exit
/// code means is in ``ProgramEnding``'s table.
public struct SendmailCarrier: Carrier {
    public let name: String
    private let program: MailProgram

    /// - Parameters:
    ///   - name: what it is called in logs.
    ///   - program: the program, by absolute path or by a name to be found in PATH, and arguments to come first.
    ///   - timeout: after which it is killed and the outcome is `.retry`; at most a day. `deliver` ends at most
    ///     2 seconds later.
    ///   - environment: what the program is given of the daemon's environment.
    /// - Throws: ``DeliveryError/invalidProgram(_:)``.
    public init(
        name: String = "sendmail", program: [String], timeout: Duration, environment: ProgramEnvironment = .minimal
    ) throws(DeliveryError) {
        self.name = name
        self.program = try MailProgram(
            command: program, timeout: timeout, killGrace: .seconds(2), environment: environment)
    }

    public func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome {
        let mail: MailMessage
        do throws(DeliveryError) {
            mail = try MailMessage(message)
        } catch {
            return .failed(reason: error.description)
        }
        // MailMessage has refused a recipient that is not an address, so none begins with a hyphen.
        let ending = await program.run(
            arguments: ["-i", "-f", message.sender.description, "--", message.recipient], input: mail.bytes)
        return ending.outcome(program: program.name, recipient: message.recipient)
    }
}
