import RealModule

/// The logarithm of the gamma function, `ln Γ(x) = ln ∫ t^(x−1)·e^(−t) dt`.
///
/// `x` is finite and above zero, without unit; zero is a pole, so it throws. Reference: DLMF 5.2.1.
///
/// Example: `ln Γ(5) = ln 24 = 3.178…`.
/// - Throws: `.outside(.positive)`, or `.tooLarge` for x above some 10³⁰⁵.
package func logGamma(_ x: Double) throws(Unanswerable) -> Double {
    guard x.isFinite, x > 0 else { throw .outside(.positive) }
    return try Double.finite(.logGamma(x))
}

/// What Stirling's formula leaves out: `δ(a) = ln Γ(a) − (a − ½)·ln a + a − ½·ln 2π` (DLMF 5.11.1). Densities written
/// with it do not subtract large logarithms from each other.
func stirlingError(_ a: Double) -> Double {
    guard a >= 15 else { return .logGamma(a) - (a - 0.5) * .log(a) + a - 0.5 * .log(2 * .pi) }
    let r = 1 / (a * a)
    return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r / 1188)))) / a
}

/// `u − ln(1 + u)`, exact also near zero. `ratio` is `1 + u`, which the caller knows with more digits near −1.
func logDeficit(_ u: Double, ratio: Double) -> Double {
    guard u.magnitude < 0.3 else { return u - .log(ratio) }
    let s = u / (2 + u)
    var (power, sum) = (s * s * s, 0.0)
    for odd in stride(from: 3.0, through: 41, by: 2) {
        sum += power / odd
        power *= s * s
    }
    return u * s - 2 * sum
}
