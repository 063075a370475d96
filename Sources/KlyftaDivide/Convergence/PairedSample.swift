import KlyftaStatistics
import RealModule

/// The values of the same municipalities in two waves, each with both.
package struct PairedSample: Hashable, Sendable {
    /// The values of the first wave.
    package let then: [Double]
    /// The values of the second wave, in the same order.
    package let now: [Double]

    /// - Throws: `.tooFew(.pairs, …)` for lists of unequal length, `.outside(.finite)`.
    package init(then: [Double], now: [Double]) throws(Unanswerable) {
        guard then.count == now.count else {
            throw .tooFew(.pairs, have: min(then.count, now.count), need: max(then.count, now.count))
        }
        guard (then + now).allSatisfy(\.isFinite) else { throw .outside(.finite) }
        self.then = then
        self.now = now
    }

    /// The natural logarithms of the values. A zero has none: leave such municipalities out or add a constant, and say
    /// so.
    ///
    /// Example: 1, e and e, e² become 0, 1 and 1, 2.
    /// - Throws: `.notPositive`.
    package func logarithms() throws(Unanswerable) -> PairedSample {
        guard (then + now).allSatisfy({ $0 > 0 }) else { throw .notPositive }
        return try PairedSample(then: then.map { .log($0) }, now: now.map { .log($0) })
    }

    var count: Int { then.count }
    var scale: Double { (then + now).map(\.magnitude).max() ?? 0 }

    func needs(_ pairs: Int) throws(Unanswerable) {
        guard count >= pairs else { throw .tooFew(.pairs, have: count, need: pairs) }
    }
}
