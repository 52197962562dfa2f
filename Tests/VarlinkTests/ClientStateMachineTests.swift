import Testing

@testable import Varlink

@Suite("The state of a client")
struct ClientStateMachineTests {
    @Test("replies go to the calls in order")
    func order() {
        var machine = ClientStateMachine()
        #expect(machine.opened() == [.read])
        #expect(machine.call(.single) == [.send])
        #expect(machine.call(.stream) == [.send])
        #expect(machine.bytesArrived() == [.takeReply])
        #expect(machine.received(continues: false, isError: false) == [.deliver(isFinal: true), .takeReply])
        #expect(machine.received(continues: true, isError: false) == [.deliver(isFinal: false), .takeReply])
        #expect(machine.received(continues: false, isError: true) == [.deliver(isFinal: true), .takeReply])
        #expect(machine.starved() == [.read])
    }

    @Test("a stream whose reader has enough stops the reading, until he wants more")
    func backPressure() {
        var machine = ClientStateMachine()
        _ = machine.call(.stream)
        machine.streamPaused()
        #expect(!machine.takesReplies)
        #expect(machine.bytesArrived() == [])
        #expect(machine.streamResumed() == [.takeReply])
        #expect(machine.takesReplies)
    }

    @Test("a single call that gets several replies is a violation")
    func tooManyReplies() {
        var machine = ClientStateMachine()
        _ = machine.call(.single)
        #expect(machine.received(continues: true, isError: false) == [.close(.unexpectedReply), .failCalls])
        #expect(machine.call(.single) == [.refuse])
        #expect(machine.oneway() == [.refuse])
    }

    @Test("a reply that nobody asked for is a violation, an error is a rejection")
    func unasked() {
        var machine = ClientStateMachine()
        #expect(machine.received(continues: false, isError: false) == [.close(.unexpectedReply), .failCalls])
        var rejected = ClientStateMachine()
        #expect(rejected.received(continues: false, isError: true) == [.reject])
        #expect(rejected.call(.single) == [.refuse])
    }

    @Test("when the connection ends, what has arrived is delivered first, also to a paused stream")
    func inactive() {
        var machine = ClientStateMachine()
        _ = machine.call(.stream)
        machine.streamPaused()
        #expect(machine.inactive() == [.takeReply])
        #expect(machine.takesReplies)
        #expect(machine.received(continues: true, isError: false) == [.deliver(isFinal: false), .takeReply])
        #expect(machine.starved() == [.failCalls])
        #expect(machine.inactive() == [])
    }
}
