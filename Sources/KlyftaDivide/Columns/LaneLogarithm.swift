/// The natural logarithm of four numbers at once.
///
/// The method is that of FreeBSD's `e_log.c` (Sun Microsystems 1993): `x = 2^k·(1 + f)` with `√½ ≤ 1 + f < √2`, then an
/// odd polynomial in `f/(2 + f)`; the error stays below one unit in the last place, which a test holds to. For normal
/// numbers above zero; zero, subnormal and negative ones give some finite number that means nothing.
@inline(__always)
package func logarithm(_ x: SIMD4<Double>) -> SIMD4<Double> {
    // √½ as bits: what is added moves the limit between two exponents from 1 to √2.
    let offset = SIMD4<UInt64>(repeating: 0x3ff0_0000_0000_0000 &- 0x3fe6_a09e_667f_3bcd)
    let moved = unsafeBitCast(x, to: SIMD4<UInt64>.self) &+ offset
    let fraction = (moved & 0x000f_ffff_ffff_ffff) &+ 0x3fe6_a09e_667f_3bcd
    let f = unsafeBitCast(fraction, to: SIMD4<Double>.self) - 1
    // A whole number below 2^52 put into the mantissa of 2^52 is that number once 2^52 is taken off.
    let exponent = unsafeBitCast((moved &>> 52) | 0x4330_0000_0000_0000, to: SIMD4<Double>.self) - 4_503_599_627_371_519
    let s = f / (2 + f)
    let (z, w) = (s * s, (s * s) * (s * s))
    let even = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332))
    let odd =
        z
        * (0.6666666666666735130 + w
            * (0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591)))
    let half = 0.5 * f * f
    let (high, low) = (6.93147180369123816490e-01, 1.90821492927058770002e-10)
    return s * (half + even + odd) + exponent * low - half + f + exponent * high
}
