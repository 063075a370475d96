/// Whom a statement about a class is meant for. Print which one was used.
package enum Inference: String, Hashable, Sendable, CaseIterable {
    /// The municipalities there are: where all have answered, the gap is a fact and its sampling error is zero.
    case finite
    /// The process that made the figures: no finite population correction, so a complete register varies too. The more
    /// conservative choice, and the right one for volatile counts.
    case superpopulation

    /// What is left of `1/n` once the units that answered are known: `1/n − 1/N`, or `1/n` for a process. Exactly zero
    /// where all answered.
    func remainder(answers n: Int, of units: Int) -> Double {
        let (answers, whole) = (Double(n), Double(units))
        return self == .finite ? (whole - answers) / (answers * whole) : 1 / answers
    }

    /// The same for two waves with `both` answering twice: `n₁₂/(n₁n₂) − 1/N`. Exactly zero where all answered.
    func sharedRemainder(both: Int, then: Int, now: Int, of units: Int) -> Double {
        let (overlap, product, whole) = (Double(both), Double(then) * Double(now), Double(units))
        return self == .finite ? (overlap * whole - product) / (product * whole) : overlap / product
    }

    /// Whether all units answered and only they are meant.
    func isExact(answers: Int, of units: Int) -> Bool { self == .finite && answers == units }
}
