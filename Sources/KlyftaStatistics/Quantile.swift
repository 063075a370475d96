extension [Double] {
    /// The quantile of a sample by type 7 of Hyndman and Fan (1996): the value at place `1 + (n−1)·p` of the sorted
    /// sample, straight between its neighbours.
    ///
    /// In the unit of the values. Zeros count; a missing value is not handed in. Of one value every quantile is that
    /// value.
    ///
    /// Example: of 1, 2, 3, 10 the quantile at 0.25 is 1.75, the one at 0.5 is 2.5.
    /// - Throws: `.tooFew` for no values, `.outside` for a value that is not finite or a p outside 0…1.
    package func quantile(at p: Double) throws(Unanswerable) -> Double {
        guard p >= 0, p <= 1 else { throw .outside(.probability) }
        guard !isEmpty else { throw .tooFew(.values, have: 0, need: 1) }
        guard allSatisfy(\.isFinite) else { throw .outside(.finite) }
        let sorted = self.sorted()
        let place = Double(sorted.count - 1) * p
        let below = Int(place)
        let above = Swift.min(below + 1, sorted.count - 1)
        let part = place - Double(below)
        if sorted[below] == sorted[above] { return sorted[below] }
        return sorted[below] * (1 - part) + sorted[above] * part
    }
}
