import Varlink

/// Why a command ended early, as one sentence that says what to do.
struct Failure: Error, Equatable {
    let sentence: String
    var status = ExitStatus.failed

    init(_ sentence: String, status: ExitStatus = .failed) {
        self.sentence = sentence
        self.status = status
    }

    /// nil for errors that are the argument parser's to tell.
    init?(_ error: any Error) {
        switch error {
        case let error as Failure: self = error
        case let error as VarlinkError: self.init(Self.sentence(for: error))
        case let error as VarlinkClientError: self.init(error)
        case let error as CSVProblem: self.init(error.sentence)
        case is CancellationError: self.init("The command was interrupted; look at what it did so far and repeat it.")
        default: return nil
        }
    }

    private init(_ error: VarlinkClientError) {
        let status: ExitStatus = if case .notReachable = error { .notReachable } else { .failed }
        self.init("\(error).".capitalizedFirst, status: status)
    }

    private static func sentence(for error: VarlinkError) -> String {
        if case .array(let reasons)? = error.parameters["reasons"], !reasons.isEmpty {
            return "The change was refused: " + reasons.map { $0.text ?? "" }.joined(separator: " ")
        }
        if let message = error.parameters["message"]?.text { return message }
        let parameter = error.parameters["parameter"]?.text ?? "parameter"
        return switch error.name {
        case "org.varlink.service.InvalidParameter":
            "The daemon does not understand \(parameter); correct it, or use the followupctl that came with the daemon."
        case "org.varlink.service.MethodNotFound", "org.varlink.service.InterfaceNotFound",
            "org.varlink.service.MethodNotImplemented":
            "The daemon does not know this command; use the followupctl that came with it, or update the daemon."
        case "org.varlink.service.PermissionDenied":
            "The daemon does not let this user in; ask an administrator, or run the command as another user."
        default: "The daemon answered \(error.name); look at its log."
        }
    }
}

extension JSONValue {
    fileprivate var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}

extension String {
    /// The text as the beginning of a sentence.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
