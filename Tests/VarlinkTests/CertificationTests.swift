import Glibc
import TestKit
import Testing

@testable import CertificationServer
@testable import Varlink

/// Programs that nobody here wrote: the Python package varlink, from PyPI.
@Suite("Other implementations", .serialized)
struct CertificationTests {
    static let package = "varlink==31.0.0"

    /// A Python that has the package: FOLLOWUPD_TEST_PYTHON, or `python3` with the package in a folder of the build.
    struct Python: Sendable {
        let program: String
        var environment: [String: String] = [:]

        /// Installed once for all tests.
        private static let shared = Task { try await install() }

        static func find() async throws -> Python { try await shared.value }

        private static func install() async throws -> Python {
            if let program = getenv("FOLLOWUPD_TEST_PYTHON") { return Python(program: String(cString: program)) }
            let folder = BuiltProducts.executable("python-\(package)")
            if !fileExists(folder) {
                let unfinished = "\(folder).\(getpid())"
                let outcome = try await TestKit.run([
                    "python3", "-m", "pip", "install", "--quiet", "--no-compile", "--target", unfinished, package,
                ])
                try #require(outcome.exit == 0, "\(package) could not be installed: \(outcome.errors)")
                guard rename(unfinished, folder) == 0 else { throw SystemError(call: "rename") }
            }
            return Python(program: "python3", environment: ["PYTHONPATH": folder])
        }

        func run(_ arguments: String...) async throws -> CommandResult {
            try await TestKit.run([program] + arguments, environment: environment)
        }
    }

    private func withServer(_ body: (String) async throws -> Void) async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("socket")
        let server = try ConversingProcess([BuiltProducts.executable("CertificationServer"), path])
        #expect(try await server.read(until: "ready\n") == "ready\n")
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(path))
        } catch {
            result = .failure(error)
        }
        let outcome = try await server.finish()
        #expect(outcome.exit == 0)
        #expect(outcome.output == "")
        #expect(!fileExists(path))
        try result.get()
    }

    @Test("the certification client passes")
    func certification() async throws {
        let python = try await Python.find()
        try await withServer { path in
            for _ in 0..<2 {
                let outcome = try await python.run(
                    "-m", "varlink.tests.test_certification", "--client", "--varlink=unix:\(path)")
                #expect(outcome.exit == 0, "\(outcome.errors)")
                #expect(outcome.output.hasSuffix("Certification passed\n"), "\(outcome.output)")
            }
        }
    }

    @Test("our certification interface means the same as the package's")
    func sameInterface() async throws {
        let python = try await Python.find()
        let script = """
            import os, varlink.tests
            folder = list(varlink.tests.__path__)[0]
            print(open(os.path.join(folder, "org.varlink.certification.varlink")).read(), end="")
            """
        let outcome = try await python.run("-c", script)
        try #require(outcome.exit == 0, "\(outcome.errors)")
        let theirs = try VarlinkInterface(parsing: Self.withoutComments(outcome.output))
        let ours = try VarlinkInterface(parsing: Self.withoutComments(certificationInterface))
        #expect(ours.name == theirs.name)
        #expect(ours.types == theirs.types)
        #expect(ours.methods == theirs.methods)
        #expect(ours.errors == theirs.errors)
    }

    @Test("the package's command line reads our description, calls us and shows our errors")
    func commandLine() async throws {
        let python = try await Python.find()
        try await withServer { path in
            let info = try await python.run("-m", "varlink.cli", "info", "unix:\(path)")
            #expect(info.output.contains("Vendor: followupd"))
            #expect(info.output.contains("org.varlink.certification"))
            let help = try await python.run("-m", "varlink.cli", "help", "unix:\(path)/org.varlink.service")
            #expect(help.output.contains("method GetInterfaceDescription("))
            let start = try await python.run(
                "-m", "varlink.cli", "call", "unix:\(path)/org.varlink.certification.Start", "{}")
            #expect(start.output.contains("client_id"))
            let refused = try await python.run(
                "-m", "varlink.cli", "call", "unix:\(path)/org.varlink.certification.Test01", #"{"client_id":"nobody"}"#
            )
            #expect(refused.errors.contains("ClientIdError"), "\(refused)")
        }
    }

    @Test("our client passes as well, and a wrong step is refused")
    func ownClient() async throws {
        try await withServer { path in
            let client = try await VarlinkClient.connect(path: path)
            let start = try await client.call(
                "org.varlink.certification.Start", VarlinkEmpty(), returning: JSONValue.self)
            let clientID = try #require(start["client_id"])
            for step in certificationScript {
                guard case .object(var parameters) = step.wants else { continue }
                parameters["client_id"] = clientID
                let method = "org.varlink.certification.\(step.method)"
                switch step.method {
                case "Test10":
                    let replies = try client.stream(method, JSONValue.object(parameters), of: JSONValue.self)
                    var texts: [JSONValue] = []
                    for try await reply in replies { texts.append(reply["string"] ?? .null) }
                    #expect(JSONValue.array(texts) == step.reply)
                case "Test11":
                    try await client.oneway(method, JSONValue.object(parameters))
                default:
                    let reply = try await client.call(
                        method, JSONValue.object(parameters), returning: JSONValue.self)
                    #expect(reply.means(step.reply))
                }
            }
            await #expect(throws: VarlinkError(name: "org.varlink.certification.ClientIdError")) {
                try await client.call(
                    "org.varlink.certification.End", ["client_id": clientID], returning: VarlinkEmpty.self)
            }
            await client.close()
        }
    }

    @Test("a server that is out of descriptors goes on accepting when it has some again, and does not spin")
    func outOfDescriptors() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("socket")
        let program = BuiltProducts.executable("CertificationServer")
        // Perl closes what other tests, running meanwhile, have left open to children.
        let server = try ConversingProcess([
            "/usr/bin/perl", "-MPOSIX", "-e", "POSIX::close($_) for 3..4095; exec @ARGV",
            "prlimit", "--nofile=40", program, path,
        ])
        _ = try await server.read(until: "ready\n")
        let connections = try (0..<60).map { _ in try RawConnection(path: path) }
        #expect(try await server.read(until: "\n").hasPrefix("could not accept a connection"))
        for connection in connections { connection.close() }
        let client = try await VarlinkClient.connect(path: path)
        _ = try await client.call("org.varlink.service.GetInfo", VarlinkEmpty(), returning: VarlinkEmpty.self)
        await client.close()
        let outcome = try await server.finish()
        #expect(outcome.exit == 0)
        // At most one a second, and it does not take many seconds.
        #expect(outcome.output.split(separator: "\n").count < 10, "\(outcome.output)")
    }

    @Test("nothing that carries ICU is linked")
    func linkage() async throws {
        let outcome = try await TestKit.run(
            [BuiltProducts.executable("CertificationServer")], environment: ["LD_TRACE_LOADED_OBJECTS": "1"])
        #expect(outcome.output.contains("libFoundationEssentials.so"))
        #expect(!outcome.output.contains("libFoundation.so"))
        #expect(!outcome.output.contains("Internationalization"))
        #expect(!outcome.output.contains("ICU"))
    }

    private static func withoutComments(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.prefix { $0 != "#" } }
            .joined(separator: "\n")
    }
}
