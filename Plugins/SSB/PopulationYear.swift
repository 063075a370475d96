import KlyftaModel
import KlyftaSources

/// The inhabitants on 1 January of one year, checked against KLASS and the office's own total.
///
/// The table has a cell for every code that ever was. For a code that was not in force it holds 0, which is no
/// observation; for one in force 0 is what SSB shows before it publishes.
struct PopulationYear {
    private let period: (code: String, period: Period)
    private let selection: TableSelection
    private let figures: TableFigures
    private let division: Division

    /// The code of the whole country.
    private static let country = "0"

    init(
        _ period: (code: String, period: Period), _ selection: TableSelection, _ figures: TableFigures,
        _ division: Division
    ) {
        (self.period, self.selection, self.figures, self.division) = (period, selection, figures, division)
    }

    /// All of them.
    /// - Throws: ``SourceFault`` if one is missing, a zero, too many, or all together are not the country.
    func populations() throws -> [Population] {
        guard period.period.length == .year else {
            throw fault("'\(period.code)' is no year", "Klyfta counts the population of 1 January.", .changedShape)
        }
        let day = period.period.firstDay
        let inForce = division.inForce(on: day)
        var counts: [String: Int] = [:]
        for code in division.all.sorted() {
            guard let cell = figures[code, period.code], let value = cell.value else { continue }
            guard let count = Int(exactly: value), count >= 0 else {
                throw fault("'\(code)' has \(value) inhabitants", "Ask SSB.", .suspect)
            }
            counts[code] = count
        }
        try refuse(inForce.filter { counts[$0] == nil }, "have no number", .partial)
        try refuse(inForce.filter { counts[$0] == 0 }, "have 0 inhabitants", .suspect)
        let strangers = counts.filter { $0.value > 0 && !inForce.contains($0.key) }.map(\.key)
        try refuse(Set(strangers), "have inhabitants and are not in force by KLASS", .suspect)
        let (sum, total) = (inForce.reduce(0) { $0 + (counts[$1] ?? 0) }, figures[Self.country, period.code]?.value)
        guard total == Double(sum) else {
            throw fault(
                "its \(inForce.count) municipalities have \(sum) inhabitants, and the whole country "
                    + (total.map { "\(Int($0))" } ?? "no number"),
                Self.wait, .suspect)
        }
        return try inForce.sorted().map { code in
            Population(try Municipality(.norway, code), on: day, counts[code] ?? 0)
        }
    }

    private func refuse(_ codes: Set<String>, _ words: String, _ kind: SourceFault.Kind) throws(SourceFault) {
        guard !codes.isEmpty else { return }
        throw fault("\(codes.count) municipalities \(words) (\(LiveReading.some(codes)))", Self.wait, kind)
    }

    private static let wait =
        "The last figures stand. SSB shows zeros and dots before it publishes: try again after 08:15 in Oslo. "
        + "If it stays so in an old year, leave that out with 'since:'."

    private func fault(_ problem: String, _ remedy: String, _ kind: SourceFault.Kind) -> SourceFault {
        SourceFault(at: "table \(TableWish.population.table), \(period.code)", problem, remedy: remedy, kind: kind)
    }
}
