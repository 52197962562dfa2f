/// How a run of a carrier's program ended, and what that means for the message.
enum ProgramEnding: Sendable, Equatable {
    /// It exited by itself. `complaint` is the first line it wrote to its standard error, cleaned; empty if none.
    case exited(code: Int32, complaint: String)
    case killed(signal: Int32, complaint: String)
    case timedOut
    case notStarted(problem: String)

    /// What it means, by the exit codes of sysexits(3).
    ///
    /// | code | name | outcome | because |
    /// | --- | --- | --- | --- |
    /// | 0 | OK | accepted | |
    /// | 64 | USAGE | retry | the command line is wrong: the configuration's fault |
    /// | 65 | DATAERR | **failed** | this message, or its recipient, is not acceptable |
    /// | 66 | NOINPUT | retry | a file of the program is missing |
    /// | 67 | NOUSER | **failed** | this recipient does not exist |
    /// | 68 | NOHOST | retry | msmtp says so when its own mail server's name does not resolve |
    /// | 69 | UNAVAILABLE | retry | sysexits' catch-all: a server that says never, but (msmtp) also one that says later |
    /// | 70 | SOFTWARE | retry | a bug in the program |
    /// | 71 | OSERR | retry | it could not fork, or the like |
    /// | 72 | OSFILE | retry | a system file is missing |
    /// | 73 | CANTCREAT | retry | it could not write its queue |
    /// | 74 | IOERR | retry | a disk or connection broke |
    /// | 75 | TEMPFAIL | retry | it asks for that |
    /// | 76 | PROTOCOL | retry | the two mail programs misunderstood each other |
    /// | 77 | NOPERM | retry | a password or a file's mode is wrong |
    /// | 78 | CONFIG | retry | its configuration is wrong |
    /// | other | | retry | means nothing certain (126 and 127: a shell could not start something) |
    ///
    /// Permanent is only what is about this message or this recipient. A mistake in the set-up would otherwise fail every
    /// customer's mail within minutes, and it costs nothing to try again: the number of attempts is limited.
    ///
    /// - Parameters:
    ///   - program: its name, for the reason.
    ///   - recipient: which the program may have named in its complaint, and which the reason doesn't.
    /// - Returns: the outcome, with a reason of one line.
    func outcome(program: String, recipient: String) -> DeliveryOutcome {
        func reason(_ what: String, _ complaint: String) -> String {
            let discreet = recipient.isEmpty ? complaint : complaint.replacing(recipient, with: "(recipient)")
            return discreet.isEmpty ? what : "\(what): \(discreet)"
        }
        switch self {
        case .exited(code: 0, complaint: _):
            return .accepted
        case .exited(let code, let complaint):
            let name = Self.codeNames[code].map { " (\($0))" } ?? ""
            let reason = reason("\(program) exited with \(code)\(name)", complaint)
            return Self.permanentCodes.contains(code) ? .failed(reason: reason) : .retry(reason: reason)
        case .killed(let signal, let complaint):
            return .retry(reason: reason("\(program) was killed by signal \(signal)", complaint))
        case .timedOut:
            return .retry(reason: "\(program) did not finish in time and was killed")
        case .notStarted(let problem):
            return .retry(reason: "\(program) could not be started: \(problem)")
        }
    }

    private static let permanentCodes: Set<Int32> = [65, 67]

    private static let codeNames: [Int32: String] = [
        64: "USAGE", 65: "DATAERR", 66: "NOINPUT", 67: "NOUSER", 68: "NOHOST", 69: "UNAVAILABLE", 70: "SOFTWARE",
        71: "OSERR", 72: "OSFILE", 73: "CANTCREAT", 74: "IOERR", 75: "TEMPFAIL", 76: "PROTOCOL", 77: "NOPERM",
        78: "CONFIG",
    ]
}
