import Glibc
import TestKit
import Testing

@testable import Varlink

@Suite("What a server grants")
struct ServerLimitsTests {
    private let echo = #"{"method":"org.example.play.Echo"}"#
    private let answer = #"{"parameters":{}}"#

    @Test("connections beyond the limit are closed, and their places come back")
    func connectionLimit() async throws {
        try await Playground.run({ $0.connections = 3 }) { playground in
            var connections = try (0..<3).map { _ in try playground.connect() }
            for connection in connections {
                try await connection.send(echo)
                #expect(try await connection.receive() == answer)
            }
            let refused = try playground.connect()
            #expect(try await refused.receiveAll() == [])
            await playground.events.wait(count: 1)
            guard case .connectionRefused(.tooManyConnections(limit: 3), let peer)? = playground.events.all.first
            else {
                Issue.record("unexpected \(playground.events.all)")
                return
            }
            #expect(peer.processID == getpid())
            #expect(peer.userID == getuid())
            #expect(peer.groupID == getgid())
            connections.removeLast().close()
            try await untilServed(playground)
            for connection in connections { connection.close() }
        }
    }

    @Test("some places are kept for privileged users, whoever fills the others")
    func reservedPlaces() async throws {
        let registry = ConnectionRegistry(
            limits: {
                var limits = Limits()
                (limits.connections, limits.connectionsPerUser) = (10, 8)
                (limits.reservedConnections, limits.privilegedUsers) = (3, [0])
                return limits
            }())
        func isAdmitted(_ userID: UInt32) -> Bool {
            if case .admitted = registry.admit(userID: userID) { true } else { false }
        }
        #expect((1...9).map { isAdmitted(1_000 + $0 % 3) }.count { $0 } == 7)
        #expect((1...4).map { _ in isAdmitted(0) } == [true, true, true, false])
        #expect(!isAdmitted(1_000))
    }

