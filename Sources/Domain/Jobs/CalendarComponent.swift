/// One component of a calendar expression: a list of values, ranges and repetitions, or any.
struct CalendarComponent: Hashable, Sendable {
    struct Part: Hashable, Sendable {
        let first: Int
        /// nil: only `first`, or, with a step, on and on.
        let last: Int?
        /// 0: no repetition.
        let step: Int

        func contains(_ value: Int) -> Bool {
            guard value >= first else { return false }
            guard step > 0 else { return last.map { value <= $0 } ?? (value == first) }
            if let last, value > last { return false }
            return (value - first) % step == 0
        }

        func next(from value: Int, through limit: Int) -> Int? {
            if value <= first { return first <= limit ? first : nil }
            let next: Int
            if step > 0 {
                next = first + (value - first + step - 1) / step * step
            } else {
                guard last != nil else { return nil }
                next = value
            }
            return next <= min(limit, last ?? (step > 0 ? limit : first)) ? next : nil
        }
    }

    /// nil: any.
    let parts: [Part]?

    static let any = CalendarComponent(parts: nil)

    static func only(_ value: Int) -> CalendarComponent {
        CalendarComponent(parts: [Part(first: value, last: nil, step: 0)])
    }

    var isWildcard: Bool { parts == nil }

    func contains(_ value: Int) -> Bool { parts?.contains { $0.contains(value) } ?? true }

    /// Whether a day of a month of so many days fits, where values count from its end. Repetitions go towards the end: `~7/1` is the last week.
    func contains(_ day: Int, fromEndOf length: Int) -> Bool {
        parts?.contains { part in
            let first = length - part.first + 1
            guard first >= 1 else { return false }
            guard let last = part.last, length - last + 1 >= 1 else {
                return Part(first: first, last: nil, step: part.step).contains(day)
            }
            return Part(first: length - last + 1, last: first, step: part.step).contains(day)
        } ?? true
    }

    /// The smallest value from `value` through `limit` that fits.
    func next(from value: Int, through limit: Int) -> Int? {
        guard let parts else { return value <= limit ? value : nil }
        return parts.compactMap { $0.next(from: value, through: limit) }.min()
    }

    func values(in range: ClosedRange<Int>) -> [Int] { range.filter(contains) }

    /// Reads `*`, `1,3`, `1..5`, `0/15`, `1..5/2`. A repetition without an end has to come at least once, as systemd has it.
    /// - Parameters:
    ///   - range: values outside it are refused.
    ///   - isFromEnd: days of a month counted from its end, of which repetitions go towards the end.
    init?(_ text: Substring, in range: ClosedRange<Int>, isFromEnd: Bool = false) {
        guard !text.isEmpty else { return nil }
        if text == "*" {
            self = .any
            return
        }
        var parts: [Part] = []
        for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = piece.split(separator: "/", omittingEmptySubsequences: false)
            guard (1...2).contains(halves.count) else { return nil }
            var step = 0
            if halves.count == 2 {
                guard let number = Self.number(halves[1]), number > 0 else { return nil }
                step = number
            }
            let ends = halves[0].components(separatedBy: "..")
            guard (1...2).contains(ends.count), let first = Self.number(ends[0]), range.contains(first) else {
                return nil
            }
            var last: Int?
            if ends.count == 2 {
                guard let number = Self.number(ends[1]), range.contains(number), number >= first else { return nil }
                last = number
            }
            let isReached =
                last != nil || (isFromEnd ? first - step >= range.lowerBound : first + step <= range.upperBound)
            guard isReached, step <= range.upperBound - range.lowerBound else { return nil }
            parts.append(Part(first: first, last: last, step: step))
        }
        self.init(parts: parts)
    }

    private init(parts: [Part]?) { self.parts = parts }

    /// Plain digits, as few as a number has or with zeros before.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 5, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }

    /// - Parameter width: to which numbers are filled with zeros.
    func text(width: Int) -> String {
        guard let parts else { return "*" }
        return parts.map { part in
            var text = Self.padded(part.first, width)
            if let last = part.last { text += "..\(Self.padded(last, width))" }
            if part.step > 0 { text += "/\(part.step)" }
            return text
        }.joined(separator: ",")
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        var text = ""
        text.append(number, width: width)
        return text
    }
}

extension Substring {
    fileprivate func components(separatedBy separator: String) -> [Substring] {
        guard let range = firstRange(of: separator) else { return [self] }
        return [self[..<range.lowerBound], self[range.upperBound...]]
    }
}
