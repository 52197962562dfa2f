import NIOCore

/// Writes messages: sorted names, no outer white space, a NUL byte at the end.
enum MessageEncoder {
    /// - Throws: `VarlinkCallError.parametersNotAnObject`, or what the encoding of `parameters` throws.
    static func call(_ method: String, flag: CallMessage.Flag?, parameters: some Encodable) throws -> ByteBuffer {
        var frame = ByteBuffer()
        frame.writeString("{\"method\":")
        frame.writeBytes(try JSONCoding.encode(method))
        if let flag { frame.writeString(",\"\(flag.rawValue)\":true") }
        try finish(&frame, parameters)
        return frame
    }

    /// - Throws: `VarlinkCallError.parametersNotAnObject`, or what the encoding of `parameters` throws.
    static func reply(_ parameters: some Encodable, continues: Bool) throws -> ByteBuffer {
        var frame = ByteBuffer()
        frame.writeString("{")
        if continues { frame.writeString("\"continues\":true") }
        try finish(&frame, parameters)
        return frame
    }

    /// - Throws: `VarlinkCallError.parametersNotAnObject`.
    static func error(_ error: VarlinkError) throws -> ByteBuffer {
        var frame = ByteBuffer()
        frame.writeString("{\"error\":")
        frame.writeBytes(try JSONCoding.encode(error.name))
        try finish(&frame, error.parameters)
        return frame
    }

    private static func finish(_ frame: inout ByteBuffer, _ parameters: some Encodable) throws {
        guard let text = try JSONCoding.encodeObject(parameters) else {
            throw VarlinkCallError.parametersNotAnObject
        }
        if frame.readableBytes > 1 { frame.writeString(",") }
        frame.writeString("\"parameters\":")
        frame.writeBytes(text)
        frame.writeString("}\0")
    }
}
