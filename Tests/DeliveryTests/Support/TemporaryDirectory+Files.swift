import FoundationEssentials
import Glibc
import TestKit

extension TemporaryDirectory {
    /// Every name in it, hidden ones too, in order.
    func names(in folder: String = ".") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
    }

    func bytes(_ name: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path(name)) else {
            throw TestSupportError("cannot read \(name)")
        }
        return Array(data)
    }

    func text(_ name: String) throws -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }

    /// A shell script that runs in this directory. Returns its path.
    func script(_ body: String, named name: String = "program") throws -> String {
        try write("#!/bin/sh\ncd '\(path)' || exit 99\n\(body)\n", to: name)
        guard chmod(path(name), 0o755) == 0 else { throw TestSupportError("chmod: errno \(errno)") }
        return path(name)
    }
}

struct TestSupportError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
