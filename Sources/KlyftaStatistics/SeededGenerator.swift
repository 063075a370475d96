/// Random numbers that anybody can draw again from the seed: xoshiro256** (Blackman and Vigna 2021), its state filled
/// by SplitMix64 (Steele, Lea and Flood 2014), as its authors ask.
///
/// For resampling; not for secrets. The draws below are written out here rather than taken from the standard library,
/// whose ways of using a generator may change between releases.
///
/// Example: `SeededGenerator(seed: 42)` gives the same sequence on every machine.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// A sequence of its own for each seed; 0 is as good as any.
    package init(seed: UInt64) {
        var filler = SplitMix64(state: seed)
        state = (filler.next(), filler.next(), filler.next(), filler.next())
    }

    init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

    /// 64 random bits.
    package mutating func next() -> UInt64 {
        let result = Self.rotated(state.1 &* 5, by: 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = Self.rotated(state.3, by: 45)
        return result
    }

    private static func rotated(_ x: UInt64, by k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
}

/// Turns a seed, even 0 or 1, into well mixed words.
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

extension SeededGenerator {
    /// A number from 0 up to, not including, 1: the upper 53 bits divided by 2⁵³.
    package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A whole number from 0 up to, not including, `count`, each equally likely: what would favour the small ones is
    /// thrown back.
    /// - Throws: `.tooFew(.units, …)` for a count below 1.
    package mutating func index(below count: Int) throws(Unanswerable) -> Int {
        guard count > 0 else { throw .tooFew(.units, have: count, need: 1) }
        let n = UInt64(count)
        let limit = UInt64.max - (UInt64.max % n + 1) % n
        var word = next()
        while word > limit { word = next() }
        return Int(word % n)
    }

    /// How often each of `count` equally likely units is drawn in `draws` draws with replacement.
    ///
    /// The counts add up to `draws`. No draws give zeros.
    ///
    /// Example: a bootstrap of 5 units draws `multinomial(draws: 5, among: 5)`; Rao and Wu's draws 4.
    /// - Throws: `.tooFew(.units, …)` for no units, `.outside(.nonNegative)` for fewer than no draws.
    package mutating func multinomial(draws: Int, among count: Int) throws(Unanswerable) -> [Int] {
        guard draws >= 0 else { throw .outside(.nonNegative) }
        guard count > 0 else { throw .tooFew(.units, have: count, need: 1) }
        var counts = [Int](repeating: 0, count: count)
        for _ in 0..<draws { counts[try index(below: count)] += 1 }
        return counts
    }

    /// How often each unit is drawn in `draws` draws with replacement, unit i with chance `weights[i] / Σ weights`.
    ///
    /// A unit of weight zero is never drawn.
    /// - Throws: `.outside(.nonNegative)` for a negative or infinite weight, `.notPositive` if their sum is not a
    ///   number above zero.
    package mutating func multinomial(draws: Int, weights: [Double]) throws(Unanswerable) -> [Int] {
        guard draws >= 0, weights.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw .outside(.nonNegative) }
        var total = 0.0
        let cumulated = weights.map { weight in
            total += weight
            return total
        }
        guard total > 0, total.isFinite, let last = weights.lastIndex(where: { $0 > 0 }) else { throw .notPositive }
        var counts = [Int](repeating: 0, count: weights.count)
        for _ in 0..<draws {
            let point = uniform() * total
            counts[cumulated.firstIndex { $0 > point } ?? last] += 1
        }
        return counts
    }
}
