/// A sum that keeps the digits a plain sum loses (Neumaier's variant of Kahan summation), so that the order in which
/// municipalities arrive does not show in the result.
struct CompensatedSum {
    private var sum = 0.0
    private var lost = 0.0

    mutating func add(_ value: Double) {
        let next = sum + value
        lost += sum.magnitude >= value.magnitude ? (sum - next) + value : (value - next) + sum
        sum = next
    }

    var total: Double { sum + lost }

    static func of(_ values: some Sequence<Double>) -> Double {
        var sum = CompensatedSum()
        for value in values { sum.add(value) }
        return sum.total
    }
}
