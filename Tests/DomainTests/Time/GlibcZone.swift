import Glibc

/// What glibc says about a zone, the outside opinion. `TZ` belongs to the whole process: one at a time.
struct GlibcZone {
    struct Transition {
        let second: Int
        let before: Int
        let after: Int
    }

    static let week = 7 * 86_400

    /// Sets `TZ`: `:Europe/Berlin` for a file, or a POSIX rule.
    init(settingTZ value: String) {
        setenv("TZ", value, 1)
        tzset()
    }

    func offset(at second: Int) -> Int {
        var time = second
        var parts = tm()
        localtime_r(&time, &parts)
        return parts.tm_gmtoff
    }

    /// All changes of the offset, found by looking once a week and halving where it differs.
    ///
    /// `visit` sees every instant looked at in the weekly grid, with its offset.
    func transitions(in range: Range<Int>, visit: (_ second: Int, _ offset: Int) -> Void = { _, _ in }) -> [Transition]
    {
        var found: [Transition] = []
        var previous = offset(at: range.lowerBound)
        for second in stride(from: range.lowerBound + Self.week, to: range.upperBound, by: Self.week) {
            let offset = offset(at: second)
            visit(second, offset)
            var low = second - Self.week
            while previous != offset {
                let transition = firstTransition(after: low, offset: previous, notAfter: second)
                found.append(transition)
                low = transition.second
                previous = transition.after
            }
        }
        return found
    }

    private func firstTransition(after low: Int, offset before: Int, notAfter high: Int) -> Transition {
        var (low, high) = (low, high)
        while high - low > 1 {
            let middle = (low + high) / 2
            if offset(at: middle) == before { low = middle } else { high = middle }
        }
        return Transition(second: high, before: before, after: offset(at: high))
    }

    /// The first instant showing a local time or a later one, from the offsets of all stretches of time around it.
    ///
    /// It can only be where one of these offsets gives just that local time, or at a transition.
    func firstInstant(showing local: Int, transitions: [Transition]) -> Int? {
        let reach = 100_000
        var index = transitions.partitioningIndex { $0.second > local - reach }
        var candidates = [local - offset(at: local - reach)]
        while index < transitions.count, transitions[index].second <= local + reach {
            candidates.append(transitions[index].second)
            candidates.append(local - transitions[index].after)
            index += 1
        }
        return candidates.filter { $0 + offset(at: $0) >= local }.min()
    }

    /// The same by looking at every second.
    func firstInstantBySearch(showing local: Int) -> Int? {
        (local - 100_000...local + 100_000).first { $0 + offset(at: $0) >= local }
    }
}

extension Array {
    /// The index of the first element that satisfies the predicate, which all after it satisfy too.
    func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
