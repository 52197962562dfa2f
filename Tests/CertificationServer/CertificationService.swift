import Synchronization
import Varlink

/// `org.varlink.certification`: follows each client through the script.
final class CertificationService: Sendable {
    private static let interfaceName = "org.varlink.certification"

    /// How many steps each client has done.
    private let progress = Mutex<[String: Int]>([:])

    func implementation() throws -> VarlinkInterfaceImplementation {
        var methods: [String: VarlinkMethodHandler] = [
            "Start": .single { [self] call in
                let clientID = String(UInt64.random(in: .min ... .max), radix: 16)
                progress.withLock { $0[clientID] = 0 }
                try await call.reply(JSONValue.object(["client_id": .string(clientID)]))
            }
        ]
        for (index, step) in certificationScript.enumerated() {
            let body: VarlinkMethodHandler.Body = { [self] call in try await answer(call, step, index) }
            methods[step.method] = step.method == "Test10" ? .streaming(body) : .single(body)
        }
        return try VarlinkInterfaceImplementation(parsing: certificationInterface, methods: methods)
    }

    private func answer(_ call: VarlinkCall, _ step: CertificationStep, _ index: Int) async throws {
        try take(call, step, index)
        guard case .array(let replies) = step.reply, let last = replies.last else {
            return try await call.reply(step.reply)
        }
        for reply in replies.dropLast() { try await call.replyMore(["string": reply]) }
        try await call.reply(["string": last])
    }

    /// Moves the client one step on. A client that takes a wrong one has to start anew.
    private func take(_ call: VarlinkCall, _ step: CertificationStep, _ index: Int) throws {
        guard case .string(let clientID)? = call.object["client_id"], case .object(var wants) = step.wants else {
            throw VarlinkError(name: "\(Self.interfaceName).ClientIdError")
        }
        wants["client_id"] = .string(clientID)
        let isWanted = JSONValue.object(wants).means(call.object) && call.isOneway == (step.method == "Test11")
        let due = progress.withLock { progress -> Int? in
            let due = progress[clientID]
            let isLast = index == certificationScript.count - 1
            progress[clientID] = due == index && isWanted && !isLast ? index + 1 : nil
            return due
        }
        guard let due else { throw VarlinkError(name: "\(Self.interfaceName).ClientIdError") }
        guard due == index, isWanted else {
            throw VarlinkError(
                name: "\(Self.interfaceName).CertificationError",
                parameters: [
                    "wants": [
                        "method": .string("\(Self.interfaceName).\(certificationScript[due].method)"),
                        "parameters": certificationScript[due].wants,
                    ],
                    "got": ["method": .string(call.method), "parameters": call.object],
                ])
        }
    }
}
