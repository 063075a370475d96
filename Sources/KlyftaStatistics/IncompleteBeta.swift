import RealModule

/// The regularised incomplete beta function, `I(x; a, b) = ∫₀ˣ t^(a−1)·(1−t)^(b−1) dt / B(a, b)`, and what is above.
///
/// `a` and `b` are above zero, `x` between 0 and 1; all without unit. 0 at `x = 0`, 1 at `x = 1`. A continued fraction
/// from the nearer end (DLMF 8.17.22, even part).
///
/// Example: `I(x; 1, 1) = x`, and `I(½; 2, 3) = 0.6875`.
/// - Throws: `.outside`.
package func incompleteBeta(_ a: Double, _ b: Double, at x: Double) throws(Unanswerable) -> Tails {
    guard a.isFinite, a > 0, b.isFinite, b > 0 else { throw .outside(.positive) }
    guard x >= 0, x <= 1 else { throw .outside(.unitInterval) }
    return betaTails(a, b, x, 1 - x)
}

/// `x^a·y^b / B(a, b)`, where `y = 1 − x` is given too, so that neither end loses digits.
func betaFront(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    guard x > 0, y > 0 else { return 0 }
    let sum = a + b
    let lean = x * b - y * a
    let distance =
        a * logDeficit(lean / a, ratio: x * (sum / a)) + b * logDeficit(-lean / b, ratio: y * (sum / b))
    let correction = stirlingError(sum) - stirlingError(a) - stirlingError(b)
    return .sqrt(a * (b / sum) / (2 * .pi)) * .exp(correction - distance)
}

func betaTails(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Tails {
    guard x > 0 else { return Tails(lower: 0) }
    guard y > 0 else { return Tails(upper: 0) }
    let front = betaFront(a, b, x, y)
    return x <= (a + 1) / (a + b + 2)
        ? Tails(lower: front * betaFraction(a, b, x, y)) : Tails(upper: front * betaFraction(b, a, y, x))
}

/// `x^a·y^b / B(a, b)` divided by this fraction's denominators is the lower part. It is the even part of DLMF 8.17.22,
/// as Didonato and Morris (1992) write it, with `a·y − b·x` whole: near `x = 1` the plain fraction subtracts it away.
private func betaFraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let lean = a * y - b * x + 1
    var fraction = Lentz(firstDenominator: a * lean / (a + 1))
    var m = 1.0
    while m < Lentz.limit {
        let even = a + 2 * m - 1
        let numerator = (a + m - 1) * (a + b + m - 1) / even * (m * (b - m) * x * x / even)
        let denominator = m + m * (b - m) * x / even + (a + m) * (lean + m * (1 + y)) / (a + 2 * m + 1)
        guard fraction.advance(numerator: numerator, denominator: denominator) else { break }
        m += 1
    }
    return fraction.value
}
