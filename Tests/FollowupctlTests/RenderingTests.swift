import ControlAPI
import FoundationEssentials
import Testing
import Varlink

@testable import followupctl

@Suite("Objects as tables, JSON and CSV")
struct RenderingTests {
    struct Thing: Presented {
        let name: String
        let count: Int?
        let at: Int64?

        static let wireMembers: [Member<Thing>] = [
            .text("name") { $0.name }, .number("count") { $0.count }, .instant("doneAt") { $0.at },
        ]
        static let tableColumns = [Column("NAME", "name"), Column("COUNT", "count"), Column("DONE", "doneAt")]
        var zoneName: String? { "Europe/Berlin" }
    }

    private func rendered(_ format: OutputFormat, _ things: [Thing]) throws -> String {
        try captured { output in
            let listing = Listing<Thing>(format, to: output, nothing: "There is nothing.")
            for thing in things { try listing.add(thing) }
            try listing.finish()
        }
    }

    @Test("columns are aligned, numbers to the right, hostile names made harmless")
    func table() throws {
        let text = try rendered(
            .table, [Thing(name: "漢字", count: 7, at: Samples.summer), Thing(name: "a\u{1b}[2J", count: 1_000, at: nil)])
        #expect(
            text == """
                NAME        COUNT  DONE
                漢字            7  2026-07-01T12:00:00+02:00
                a\\u{1b}[2J   1000  -

                """)
    }

    @Test("rows behind the sample are written with the widths of those before")
    func longTable() throws {
        let things = (1...1_200).map {
            Thing(name: $0 == 1_000 ? "much longer than the others" : "x", count: $0, at: nil)
        }
        let lines = try rendered(.table, things).split(separator: "\n")
        #expect(lines.count == 1_201)
        #expect(lines[0] == "NAME  COUNT  DONE")
        #expect(lines[1_000] == "much longer than the others   1000  -")
        #expect(lines[1_200] == "x      1200  -")
    }

    @Test("a table is made as narrow as the terminal")
    func narrow() {
        let rows = [["NAME", "COUNT"], ["a very long name of a customer", "12"]]
        let layout = TableLayout(fitting: rows, alignsRight: [false, true], available: 20)
        #expect(layout.line(rows[1]) == "a very long …     12\n")
        let tiny = TableLayout(fitting: rows, alignsRight: [false, true], available: 10)
        #expect(tiny.line(rows[1]) == "a very … …\n")
    }

    @Test("for a spreadsheet no text is a formula, whatever somebody had himself called; without it values are exact")
    func formulas() throws {
        let hostile = ["=HYPERLINK(\"x\",\"y\")", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "x=1", ""]
        let things = hostile.map { Thing(name: $0, count: -5, at: nil) }
        func csv(excel: Bool) throws -> [String] {
            try captured { output in
                let listing = Listing<Thing>(.csv, to: output, excel: excel, nothing: "There is nothing.")
                for thing in things { try listing.add(thing) }
                try listing.finish()
            }.components(separatedBy: "\r\n")
        }
        #expect(
            try csv(excel: true) == [
                "\u{FEFF}name,count,doneAt", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\",-5,", "'+1,-5,", "'-1,-5,",
                "'@SUM(A1),-5,",
                "'\tx,-5,", "\"'\rx\",-5,", "x=1,-5,", ",-5,", "",
            ])
        #expect(try csv(excel: false)[2] == "+1,-5,")
    }

    @Test("JSON is one object a line, instants with the offset of the object's zone, what is absent null")
    func json() throws {
        let text = try rendered(
            .json,
            [Thing(name: "a\"\\\n\u{1b}ü", count: nil, at: Samples.entered), Thing(name: "b", count: 2, at: nil)])
        #expect(
            text == """
                {"name":"a\\"\\\\\\n\\u001bü","count":null,"doneAt":"2026-11-05T08:02:07+01:00"}
                {"name":"b","count":2,"doneAt":null}

                """)
        let first = try #require(text.split(separator: "\n").first)
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(first.utf8))
        #expect(value["name"] == .string("a\"\\\n\u{1b}ü"))
    }

    @Test("CSV has a header, CRLF, and quotes where it needs them")
    func csv() throws {
        let text = try rendered(.csv, [Thing(name: "Seebad \"Perle\", Hotel", count: nil, at: Samples.entered)])
        #expect(text == "name,count,doneAt\r\n\"Seebad \"\"Perle\"\", Hotel\",,2026-11-05T08:02:07+01:00\r\n")
        #expect(try rendered(.csv, []) == "name,count,doneAt\r\n")
    }

    @Test("an instant is the same whether this machine knows the zone or not, and no zone leads out of the directory")
    func unknownZone() {
        let instants = InstantText()
        #expect(instants.text(Samples.summer, zone: "Nowhere/Land") == "2026-07-01T10:00:00Z")
        #expect(instants.text(Samples.summer, zone: "../../../etc/passwd") == "2026-07-01T10:00:00Z")
        #expect(instants.text(-1, zone: "UTC") == "1969-12-31T23:59:59.999Z")
    }
}

