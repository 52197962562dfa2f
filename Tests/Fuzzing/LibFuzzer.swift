#if FUZZING
    import Foundation

    /// libFuzzer's driver, which comes with the compiler (https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library).
    enum LibFuzzer {
        nonisolated(unsafe) private static var target = FuzzTarget.call

        /// - Parameter arguments: libFuzzer's own, such as `-max_total_time=60` and directories of seeds.
        static func run(_ target: FuzzTarget, _ arguments: [String]) -> Int32 {
            self.target = target
            var words = ([CommandLine.arguments[0]] + arguments).map { strdup($0) } + [nil]
            var count = Int32(words.count - 1)
            return words.withUnsafeMutableBufferPointer { words in
                var start = words.baseAddress
                return runDriver(&count, &start) { bytes, size in
                    LibFuzzer.target.read(Array(UnsafeBufferPointer(start: bytes, count: size)))
                    return 0
                }
            }
        }
    }

    /// The library's own main asks for it by this name, and is linked in though ours is run.
    @_cdecl("LLVMFuzzerTestOneInput")
    func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ size: Int) -> Int32 { 0 }

    @_silgen_name("LLVMFuzzerRunDriver")
    private func runDriver(
        _ count: UnsafeMutablePointer<Int32>,
        _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
        _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
    ) -> Int32
#endif
