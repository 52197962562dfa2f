import Testing

@testable import Varlink

@Suite("A server on the wire")
struct ServerProtocolTests {
    static let note = #"{"method":"org.example.play.Note","parameters":{"name":"%"}}"#

    private func note(_ name: String, oneway: Bool = false) -> String {
        #"{"method":"org.example.play.Note","parameters":{"name":"\#(name)"}\#(oneway ? ",\"oneway\":true" : "")}"#
    }

    private func echo(_ number: Int) -> String {
        #"{"method":"org.example.play.Echo","parameters":{"number":\#(number)}}"#
    }

    @Test(
        "a malformed call closes the connection without an answer, and the earlier calls are answered",
        arguments: FramingTests.malformed.filter { $0.1 != .nestedTooDeeply(limit: 4) })
    func malformed(text: String, error: ProtocolError) async throws {
        try await Playground.run { playground in
            let connection = try playground.connect()
            try await connection.send(echo(1), text, echo(2))
            #expect(try await connection.receiveAll() == [#"{"parameters":{"number":1}}"#])
            await playground.events.wait(count: 1)
            guard case .protocolErrorClosed(let reason, let peer)? = playground.events.all.first else {
                Issue.record("unexpected \(playground.events.all)")
                return
            }
            #expect(reason == error)
            #expect(peer.userID == 0 || peer.userID > 0)
        }
    }

