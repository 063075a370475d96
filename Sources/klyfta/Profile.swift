import ArgumentParser
import KlyftaDivide
import KlyftaModel

struct Profile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows an indicator by size class, period by period",
        discussion: """
            Classes go by cut points, such as 10000,50000, or by the name of a scale:

            \(NamedScale.all.map { "\($0.id): \($0.note.en)" }.joined(separator: "\n"))
            """)

    @OptionGroup var indicator: IndicatorOptions

    @Option(help: "The size classes: cut points, or the name of a scale.", transform: { try SizeScale(named: $0) })
    var scale = SizeScale.standard

    @Option(help: "Which population decides the class: current, or fixed:PERIOD.")
    var membership = Membership.current

    @Option(help: "Only this period.")
    var period: String?

    @Flag(help: "List the municipalities that are left out instead, with the reason.")
    var leftOut = false

    @Flag(help: "List the municipalities at the limits of the classes instead: near one, or over it and back.")
    var borders = false

    @Option(help: "table, csv or json.")
    var format = Table.Format.table

    func validate() throws {
        guard !leftOut || !borders else {
            throw ValidationError("--left-out and --borders are two lists. Ask for one.")
        }
    }

    func run() async throws {
        let (indicator, figures) = try await indicator.find()
        let periods = try figures.periods(of: indicator.id).filter { try period.map(Period.init) ?? $0 == $0 }
        guard !periods.isEmpty else { throw nothing(of: indicator, figures) }
        try membership.check(against: indicator, in: figures)
        let notes = SizeNotes(of: indicator, in: figures, periods: periods, membership, limits: scale.limits)
        if borders {
            try writeOutput(notes.table.rendered(as: format))
            return
        }
        let panels = periods.map { Panel(of: indicator, in: $0, membership: membership, from: figures) }
        if leftOut {
            try writeOutput(omissions(from: panels, figures).rendered(as: format))
            return
        }
        let profiles = panels.map { SizeProfile(of: $0, on: scale) }
        try writeOutput(table(of: profiles, notes).rendered(as: format))
        if format == .table { try writeOutput(footer(indicator) + notes.lines) }
    }

    /// CSV has the columns that scripts rely on; share_at_zero is in the other forms, and JSON has the days besides.
    private func table(of profiles: [SizeProfile], _ notes: SizeNotes) -> Table {
        let columns = ["indicator", "period", "class", "n", "missing", "mean", "mean_weighted", "median", "min", "max"]
        let days = format == .json ? SizeNotes.columns : []
        var table = Table((format == .csv ? columns : columns + ["share_at_zero"]) + days)
        for profile in profiles {
            for row in profile.rows {
                let cells: [Table.Cell] = [
                    .text(profile.indicator.id.text), .text(profile.period.description),
                    .text(row.sizeClass.description),
                    .count(row.n), .count(row.missing), .measured(row.mean), .measured(row.weightedMean),
                    .measured(row.median), .measured(row.min), .measured(row.max),
                ]
                let days = format == .json ? notes.cells(in: profile.period) : []
                table.rows.append((format == .csv ? cells : cells + [.measured(row.shareAtZero)]) + days)
            }
        }
        return table
    }

    private func omissions(from panels: [Panel], _ figures: Figures) -> Table {
        var table = Table(["indicator", "period", "municipality", "name", "inhabitants", "reason"])
        for panel in panels {
            table.rows += panel.leftOut.map { omission in
                [
                    .text(panel.indicator.id.text), .text(panel.period.description),
                    .text(omission.municipality.description), .text(figures.names[omission.municipality] ?? ""),
                    .count(omission.size), .text(omission.reason.description),
                ]
            }
        }
        return table
    }

    private func footer(_ indicator: Indicator) -> String {
        """

        \(indicator.title.en); \(indicator.unit.rawValue); \(indicator.direction.rawValue); \(indicator.nature.rawValue); \
        class membership \(membership).
        mean counts each municipality once, mean_weighted each inhabitant once. \(indicator.attribution.derived)
        """
    }

    private func nothing(of indicator: Indicator, _ figures: Figures) -> UsageFault {
        if let period {
            return UsageFault(
                at: "--period \(period)", "\(indicator.id) has no figures by municipality in this period",
                remedy: "Leave --period out to see which there are.")
        }
        return UsageFault(
            at: "--indicator \(indicator.id)", "it has no figures by municipality, only published groups",
            remedy: "Try 'klyfta published --indicator \(indicator.id)' or 'klyfta gaps --indicator \(indicator.id)'.")
    }
}
