import TestKit
import Testing

@testable import Varlink

@Suite("Interface descriptions")
struct InterfaceParserTests {
    static let sample = """
        # Licence of the file.

        # What it is for,
        # in two lines.
        interface org.example.shop-2

        # A customer.
        type Customer (
          # How to call him.
          name: string, # behind
          tags: []string,
          limits: [string]?int,

          # Detached.

          kind: (private, business),
          parent: ?Customer, visits: ?[](on: string, note: ?string)
        )
        type Level (low, high)

        # Finds one.
        method Find(name: string, level: ?Level) -> (customer: ?Customer, other: object, share: float, ok: bool)
        method Ping () -> ()
        error NotFound (name: string)
        error Busy()
        """

    @Test("declarations, types and comments are read")
    func sampleIsRead() throws {
        let interface = try VarlinkInterface(parsing: Self.sample)
        #expect(interface.name == "org.example.shop-2")
        #expect(interface.documentation == "What it is for,\nin two lines.")
        #expect(interface.text == Self.sample)
        #expect(interface.types.map(\.name) == ["Customer", "Level"])
        #expect(interface.methods.map(\.name) == ["Find", "Ping"])
        #expect(interface.errors.map(\.name) == ["NotFound", "Busy"])
        #expect(interface.method(named: "Find")?.documentation == "Finds one.")
        #expect(interface.method(named: "Ping")?.documentation == nil)
        #expect(interface.error(named: "NotFound")?.parameters.map(\.name) == ["name"])
        guard case .structure(let fields) = interface.types[0].type else {
            Issue.record("a structure was expected")
            return
        }
        #expect(fields.map(\.documentation) == ["How to call him.", nil, nil, nil, nil, nil])
        #expect(
            fields.map(\.type) == [
                .string, .array(.string), .map(.nullable(.int)),
                .enumeration([.init(name: "private", documentation: nil), .init(name: "business", documentation: nil)]),
                .nullable(.named("Customer")),
                .nullable(
                    .array(
                        .structure([
                            .init(name: "on", type: .string, documentation: nil),
                            .init(name: "note", type: .nullable(.string), documentation: nil),
                        ]))),
            ])
    }

    @Test(
        "names of interfaces are checked by the grammar",
        arguments: [
            ("a.b", true), ("org.example", true), ("A.0", true), ("com.a--b.c9", true),
            ("xn--lgbbat1ad8j.example", true),
            ("example", false), ("9a.b", false), ("a..b", false), ("a.b.", false), (".a.b", false), ("a.-b", false),
            ("a.b-", false), ("a-.b", false), ("a.b_c", false), ("a.é", false),
        ])
    func interfaceNames(name: String, isValid: Bool) {
        #expect(InterfaceNames.isInterface(name) == isValid)
        #expect(((try? VarlinkInterface(parsing: "interface \(name)\n")) != nil) == isValid)
    }

    @Test(
        "names of fields are checked by the grammar",
        arguments: [
            ("a", true), ("aB9", true), ("a_b_9", true), ("A", true), ("type", true), ("string", true), ("_a", false),
            ("a_", false), ("a__b", false), ("9a", false), ("a-b", false), ("é", false), ("", false),
        ])
    func fieldNames(name: String, isValid: Bool) {
        #expect(((try? VarlinkInterface(parsing: "interface a.b\ntype T (\(name): int)")) != nil) == isValid)
        #expect(((try? VarlinkInterface(parsing: "interface a.b\ntype T (x, \(name))")) != nil) == isValid)
    }

    static let mistakes: [(text: String, line: Int, column: Int)] = [
        ("", 1, 1), ("interfaces a.b", 1, 11), ("interface", 1, 10), ("interface a.b method F() -> ()", 1, 15),
        ("interface a.b\nfoo", 2, 1), ("interface a.b\ntype t (a: int)", 2, 6), ("interface a.b\ntype T", 2, 7),
        ("interface a.b\ntype T (a: int", 2, 15), ("interface a.b\ntype T (a: int,)", 2, 16),
        ("interface a.b\ntype T (a int)", 2, 11), ("interface a.b\ntype T (a: int, b)", 2, 18),
        ("interface a.b\ntype T (a, b: int)", 2, 13), ("interface a.b\ntype T (a: ??int)", 2, 13),
        ("interface a.b\ntype T (a: integer)", 2, 12), ("interface a.b\ntype T (a: [int]string)", 2, 12),
        ("interface a.b\ntype T (a: [string)", 2, 12), ("interface a.b\ntype T (a: []?)", 2, 15),
        ("interface a.b\ntype T (a: int, a: int)", 2, 17), ("interface a.b\ntype T (a, a)", 2, 12),
        ("interface a.b\ntype T (a: U)", 2, 12), ("interface a.b\ntype T ()\ntype T ()", 3, 6),
        ("interface a.b\ntype T ()\nerror T ()", 3, 7), ("interface a.b\nmethod M() - > ()", 2, 12),
        ("interface a.b\nmethod M()", 2, 11), ("interface a.b\nmethod M(a, b) -> ()", 2, 9),
        ("interface a.b\nmethod M() -> () method N() -> ()", 2, 18), ("interface a.b\nerror E", 2, 8),
        ("interface a.b\n  # ü\n\ttype  T ( ü: int)", 3, 12), ("interface a.b\r\ntype T (\r\n  a int)", 3, 5),
    ]

    @Test("a mistake is found at its line and column", arguments: mistakes)
    func mistakesAreLocated(text: String, line: Int, column: Int) throws {
        let error = #expect(throws: InterfaceSyntaxError.self) { try VarlinkInterface(parsing: text) }
        #expect(error?.line == line)
        #expect(error?.column == column)
        #expect(error.map { "\($0)" } == error.map { "line \(line), column \(column): \($0.message)" })
    }

    @Test("types that nest without end are refused")
    func nesting() {
        for opening in ["(a: ", "[]", "[string]", "?[]"] {
            let text = "interface a.b\ntype T (a: " + String(repeating: opening, count: 100_000)
            #expect(throws: InterfaceSyntaxError.self) { try VarlinkInterface(parsing: text) }
        }
    }

    @Test("no mutation of a description brings the parser down, and its error lies within the text")
    func mutations() throws {
        var random = SeededRandom(seed: 20_251_121)
        let alphabet = Array("()[]?:,->#\n\r\t ._aZ0é\u{0}".unicodeScalars)
        let original = Array((Self.sample + "\n" + ServiceInterface.text).unicodeScalars)
        var accepted = 0
        for _ in 0..<3000 {
            var scalars = Array(original.prefix(Int.random(in: 1...original.count, using: &random)))
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let index = Int.random(in: 0..<scalars.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: scalars[index] = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
                case 1: scalars.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &random)], at: index)
                default: if scalars.count > 1 { scalars.remove(at: index) }
                }
            }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            let text = String(view)
            do throws(InterfaceSyntaxError) {
                let interface = try VarlinkInterface(parsing: text)
                #expect(interface.text == text)
                accepted += 1
            } catch {
                let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
                #expect((1...lines.count).contains(error.line))
                #expect((1...lines[error.line - 1].count + 1).contains(error.column))
            }
        }
        #expect(accepted > 0)
    }

    @Test("the built-in interface is described by its own text")
    func builtIn() throws {
        let interface = try VarlinkInterface(parsing: ServiceInterface.text)
        #expect(interface.name == ServiceInterface.name)
        #expect(interface.methods.allSatisfy { $0.documentation != nil })
        #expect(
            interface.errors.map(\.name) == [
                "InterfaceNotFound", "MethodNotFound", "MethodNotImplemented", "InvalidParameter", "PermissionDenied",
                "ExpectedMore",
            ])
    }
}