    @Test("broken UTF-8 and too deep a nesting close the connection")
    func malformedBytes() async throws {
        try await Playground.run({ $0.nestingDepth = 16 }) { playground in
            let first = try playground.connect()
            try await first.send(Array(#"{"method":""#.utf8) + [0xFF] + Array("\"}\0".utf8))
            #expect(try await first.receiveAll() == [])
            let second = try playground.connect()
            let list = String(repeating: "[", count: 17) + String(repeating: "]", count: 17)
            try await second.send(#"{"method":"a.b.C","parameters":{"a":\#(list)}}"#)
            #expect(try await second.receiveAll() == [])
            let reasons = playground.events.all.compactMap { event in
                if case .protocolErrorClosed(let reason, _) = event { reason } else { nil }
            }
            #expect(reasons == [.invalidUTF8, .nestedTooDeeply(limit: 16)])
        }
    }

    @Test("pipelined calls are answered in order, one at a time")
    func pipelining() async throws {
        try await Playground.run { playground in
            let connection = try playground.connect()
            try await connection.send(
                #"{"method":"org.example.play.Wait","parameters":{"name":"first"}}"#, note("second"), echo(3))
            await playground.signs.wait(count: 1)
            #expect(playground.signs.all == [.waiting("first")])
            playground.gate.raise()
            #expect(try await connection.receive() == #"{"parameters":{"name":"first"}}"#)
            #expect(try await connection.receive() == #"{"parameters":{}}"#)
            #expect(try await connection.receive() == #"{"parameters":{"number":3}}"#)
            #expect(playground.signs.all == [.waiting("first"), .waited("first"), .noted("second")])
            connection.close()
        }
    }

    @Test("thousands of pipelined calls are all answered in order")
    func deepPipeline() async throws {
        try await Playground.run { playground in
            let connection = try playground.connect()
            let count = 3000
            async let sending: Void = connection.send((0..<count).flatMap { Array(echo($0).utf8) + [0] })
            for number in 0..<count {
                #expect(try await connection.receive() == #"{"parameters":{"number":\#(number)}}"#)
            }
            try await sending
            connection.close()
        }
    }

    @Test("calls survive being sent byte by byte")
    func byteByByte() async throws {
        try await Playground.run { playground in
            let connection = try playground.connect()
            for byte in (echo(1) + "\0 " + echo(2) + "\n\0").utf8 { try await connection.send([byte]) }
            #expect(try await connection.receive() == #"{"parameters":{"number":1}}"#)
            #expect(try await connection.receive() == #"{"parameters":{"number":2}}"#)
            connection.close()
        }
    }

    @Test("oneway calls run and are never answered, not even with an error")
    func oneway() async throws {
        try await Playground.run { playground in
            let connection = try playground.connect()
            try await connection.send(
                note("kept", oneway: true),
                #"{"method":"org.example.play.Nowhere","oneway":true}"#,
                #"{"method":"no.such.Interface","oneway":true}"#,
                #"{"method":"nonsense","oneway":true}"#,
                #"{"method":"org.example.play.Note","parameters":{"name":1},"oneway":true}"#,
                #"{"method":"org.example.play.Watch","oneway":true}"#,
                #"{"method":"org.example.play.Fail","parameters":{"how":"declared"},"oneway":true}"#,
                #"{"method":"org.example.play.Fail","parameters":{"how":"nothing"},"oneway":true}"#,
                echo(1))
            connection.endInput()
            #expect(try await connection.receiveAll() == [#"{"parameters":{"number":1}}"#])
            #expect(playground.signs.all == [.noted("kept")])
            #expect(playground.events.all == [])
        }
    }

    @Test("oneway calls sent before closing still run, others waiting behind do not")
    func onewayThenGone() async throws {
        try await Playground.run { playground in
            let connection = try playground.connect()
            try await connection.send(
                #"{"method":"org.example.play.Wait","parameters":{"name":"busy"}}"#,
                note("one", oneway: true), note("dropped"), note("two", oneway: true))
            await playground.signs.wait(count: 1)
            connection.close()
            playground.gate.raise()
            await playground.signs.wait(count: 4)
            #expect(playground.signs.all == [.waiting("busy"), .waited("busy"), .noted("one"), .noted("two")])
        }
    }

    @Test("a client that ends its input still gets its answers")
    func halfClose() async throws {
        try await Playground.run { playground in
            let connection = try playground.connect()
            try await connection.send(echo(1), #"{"method":"org.example.play.Wait","parameters":{"name":"x"}}"#)
            connection.endInput()
            #expect(try await connection.receive() == #"{"parameters":{"number":1}}"#)
            playground.gate.raise()
            #expect(try await connection.receiveAll() == [#"{"parameters":{"name":"x"}}"#])
        }
    }

    @Test("a call may fill the limit of bytes; a longer one closes before its end has come")
    func frameLimit() async throws {
        let padding = String(repeating: " ", count: 4096 - echo(1).utf8.count)
        try await Playground.run({ $0.frameBytes = 4096 }) { playground in
            let connection = try playground.connect()
            try await connection.send(echo(1) + padding)
            #expect(try await connection.receive() == #"{"parameters":{"number":1}}"#)
            try await connection.send(Array((echo(1) + padding + " ").utf8))
            #expect(try await connection.receive() == nil)
            await playground.events.wait(count: 1)
            guard case .protocolErrorClosed(.frameTooLong(limit: 4096), _)? = playground.events.all.first else {
                Issue.record("unexpected \(playground.events.all)")
                return
            }
        }
    }

    static let errors: [(call: String, reply: String)] = [
        (
            #"{"method":"no.such.Method"}"#,
            #"{"error":"org.varlink.service.InterfaceNotFound","parameters":{"interface":"no.such"}}"#
        ),
        (
            #"{"method":"org.example.play.Nowhere"}"#,
            #"{"error":"org.varlink.service.MethodNotFound","parameters":{"method":"org.example.play.Nowhere"}}"#
        ),
        (
            #"{"method":"nonsense"}"#,
            #"{"error":"org.varlink.service.MethodNotFound","parameters":{"method":"nonsense"}}"#
        ),
        (
            #"{"method":"org.example.play.Watch"}"#,
            #"{"error":"org.varlink.service.ExpectedMore","parameters":{}}"#
        ),
        (
            #"{"method":"org.example.play.Echo","upgrade":true}"#,
            #"{"error":"org.varlink.service.MethodNotImplemented","parameters":{"method":"org.example.play.Echo"}}"#
        ),
        (
            #"{"method":"org.example.play.Note"}"#,
            #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"name"}}"#
        ),
        (
            #"{"method":"org.example.play.Echo","parameters":{"color":"blue"}}"#,
            #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"color"}}"#
        ),
        (
            #"{"method":"org.example.play.Echo","parameters":{"colour":"red"}}"#,
            #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"colour"}}"#
        ),
        (
            #"{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"no.such"}}"#,
            #"{"error":"org.varlink.service.InterfaceNotFound","parameters":{"interface":"no.such"}}"#
        ),
        (
            #"{"method":"org.example.play.Fail","parameters":{"how":"declared"}}"#,
            #"{"error":"org.example.play.Declared","parameters":{"reason":"asked for"}}"#
        ),
        (
            #"{"method":"org.example.play.Fail","parameters":{"how":"unknown"}}"#,
            #"{"error":"org.example.play.Internal","parameters":{"reason":"Unexpected()"}}"#
        ),
        (
            #"{"method":"org.example.play.Fail","parameters":{"how":"nothing"}}"#,
            #"{"error":"org.example.play.Internal","parameters":{"reason":"the method returned without a reply"}}"#
        ),
        (
            #"{"method":"org.example.play.Fail","parameters":{"how":"more"}}"#,
            #"{"error":"org.example.play.Internal","parameters":{"reason":"#
                + #""the method gave several replies to a call without more"}}"#
        ),
        (
            #"{"method":"org.example.play.Fail","parameters":{"how":"twice"}}"#, #"{"parameters":{"value":1}}"#
        ),
        (
            #"{"method":"org.example.play.Fail","parameters":{"how":"late"}}"#, #"{"parameters":{"value":1}}"#
        ),
    ]

    @Test("every failure is one error, and the connection goes on", arguments: errors)
    func errorReplies(call: String, reply: String) async throws {
        try await Playground.run { playground in
            let connection = try playground.connect()
            try await connection.send(call, echo(7))
            #expect(try await connection.receive() == reply)
            #expect(try await connection.receive() == #"{"parameters":{"number":7}}"#)
            connection.close()
        }
    }

    @Test(
        "a handler that misbehaves is reported",
        arguments: [
            ("nothing", VarlinkCallError.noReply), ("twice", .alreadyReplied), ("late", .failedAfterReply),
            ("more", .moreNotRequested),
            ("wrong", .descriptionMismatch(method: "org.example.play.Fail", member: "value")),
        ])
    func handlerFaults(how: String, error: VarlinkCallError) async throws {
        try await Playground.run { playground in
            let connection = try playground.connect()
            try await connection.send(#"{"method":"org.example.play.Fail","parameters":{"how":"\#(how)"}}"#)
            _ = try await connection.receive()
            await playground.events.wait(count: 1)
            #expect(playground.events.all == [.handlerFault(method: "org.example.play.Fail", error)])
            connection.close()
        }
    }

    @Test("replies and errors that do not match the description are only caught where that is asked for")
    func validation() async throws {
        let call = #"{"method":"org.example.play.Fail","parameters":{"how":"wrong"}}"#
        try await Playground.run { playground in
            let connection = try playground.connect()
            try await connection.send(call)
            #expect(try await connection.receive()?.contains("org.example.play.Internal") == true)
            connection.close()
        }
        try await Playground.run(validatesReplies: false) { playground in
            let connection = try playground.connect()
            try await connection.send(call)
            #expect(try await connection.receive() == #"{"parameters":{"name":"not a value"}}"#)
            connection.close()
        }
    }

    @Test("the whole range of Int64 and numbers written differently survive")
    func numbers() async throws {
        try await Playground.run { playground in
            let client = try await playground.client()
            struct Numbers: Codable, Equatable {
                var number: Int64?
                var ratio: Double?
            }
            for number in [Int64.min, -1, 0, 1 << 53 + 1, .max] {
                let sent = Numbers(number: number, ratio: 0.1)
                #expect(try await client.call("org.example.play.Echo", sent) == sent)
            }
            let connection = try playground.connect()
            try await connection.send(#"{"method":"org.example.play.Note","parameters":{"name":"a","x":1.0}}"#)
            #expect(try await connection.receive()?.contains("InvalidParameter") == true)
            try await connection.send(#"{"method":"org.example.play.Count","parameters":{"to":2.0},"more":true}"#)
            #expect(try await connection.receive() == #"{"continues":true,"parameters":{"value":1}}"#)
            #expect(try await connection.receive() == #"{"parameters":{"value":2}}"#)
            connection.close()
            await client.close()
        }
    }
}
