/// Reads the interface definition language by recursive descent.
///
///     interface  = "interface" interface-name { member }
///     member     = "type" member-name ( struct | enum )
///                | "method" member-name struct "->" struct
///                | "error" member-name struct
///     struct     = "(" [ field-name ":" type { "," field-name ":" type } ] ")"
///     enum       = "(" field-name { "," field-name } ")"
///     type       = [ "?" ] ( "[]" type | "[string]" type | "bool" | "int" | "float" | "string" | "object" | "any"
///                | member-name | struct | enum )
///
/// Every member starts on a line of its own.
struct InterfaceParser {
    struct Declarations {
        var name = ""
        var documentation: String?
        var types: [VarlinkInterface.TypeDeclaration] = []
        var methods: [VarlinkInterface.Method] = []
        var errors: [VarlinkInterface.ErrorDeclaration] = []
    }

    /// Far beyond what anybody writes; keeps a hostile text from exhausting the stack.
    private static let maximumDepth = 64

    private var scanner: InterfaceScanner
    private var memberNames: Set<String> = []
    private var references: [(name: String, position: InterfaceScanner.Position)] = []

    init(_ text: String) {
        scanner = InterfaceScanner(text)
    }

    mutating func parse() throws(InterfaceSyntaxError) -> Declarations {
        var declarations = Declarations()
        scanner.skipTrivia()
        declarations.documentation = scanner.takeDocumentation()
        guard readKeyword() == "interface" else { throw scanner.failure("expected the word interface") }
        declarations.name = try parseInterfaceName()
        while true {
            let startsLine = scanner.skipTrivia()
            if scanner.isAtEnd { break }
            guard startsLine else { throw scanner.failure("expected a new line before the next declaration") }
            try parseMember(into: &declarations)
        }
        let typeNames = Set(declarations.types.map(\.name))
        for reference in references where !typeNames.contains(reference.name) {
            throw scanner.failure("the type \(reference.name) is not declared", at: reference.position)
        }
        return declarations
    }

    private mutating func parseInterfaceName() throws(InterfaceSyntaxError) -> String {
        scanner.skipTrivia()
        let position = scanner.position
        let name = scanner.readWord { InterfaceNames.isAlphanumeric($0) || $0 == "." || $0 == "-" || $0 == "_" }
        guard InterfaceNames.isInterface(name) else {
            throw scanner.failure("expected an interface name in reverse-domain notation", at: position)
        }
        return name
    }

    private mutating func parseMember(into declarations: inout Declarations) throws(InterfaceSyntaxError) {
        let documentation = scanner.takeDocumentation()
        let position = scanner.position
        switch readKeyword() {
        case "type":
            let name = try parseMemberName()
            scanner.skipTrivia()
            let type = try parseParenthesized(depth: 0)
            declarations.types.append(.init(name: name, type: type, documentation: documentation))
        case "method":
            let name = try parseMemberName()
            let input = try parseStructure()
            scanner.skipTrivia()
            let arrow = scanner.position
            guard scanner.consumeIf("-"), scanner.consumeIf(">") else {
                throw scanner.failure("expected ->", at: arrow)
            }
            let output = try parseStructure()
            declarations.methods.append(
                .init(name: name, input: input, output: output, documentation: documentation))
        case "error":
            let name = try parseMemberName()
            let parameters = try parseStructure()
            declarations.errors.append(.init(name: name, parameters: parameters, documentation: documentation))
        default:
            throw scanner.failure("expected type, method or error", at: position)
        }
    }

    /// Types, methods and errors share one name space.
    private mutating func parseMemberName() throws(InterfaceSyntaxError) -> String {
        scanner.skipTrivia()
        let position = scanner.position
        let name = readIdentifier()
        guard InterfaceNames.isMember(name) else {
            throw scanner.failure("expected a name that starts with a capital letter", at: position)
        }
        guard memberNames.insert(name).inserted else {
            throw scanner.failure("\(name) is declared twice", at: position)
        }
        return name
    }

    private mutating func parseStructure() throws(InterfaceSyntaxError) -> [VarlinkField] {
        scanner.skipTrivia()
        let position = scanner.position
        guard case .structure(let fields) = try parseParenthesized(depth: 0) else {
            throw scanner.failure("expected parameters with types, not an enumeration", at: position)
        }
        return fields
    }

    private mutating func parseType(depth: Int) throws(InterfaceSyntaxError) -> VarlinkType {
        guard depth < Self.maximumDepth else {
            throw scanner.failure("types nest more than \(Self.maximumDepth) levels deep")
        }
        scanner.skipTrivia()
        let position = scanner.position
        switch scanner.current {
        case "?":
            scanner.advance()
            scanner.skipTrivia()
            let inner = scanner.position
            let type = try parseType(depth: depth + 1)
            if case .nullable = type { throw scanner.failure("a type can be nullable only once", at: inner) }
            return .nullable(type)
        case "[":
            scanner.advance()
            let key = readKeyword()
            guard key.isEmpty || key == "string", scanner.consumeIf("]") else {
                throw scanner.failure("expected [] or [string]", at: position)
            }
            let element = try parseType(depth: depth + 1)
            return key.isEmpty ? .array(element) : .map(element)
        case "(":
            return try parseParenthesized(depth: depth)
        default:
            return try parseTypeName()
        }
    }

    private mutating func parseTypeName() throws(InterfaceSyntaxError) -> VarlinkType {
        let position = scanner.position
        let name = readIdentifier()
        switch name {
        case "bool": return .bool
        case "int": return .int
        case "float": return .float
        case "string": return .string
        case "object": return .object
        case "any": return .any
        default:
            guard InterfaceNames.isMember(name) else { throw scanner.failure("expected a type", at: position) }
            references.append((name, position))
            return .named(name)
        }
    }

    /// A structure or an enumeration; what follows the first name tells which.
    private mutating func parseParenthesized(depth: Int) throws(InterfaceSyntaxError) -> VarlinkType {
        guard scanner.consumeIf("(") else { throw scanner.failure("expected (") }
        scanner.skipTrivia()
        if scanner.consumeIf(")") { return .structure([]) }
        var fields: [VarlinkField] = []
        var values: [VarlinkEnumerationValue] = []
        var names: Set<String> = []
        while true {
            let documentation = scanner.takeDocumentation()
            let position = scanner.position
            let name = readIdentifier()
            guard InterfaceNames.isField(name) else { throw scanner.failure("expected a field name", at: position) }
            guard names.insert(name).inserted else { throw scanner.failure("\(name) occurs twice", at: position) }
            scanner.skipTrivia()
            if values.isEmpty, scanner.consumeIf(":") {
                let type = try parseType(depth: depth + 1)
                fields.append(VarlinkField(name: name, type: type, documentation: documentation))
            } else if fields.isEmpty {
                values.append(VarlinkEnumerationValue(name: name, documentation: documentation))
            } else {
                throw scanner.failure("expected : and the type of \(name)")
            }
            scanner.skipTrivia()
            if scanner.consumeIf(")") { break }
            guard scanner.consumeIf(",") else { throw scanner.failure("expected , or )") }
            scanner.skipTrivia()
        }
        return values.isEmpty ? .structure(fields) : .enumeration(values)
    }

    private mutating func readKeyword() -> String {
        scanner.readWord(InterfaceNames.isLetter)
    }

    private mutating func readIdentifier() -> String {
        scanner.readWord { InterfaceNames.isAlphanumeric($0) || $0 == "_" }
    }
}
