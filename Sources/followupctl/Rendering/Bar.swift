/// A share as a bar of blocks, for a terminal.
enum Bar {
    static let width = 20

    /// A sliver shows that there is something, however little.
    static func text(_ part: Int, of whole: Int) -> String {
        guard whole > 0, part > 0 else { return String(repeating: "░", count: width) }
        let filled = min(width, max(1, Int((Double(part) / Double(whole) * Double(width)).rounded())))
        return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    }
}
