/// A decimal number of up to 19 digits as the double that lies nearest to it.
enum ExactDecimal {
    /// More digits than this do not fit into the whole number that is divided.
    static let digitLimit = 19

    /// `mantissa / 10^fraction`, rounded once; `fraction` is at most ``digitLimit``.
    @inline(__always)
    static func value(_ mantissa: UInt64, fraction: Int) -> Double {
        // Both are doubles without an error, so that one division rounds once (Clinger 1990).
        if mantissa <= 1 << 53 { return Double(mantissa) / powers[fraction] }
        return divided(mantissa, by: wholePowers[fraction])
    }

    /// Divides 127 bits by 64, so that the quotient has at least ten bits more than a double keeps; what is left over
    /// only has to say on which side of a tie the number lies.
    private static func divided(_ mantissa: UInt64, by power: UInt64) -> Double {
        let shift = (mantissa: mantissa.leadingZeroBitCount, power: power.leadingZeroBitCount)
        let dividend = mantissa << shift.mantissa
        let (quotient, rest) = (power << shift.power).dividingFullWidth((dividend >> 1, dividend << 63))
        let rounded = Double(rest == 0 ? quotient : quotient | 1)
        return Double(sign: .plus, exponent: shift.power - shift.mantissa - 63, significand: rounded)
    }

    /// A number without sign and exponent at the head of some text: digits, perhaps a mark and more digits.
    /// - Parameters:
    ///   - place: where it begins; afterwards where it ends.
    ///   - end: where the text ends.
    /// - Returns: `nil` for anything else, more than ``digitLimit`` digits, and zeros in front; `place` then stays.
    @inline(__always)
    static func scan(
        _ place: inout UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>, mark: UInt8
    ) -> Double? {
        var (next, mantissa) = (place, UInt64(0))
        digits(&next, before: end, into: &mantissa)
        let whole = next - place
        guard whole > 0, whole == 1 || place.pointee != UInt8(ascii: "0") else { return nil }
        var fraction = 0
        if next < end, next.pointee == mark {
            next += 1
            let start = next
            digits(&next, before: end, into: &mantissa)
            fraction = next - start
            guard fraction > 0 else { return nil }
        }
        guard whole + fraction <= digitLimit else { return nil }
        place = next
        return value(mantissa, fraction: fraction)
    }

    @inline(__always)
    private static func digits(
        _ next: inout UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>, into mantissa: inout UInt64
    ) {
        while next < end {
            let digit = next.pointee &- UInt8(ascii: "0")
            guard digit < 10 else { return }
            mantissa = mantissa &* 10 &+ UInt64(digit)
            next += 1
        }
    }

    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    ]

    private static let wholePowers: [UInt64] = [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ]
}
