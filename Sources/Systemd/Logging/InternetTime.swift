import Domain
import Glibc

/// Instants as RFC 3339 text in UTC.
enum InternetTime {
    /// `2026-11-21T21:56:36.123Z`, always with milliseconds.
    static func text(_ instant: Timestamp) -> String {
        let (seconds, milliseconds) = dividingDown(instant.milliseconds, by: 1_000)
        var time = time_t(seconds)
        var parts = tm()
        guard gmtime_r(&time, &parts) != nil else { return "\(instant.milliseconds)ms" }
        let date = [digits(parts.tm_year + 1_900, 4), digits(parts.tm_mon + 1, 2), digits(parts.tm_mday, 2)]
        let clock = [digits(parts.tm_hour, 2), digits(parts.tm_min, 2), digits(parts.tm_sec, 2)]
        return date.joined(separator: "-") + "T" + clock.joined(separator: ":") + "."
            + digits(Int32(milliseconds), 3) + "Z"
    }

    private static func digits(_ number: Int32, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }

    private static func dividingDown(_ number: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
