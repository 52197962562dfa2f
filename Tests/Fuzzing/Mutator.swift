import TestKit

/// Seeds changed at random: bytes replaced, taken out, doubled and put in, and one seed's beginning before another's end.
struct Mutator {
    private let seeds: [[UInt8]]
    private var random = SeededRandom(seed: 1)

    init(seeds: [[UInt8]]) { self.seeds = seeds.isEmpty ? [[]] : seeds }

    mutating func next() -> [UInt8] {
        var bytes = seeds[number(seeds.count)]
        for _ in 0...number(4) {
            let place = number(bytes.count + 1)
            switch number(5) {
            case 0: if place < bytes.count { bytes[place] = UInt8(number(256)) }
            case 1: if place < bytes.count { bytes.remove(at: place) }
            case 2: bytes.insert(UInt8(number(256)), at: place)
            case 3:
                let end = min(bytes.count, place + number(8))
                bytes.insert(contentsOf: bytes[place..<end], at: place)
            default:
                let other = seeds[number(seeds.count)]
                bytes = bytes[..<place] + other.suffix(number(other.count + 1))
            }
        }
        return bytes
    }

    private mutating func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
}
