extension Double {
    /// The value itself, if it is a number and not too large to be one.
    ///
    /// - Throws: `.tooLarge` for NaN and infinity, which after checked input only overflow can bring.
    package static func finite(_ value: Double) throws(Unanswerable) -> Double {
        guard value.isFinite else { throw .tooLarge }
        return value
    }
}
