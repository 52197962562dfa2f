/// A member's value as a person reads it in a table, harmless for a terminal.
enum CellText {
    static func of(_ value: MemberValue, zone: String?, _ instants: InstantText) -> String {
        switch value {
        case .absent, .text(""): "-"
        case .text(let text): SafeText.escape(text)
        case .number(let number): String(number)
        case .truth(let truth): truth ? "yes" : "no"
        case .instant(let instant): instants.text(instant, zone: zone)
        case .list(let values): values.isEmpty ? "-" : SafeText.escape(values.joined(separator: ", "))
        case .map(let values):
            SafeText.escape(values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", "))
        case .object, .objects: SafeText.escape(JSONText.value(value, instants: instants))
        }
    }
}
