/// A mail address that may safely stand in a header and on a program's command line.
///
/// It is the `dot-atom "@" domain` form of RFC 5322's addr-spec with the lengths of RFC 5321 section 4.5.3.1:
/// 64 for the local part, 254 for the whole. Refused are:
/// - control characters, spaces and everything else outside a dot-atom, so no address can add a header line;
/// - a leading `-`, which a mail program would take for an option;
/// - quoted local parts, comments and address literals: legal, not in use, and parsed differently by every program;
/// - anything but ASCII. A local part beyond ASCII needs SMTPUTF8 (RFC 6531) on the whole way, which neither a spool nor
///   a sendmail command line can ask for. An internationalised domain is to be given in its ASCII form (`xn--…`).
public struct MailAddress: Sendable, Hashable, CustomStringConvertible {
    /// The address as given, `local@domain`.
    public let description: String

    /// - Throws: what is wrong with it, without the address.
    public init(_ text: String) throws(MailAddressError) {
        if let problem = Self.problem(with: Array(text.utf8)) { throw MailAddressError(problem: problem) }
        description = text
    }

    /// What is wrong with an address, worded to follow "it "; nil if it is well.
    static func problem(with bytes: [UInt8]) -> String? {
        guard !bytes.isEmpty else { return "is empty" }
        guard bytes.count <= 254 else { return "is longer than 254 characters" }
        guard bytes.allSatisfy({ $0 < 0x80 }) else {
            return "has characters beyond ASCII (an internationalised domain must be given as xn--…)"
        }
        guard bytes[0] != UInt8(ascii: "-") else { return "begins with a hyphen" }
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2 else { return "does not have exactly one @" }
        return problem(withLocalPart: parts[0]) ?? problem(withDomain: parts[1])
    }

    private static func problem(withLocalPart part: ArraySlice<UInt8>) -> String? {
        guard part.count <= 64 else { return "has more than 64 characters before the @" }
        let atoms = part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard atoms.allSatisfy({ !$0.isEmpty }) else { return "has a part before the @ that is empty or badly dotted" }
        guard atoms.joined().allSatisfy(MailAddress.isAtomText) else {
            return "has a character before the @ that is not allowed there"
        }
        return nil
    }

    private static func problem(withDomain domain: ArraySlice<UInt8>) -> String? {
        let hyphen = UInt8(ascii: "-")
        let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        for label in labels {
            guard (1...63).contains(label.count) else { return "has a domain with an empty or over-long label" }
            guard label.allSatisfy({ isLetterOrDigit($0) || $0 == hyphen }), label.first != hyphen, label.last != hyphen
            else { return "has a domain that is not a host name" }
        }
        return nil
    }

    /// `atext` of RFC 5322, 3.2.3.
    public static func isAtomText(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

/// Why a text is no mail address. Never repeats the text, so that it may be logged.
public struct MailAddressError: Error, Hashable, Sendable, CustomStringConvertible {
    public let problem: String

    public var description: String { "The mail address \(problem); correct it." }
}
