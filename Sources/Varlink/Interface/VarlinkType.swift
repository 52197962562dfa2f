/// A type of the interface definition language.
public indirect enum VarlinkType: Sendable, Hashable {
    case bool
    /// A whole number in the range of `Int64`.
    case int
    case float
    case string
    /// A JSON object of any content.
    case object
    /// A JSON value of any kind but null. Newer than most clients: prefer `object`.
    case any
    /// A type declared elsewhere in the same interface.
    case named(String)
    case structure([VarlinkField])
    case enumeration([VarlinkEnumerationValue])
    case array(VarlinkType)
    /// `[string]T`: an object with free names.
    case map(VarlinkType)
    case nullable(VarlinkType)
}

/// A field of a structure, or a parameter of a method or an error.
public struct VarlinkField: Sendable, Hashable {
    public let name: String
    public let type: VarlinkType
    /// The comment in front of it, without the number signs.
    public let documentation: String?
}

/// One of the strings that an enumeration admits.
public struct VarlinkEnumerationValue: Sendable, Hashable {
    public let name: String
    public let documentation: String?
}
