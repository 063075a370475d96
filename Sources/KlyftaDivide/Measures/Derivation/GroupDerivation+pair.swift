import RealModule

extension GroupMeasure {
    /// The arithmetic of the difference and the ratio, which ask two classes only.
    func pairDerivation(on table: GroupTable, _ classes: [String]) throws(Undefined) -> GroupDerivation.Parts {
        let (one, other) = try table.comparedPair()
        let places = table.comparedPlaces(one.value, other.value)
        let (first, second) = ("ȳ(\(classes[places.0]))", "ȳ(\(classes[places.1]))")
        func column(_ one: Double, _ other: Double) -> [Double?] {
            table.groups.indices.map { $0 == places.0 ? one : $0 == places.1 ? other : 0 }
        }
        if self == .d {
            let step = Derivation.Step(
                name, "D = \(first) − \(second)", numbers: "\(one.value.shown) − \(other.value.factor)",
                result: one.value - other.value)
            return GroupDerivation.Parts(steps: [step], gradient: ("∂D/∂y_j", column(1, -1)))
        }
        guard other.value > 0, one.value >= 0 else { throw .ratioNotPositive }
        let step = Derivation.Step(
            name, "R = \(first) / \(second)", numbers: "\(one.value.shown) / \(other.value.shown)",
            result: one.value / other.value)
        let gradient = one.value > 0 ? ("∂ ln R/∂y_j", column(1 / one.value, -1 / other.value)) : nil
        return GroupDerivation.Parts(steps: [step], gradient: gradient, isLogarithmic: true)
    }
}

extension GroupTable {
    /// The places of the two groups that D and R compare: the ends of an ordered table, else whoever has the values.
    fileprivate func comparedPlaces(_ one: Double, _ other: Double) -> (Int, Int) {
        let last = groups.count - 1
        if isOrdered { return direction == .favourable ? (last, 0) : (0, last) }
        let first = groups.firstIndex { $0.estimate == one } ?? 0
        let second = groups.indices.first { $0 != first && groups[$0].estimate == other } ?? last
        return (first, second)
    }
}
