/// What followupctl tells its caller when it ends; thrown, it ends the program without another word.
enum ExitStatus: Int32, Error {
    case done = 0
    /// Refused or failed.
    case failed = 1
    case usage = 2
    case notReachable = 3

    /// The same number in the language of monitoring plugins: 3 UNKNOWN.
    static let unknownHealth = ExitStatus.notReachable
}
