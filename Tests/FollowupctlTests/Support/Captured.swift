import Glibc

@testable import followupctl

/// What is written to an output.
func captured(_ body: (Output) throws -> Void) throws -> String {
    let directory = try TemporaryDirectory()
    _ = try directory.write([], to: "output")
    let descriptor = open(directory.path("output"), O_WRONLY | O_CLOEXEC)
    defer { close(descriptor) }
    let output = Output(descriptor)
    try body(output)
    try output.flush()
    return try directory.read("output")
}

/// A sequence of numbers that is the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
