import Engine

@testable import Systemd

/// followupd-log(7).
enum LogManual {
    static var text: String {
        head + EventKind.allCases.map(section).joined() + foot
    }

    private static let head = #"""
        .\" Made from the code; change it there.
        .TH FOLLOWUPD\-LOG 7 2026-11-22 followupd "Service log"
        .SH NAME
        followupd\-log \- what followupd tells the journal
        .SH DESCRIPTION
        The log is an interface: names, keys, their order and the ids never change their meaning; new events and new keys may come. An event is
        one line,
        .PP
        .RS
        .nf
        due\-scan tasks=3 messages=2 moves=0 withheld=0 failed=0 late=0 replanned=0 ms=4 next=2026\-11\-23T09:00:00.000Z
        .fi
        .RE
        .PP
        its name and then its figures. A value with blanks, quotes or = stands in quotes, with \e before a quote or a \e in it. Times are UTC.
        Figures that do not apply are left out. Customers appear by their numbers: no name, no address, no text of a message is ever logged.
        .PP
        In the journal the same figures are fields, the key in capitals behind
        .BR FOLLOWUPD_ ,
        and each kind of event has a
        .BR MESSAGE_ID .
        .B journalctl \-x
        explains the entries. Without the journal, lines go to standard error, each with its time and level before it.
        .SH EXAMPLES
        .nf
        journalctl \-u followupd FOLLOWUPD_CUSTOMER=1042
        journalctl \-u followupd \-p warning \-\-since today
        journalctl MESSAGE_ID=1ede29e0f68c40849df6b2a57a4b7d72
        .fi
        .SH EVENTS

        """#

    private static func section(_ kind: EventKind) -> String {
        let described = kind.described
        let fields = described.fields.map { field in
            let words = field.words.isEmpty ? "" : " (one of \(field.words.joined(separator: ", ")))"
            return
                ".TP\n.BR \(roff(field.key)) \" \" ( \(roff(JournalField.name(for: field.key) ?? "")) )\n\(roff(field.meaning + words)).\n"
        }
        return """
            .SS \(roff(kind.rawValue))
            \(roff(plain(described.subject))).
            Level \(described.level),
            .BR MESSAGE_ID = \(described.messageID).
            .PP
            \(paragraphs(described.text))
            \(fields.joined())
            """
    }

    /// Lines that are indented in the catalog are commands.
    private static func paragraphs(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.isEmpty { return ".PP" }
            guard line.hasPrefix("    ") else { return roff(plain(String(line))) }
            return ".RS\n.nf\n\(roff(plain(String(line.drop { $0 == " " }))))\n.fi\n.RE"
        }.joined(separator: "\n").replacing(".PP\n.RS", with: ".RS").replacing(".RE\n.PP", with: ".RE")
    }

    /// A field's place in the text.
    private static func plain(_ text: String) -> String {
        text.split(separator: "@", omittingEmptySubsequences: false).enumerated().map { index, part in
            index % 2 == 0
                ? String(part) : "[" + part.dropFirst("FOLLOWUPD_".count).lowercased().replacing("_", with: " ") + "]"
        }.joined()
    }

    private static func roff(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }

    private static let foot = #"""
        .SH SEE ALSO
        .BR followupd (8),
        .BR followupctl (1),
        .BR journalctl (1),
        .BR systemd.journal\-fields (7)

        """#
}
