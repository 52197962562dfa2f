import Domain

/// Hands a message over by putting it into a directory, one file each, from where another program takes it.
///
/// The file is named by the Message-ID: `.eml` for mail (``MailMessage``), `.letter.txt` for letters (``LetterPages``), `.txt` else, so the
/// same message delivered twice is in the spool once. It appears whole, with mode 0600, and is on disk before
/// `.accepted` is returned. A directory belongs to one daemon; readers take the names that do not begin with a dot.
public struct SpoolCarrier: Carrier {
    public let name: String
    private let directory: SpoolDirectory

    /// Creates the directory with mode 0700 if it is missing (its parent must exist), and removes the unfinished files
    /// of a daemon that was killed.
    /// - Throws: ``DeliveryError/spoolUnusable(directory:problem:)``.
    public init(name: String = "spool", directory: String) throws(DeliveryError) {
        self.name = name
        self.directory = try SpoolDirectory(path: directory)
    }

    public func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome {
        let fileName: String
        let contents: [UInt8]
        do throws(DeliveryError) {
            let stem = try MessageID.fileStem(message.messageID)
            if message.channel == .email {
                fileName = stem + ".eml"
                contents = try MailMessage(message).bytes
            } else if message.channel == .letter {
                fileName = stem + ".letter.txt"
                contents = LetterPages(message).bytes
            } else {
                fileName = stem + ".txt"
                contents = try PlainMessage(message).bytes
            }
        } catch {
            return .failed(reason: error.description)
        }
        return await runBlocking { [directory] in
            do throws(SpoolDirectory.WriteError) {
                try directory.write(contents, named: fileName)
                return .accepted
            } catch {
                // Whatever a disk refuses today is the administrator's to mend, not the message's fault.
                return .retry(reason: "cannot \(error.step) in the spool \(directory.path): \(error.errno)")
            }
        }
    }

    /// Removes the messages' files; those that somebody has taken already are not there.
    public func forget(_ messageIDs: [String]) async throws {
        let stems = try messageIDs.map { messageID throws(DeliveryError) in try MessageID.fileStem(messageID) }
        try await work { directory throws(SpoolDirectory.WriteError) in
            try directory.remove(stems.flatMap { stem in Self.endings.map { stem + $0 } })
        }
    }

    public func forget(domain: String) async throws {
        try await work { directory throws(SpoolDirectory.WriteError) in
            try directory.remove(
                try directory.names { name in Self.endings.contains { name.hasSuffix("@\(domain)\($0)") } })
        }
    }

    private static let endings = [".eml", ".letter.txt", ".txt"]

    private func work(
        _ body: @escaping @Sendable (SpoolDirectory) throws(SpoolDirectory.WriteError) -> Void
    ) async throws {
        let problem = await runBlocking { [directory] () -> DeliveryError? in
            do throws(SpoolDirectory.WriteError) {
                try body(directory)
                return nil
            } catch {
                return .spoolUnusable(directory: directory.path, problem: "cannot \(error.step): \(error.errno)")
            }
        }
        if let problem { throw problem }
    }
}
