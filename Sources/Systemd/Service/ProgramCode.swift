import Glibc

/// The code of the program and its libraries, as far as it is in the process's memory.
public enum ProgramCode {
    /// Lets go of it; what runs again is there again with a page fault, out of the page cache.
    ///
    /// A start runs some 20 MB of code, as the kernel maps it (64 KiB around each page that is needed), most of which never runs again. It would
    /// stay resident for as long as the daemon idles. Code is never written to, so that nothing is lost (madvise(2), MADV_DONTNEED), but for the
    /// breakpoints of a debugger: set those after READY=1.
    public static func release() {
        for range in mappings() {
            guard let start = UnsafeMutableRawPointer(bitPattern: range.lowerBound) else { continue }
            // Refused for locked memory, which then stays.
            _ = madvise(start, Int(range.upperBound - range.lowerBound), MADV_DONTNEED)
        }
    }

    /// What is mapped from files to be run and not to be written (proc(5), maps); nothing if that cannot be read.
    static func mappings() -> [Range<UInt>] {
        guard let file = fopen("/proc/self/maps", "re") else { return [] }
        defer { fclose(file) }
        var ranges: [Range<UInt>] = []
        var line: UnsafeMutablePointer<CChar>?
        var size = 0
        defer { free(line) }
        while getline(&line, &size, file) > 0, let text = line {
            let words = String(cString: text).split(whereSeparator: \.isWhitespace)
            guard words.count >= 6, words[1] == "r-xp", words[5].hasPrefix("/") else { continue }
            let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            if ends.count == 2, ends[0] < ends[1] { ranges.append(ends[0]..<ends[1]) }
        }
        return ranges
    }
}
