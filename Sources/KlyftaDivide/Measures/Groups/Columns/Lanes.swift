/// The same number of several tables side by side: lane i belongs to table i of a block.
///
/// Four, so that a processor with two lanes a register has a second, independent half to work on while it waits for the
/// first, and one with four lanes uses them all.
typealias Lanes = SIMD4<Double>

/// Which lanes something is true of.
typealias LaneMask = SIMDMask<SIMD4<Int64>>

/// The bits of the numbers of the lanes.
typealias LaneBits = SIMD4<UInt64>

extension SIMD4<Double> {
    /// The bits of each number.
    @inline(__always)
    var bits: LaneBits { unsafeBitCast(self, to: LaneBits.self) }

    /// The numbers with these bits.
    @inline(__always)
    init(bits: LaneBits) { self = unsafeBitCast(bits, to: SIMD4<Double>.self) }

    /// `|v|`.
    @inline(__always)
    var magnitude: Lanes { Lanes(bits: bits & LaneBits(repeating: 0x7fff_ffff_ffff_ffff)) }

    /// `√v` of numbers from 0 up. The magnitudes tell the compiler that there is no error for the C library to report;
    /// without them it takes the lanes one by one, three times as slowly.
    @inline(__always)
    var root: Lanes {
        Lanes(
            self[0].magnitude.squareRoot(), self[1].magnitude.squareRoot(), self[2].magnitude.squareRoot(),
            self[3].magnitude.squareRoot())
    }

    /// Whether the number is neither infinite nor missing.
    @inline(__always)
    var isFinite: LaneMask { magnitude .<= Lanes(repeating: .greatestFiniteMagnitude) }

    /// The smaller number of each lane; of a number and NaN, the one that is `self`.
    @inline(__always)
    func orLess(_ other: Lanes) -> Lanes { replacing(with: other, where: other .< self) }

    /// The larger number of each lane; of a number and NaN, the one that is `self`.
    @inline(__always)
    func orMore(_ other: Lanes) -> Lanes { replacing(with: other, where: other .> self) }
}

/// ``CompensatedSum`` of every lane, without a branch (Knuth's two-sum): to the bit the same sums, so that differences
/// of them, however small, are the same as on the scalar path.
struct LaneSum {
    private var sum = Lanes.zero
    private var lost = Lanes.zero

    @inline(__always)
    mutating func add(_ value: Lanes) {
        let next = sum + value
        let part = next - sum
        lost += (sum - (next - part)) + (value - part)
        sum = next
    }

    @inline(__always)
    var total: Lanes { sum + lost }
}
