import Testing

@testable import Varlink

@Suite("A service")
struct ServiceTests {
    private func service(_ implementations: VarlinkInterfaceImplementation...) throws -> VarlinkService {
        try VarlinkService(
            vendor: "V", product: "P", version: "1", url: "https://example.org", interfaces: implementations
        ) { _ in .permissionDenied }
    }

    @Test("description and handlers have to agree")
    func agreement() throws {
        let text = "interface a.b\nmethod One() -> ()\nmethod Two() -> ()"
        let handler = VarlinkMethodHandler.single { _ in }
        #expect(throws: VarlinkServiceError.methodWithoutHandler("a.b.Two")) {
            try service(try VarlinkInterfaceImplementation(parsing: text, methods: ["One": handler]))
        }
        #expect(throws: VarlinkServiceError.handlerWithoutMethod("a.b.Three")) {
            try service(
                try VarlinkInterfaceImplementation(
                    parsing: text, methods: ["One": handler, "Two": handler, "Three": handler]))
        }
        let whole = try VarlinkInterfaceImplementation(parsing: text, methods: ["One": handler, "Two": handler])
        #expect(throws: VarlinkServiceError.interfaceTwice("a.b")) { try service(whole, whole) }
        _ = try service(whole)
        let usurper = try VarlinkInterfaceImplementation(parsing: "interface org.varlink.service", methods: [:])
        #expect(throws: VarlinkServiceError.interfaceTwice("org.varlink.service")) { try service(usurper) }
    }

    @Test("a client learns what the service is and how it is described")
    func introspection() async throws {
        struct Info: Codable, Equatable {
            var vendor: String
            var product: String
            var version: String
            var url: String
            var interfaces: [String]
        }
        struct Interface: Codable { var interface: String }
        struct Description: Codable { var description: String }
        try await Playground.run { playground in
            let client = try await playground.client()
            let info = try await client.call(
                "org.varlink.service.GetInfo", VarlinkEmpty(), returning: Info.self)
            #expect(
                info
                    == Info(
                        vendor: "Example", product: "Playground", version: "1", url: "https://example.org",
                        interfaces: ["org.varlink.service", "org.example.play"]))
            for (name, text) in [
                ("org.varlink.service", ServiceInterface.text), ("org.example.play", Playground.text),
            ] {
                let reply = try await client.call(
                    "org.varlink.service.GetInterfaceDescription", Interface(interface: name),
                    returning: Description.self)
                #expect(reply.description == text)
            }
            await client.close()
        }
    }
}
