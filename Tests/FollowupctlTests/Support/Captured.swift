import Glibc
import TestKit

@testable import followupctl

/// What is written to an output.
func captured(_ body: (Output) throws -> Void) throws -> String {
    let directory = try TemporaryDirectory()
    try directory.write("", to: "output")
    let descriptor = open(directory.path("output"), O_WRONLY | O_CLOEXEC)
    defer { close(descriptor) }
    let output = Output(descriptor)
    try body(output)
    try output.flush()
    return try directory.read("output")
}
