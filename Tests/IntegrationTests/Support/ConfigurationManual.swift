@testable import followupd

/// followupd.conf(5), and the file of defaults.
enum ConfigurationManual {
    static var text: String {
        head
            + Setting.all.map { setting in
                """
                .TP
                .B \(roff(setting.key))
                \(roff(setting.meaning))
                Default: \(roff(setting.standard.isEmpty ? "nothing" : setting.standard)).

                """
            }.joined() + foot
    }

    /// Every setting with its default, commented out.
    static var sample: String {
        var section = ""
        return Setting.all.sorted { rank($0) < rank($1) }.reduce(
            into: """
                # followupd's configuration, see followupd.conf(5). What stands here behind # is what holds anyway; to change a
                # setting, take the # from its line and from that of its section. Try it with: followupd --check-config
                # A file in followupd.conf.d goes before this one, and stays as it is when the package is upgraded.

                """
        ) { text, setting in
            let parts = setting.key.split(separator: ".").map(String.init)
            if parts[0] != section {
                section = parts[0]
                text += "\n#\(section):\n"
            }
            text += "  # \(setting.meaning)\n#  \(parts[1]): \(setting.standard.isEmpty ? "\"\"" : setting.standard)\n"
        }
    }

    /// Sections stand together, in the order in which the list first names them.
    private static func rank(_ setting: Setting) -> Int {
        let section = setting.key.prefix { $0 != "." }
        return Setting.all.firstIndex { $0.key.prefix { $0 != "." } == section } ?? 0
    }

    private static func roff(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    }

    private static let head = #"""
        .\" Made from the code; change it there.
        .TH FOLLOWUPD.CONF 5 2026-11-22 followupd "File Formats"
        .SH NAME
        followupd.conf \- configuration of the follow-up service
        .SH SYNOPSIS
        .I /etc/followupd/followupd.conf
        .br
        .I /etc/followupd/followupd.conf.d/*.conf
        .SH DESCRIPTION
        YAML; none is needed. What stands first goes before the rest:
        .IP 1. 4
        variables of the environment:
        .I scan.stormThreshold
        is
        .BR FOLLOWUPD_SCAN_STORM_THRESHOLD ;
        .IP 2. 4
        the drop-ins, of which the last in the order of their names goes first;
        .IP 3. 4
        the file.
        .PP
        Without systemd it is ~/.config/followupd/followupd.conf, or what
        .B \-\-config
        names; drop-ins are beside it. A setting that is misspelt or cannot be is refused, in one sentence, and nothing of the new configuration is taken.
        .B followupd \-\-check\-config
        tries it.
        .PP
        .B systemctl reload followupd
        and
        .B followupctl reload
        bring every setting into force at once; only variables of the environment and options of the command line need a restart. Messages that are on
        their way end by what they began with.
        .PP
        Everybody on the machine may read these files, so no secret belongs there: hand it over as a credential, as the example credentials.conf does,
        and name it in
        .IR webhook.secretFile .
        .SH SETTINGS
        Of carriers there are four sections alike:
        .BR mail ", " sms ", " letter " and " webhook .

        """#

    private static let foot = #"""
        .SH EXAMPLE
        .nf
        mail:
          sender: office@example.com
          senderName: The Office
          carrier: sendmail
          program: [ /usr/bin/msmtp, \-t ]
        scan:
          stormThreshold: 500
        .fi
        .SH SEE ALSO
        .BR followupd (8),
        .BR systemd.exec (5)

        """#
}
