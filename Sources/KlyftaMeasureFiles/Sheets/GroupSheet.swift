import KlyftaDivide

/// The figures of groups: every group measure, and simulated limits where `draws` says how many.
struct GroupSheet: Sheet {
    let est: [Double?]
    let se: [Double?]?
    let pop: [Double]
    let favourable: Flag
    let ordered: Flag
    let order: [Whole]?
    let reference: [Flag]?
    let scale: Double
    let bounded: Flag?
    let draws: Whole?
    let seed: Whole?

    enum CodingKeys: String, CodingKey {
        case est, se, pop, favourable, ordered, scale, bounded, draws, seed
        case order = "subgroup_order"
        case reference = "reference_subgroup"
    }

    func answers() throws(SheetFlaw) -> SheetAnswers {
        let table = try table()
        let pairs = GroupMeasure.allCases.map { measure in
            let isLost = isOutside && Measure.group(measure).needs.contains(.bounds)
            return (measure.rawValue, isLost ? .undefined(Undefined.outsideBounds) : WrittenAnswer(measure, on: table))
        }
        return SheetAnswers(
            Dictionary(uniqueKeysWithValues: pairs),
            simulation: try draws.map { draws throws(SheetFlaw) in
                try simulation(of: table, draws.value)
            })
    }

    /// Whether a value breaks the bounds that the figures declare: a reason for the measures that need bounds, and none
    /// for the others.
    private var isOutside: Bool {
        bounded?.isSet ?? false && est.contains { $0.map { $0 < 0 || $0 > scale } ?? false }
    }

    private func simulation(of table: GroupTable, _ draws: Int) throws(SheetFlaw) -> [String: WrittenAnswer] {
        guard 1...1_000_000 ~= draws else {
            throw SheetFlaw("input.draws", "not between 1 and 1000000", remedy: "Write 40000.")
        }
        do {
            let limits = try table.simulatedLimits(draws: draws, seed: seed?.bits ?? 1)
            return Dictionary(uniqueKeysWithValues: limits.map { ($0.key.rawValue, WrittenAnswer($0.value)) })
        } catch {
            return Dictionary(
                uniqueKeysWithValues: GroupMeasure.simulated.map { ($0.rawValue, WrittenAnswer.undefined(error)) })
        }
    }

    /// The table that the figures make; an ordered one without ranks is in the order given.
    func table() throws(SheetFlaw) -> GroupTable {
        try Columns.expectEqualLengths([
            ("est", est.count), ("se", se?.count), ("pop", pop.count), ("subgroup_order", order?.count),
            ("reference_subgroup", reference?.count),
        ])
        try Columns.expectFinite(est, "est")
        try Columns.expectFinite(se, "se")
        try Columns.expectFinite(pop, "pop")
        let references = (reference ?? []).indices.filter { reference?[$0].isSet ?? false }
        guard references.count <= 1 else {
            throw SheetFlaw(
                "input.reference_subgroup", "\(references.count) groups are the reference", remedy: "Mark one with 1.")
        }
        let groups = est.indices.map {
            GroupTable.Group(estimate: est[$0], standardError: se?[$0], population: pop[$0])
        }
        do {
            return try GroupTable(
                groups,
                ordered.isSet
                    ? .ordered(ranks: order?.map(\.value) ?? Array(est.indices))
                    : .unordered(reference: references.first),
                favourable.isSet ? .favourable : .adverse, scale: scale,
                bounds: bounded?.isSet ?? false && !isOutside ? GroupTable.Bounds(0, scale) : nil)
        } catch {
            throw SheetFlaw("input", because: error)
        }
    }
}
