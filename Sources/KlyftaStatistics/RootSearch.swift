/// Finds where a monotone function crosses zero: Newton's step where it stays inside the bracket, half the bracket
/// where it does not.
struct RootSearch {
    /// The function and its slope.
    let function: (Double) -> (value: Double, slope: Double)
    /// Whether it grows.
    let grows: Bool

    /// Beyond these a logarithm stands for no number that can be squared.
    private static let bounds = -345.0...345.0

    /// Searches outwards from a guess, then inwards.
    func root(near guess: Double) throws(Unanswerable) -> Double {
        var (low, high, step) = (guess, guess, 1.0)
        while isRight(low) {
            low -= step
            step *= 2
            guard Self.bounds.contains(low) else { throw .outside(.range) }
        }
        step = 1
        while !isRight(high) {
            high += step
            step *= 2
            guard Self.bounds.contains(high) else { throw .outside(.range) }
        }
        return refine(low, high)
    }

    private func isRight(_ x: Double) -> Bool { (function(x).value >= 0) == grows }

    private func refine(_ first: Double, _ last: Double) -> Double {
        var (low, high) = (first, last)
        var x = low + (high - low) / 2
        for _ in 0..<200 {
            let (value, slope) = function(x)
            if (value >= 0) == grows { high = x } else { low = x }
            let newton = x - value / slope
            let next = newton > low && newton < high ? newton : low + (high - low) / 2
            let moved = (next - x).magnitude
            x = next
            if moved <= 4e-16 || high <= low { break }
        }
        return x
    }
}
