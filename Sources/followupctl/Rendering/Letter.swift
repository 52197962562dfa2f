/// A text of several lines below its head lines.
struct Letter {
    let heads: [(label: String, text: String)]
    let text: String

    var rendered: String {
        let body = SafeText.escape(text, keepingLines: true)
        let head = Detail.text(heads.map { ($0.label, SafeText.escape($0.text)) })
        return head + "\n" + body + (body.hasSuffix("\n") ? "" : "\n")
    }
}
