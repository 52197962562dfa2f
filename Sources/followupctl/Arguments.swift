import ArgumentParser
import Domain
import Glibc

/// A date on the command line.
extension CivilDate: ExpressibleByArgument {}

/// An instant on the command line: RFC 3339, or a date, which is its beginning in this machine's time zone.
struct InstantArgument: ExpressibleByArgument, Equatable {
    let milliseconds: Int64

    init?(argument: String) {
        if let instant = Timestamp(rfc3339: argument) {
            milliseconds = instant.milliseconds
            return
        }
        guard let date = CivilDate(argument) else { return nil }
        var local = tm()
        local.tm_year = Int32(date.year - 1900)
        local.tm_mon = Int32(date.month - 1)
        local.tm_mday = Int32(date.day)
        local.tm_isdst = -1
        milliseconds = Int64(mktime(&local)) * 1_000
    }
}

/// `NAME=VALUE` on the command line.
struct CustomField: ExpressibleByArgument, Equatable {
    let name: String
    let value: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        name = String(parts[0])
        value = String(parts[1])
    }
}
