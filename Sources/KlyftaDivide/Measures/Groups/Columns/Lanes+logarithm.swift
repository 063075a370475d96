extension SIMD4<Double> {
    /// The natural logarithm of normal, positive numbers, to less than one unit in the last place.
    ///
    /// `v = 2ᵏ·m` with `m` from √½ to √2; `ln m = 2·artanh(s)`, `s = (m − 1)/(m + 1)`, as
    /// `2s + s³·P(s²)` with `P` through the seven Chebyshev nodes of `0 ≤ s² ≤ 0.0295`, off by less than 2⁻⁵⁷. Adding
    /// `(m − 1) − ½(m − 1)²` last keeps the digits of numbers near 1. Anything else than a normal, positive number has
    /// a meaningless result: mask it. Reference: Muller, Elementary Functions (2016), 11.
    ///
    /// Example: of 1, exactly 0; of 10, 2.302585092994046.
    @inline(__always)
    var logarithm: Lanes {
        let shifted = bits &+ LaneBits(repeating: Double(1).bitPattern - Double.rootOfHalf.bitPattern)
        let exponent = Lanes(bits: (shifted &>> 52) | LaneBits(repeating: 0x4330_0000_0000_0000)) - (0x1p52 + 1023)
        let mantissa = Lanes(
            bits: (shifted & LaneBits(repeating: 0x000f_ffff_ffff_ffff))
                &+ LaneBits(repeating: Double.rootOfHalf.bitPattern))
        let f = mantissa - 1
        let half = 0.5 * f * f
        let s = f / (2 + f)
        let z = s * s
        let w = z * z
        let even = polynomial(w, 0x1.5555555555558p-1, 0x1.2492492df281ap-2, 0x1.7462b51cb66eap-3, 0x1.2b5900de57b3bp-3)
        let odd = polynomial(w, 0x1.99999999952d7p-2, 0x1.c71c62e3f11e5p-3, 0x1.39fe51a7c12d9p-3, 0)
        let rest = s * (half + (z * even + w * odd)) + exponent * Double.log2.low
        return exponent * Double.log2.high + (f - (half - rest))
    }

    /// `eˣ` of numbers from −700 to 700, to less than one unit in the last place.
    ///
    /// `x = k·ln 2 + r` with `|r| ≤ ½ ln 2`; `eʳ = 1 + r + r·c/(2 − c)`, `c = r − r²·P(r²)`, with `P` of
    /// `r·coth(r/2) = 2 + r²·P(r²)` through five Chebyshev nodes, off by less than 2⁻⁵⁷. Anything beyond 700 has a
    /// meaningless result: mask it. Reference: Muller, Elementary Functions (2016), 11.
    ///
    /// Example: of 0, exactly 1; of 1, 2.718281828459045.
    @inline(__always)
    var exponential: Lanes {
        // Adding 1.5·2⁵² rounds to a whole number and leaves it in the low bits.
        let rounded = self * Double.log2.inverse + 0x1.8p52
        let k = rounded - 0x1.8p52
        let (high, low) = (self - k * Double.log2.high, k * Double.log2.low)
        let r = high - low
        let t = r * r
        let upper = polynomial(
            t, -0x1.6c16c16c0abf9p-9, 0x1.1566ab5c1473cp-14, -0x1.bbd532227cdffp-20, 0x1.63f2740966742p-25)
        let c = r - t * (0x1.5555555555553p-3 + t * upper)
        let power = 1 - ((low - (r * c) / (2 - c)) - high)
        return Lanes(bits: power.bits &+ (rounded.bits &<< 52))
    }
}

/// `a + bv + cv² + dv³`.
@inline(__always)
private func polynomial(_ v: Lanes, _ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Lanes {
    let (upper, lower) = (c + d * v, a + b * v)
    return lower + v * v * upper
}

extension Double {
    /// √½ rounded.
    fileprivate static let rootOfHalf = 0x1.6a09e667f3bcdp-1

    /// ln 2 in two parts, the first of 32 bits so that its product with an exponent is exact, and its inverse.
    fileprivate static let log2 = (high: 0x1.62e42feep-1, low: 0x1.a39ef35793c76p-33, inverse: 0x1.71547652b82fep+0)
}
