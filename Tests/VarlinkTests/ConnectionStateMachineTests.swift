import TestKit
import Testing

@testable import Varlink

@Suite("The state of a connection")
struct ConnectionStateMachineTests {
    typealias Action = ConnectionStateMachine.Action

    private let gone: [Action] = [.stopIdleTimer, .stopDrainTimer]
    private let closing: [Action] = [.stopIdleTimer, .startDrainTimer, .closeAfterFlush]

    private func opened() -> ConnectionStateMachine {
        var machine = ConnectionStateMachine()
        #expect(machine.opened() == [.startIdleTimer, .takeCall])
        return machine
    }

    private func running(isStreaming: Bool = false) -> ConnectionStateMachine {
        var machine = opened()
        #expect(machine.received(isStreaming: isStreaming, isOneway: false) == [.stopIdleTimer, .startCall])
        return machine
    }

    @Test("calls are taken one after the other, and bytes only while one is awaited")
    func oneAfterTheOther() {
        var machine = opened()
        #expect(machine.starved() == [.read])
        #expect(machine.bytesArrived() == [.takeCall])
        #expect(machine.received(isStreaming: false, isOneway: false) == [.stopIdleTimer, .startCall])
        #expect(!machine.isAwaitingCall)
        #expect(machine.bytesArrived() == [])
        #expect(machine.starved() == [])
        #expect(machine.callReturned() == [.startIdleTimer, .takeCall])
        #expect(machine.callReturned() == [])
    }

    @Test("a malformed call closes at once")
    func malformed() {
        var machine = opened()
        #expect(machine.malformed(.invalidJSON) == [.stopIdleTimer, .closeNow(.protocolError(.invalidJSON))])
        #expect(machine.bytesArrived() == [])
        #expect(machine.inactive() == gone + [.finish])
        #expect(machine.inactive() == [])
    }

