import KlyftaModel

/// FNV-1a, 64 bits: a short stable name for a content. It guards against mistakes, not against an enemy.
package struct ContentHash: Sendable {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    /// The hash of nothing.
    package init() {}

    /// Takes in one byte.
    package mutating func add(byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }

    /// Takes in a text with a mark behind it, so that two texts do not run into one another.
    package mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte: byte) }
        add(byte: 0xff)
    }

    /// Takes in a number bit by bit; zero and minus zero are the same.
    package mutating func add(_ number: Double) {
        var bits = (number == 0 ? 0 : number).bitPattern
        for _ in 0..<8 {
            add(byte: UInt8(truncatingIfNeeded: bits))
            bits >>= 8
        }
    }

    /// 16 hexadecimal digits.
    package var digits: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
