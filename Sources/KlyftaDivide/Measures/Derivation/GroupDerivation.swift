import KlyftaModel
import RealModule

/// The arithmetic of a group measure on one table.
struct GroupDerivation {
    typealias Step = Derivation.Step
    typealias Column = Derivation.Column

    let measure: GroupMeasure
    let table: GroupTable
    let data: CompleteGroups
    /// How many classes there are in all, those without an estimate included.
    private let count: Int

    /// Steps of a measure, and how it moves with each class mean, for its standard error.
    struct Parts {
        let steps: [Step]
        /// The symbol and the values of `∂m/∂y_j`; nil for a measure without one.
        var gradient: (symbol: String, values: [Double?])?
        /// The standard error of a measure that has a formula of its own for it.
        var error: Step?
        /// Whether the gradient is that of the logarithm.
        var isLogarithmic = false
    }

    init(_ measure: GroupMeasure, on table: GroupTable) throws(Undefined) {
        (self.measure, self.table, count) = (measure, table, table.groups.count)
        data = try CompleteGroups(table)
    }

    /// The steps after the classes: shares, mean, and what the measure makes of them.
    func parts() throws(Undefined) -> Parts {
        let own = try ownParts()
        let gradient = own.gradient.map { ($0.symbol, column($0.symbol, $0.values.compactMap(\.self)).values) }
        return Parts(
            steps: [shares, mean] + own.steps, gradient: gradient, error: own.error, isLogarithmic: own.isLogarithmic)
    }

    private func ownParts() throws(Undefined) -> Parts {
        switch measure {
        case .aci, .rci, .rciErreygers, .rciWagstaff: try concentration()
        case .siiLinear, .riiLinear: try slope()
        case .siiLogit, .riiLogit: try curve()
        case .bgv, .bgvBiasCorrected, .bgsd, .bgsdDelta, .cov, .covDelta: spread()
        case .ti, .mld: entropy()
        case .par, .paf: impact()
        default: distance()
        }
    }

    /// A column with a value for each class that has an estimate.
    func column(_ symbol: String, _ values: [Double]) -> Column {
        var cells = [Double?](repeating: nil, count: count)
        for (place, value) in zip(data.places, values) { cells[place] = value }
        return Column(symbol, cells)
    }

    /// `Σ p_j·y_j`, and so on: the sum of the products of some columns.
    func sum(_ columns: [Double]...) -> (text: String, value: Double) {
        let rows = data.places.indices.map { place in columns.map { $0[place] } }
        return (Arithmetic.sum(rows), CompensatedSum.of(rows.map { $0.reduce(1, *) }))
    }

    var name: LocalizedText { measure.name }

    /// `μ = Σ p_j y_j`.
    var average: Double { sum(data.shares, data.values).value }

    private var shares: Step {
        let total = CompensatedSum.of(data.populations)
        return Step(
            Derivation.shares, "p_j = P_j / ΣP", [column("P_j", data.populations), column("p_j", data.shares)],
            numbers: "ΣP = \(total.shown)")
    }

    private var mean: Step {
        let sum = sum(data.shares, data.values)
        return Step(
            Derivation.mean, "μ = Σ p_j·y_j", [column("p_j", data.shares), column("y_j", data.values)],
            numbers: sum.text, result: sum.value)
    }
}