    @Test("a reply that fills the backlog holds back the next call")
    func draining() {
        var machine = running()
        #expect(machine.writabilityChanged(isWritable: false) == [.startDrainTimer])
        #expect(machine.callReturned() == [])
        #expect(machine.bytesArrived() == [])
        #expect(
            machine.writabilityChanged(isWritable: true)
                == [.stopDrainTimer, .releaseWriters(failure: nil), .startIdleTimer, .takeCall])
    }

    @Test("writers go on when the peer reads, and the call with them")
    func writers() {
        var machine = running(isStreaming: true)
        #expect(machine.partialReplyFailure() == nil)
        #expect(machine.writabilityChanged(isWritable: false) == [.startDrainTimer])
        #expect(machine.writabilityChanged(isWritable: false) == [])
        #expect(machine.writabilityChanged(isWritable: true) == [.stopDrainTimer, .releaseWriters(failure: nil)])
        #expect(!machine.isAwaitingCall)
    }

    @Test("a peer that does not read is given up on: a stream is cancelled, a single call runs on")
    func slowReader() {
        var stream = running(isStreaming: true)
        _ = stream.writabilityChanged(isWritable: false)
        #expect(
            stream.drainTimeReached()
                == [.cancelCall, .releaseWriters(failure: .peerTooSlow), .closeNow(.slowReader)])
        #expect(stream.inactive() == gone + [.releaseWriters(failure: .peerGone), .cancelCall])
        #expect(stream.callReturned() == [.takeCall])
        #expect(stream.starved() == [.finish])

        var single = running()
        _ = single.writabilityChanged(isWritable: false)
        #expect(single.drainTimeReached() == [.releaseWriters(failure: .peerTooSlow), .closeNow(.slowReader)])

        var drained = running()
        _ = drained.writabilityChanged(isWritable: false)
        _ = drained.callReturned()
        #expect(drained.drainTimeReached() == [.closeNow(.slowReader)])
        #expect(drained.inactive() == gone + [.finish])
    }

    @Test("when the peer goes, a stream is cancelled and a single call is not")
    func peerGoes() {
        var stream = running(isStreaming: true)
        #expect(stream.inactive() == gone + [.releaseWriters(failure: .peerGone), .cancelCall])
        #expect(stream.partialReplyFailure() == .peerGone)
        var single = running()
        #expect(single.inactive() == gone + [.releaseWriters(failure: .peerGone)])
        #expect(single.finalReplyFailure() == .peerGone)
        #expect(single.callReturned() == [.takeCall])
        #expect(single.starved() == [.finish])
    }

    @Test("what a peer left behind runs if it is oneway")
    func leftBehind() {
        var machine = running()
        _ = machine.inactive()
        #expect(machine.callReturned() == [.takeCall])
        #expect(machine.received(isStreaming: false, isOneway: false) == [.takeCall])
        #expect(machine.received(isStreaming: false, isOneway: true) == [.stopIdleTimer, .startCall])
        #expect(machine.callReturned() == [.takeCall])
        #expect(machine.malformed(.invalidJSON) == [.finish])
    }

    @Test("a peer that ends its input still gets its replies")
    func halfClosed() {
        var machine = running()
        #expect(machine.inputClosed() == [])
        #expect(machine.inputClosed() == [])
        #expect(machine.callReturned() == [.startIdleTimer, .takeCall])
        #expect(machine.starved() == closing)
        #expect(machine.inactive() == gone + [.finish])
    }

    @Test("an idle peer is closed, one with a call is not")
    func idle() {
        var idle = opened()
        #expect(idle.idleTimeReached() == [.closeNow(.idle)])
        var busy = running()
        #expect(busy.idleTimeReached() == [])
    }

    @Test("shutting down closes what is idle, cancels streams and waits for single calls")
    func shutDown() {
        var idle = opened()
        #expect(idle.shutDown() == closing)
        #expect(idle.shutDown() == [])
        var single = running()
        #expect(single.shutDown() == [])
        #expect(single.finalReplyFailure() == nil)
        #expect(single.partialReplyFailure() == nil)
        #expect(single.callReturned() == closing)
        var stream = running(isStreaming: true)
        #expect(stream.shutDown() == [.cancelCall, .releaseWriters(failure: .shuttingDown)])
        #expect(stream.partialReplyFailure() == .shuttingDown)
        #expect(stream.finalReplyFailure() == nil)
        #expect(stream.callReturned() == closing)
        var notYetOpen = ConnectionStateMachine()
        #expect(notYetOpen.shutDown() == closing)
        #expect(notYetOpen.opened() == [])
    }

    @Test("shutting down while the last reply drains closes when it has")
    func shutDownWhileDraining() {
        var machine = running()
        _ = machine.writabilityChanged(isWritable: false)
        _ = machine.callReturned()
        #expect(machine.shutDown() == [])
        #expect(
            machine.writabilityChanged(isWritable: true)
                == [.stopDrainTimer, .releaseWriters(failure: nil)] + closing)
        #expect(machine.writabilityChanged(isWritable: false) == [])
    }

    @Test("when the time is over everything is cut off")
    func cutOff() {
        var idle = opened()
        #expect(idle.cutOff() == [.closeNow(.cutOff)])
        var single = running()
        #expect(
            single.cutOff() == [.cancelCall, .releaseWriters(failure: .shuttingDown), .closeNow(.cutOff)])
        #expect(single.finalReplyFailure() == .shuttingDown)
        #expect(single.inactive() == gone + [.releaseWriters(failure: .peerGone)])
        #expect(single.callReturned() == [.finish])
        #expect(single.cutOff() == [])
        var orphan = running()
        _ = orphan.inactive()
        #expect(orphan.cutOff() == [.cancelCall, .releaseWriters(failure: .shuttingDown)])
    }

    @Test("whatever happens in whatever order, a connection finishes once, and only after its call")
    func randomWalks() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<5000 {
            var machine = ConnectionStateMachine()
            var isOpen = true
            var isRunning = false
            var finished = 0
            var todo = machine.opened()
            for step in 0..<60 {
                while !todo.isEmpty {
                    switch todo.removeFirst() {
                    case .startCall:
                        #expect(!isRunning)
                        isRunning = true
                    case .closeNow, .closeAfterFlush:
                        #expect(isOpen)
                        isOpen = false
                        todo += machine.inactive()
                    case .takeCall where machine.isAwaitingCall:
                        switch Int.random(in: 0..<5, using: &random) {
                        case 0: todo += machine.received(isStreaming: false, isOneway: true)
                        case 1: todo += machine.received(isStreaming: .random(using: &random), isOneway: false)
                        case 2: todo += machine.malformed(.invalidJSON)
                        default: todo += machine.starved()
                        }
                    case .finish:
                        #expect(!isRunning)
                        #expect(!isOpen)
                        finished += 1
                    case .read: #expect(isOpen)
                    default: break
                    }
                }
                switch Int.random(in: 0..<9, using: &random) {
                case 0 where isOpen: todo = machine.bytesArrived()
                case 1 where isOpen: todo = machine.inputClosed()
                case 2 where isOpen: todo = machine.writabilityChanged(isWritable: .random(using: &random))
                case 3 where isOpen && step > 40: todo = machine.shutDown()
                case 4 where isOpen && step > 50:
                    isOpen = false
                    todo = machine.inactive()
                case 5 where isRunning:
                    isRunning = false
                    todo = machine.callReturned()
                case 6 where isOpen && step > 50: todo = machine.cutOff()
                default: break
                }
            }
            if isOpen { todo += machine.inactive() }
            isOpen = false
            for _ in 0..<2 {
                while !todo.isEmpty {
                    switch todo.removeFirst() {
                    case .finish: finished += 1
                    case .takeCall: todo += machine.starved()
                    case .startCall: isRunning = true
                    default: break
                    }
                }
                if isRunning { todo += machine.callReturned() }
                isRunning = false
            }
            #expect(finished == 1)
        }
    }
}
