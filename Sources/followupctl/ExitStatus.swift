/// What followupctl tells its caller when it ends; thrown, it ends the program without another word.
struct ExitStatus: Error, Equatable {
    let number: Int32

    static let done = ExitStatus(number: 0)
    /// Refused or failed.
    static let failed = ExitStatus(number: 1)
    static let usage = ExitStatus(number: 2)
    static let notReachable = ExitStatus(number: 3)
}
