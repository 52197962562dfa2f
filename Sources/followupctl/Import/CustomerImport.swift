import ControlAPI

/// Sends a file of customers to the daemon, a chunk of rows a call: while the daemon works on one, the next is read.
///
/// One after the other all the same: a department may stand right behind its parent customer.
final class CustomerImport {
    private typealias Import = CustomersMethods.Import

    private let daemon: Daemon
    private let mode: ImportMode
    private let backfill: BackfillChoice?
    private let isStrict: Bool
    private let updates: Bool
    private let progress: ImportProgress
    private let input: InputFile

    private var summary = ImportSummary()
    private var importID: Int64?
    private var call: Task<Import.Reply, any Error>?
    private var bytesSent: Int64 = 0
    /// The first line whose fate is not known yet.
    private var openLine = 2

    init(
        _ input: InputFile, to daemon: Daemon, mode: ImportMode, backfill: BackfillChoice?, isStrict: Bool,
        updates: Bool, progress: ImportProgress
    ) {
        self.input = input
        self.daemon = daemon
        self.mode = mode
        self.backfill = backfill
        self.isStrict = isStrict
        self.updates = updates
        self.progress = progress
    }

    /// - Throws: `Failure`, which says what went in before it.
    func run() async throws -> ImportSummary {
        do {
            try checkFile()
            try await send()
            try progress.finish()
            return summary
        } catch {
            // A row count that the running call still adds to would be wrong.
            try? await take()
            try progress.finish()
            throw interrupted(by: error)
        }
    }

    /// Reads a regular file to its end before anything is sent, so that a damaged one does not go in by half.
    private func checkFile() throws {
        guard input.size != nil else { return }
        var chunker = CSVChunker()
        while case let piece = try input.read(), !piece.isEmpty { _ = try chunker.append(piece) }
        _ = try chunker.finish()
        input.rewind()
    }

    private func send() async throws {
        var chunker = CSVChunker()
        var held: CSVChunker.Chunk?
        while case let piece = try input.read(), !piece.isEmpty {
            for chunk in try chunker.append(piece) {
                if let held { try await send(held, header: chunker.header, isLast: false) }
                held = chunk
            }
        }
        if let chunk = try chunker.finish() {
            if let held { try await send(held, header: chunker.header, isLast: false) }
            held = chunk
        }
        if let held { try await send(held, header: chunker.header, isLast: true) }
        try await take()
    }

    private func send(_ chunk: CSVChunker.Chunk, header: [String]?, isLast: Bool) async throws {
        try await take()
        openLine = chunk.firstLine
        bytesSent += Int64(chunk.text.utf8.count)
        let parameters = Import.Parameters(
            header: header ?? [], csv: chunk.text, firstLine: chunk.firstLine, mode: mode.rawValue,
            backfill: backfill?.rawValue, strict: isStrict, update: updates ? true : nil, importId: importID,
            last: isLast)
        call = Task { [daemon] in try await daemon.call(Import.self, parameters) }
    }

    /// Takes the reply of the call under way, if one is.
    private func take() async throws {
        guard let running = call else { return }
        call = nil
        let reply = try await running.value
        importID = reply.importId ?? importID
        summary.add(reply)
        openLine = .max
        for row in reply.refused { try progress.refused(line: row.line, reason: row.reason) }
        try progress.advanced(summary, bytes: bytesSent)
    }

    private func interrupted(by error: any Error) -> any Error {
        let place = (error as? CSVProblem).map { problem in
            "\(input.name):\(problem.line.map { "\($0):" } ?? "") "
        }
        guard let failure = Failure(error) else { return error }
        guard mode == .each, summary.added > 0 else {
            return Failure((place ?? "") + failure.sentence, status: failure.status)
        }
        var sentence = failure.sentence
        if sentence.hasSuffix(".") { sentence.removeLast() }
        let open = openLine == .max ? "" : ", and whether those from line \(openLine) on are is not known"
        return Failure(
            "\(place ?? "")\(sentence); \(Amounts.counted(summary.added, "customer")) from before are in\(open).",
            status: failure.status)
    }
}
