import Subprocess

/// What is kept of a program's standard error: its first line that is not blank.
enum FirstLine {
    /// Bytes looked at, and characters kept.
    private static let byteLimit = 4096
    private static let lengthLimit = 200

    /// Reads to the end, so that the program never blocks on a full pipe. When the task is cancelled (the program has
    /// exited) it takes what has been written by then, but no more than it keeps: another process may hold the pipe
    /// and write for ever.
    static func read(from output: SubprocessOutputSequence) async -> String {
        var kept: [UInt8] = []
        do {
            for try await chunk in output {
                if kept.count < byteLimit {
                    chunk.withUnsafeBytes { kept += $0.prefix(byteLimit - kept.count) }
                }
                if Task.isCancelled && kept.count >= byteLimit { break }
            }
        } catch {
            // What was read so far is all there will be.
        }
        return line(in: kept)
    }

    /// The line in printable form, at most 200 characters.
    static func line(in bytes: [UInt8]) -> String {
        for line in bytes.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            let clean = CleanText.name(String(decoding: line, as: UTF8.self))
            if !clean.isEmpty { return String(clean.prefix(lengthLimit)) }
        }
        return ""
    }
}
