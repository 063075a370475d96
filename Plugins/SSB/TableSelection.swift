import KlyftaModel
import KlyftaSources

/// What is asked of a table, from the configuration and the table's metadata of today.
struct TableSelection {
    /// The question.
    let query: PxWebQuery
    /// The dimension of the municipalities, or of the groups.
    let region: StatCube.Dimension
    /// The code of the dimension of time.
    let time: String
    /// The periods that are asked for, with the office's spelling, in the office's order; at least one.
    let periods: [(code: String, period: Period)]
    /// What the office calls the quantity.
    let title: String
    /// What the figures are not parted by though they could be, in the office's words.
    let eliminated: [String]

    /// The newest period.
    var newest: (code: String, period: Period) { periods.max { $0.period < $1.period } ?? periods[0] }

    /// - Throws: ``SourceFault`` for what the metadata do not know or leave open.
    init(of wish: TableWish, in layout: StatCube.Layout, since: Int?) throws(SourceFault) {
        let place = "table \(wish.table)"
        func fault(_ problem: String, _ remedy: String) -> SourceFault {
            SourceFault(at: place, problem, remedy: remedy, kind: .changedShape)
        }
        let names = layout.dimensions.map(\.code).joined(separator: ", ")
        guard let time = layout[.time] ?? layout["Tid"] else {
            throw fault("it has no dimension of time", "It has \(names). Choose another table.")
        }
        guard let metric = layout[.metric] ?? layout["ContentsCode"] else {
            throw fault("it has no dimension of quantities", "It has \(names). Choose another table.")
        }
        guard let regionName = wish.groups ?? wish.region ?? Self.region(in: layout)?.code else {
            throw fault(
                "which dimension is the municipalities cannot be told",
                "Write 'region:', or 'groups:' for one of sectors or the like; it has \(names).")
        }
        guard wish.contents != nil || metric.categories.count == 1 else {
            let some = metric.categories.prefix(20).map { "\($0.code) (\($0.label))" }.joined(separator: ", ")
            throw fault("it has \(metric.categories.count) quantities", "Choose one with 'contents:': \(some).")
        }
        let contents = wish.contents ?? metric.categories[0].code
        var periods: [(code: String, period: Period)] = []
        for code in time.categories.map(\.code) {
            guard let period = TablePeriod.period(code) else {
                throw fault("'\(code)' is no year, half, quarter or month", "Klyfta cannot use this table.")
            }
            if since.map({ $0 <= period.year }) ?? true { periods.append((code, period)) }
        }
        guard !periods.isEmpty else { throw fault("it has no period since \(since ?? 0)", "Write an earlier 'since'.") }
        var selection = wish.chosen.mapValues { [$0] }
        selection[metric.code] = [contents]
        selection[time.code] = periods.map(\.code)
        // A name that is not there is refused below, with the nearest one that is.
        selection[regionName] = layout[regionName]?.categories.map(\.code) ?? [""]
        let variables = PxWebVariable.variables(of: layout)
        do { query = try PxWebQuery(table: wish.table, variables: variables, selection: selection) } catch {
            throw SourceFault(at: error.place, error.problem, remedy: error.remedy, kind: .changedShape)
        }
        guard let region = layout[regionName] else { throw fault("it has no '\(regionName)'", "It has \(names).") }
        self.region = region
        self.time = time.code
        self.periods = periods
        title = metric.categories.first { $0.code == contents }?.label ?? layout.label
        eliminated = layout.dimensions.filter { selection[$0.code] == nil }.map {
            $0.label.isEmpty ? $0.code : $0.label
        }
    }

    /// The dimension that the metadata say is geographical, or that follows the classification of municipalities.
    private static func region(in layout: StatCube.Layout) -> StatCube.Dimension? {
        layout[.geo]
            ?? layout.dimensions.first { $0.classifications.contains { $0.hasSuffix(":klass:131") } }
    }
}
