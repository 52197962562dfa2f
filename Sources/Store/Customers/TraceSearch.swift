/// Looks for a customer's texts in the bytes of a file, for all of them in one pass.
struct TraceSearch: Sendable {
    /// Who has more bytes of texts than that is not looked for: to rewrite the file costs less.
    private static let mostBytes = 64 << 10
    /// Longer texts are looked for piece by piece, for a page holds only a part of them.
    private static let longest = 64
    private static let shortest = 5
    /// How many bytes of the file are read at a time; nobody waits for long meanwhile.
    private static let read = 1 << 20

    private var pieces: [[UInt8]] = []
    /// Places in `pieces`, by their first three bytes.
    private var byBeginning: [UInt32: [Int]] = [:]
    /// Whether a piece may begin with bytes of this hash, which is faster to ask.
    private var mayBegin = [Bool](repeating: false, count: 1 << 16)

    /// nil if there are too many.
    init?(_ texts: [String]) {
        guard texts.reduce(0, { $0 + $1.utf8.count }) <= Self.mostBytes else { return nil }
        for text in texts {
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: Self.longest) {
                let piece = Array(bytes[start..<min(start + Self.longest, bytes.count)])
                guard piece.count >= Self.shortest else { continue }
                let beginning = Self.beginning(piece[0], piece[1], piece[2])
                mayBegin[Self.hash(beginning)] = true
                byBeginning[beginning, default: []].append(pieces.count)
                pieces.append(piece)
            }
        }
    }

    /// - Parameter read: reads bytes of a file from a place on, and returns how many: 0 at its end, negative if it cannot.
    /// - Throws: `StoreError` `storageFull` if it cannot be read, `CancellationError`.
    func isFound(_ read: (_ bytes: UnsafeMutableRawBufferPointer, _ place: Int) -> Int) async throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: Self.longest + Self.read)
        var kept = 0
        var place = 0
        while true {
            try Task.checkCancellation()
            let count = buffer.withUnsafeMutableBytes { bytes in
                read(UnsafeMutableRawBufferPointer(rebasing: bytes[kept..<(kept + Self.read)]), place)
            }
            guard count >= 0 else {
                throw StoreError(
                    .storageFull, "The database cannot be read; check the disk, and the file's owner and mode.")
            }
            guard count > 0 else { return false }
            if buffer[..<(kept + count)].withUnsafeBytes(isFound) { return true }
            place += count
            // A piece may lie across.
            let rest = min(Self.longest - 1, kept + count)
            buffer.replaceSubrange(0..<rest, with: Array(buffer[(kept + count - rest)..<(kept + count)]))
            kept = rest
            await Task.yield()
        }
    }

    private func isFound(in bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= Self.shortest else { return false }
        return mayBegin.withUnsafeBufferPointer { mayBegin in
            for place in 0...(bytes.count - Self.shortest) {
                let beginning = Self.beginning(bytes[place], bytes[place + 1], bytes[place + 2])
                guard mayBegin[Self.hash(beginning)], let candidates = byBeginning[beginning] else { continue }
                let rest = bytes[place...]
                if candidates.contains(where: { rest.starts(with: pieces[$0]) }) { return true }
            }
            return false
        }
    }

    private static func beginning(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
        UInt32(first) | UInt32(second) << 8 | UInt32(third) << 16
    }

    private static func hash(_ beginning: UInt32) -> Int { Int((beginning &* 2_654_435_761) >> 16) }
}
