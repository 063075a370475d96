/// What a file asks for.
enum SheetKind: String, CaseIterable {
    /// Measures of a divide between groups.
    case groups
    /// Measures with one value per municipality.
    case micro
    /// Whether municipalities converge.
    case convergence
    /// Whether a gap between two classes widened.
    case change
    /// Many p values at once.
    case pvalues
    /// Errors by resampling.
    case bootstrap
    /// Units that two waves have in common.
    case merge

    var sheet: any Sheet.Type {
        switch self {
        case .groups: GroupSheet.self
        case .micro: MicroSheet.self
        case .convergence: ConvergenceSheet.self
        case .change: ChangeSheet.self
        case .pvalues: PValueSheet.self
        case .bootstrap: BootstrapSheet.self
        case .merge: MergeSheet.self
        }
    }
}

/// The input of one kind of file, and how the core answers it.
protocol Sheet: Decodable, Sendable {
    /// Every measure of the kind by its key.
    func answers() throws(SheetFlaw) -> SheetAnswers
}

/// What a sheet gives.
struct SheetAnswers {
    var result: [String: WrittenAnswer]
    /// Limits by simulation, where a sheet asks for them.
    var simulation: [String: WrittenAnswer]?

    init(_ result: [String: WrittenAnswer], simulation: [String: WrittenAnswer]? = nil) {
        self.result = result
        self.simulation = simulation
    }

    func named(_ name: String) -> MeasureAnswers {
        MeasureAnswers(name: name, result: result, simulation: simulation)
    }
}
