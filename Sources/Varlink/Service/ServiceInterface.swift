/// `org.varlink.service`, which every service has.
enum ServiceInterface {
    static let name = "org.varlink.service"

    static let text = """
        # Tells what a service is and which interfaces it offers.
        interface org.varlink.service

        # Identifies the service and lists its interfaces.
        method GetInfo() -> (
          # Who makes the service.
          vendor: string,
          # What it is called.
          product: string,
          # Its version.
          version: string,
          # Where to read about it.
          url: string,
          # The names of its interfaces.
          interfaces: []string
        )

        # Returns the description of one interface of this service.
        method GetInterfaceDescription(
          # The name of the interface.
          interface: string
        ) -> (
          # The description, in the interface definition language.
          description: string
        )

        # The service has no such interface.
        error InterfaceNotFound (
          # The interface asked for.
          interface: string
        )

        # The interface has no such method.
        error MethodNotFound (
          # The method asked for.
          method: string
        )

        # The interface describes the method, but the service cannot do it.
        error MethodNotImplemented (
          # The method asked for.
          method: string
        )

        # A parameter is unknown, missing, or not acceptable.
        error InvalidParameter (
          # The name of the parameter.
          parameter: string
        )

        # The caller may not do this.
        error PermissionDenied ()

        # The method gives several replies and has to be called with more.
        error ExpectedMore ()

        """

    private struct Info: Encodable {
        let vendor: String
        let product: String
        let version: String
        let url: String
        let interfaces: [String]
    }

    private struct DescriptionParameters: Decodable {
        let interface: String
    }

    private struct Description: Encodable {
        let description: String
    }

    /// `interfaces` are the others of the service.
    static func implementation(
        vendor: String, product: String, version: String, url: String, interfaces: [VarlinkInterface]
    ) throws(InterfaceSyntaxError) -> VarlinkInterfaceImplementation {
        let own = try VarlinkInterface(parsing: text)
        let all = [own] + interfaces
        let info = Info(
            vendor: vendor, product: product, version: version, url: url, interfaces: all.map(\.name))
        return VarlinkInterfaceImplementation(
            own,
            methods: [
                "GetInfo": .single { call in try await call.reply(info) },
                "GetInterfaceDescription": .single { call in
                    let wanted = try call.parameters(DescriptionParameters.self).interface
                    guard let interface = all.first(where: { $0.name == wanted }) else {
                        throw VarlinkError.interfaceNotFound(wanted)
                    }
                    try await call.reply(Description(description: interface.text))
                },
            ])
    }
}
