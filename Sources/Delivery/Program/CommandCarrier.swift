import Domain

/// Hands a message of any channel to a command of the administrator's, as one JSON object and a line feed on its
/// standard input. Exit code 0 means accepted, 75 try again; ``ProgramEnding``'s table has the others.
///
/// ``MessageDocument`` has its keys.
public struct CommandCarrier: Carrier {
    public let name: String
    private let program: MailProgram

    /// - Parameters:
    ///   - name: what it is called in logs.
    ///   - command: the program, by absolute path or by a name to be found in PATH, and its arguments.
    ///   - timeout: after which it is killed and the outcome is `.retry`; at most a day. `deliver` ends at most
    ///     2 seconds later.
    ///   - environment: what the program is given of the daemon's environment.
    /// - Throws: ``DeliveryError/invalidProgram(_:)``.
    public init(
        name: String = "command", command: [String], timeout: Duration, environment: ProgramEnvironment = .minimal
    ) throws(DeliveryError) {
        self.name = name
        program = try MailProgram(
            command: command, timeout: timeout, killGrace: .seconds(2), environment: environment)
    }

    public func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome {
        guard let json = MessageDocument(message).json else {
            return .failed(reason: "the message cannot be written as JSON")
        }
        let ending = await program.run(arguments: [], input: json + [UInt8(ascii: "\n")])
        return ending.outcome(program: program.name, recipient: message.recipient)
    }
}
