import ArgumentParser
import Glibc

/// Runs one command line, and turns whatever ends it into an exit status and words for a person.
enum Program {
    static func run(_ arguments: [String]) async -> ExitStatus {
        do {
            var command = try Followupctl.parseAsRoot(arguments)
            guard type(of: command).configuration.subcommands.isEmpty else {
                tell(Followupctl.helpMessage(for: type(of: command)), on: STDERR_FILENO)
                return .usage
            }
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return .done
        } catch let status as ExitStatus {
            return status
        } catch {
            let status = report(error)
            // Plugins of monitoring systems have statuses of their own.
            return status == .usage && arguments.first == CheckHealth.name
                ? PluginResult.State.unknown.exitStatus : status
        }
    }

    private static func report(_ error: any Error) -> ExitStatus {
        if error is OutputClosed { return .done }
        if let failure = Failure(error) {
            tell("followupctl: \(SafeText.escape(failure.sentence))", on: STDERR_FILENO)
            return failure.status
        }
        let code = Followupctl.exitCode(for: error)
        // Help and the version are errors to the argument parser as well, though successful ones.
        tell(Followupctl.fullMessage(for: error), on: code.isSuccess ? STDOUT_FILENO : STDERR_FILENO)
        return code.isSuccess ? .done : code == .validationFailure ? .usage : .failed
    }

    private static func tell(_ text: String, on descriptor: Int32) {
        guard !text.isEmpty else { return }
        // There is nobody left to tell of a failure.
        try? Output(descriptor).writeAndFlush(text + "\n")
    }
}