@Suite("Members of objects")
struct MembersTests {
    @Test("every member on the wire is shown, by its name and as what it is")
    func completeness() throws {
        try check(Samples.customer(), "io.followupd.Customers", "Customer")
        try check(Samples.count, "io.followupd.Customers", "StatusCount")
        try check(Samples.period(), "io.followupd.Customers", "Period")
        try check(Samples.followUp(), "io.followupd.FollowUps", "FollowUp")
        try check(Samples.task, "io.followupd.Tasks", "Task")
        try check(Samples.message, "io.followupd.Messages", "Message")
        try check(Samples.status, "io.followupd.Statuses", "Status")
        try check(Samples.trigger, "io.followupd.Triggers", "Trigger")
        try check(Samples.template, "io.followupd.Templates", "Template")
        try check(Samples.user, "io.followupd.Access", "User")
        try check(Samples.health(), "io.followupd.Service", "HealthReport")
        try check(Samples.event, "io.followupd.Service", "Event")
    }

    private func check<Object: Presented & Encodable>(_ object: Object, _ interface: String, _ type: String) throws {
        let interfaces = try InterfaceTexts.all.map { try VarlinkInterface(parsing: $0) }
        let declaration = try #require(interfaces.first { $0.name == interface }?.types.first { $0.name == type })
        guard case .structure(let fields) = declaration.type else { throw NotCanned() }
        // What a rule says is shown beside the rest of its trigger.
        let names = fields.flatMap { field in
            guard case .named("Rule") = field.type,
                case .structure(let inner)? = interfaces.first(where: { $0.name == interface })?.types
                    .first(where: { $0.name == "Rule" })?.type
            else { return [field.name] }
            return inner.map(\.name)
        }
        #expect(Object.wireMembers.map(\.name) == names)
        var wire = try JSONDecoder().decode(JSONValue.self, from: try JSONEncoder().encode(object))
        if case .object(let members) = wire, case .object(let rule)? = members["rule"] {
            wire = .object(members.merging(rule) { own, _ in own })
        }
        for member in Object.wireMembers {
            #expect(matches(member.value(object), wire[member.name], member.name), "\(type).\(member.name)")
        }
        for column in Object.tableColumns {
            #expect(Object.wireMembers.contains { $0.name == column.member }, "\(column.member)")
        }
    }

    private func matches(_ value: MemberValue, _ wire: JSONValue?, _ name: String) -> Bool {
        switch value {
        case .instant(let instant): name.hasSuffix("At") && wire == .integer(instant)
        case .number(let number): !name.hasSuffix("At") && wire == .integer(number)
        case .text(let text): wire == .string(text)
        case .truth(let truth): wire == .bool(truth)
        case .list(let list): wire == .array(list.map { .string($0) })
        case .map(let map): wire == .object(map.mapValues { .string($0) })
        case .absent, .object, .objects: false
        }
    }
}
