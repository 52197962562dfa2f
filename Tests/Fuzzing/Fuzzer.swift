import Foundation

/// Gives hostile input to the readers of foreign text: `Fuzzer TARGET …`. Without a target it names them all, a line each.
///
/// Built as usual it changes the seeds at random, which shows little and needs nothing; built by `Tests/Fuzzing/run` it is libFuzzer, which looks for
/// input that reaches new code.
@main
enum Fuzzer {
    /// Changed seeds that each target is given when libFuzzer is not there.
    private static let rounds = 5_000

    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        guard let target = arguments.first.flatMap(FuzzTarget.init) else {
            FuzzTarget.allCases.forEach { print($0.rawValue) }
            exit(arguments.isEmpty ? 0 : 2)
        }
        arguments.removeFirst()
        #if FUZZING
            exit(LibFuzzer.run(target, arguments))
        #else
            let seeds = try arguments.flatMap(contents).sorted { $0.lexicographicallyPrecedes($1) }
            for seed in seeds { target.read(seed) }
            var mutator = Mutator(seeds: seeds)
            for _ in 0..<rounds { target.read(mutator.next()) }
            print("\(target.rawValue): \(seeds.count) seeds, \(rounds) changed ones")
        #endif
    }

    private static func contents(_ path: String) throws -> [[UInt8]] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            print("There are no seeds at \(path).")
            exit(2)
        }
        guard isDirectory.boolValue else { return [Array(try Data(contentsOf: URL(fileURLWithPath: path)))] }
        return try FileManager.default.contentsOfDirectory(atPath: path).map {
            Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\($0)")))
        }
    }
}
