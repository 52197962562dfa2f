import Glibc

/// A question to a person before something that cannot be taken back.
enum Confirmation {
    /// - Throws: a `Failure` if the answer is no, or nobody is there to be asked.
    static func ask(_ question: String, isGiven: Bool) throws {
        if isGiven { return }
        guard isatty(STDIN_FILENO) == 1 else {
            throw Failure("There is nobody to ask; give --yes if that is what you want.")
        }
        try Output(STDERR_FILENO).writeAndFlush("\(question) [y/N] ")
        guard let answer = readLine()?.lowercased(), answer == "y" || answer == "yes" else {
            throw Failure("Nothing was changed.")
        }
    }
}
