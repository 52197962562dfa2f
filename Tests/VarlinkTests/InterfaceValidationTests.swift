import Testing

@testable import Varlink

@Suite("Parameters against their description")
struct InterfaceValidationTests {
    static let interface = """
        interface org.example.check
        type Color (red, green)
        type Node (value: int, next: ?Node, color: ?Color)
        method Check(
          flag: ?bool, count: ?int, ratio: ?float, text: ?string, thing: ?object, anything: ?any,
          color: ?Color, node: ?Node, list: ?[]int, holes: ?[]?int, map: ?[string]Node, set: ?[string](), empty: ?()
        ) -> (value: int)
        method Need(text: string, list: []int, map: [string]int) -> ()
        error Bad (why: (because, so))
        """

    private func offender(_ parameters: JSONValue, of method: String = "Check") throws -> String? {
        let interface = try VarlinkInterface(parsing: Self.interface)
        return interface.validate(parameters, againstInputOf: try #require(interface.method(named: method)))
    }

    static let accepted: [JSONValue] = [
        [:], ["flag": true], ["flag": nil], ["count": .integer(.min)], ["count": 1.0], ["count": 1e3], ["ratio": 1],
        ["ratio": 0.5], ["text": ""], ["thing": [:]], ["thing": ["a": [nil]]], ["anything": [1]], ["color": "red"],
        ["node": ["value": 1, "next": ["value": 2, "next": nil, "color": "green"]]], ["list": []],
        ["holes": [nil, 1]], ["map": [:]], ["map": ["any name": ["value": 1]]], ["set": ["a": [:]]], ["empty": [:]],
    ]

    @Test("what is described is accepted", arguments: accepted)
    func isAccepted(parameters: JSONValue) throws {
        #expect(try offender(parameters) == nil)
    }

    static let refused: [(JSONValue, String)] = [
        (["flag": 1], "flag"), (["flag": "true"], "flag"), (["count": 1.5], "count"), (["count": 9.3e18], "count"),
        (["count": "1"], "count"), (["ratio": "1"], "ratio"), (["text": 1], "text"), (["thing": []], "thing"),
        (["color": "blue"], "color"), (["color": 1], "color"), (["node": [:]], "node.value"),
        (["node": ["value": 1, "extra": 1]], "node.extra"),
        (["node": ["value": 1, "next": ["value": true]]], "node.next.value"),
        (["list": [1, "2"]], "list[1]"), (["list": [nil]], "list[0]"), (["list": [:]], "list"),
        (["map": ["b": ["value": 1], "a": []]], "map.a"), (["map": ["a": ["value": nil]]], "map.a.value"),
        (["set": ["a": 1]], "set.a"), (["set": ["a": ["b": 1]]], "set.a.b"), (["empty": ["a": 1]], "empty.a"),
        (["zebra": 1, "ape": nil], "ape"), ([], "parameters"),
    ]

    @Test("what is unknown or mistyped is found", arguments: refused)
    func isRefused(parameters: JSONValue, path: String) throws {
        #expect(try offender(parameters) == path)
    }

    @Test("what is missing is found; an empty list or map is not null")
    func missing() throws {
        #expect(try offender([:], of: "Need") == "text")
        #expect(try offender(["text": "", "list": nil, "map": [:]], of: "Need") == "list")
        #expect(try offender(["text": "", "list": []], of: "Need") == "map")
        #expect(try offender(["text": "", "list": [], "map": [:]], of: "Need") == nil)
    }

    @Test("replies and errors are checked alike")
    func repliesAndErrors() throws {
        let interface = try VarlinkInterface(parsing: Self.interface)
        let method = try #require(interface.method(named: "Check"))
        let error = try #require(interface.error(named: "Bad"))
        #expect(interface.validateReply(["value": 1], of: method) == nil)
        #expect(interface.validateReply([:], of: method) == "value")
        #expect(interface.validateError(["why": "so"], of: error) == nil)
        #expect(interface.validateError(["why": "no"], of: error) == "why")
    }
}
