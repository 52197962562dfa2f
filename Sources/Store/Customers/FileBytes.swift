import FoundationEssentials
import Glibc

/// Looks for texts in the bytes of a file, a piece at a time.
enum FileBytes {
    private static let piece = 1 << 20

    /// - Throws: `StoreError` `storageFull` if the file cannot be read. A file that is not there holds nothing.
    static func contain(_ needles: [Data], path: String) throws -> Bool {
        let overlap = (needles.map(\.count).max() ?? 1) - 1
        guard let file = fopen(path, "rb") else {
            if errno == ENOENT { return false }
            throw StoreError(
                .storageFull, "The database cannot be read; check the disk, and the file's owner and mode.")
        }
        defer { fclose(file) }
        var kept = Data()
        var buffer = [UInt8](repeating: 0, count: piece)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { return false }
            kept.append(contentsOf: buffer[..<count])
            if needles.contains(where: { !$0.isEmpty && kept.range(of: $0) != nil }) { return true }
            kept = Data(kept.suffix(overlap))
        }
    }
}
