import RealModule

/// The two parts of a whole: below a point, and above it. Each is computed where it is small, so neither tail is lost
/// in `1 −`.
package struct Tails: Hashable, Sendable {
    /// The share below, between 0 and 1.
    package let lower: Double
    /// The share above, between 0 and 1.
    package let upper: Double

    init(lower: Double) {
        self.lower = min(max(lower, 0), 1)
        self.upper = 1 - self.lower
    }

    init(upper: Double) {
        self.upper = min(max(upper, 0), 1)
        self.lower = 1 - self.upper
    }

    init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }
}

/// The regularised incomplete gamma functions, `P(a, x) = ∫₀ˣ t^(a−1)·e^(−t) dt / Γ(a)` below and `Q = 1 − P` above.
///
/// `a` is above zero, `x` not below; both without unit. At `x = 0` the lower part is 0. A series up to `x = a + 1`, a
/// continued fraction beyond (DLMF 8.11.4 and 8.9.2).
///
/// Example: `P(1, x) = 1 − e^(−x)`, so at 2 the upper part is 0.1353….
/// - Throws: `.outside`.
package func incompleteGamma(_ a: Double, _ x: Double) throws(Unanswerable) -> Tails {
    guard a.isFinite, a > 0 else { throw .outside(.positive) }
    guard x >= 0 else { throw .outside(.nonNegative) }
    return gammaTails(a, x)
}

/// `x^a·e^(−x) / Γ(a)`.
func gammaFront(_ a: Double, _ x: Double) -> Double {
    guard x > 0, x.isFinite else { return 0 }
    let ratio = x / a
    return .sqrt(a / (2 * .pi)) * .exp(-a * logDeficit((x - a) / a, ratio: ratio) - stirlingError(a))
}

func gammaTails(_ a: Double, _ x: Double) -> Tails {
    guard x > 0 else { return Tails(lower: 0) }
    guard x.isFinite else { return Tails(upper: 0) }
    let front = gammaFront(a, x)
    guard x < a + 1 else { return Tails(upper: front * gammaFraction(a, x)) }
    var (term, sum, n) = (1 / a, 1 / a, a)
    while term > sum * 1e-17 {
        n += 1
        term *= x / n
        sum += term
    }
    return Tails(lower: front * sum)
}

/// `1/(x+1−a − 1·(1−a)/(x+3−a − …))` by Lentz's method.
private func gammaFraction(_ a: Double, _ x: Double) -> Double {
    var fraction = Lentz(firstDenominator: x + 1 - a)
    var n = 1.0
    while n < Lentz.limit, fraction.advance(numerator: n * (a - n), denominator: x + 2 * n + 1 - a) { n += 1 }
    return fraction.value
}

/// A continued fraction `1/(b₀ + a₁/(b₁ + …))`, from the front, by the modified method of Lentz (Thompson and Barnett
/// 1986).
struct Lentz {
    /// More steps than any fraction here takes; a guard against an endless loop, not a tolerance.
    static let limit = 1e6
    private static let tiny = 1e-300

    private(set) var value: Double
    private var c: Double
    private var d: Double

    init(firstDenominator b: Double) {
        let first = b == 0 ? Self.tiny : b
        d = 1 / first
        c = 1 / Self.tiny
        value = d
    }

    /// Takes one step; `false` once a step no longer changes the value.
    mutating func advance(numerator: Double, denominator: Double) -> Bool {
        d = denominator + numerator * d
        if d == 0 { d = Self.tiny }
        c = denominator + numerator / c
        if c == 0 { c = Self.tiny }
        d = 1 / d
        let step = c * d
        value *= step
        return (step - 1).magnitude > 1e-16
    }
}