    @Test("calls that one user leaves unfinished are bounded on all his connections together")
    func unfinishedCalls() async throws {
        try await Playground.run({ $0.callBytesPerUser = 1 << 20 }) { playground in
            let half = Array(#"{"method":"org.example.play.Echo","parameters":{"text":""#.utf8)
            let letters = [UInt8](repeating: UInt8(ascii: "x"), count: 400 << 10)
            let end = Array("\"}}\0".utf8)
            // Short beginnings do not count.
            let short = try playground.connect()
            try await short.send(half)
            let long = try (0..<3).map { _ in try playground.connect() }
            // One of them is hung up on, maybe before it has sent all.
            for connection in long { try? await connection.send(half + letters) }
            await playground.events.wait(count: 1)
            guard case .protocolErrorClosed(.callsTooLong(limit: 1 << 20), _)? = playground.events.all.first
            else {
                Issue.record("unexpected \(playground.events.all)")
                return
            }
            var answered = 0
            for connection in long {
                try? await connection.send(end)
                if let reply = try await connection.receive(), reply.utf8.count > letters.count { answered += 1 }
            }
            #expect(answered == 2)
            // Now that all have ended, one may be longer.
            try await short.send(letters + letters + end)
            #expect(try await short.receive()?.utf8.count ?? 0 > 2 * letters.count)
            #expect(playground.events.all.count == 1)
            for connection in long + [short] { connection.close() }
        }
    }

    @Test("programs that the process starts do not inherit its connections")
    func inheritance() async throws {
        try await Playground.run { playground in
            let connection = try playground.connect()
            try await connection.send(echo)
            #expect(try await connection.receive() == answer)
            let descriptors = descriptors(boundTo: playground.path)
            #expect(descriptors.count == 2)
            #expect(descriptors.allSatisfy { fcntl($0, F_GETFD) & FD_CLOEXEC != 0 })
            connection.close()
        }
    }

    @Test(
        "one user's connections beyond his limit are closed, another user's are not",
        .enabled(if: Effort.includesRoots))
    func connectionsPerUser() async throws {
        try await Playground.run({ $0.connectionsPerUser = 2 }) { playground in
            chmod(playground.folder.path, 0o755)
            let connections = try (0..<2).map { _ in try playground.connect() }
            for connection in connections {
                try await connection.send(echo)
                #expect(try await connection.receive() == answer)
            }
            let refused = try playground.connect()
            #expect(try await refused.receiveAll() == [])
            await playground.events.wait(count: 1)
            guard case .connectionRefused(.tooManyConnectionsOfUser(limit: 2), _)? = playground.events.all.first else {
                Issue.record("unexpected \(playground.events.all)")
                return
            }
            let other = try await callAs(userID: 12345, playground)
            #expect(other == answer)
            for connection in connections { connection.close() }
        }
    }

    @Test("the overflow user is told that he may not, and closed", .enabled(if: Effort.includesRoots))
    func overflowUser() async throws {
        try await Playground.run { playground in
            chmod(playground.folder.path, 0o755)
            let reply = try await callAs(userID: Int(PeerCredentials.overflowUserID), playground)
            #expect(reply == #"{"error":"org.varlink.service.PermissionDenied","parameters":{}}"#)
            guard case .connectionRefused(.unknownUser, let peer)? = playground.events.all.first else {
                Issue.record("unexpected \(playground.events.all)")
                return
            }
            #expect(peer.userID == PeerCredentials.overflowUserID)
        }
    }

    @Test("an idle connection is closed, also one that sends part of a call")
    func idle() async throws {
        try await Playground.run({ $0.idleSeconds = 0.05 }) { playground in
            let silent = try playground.connect()
            let partial = try playground.connect()
            try await partial.send(Array(#"{"method":"#.utf8))
            #expect(try await silent.receiveAll() == [])
            #expect(try await partial.receiveAll() == [])
            await playground.events.wait(count: 2)
            #expect(
                playground.events.all.allSatisfy { event in
                    if case .idleClosed = event { true } else { false }
                })
        }
    }

    @Test("a connection with a call in progress is not idle, and neither is a subscriber")
    func notIdle() async throws {
        try await Playground.run({ $0.idleSeconds = 0.05 }) { playground in
            let caller = try playground.connect()
            try await caller.send(#"{"method":"org.example.play.Wait","parameters":{"name":"x"}}"#)
            let subscriber = try playground.connect()
            try await subscriber.send(#"{"method":"org.example.play.Watch","more":true}"#)
            #expect(try await subscriber.receive() == #"{"continues":true,"parameters":{"value":0}}"#)
            await playground.signs.wait(count: 2)
            // Connections that came later are closed as idle; those two outlive them.
            for _ in 0..<3 {
                let idle = try playground.connect()
                #expect(try await idle.receiveAll() == [])
            }
            playground.gate.raise()
            #expect(try await caller.receive() == #"{"parameters":{"name":"x"}}"#)
            #expect(playground.signs.all.contains(.cancelled("Watch")) == false)
            caller.close()
            subscriber.close()
            await playground.signs.wait { $0.contains(.cancelled("Watch")) }
        }
    }

    @Test("a reader that does not drain is given up on, and little is held for it")
    func slowReader() async throws {
        let configure: (inout Limits) -> Void = {
            $0.writeBacklogBytes = 64 << 10
            $0.slowReaderSeconds = 0.2
        }
        try await Playground.run(configure) { playground in
            let connection = try playground.connect()
            try await connection.send(
                #"{"method":"org.example.play.Flood","parameters":{"bytes":10000},"more":true}"#)
            await playground.events.wait(count: 1)
            guard case .slowReaderClosed? = playground.events.all.first else {
                Issue.record("unexpected \(playground.events.all)")
                return
            }
            await playground.signs.wait { $0.contains { if case .ended = $0 { true } else { false } } }
            #expect(playground.signs.all.last == .ended("\(VarlinkCallError.peerTooSlow)"))
            // The backlog, one block, and what the kernel takes for a Unix socket (net.core.wmem_max).
            let sent = playground.signs.all.reduce(0) { total, sign in
                if case .sent(let bytes) = sign { total + bytes } else { total }
            }
            #expect(sent < 1 << 20)
            // Other clients have not noticed.
            try await untilServed(playground)
            connection.close()
        }
    }

    @Test("a client that sends ahead without reading is held back, and given up on")
    func pipeliningWithoutReading() async throws {
        let configure: (inout Limits) -> Void = {
            $0.writeBacklogBytes = 32 << 10
            $0.slowReaderSeconds = 0.2
        }
        try await Playground.run(configure) { playground in
            let connection = try playground.connect()
            let text = String(repeating: "y", count: 20_000)
            let call = Array(#"{"method":"org.example.play.Echo","parameters":{"text":"\#(text)"}}"#.utf8) + [0]
            await #expect(throws: SystemError.self) {
                for _ in 0..<100_000 { try await connection.send(call) }
            }
            await playground.events.wait(count: 1)
            guard case .slowReaderClosed? = playground.events.all.first else {
                Issue.record("unexpected \(playground.events.all)")
                return
            }
            connection.close()
        }
    }

    @Test("when the client goes, a stream is cancelled and a single call is not")
    func clientGoes() async throws {
        try await Playground.run { playground in
            let subscriber = try playground.connect()
            try await subscriber.send(#"{"method":"org.example.play.Watch","more":true}"#)
            _ = try await subscriber.receive()
            let caller = try playground.connect()
            try await caller.send(#"{"method":"org.example.play.Wait","parameters":{"name":"x"}}"#)
            await playground.signs.wait(count: 2)
            subscriber.close()
            caller.close()
            await playground.signs.wait { $0.contains(.cancelled("Watch")) }
            #expect(!playground.signs.all.contains(.waited("x")))
            playground.gate.raise()
            await playground.signs.wait { $0.contains(.waited("x")) }
        }
    }

    /// The listening socket at a path and the connections accepted from it, which share its address.
    private func descriptors(boundTo path: String) -> [Int32] {
        (0..<4096).filter { descriptor in
            var address = sockaddr_un()
            var length = socklen_t(MemoryLayout<sockaddr_un>.size)
            let code = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
            }
            guard code == 0, address.sun_family == sa_family_t(AF_UNIX) else { return false }
            let bytes = withUnsafeBytes(of: address.sun_path) { Array($0.prefix { $0 != 0 }) }
            return bytes == Array(path.utf8)
        }
    }

    /// Connections come back a moment after their client left: tries until one is served.
    private func untilServed(_ playground: Playground) async throws {
        while true {
            let connection = try playground.connect()
            defer { connection.close() }
            do {
                try await connection.send(echo)
                if try await connection.receive() == answer { return }
            } catch is SystemError {
                // Closed before the call could be sent.
            }
        }
    }

    /// What another user's call of Echo gets.
    private func callAs(userID: Int, _ playground: Playground) async throws -> String {
        let script = #"""
            my $socket = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die "$!";
            $SIG{PIPE} = "IGNORE";
            $/ = "\0";
            syswrite $socket, "$ARGV[1]\0";
            my $reply = <$socket>;
            chomp $reply;
            print $reply;
            """#
        let id = "\(userID)"
        // Perl, because every user may run it: /usr/bin/perl belongs to the base of Debian.
        let outcome = try await run([
            "setpriv", "--reuid", id, "--regid", id, "--clear-groups",
            "/usr/bin/perl", "-MIO::Socket::UNIX", "-e", script, playground.path, echo,
        ])
        return outcome.output
    }
}
