/// The description of an interface: what it declares, and the text it was read from.
///
/// The text is what clients are served, and the declarations are what calls are checked against: they cannot differ.
public struct VarlinkInterface: Sendable {
    /// A `type` of the interface: a structure or an enumeration.
    public struct TypeDeclaration: Sendable, Hashable {
        public let name: String
        public let type: VarlinkType
        public let documentation: String?
    }

    public struct Method: Sendable, Hashable {
        public let name: String
        public let input: [VarlinkField]
        public let output: [VarlinkField]
        public let documentation: String?
    }

    public struct ErrorDeclaration: Sendable, Hashable {
        public let name: String
        public let parameters: [VarlinkField]
        public let documentation: String?
    }

    /// In reverse-domain notation.
    public let name: String
    public let documentation: String?
    /// In the order of the text, like `methods` and `errors`.
    public let types: [TypeDeclaration]
    public let methods: [Method]
    public let errors: [ErrorDeclaration]
    /// The description as written.
    public let text: String

    let typesByName: [String: VarlinkType]

    /// Reads a description in the interface definition language of UAPI.20.
    ///
    /// - Throws: `InterfaceSyntaxError` with the first place that is wrong; a name declared twice and a type that is
    ///   not declared are wrong too.
    public init(parsing text: String) throws(InterfaceSyntaxError) {
        var parser = InterfaceParser(text)
        let declarations = try parser.parse()
        name = declarations.name
        documentation = declarations.documentation
        types = declarations.types
        methods = declarations.methods
        errors = declarations.errors
        typesByName = Dictionary(types.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
        self.text = text
    }

    public func method(named name: String) -> Method? {
        methods.first { $0.name == name }
    }

    public func error(named name: String) -> ErrorDeclaration? {
        errors.first { $0.name == name }
    }
}
