/// One block of tables side by side, with what nearly every measure needs of them computed once; the counterpart of
/// ``CompleteGroups``, with the same operations in the same order, so that both round alike.
///
/// Only regular tables are worth lanes: every group has a share of the inhabitants above 10⁻⁹ and an estimate from zero
/// up, one of them above zero, and no number is so large or small that its square would be none. The others are handed over to the scalar
/// path, table by table, and so are those where digits run out.
struct LaneTables {
    /// How many rows of `classes` lanes the scratch memory has.
    static let rows = 6

    let classes: Int
    /// The estimates `y_j`.
    let y: UnsafeMutablePointer<Lanes>
    /// Their standard errors `s_j`; NaN where unknown, which makes what rests on them NaN.
    let s: UnsafeMutablePointer<Lanes>
    /// The populations, then the shares `p_j`.
    let p: UnsafeMutablePointer<Lanes>
    /// The ranks `X_j − ½`.
    let x: UnsafeMutablePointer<Lanes>
    /// The deviations `y_j − μ`.
    let d: UnsafeMutablePointer<Lanes>
    /// For one family's own use.
    let own: UnsafeMutablePointer<Lanes>
    /// The mean `μ`.
    private(set) var mean = Lanes.zero
    /// `1/μ`, for errors; estimates are divided by the mean, as on the scalar path.
    private(set) var perMean = Lanes.zero
    /// Which lanes hold regular tables whose every answer stands.
    var regular = LaneMask(repeating: true)
    /// Where the answers go.
    var target: LaneTarget

    init(classes: Int, scratch: UnsafeMutablePointer<Lanes>, target: LaneTarget) {
        self.classes = classes
        (y, s, p) = (scratch, scratch + classes, scratch + 2 * classes)
        (x, d, own) = (scratch + 3 * classes, scratch + 4 * classes, scratch + 5 * classes)
        self.target = target
    }

    /// Reads a block of the columns, whose rows are `stride` apart.
    mutating func read(_ columns: LaneColumns, block: Int, isOrdered: Bool) {
        target.block = block
        regular = LaneMask(repeating: true)
        var total = LaneSum()
        var (most, second) = (Lanes.zero, Lanes.zero)
        for j in 0..<classes {
            let place = j * columns.stride + block
            (y[j], s[j], p[j]) = (columns.estimates[place], columns.errors[place], columns.populations[place])
            total.add(p[j])
            // NaN compares false: a missing estimate is irregular, an unknown error is not.
            regular .&= ((y[j] .>= 1e-30) .& (y[j] .<= 1e30)) .| (y[j] .== 0)
            regular .&= .!((s[j] .< 1e-30) .& (s[j] .!= 0))
            second = second.orMore(most.orLess(s[j]))
            most = most.orMore(s[j])
        }
        // If one error outweighs all others, an answer may rest on how little its influence is, and that on rounding.
        regular .&= .!((most .> 1e30) .| (second .< 1e-3 * most))
        share(total.total)
        if isOrdered { rank() }
    }

    private mutating func share(_ total: Lanes) {
        var sum = LaneSum()
        var (least, most) = (y[0], y[0])
        for j in 0..<classes {
            p[j] /= total
            regular .&= p[j] .>= 1e-9
            sum.add(y[j] * p[j])
            (least, most) = (least.orLess(y[j]), most.orMore(y[j]))
        }
        mean = sum.total.orMore(least).orLess(most)
        regular .&= mean .>= 1e-30
        perMean = 1 / mean
        for j in 0..<classes { d[j] = y[j] - mean }
    }

    private func rank() {
        var below = LaneSum()
        for j in 0..<classes {
            x[j] = below.total + p[j] * 0.5 - 0.5
            below.add(p[j])
        }
    }

    /// Keeps an answer. None of a regular table is too large for a number.
    @inline(__always)
    func keep(_ slot: ColumnSlot, _ estimate: Lanes, _ error: Lanes) {
        target.estimates[slot.rawValue * target.stride + target.block] = estimate
        target.errors[slot.rawValue * target.stride + target.block] = error
    }

    /// Keeps an answer that never has an error; its column of errors is NaN from the start.
    @inline(__always)
    func keep(_ slot: ColumnSlot, _ estimate: Lanes) {
        target.estimates[slot.rawValue * target.stride + target.block] = estimate
    }
}

/// The columns of a ``GroupColumns`` while a computation runs.
struct LaneColumns {
    let estimates, errors, populations: UnsafePointer<Lanes>
    let stride: Int
}

/// The columns of a ``GroupColumnAnswers`` while a computation runs.
struct LaneTarget {
    let estimates, errors: UnsafeMutablePointer<Lanes>
    let reasons: UnsafeMutablePointer<UInt8>
    let stride: Int
    var block = 0

    /// Keeps the reason why a measure has no number in some lanes.
    @inline(__always)
    func refuse(_ slot: ColumnSlot, _ reason: Undefined, where mask: LaneMask) {
        guard any(mask) else { return }
        let place = slot.rawValue * stride + block
        estimates[place].replace(with: .nan, where: mask)
        errors[place].replace(with: .nan, where: mask)
        for lane in 0..<Lanes.scalarCount where mask[lane] { reasons[place * Lanes.scalarCount + lane] = reason.code }
    }
}
