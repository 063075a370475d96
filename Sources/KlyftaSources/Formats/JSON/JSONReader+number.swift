import KlyftaModel

extension JSONReader {
    /// How long a number may be written. The longest double needs 767 digits; nobody writes them.
    private static let longestNumber = 1_000

    /// Reads a number, correctly rounded.
    ///
    /// With at most 15 digits and a power of ten of at most 22, both are doubles without an error, so that one
    /// multiplication or division rounds once (Clinger 1990). Everything else goes through the standard library, which
    /// rounds correctly and is slower.
    /// - Throws: ``SourceFault`` for what JSON does not call a number, and for one too large to hold, such as `1e400`.
    @inline(__always)
    package mutating func number() throws(SourceFault) -> Double {
        let start = position
        let isNegative = peek == UInt8(ascii: "-")
        if isNegative { position += 1 }
        var digits = Digits()
        let whole = position
        takeDigits(into: &digits)
        guard position > whole, bytes[whole] != UInt8(ascii: "0") || position == whole + 1 else {
            position = max(whole, start)
            throw unexpected("a number without leading zeros")
        }
        digits.count = position - whole
        if peek == UInt8(ascii: ".") {
            position += 1
            let fraction = position
            takeDigits(into: &digits)
            guard position > fraction else { throw unexpected("a digit") }
            digits.exponent = fraction - position
            digits.count += position - fraction
        }
        if peek | 0x20 == UInt8(ascii: "e") { try takeExponent(into: &digits) }
        let magnitude: Double
        if digits.count <= 15, let exact = digits.exact {
            magnitude = exact
        } else {
            magnitude = try rounded(from: isNegative ? start + 1 : start)
        }
        return isNegative ? -magnitude : magnitude
    }

    /// Reads a whole number; `3.0` is one, `3.5` is not.
    /// - Throws: ``SourceFault`` for a fraction or a number beyond 2^53.
    package mutating func integer() throws(SourceFault) -> Int {
        let start = position
        let number = try number()
        guard number.magnitude <= 9_007_199_254_740_992, let whole = Int(exactly: number) else {
            position = start
            throw fault("this is no whole number", "The format has changed; see the office's notes.")
        }
        return whole
    }

    private struct Digits {
        /// The digits read, as one number; exact up to 19 of them.
        var mantissa: UInt64 = 0
        /// How many digits were written.
        var count = 0
        /// The power of ten to multiply by.
        var exponent = 0

        /// The number where it can be had without a rounding before the last.
        @inline(__always) var exact: Double? {
            if exponent == 0 { return Double(mantissa) }
            guard exponent.magnitude <= 22 else { return mantissa == 0 ? 0 : nil }
            let power = Self.powers[Int(exponent.magnitude)]
            return exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
        }

        private static let powers: [Double] = [
            1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
            1e19, 1e20, 1e21, 1e22,
        ]
    }

    @inline(__always)
    private mutating func takeDigits(into digits: inout Digits) {
        while position < bytes.count {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit < 10 else { return }
            digits.mantissa = digits.mantissa &* 10 &+ UInt64(digit)
            position += 1
        }
    }

    private mutating func takeExponent(into digits: inout Digits) throws(SourceFault) {
        position += 1
        let isNegative = peek == UInt8(ascii: "-")
        if isNegative || peek == UInt8(ascii: "+") { position += 1 }
        var power = Digits()
        let start = position
        takeDigits(into: &power)
        guard position > start else { throw unexpected("a digit") }
        // Beyond this the number is zero or too large however it began; the standard library says which.
        let magnitude = position - start > 5 ? 100_000 : Int(power.mantissa)
        digits.exponent += isNegative ? -magnitude : magnitude
    }

    private mutating func rounded(from start: Int) throws(SourceFault) -> Double {
        let end = position
        guard end - start <= Self.longestNumber else {
            position = start
            throw fault("a number has more than \(Self.longestNumber) characters", "No figure is that long.")
        }
        guard let number = Double(String(decoding: bytes[start..<end], as: UTF8.self)), number.isFinite else {
            position = start
            throw fault("a number is too large to hold", "No figure is that large; nothing of the answer is taken.")
        }
        return number
    }
}
