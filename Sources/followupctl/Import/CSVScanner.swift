/// Finds the ends of CSV records (RFC 4180) in bytes that come piece by piece.
///
///             ┌──── , ◀──────────────┬─────────────┐
///             ▼                      │             │
///     ─▶ fieldStart ──other──▶ plain ┘             │
///             │                  └─── " ──┐        │
///             " ──▶ quoted ── " ──▶ closing ──other──▶ damaged ──LF──▶ record ends
///                     ▲               │
///                     └────── " ──────┘
///
/// Outside of quotes LF, CRLF and CR alike end a record. A quote where none may be spoils its line and no more: the rest is
/// passed over to the next LF, as the daemon does, so that both see the same rows.
struct CSVScanner {
    enum Event: Equatable {
        case none
        /// The record ended with this byte.
        case recordEnded
        /// The record ended before this byte, which begins the next one.
        case recordEndedBefore
    }

    private enum State {
        case fieldStart, plain, quoted, closing, damaged
    }

    private var state = State.fieldStart
    private var isAfterReturn = false
    /// The line of the next byte, from 1.
    private(set) var line = 1
    private var quoteLine = 1

    /// The line on which the quote opened that is open now, if one is.
    var openQuoteLine: Int? { state == .quoted ? quoteLine : nil }

    mutating func take(_ byte: UInt8) -> Event {
        if isAfterReturn {
            isAfterReturn = false
            line += 1
            if byte == 0x0A { return .recordEnded }
            // A lone CR did end the record. What begins here cannot end with this byte, but for an empty line.
            _ = advance(byte)
            return .recordEndedBefore
        }
        return advance(byte) ? .recordEnded : .none
    }

    /// Whether this byte ends the record.
    private mutating func advance(_ byte: UInt8) -> Bool {
        switch (state, byte) {
        case (.quoted, 0x22): state = .closing
        case (.quoted, 0x0A): line += 1
        case (.quoted, _): break
        case (_, 0x0A):
            state = .fieldStart
            line += 1
            return true
        case (.damaged, _): break
        case (_, 0x0D):
            state = .fieldStart
            isAfterReturn = true
        case (_, 0x2C): state = .fieldStart
        case (.fieldStart, 0x22), (.closing, 0x22):
            if state == .fieldStart { quoteLine = line }
            state = .quoted
        case (.plain, 0x22), (.closing, _): state = .damaged
        case (.fieldStart, _): state = .plain
        case (.plain, _): break
        }
        return false
    }
}
