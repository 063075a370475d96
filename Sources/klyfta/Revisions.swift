import ArgumentParser
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaStore

struct Revisions: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what an office changed in an indicator, and when we learnt of it",
        discussion: """
            A row a period of every vintage that came to stand with other figures than the one before it: how many \
            changed, appeared and vanished, and which of them by most. With --figures, and in csv and json, a row a \
            figure. With --effect, what it did to the gap between two groups.
            """)

    @OptionGroup var state: StateOptions

    @OptionGroup var comparison: ComparisonOptions

    @Argument(help: "The indicator, such as skl.N07900.")
    var indicator: String

    @Flag(help: "A row a figure, also in a table.")
    var figures = false

    @Flag(help: "Show the gap before and after; --between, --weight and --membership say which.")
    var effect = false

    @Option(help: "With a row a period: how many figures are named.")
    var largest = 3

    @Option(help: "table, csv or json.")
    var format = Table.Format.table

    func validate() throws {
        guard largest >= 0 else { throw ValidationError("--largest is a number of figures, 0 or more.") }
        let isAsked = comparison.between != nil || comparison.weight != nil || comparison.membership != nil
        guard effect || !isAsked else {
            throw ValidationError("--between, --weight and --membership have a meaning only with --effect.")
        }
    }

    func run() throws {
        let store = try state.store()
        let id = try IndicatorID(indicator)
        let revisions = try store.revisions(of: id)
        guard !revisions.isEmpty else { throw try unknown(id, in: store) }
        let effects = effect ? try GapEffect.all(on: id, of: revisions, comparison, in: store) : nil
        let isDetailed = figures || format != .table
        let table = isDetailed ? RevisedFigures(revisions, effects).table : summary(revisions, effects)
        try writeOutput(table.rendered(as: format))
        if format == .table { try writeOutput(footer(id, revisions, in: store)) }
    }

    private func unknown(_ id: IndicatorID, in store: Store) throws -> UsageFault {
        let source = try SourceID(id.module)
        let known = try store.release(of: source)?.indicators.map(\.id.text) ?? []
        let near = Suggestion.nearest(to: id.text, among: known).map { "Did you mean \($0)? " } ?? ""
        return UsageFault(
            at: indicator, "no figures of this indicator were ever stored here",
            remedy: "\(near)'klyfta sources --indicators' lists what there is.")
    }

    private func summary(_ revisions: [Store.Revision], _ effects: [GapEffect.Key: GapEffect]?) -> Table {
        let columns = [
            "committed", "vintage", "period", "changed", "appeared", "vanished", "largest", "edition", "payload",
        ]
        var table = Table(columns + (effects == nil ? [] : GapEffect.columns))
        for revision in revisions {
            let byPeriod = Dictionary(grouping: revision.changes, by: \.period)
            let touched = effects?.keys.filter { $0.adoption == revision.adoption.seq }.map(\.period) ?? []
            for period in Set(byPeriod.keys).union(touched).sorted() {
                let changes = byPeriod[period] ?? []
                let counts = FigureChange.Kind.allCases.map { kind in
                    Table.Cell.count(changes.count { $0.kind == kind })
                }
                table.rows.append(
                    [
                        .text(revision.adoption.time.description), .text(revision.adoption.vintage.short),
                        .text(period.description),
                    ] + counts + [
                        .text(revision.before == nil ? "first figures" : named(changes)),
                        .text(revision.edition(of: period)),
                        .text(
                            (revision.answers[period] ?? []).map { String($0.sha256.prefix(12)) }.joined(separator: " ")
                        ),
                    ] + GapEffect.cells(effects, revision.adoption.seq, period))
            }
        }
        return table
    }

    /// The figures that changed by most; those without two numbers come last.
    private func named(_ changes: [FigureChange]) -> String {
        changes.sorted { abs($0.difference ?? -1) > abs($1.difference ?? -1) }.prefix(largest)
            .map { "\($0.place.name) \($0.before.text) -> \($0.after.text)" }.joined(separator: "; ")
    }

    private func footer(_ id: IndicatorID, _ revisions: [Store.Revision], in store: Store) throws -> String {
        let count = revisions.count - 1
        let all = try store.vintages(of: SourceID(id.module)).count
        let rest = all - revisions.count
        let others = rest == 0 ? "" : " \(rest) more changed other figures of \(id.module) only."
        return "\n\(count) revision\(count == 1 ? "" : "s") of \(id) since \(revisions[0].adoption.time).\(others)"
    }
}

/// Every figure that an office changed, a row each.
private struct RevisedFigures {
    let table: Table

    init(_ revisions: [Store.Revision], _ effects: [GapEffect.Key: GapEffect]?) {
        let columns = [
            "committed", "vintage", "period", "place", "kind", "before", "after", "difference", "edition", "payload",
        ]
        var table = Table(columns + (effects == nil ? [] : GapEffect.columns))
        for revision in revisions {
            for change in revision.changes {
                let answers = revision.answers[change.period] ?? []
                table.rows.append(
                    [
                        .text(revision.adoption.time.description), .text(revision.adoption.vintage.digest),
                        .text(change.period.description), .text(change.place.name), .text(change.kind.rawValue),
                        .text(change.before.text), .text(change.after.text), .number(change.difference),
                        .text(revision.edition(of: change.period)),
                        .text(answers.map(\.sha256).joined(separator: " ")),
                    ] + GapEffect.cells(effects, revision.adoption.seq, change.period))
            }
        }
        self.table = table
    }
}

/// What a revision did to a gap in a period.
private struct GapEffect {
    /// Which adoption, and the period.
    struct Key: Hashable {
        let adoption: Int64
        let period: Period
    }

    let before: Double?
    let after: Double?

    static let columns = ["gap_before", "gap_after", "gap_change"]

    /// The gaps that are not what they were, by adoption and period.
    static func all(
        on indicator: IndicatorID, of revisions: [Store.Revision], _ comparison: ComparisonOptions, in store: Store
    ) throws -> [Key: GapEffect] {
        let source = try SourceID(indicator.module)
        var effects: [Key: GapEffect] = [:]
        for revision in revisions {
            let before = try revision.before.flatMap { try store.figures(of: source, $0) }
            let after = try store.figures(of: source, revision.adoption.vintage)
            let (old, new) = (
                try gaps(of: indicator, comparison, in: before), try gaps(of: indicator, comparison, in: after)
            )
            for period in Set(old.keys).union(new.keys) where old[period] != new[period] {
                effects[Key(adoption: revision.adoption.seq, period: period)] = GapEffect(
                    before: old[period], after: new[period])
            }
        }
        return effects
    }

    private static func gaps(
        of id: IndicatorID, _ comparison: ComparisonOptions, in figures: Figures?
    ) throws -> [Period: Double] {
        guard let figures, let indicator = figures.indicators[id] else { return [:] }
        let question = GapQuestion(id, try comparison.groups(of: indicator, in: figures))
        let gaps = GapSeries(answering: question, from: figures)?.gaps ?? []
        return Dictionary(
            uniqueKeysWithValues: gaps.compactMap { gap in
                gap.difference.value.map { (gap.period, $0) }
            })
    }

    /// The cells of the columns above; empty where the gap is what it was.
    static func cells(_ effects: [Key: GapEffect]?, _ adoption: Int64, _ period: Period) -> [Table.Cell] {
        guard let effects else { return [] }
        let effect = effects[Key(adoption: adoption, period: period)]
        let change = effect?.before.flatMap { before in effect?.after.map { $0 - before } }
        return [.number(effect?.before), .number(effect?.after), .number(change)]
    }
}

extension Store.Revision {
    /// The office's own stamp of the newest answer that a period was read from; empty where it stamps nothing.
    fileprivate func edition(of period: Period) -> String { (answers[period] ?? []).compactMap(\.edition).max() ?? "" }
}

extension FigureChange.Place {
    /// What people and programs know it by.
    fileprivate var name: String {
        switch self {
        case .municipality(let municipality): municipality.description
        case .group(let label, _): label
        }
    }
}

extension FigureChange.Statement? {
    /// A number with all its digits, the reason why there is none, or the office's words; empty if nothing is said.
    fileprivate var text: String {
        switch self {
        case .outcome(.value(let value))?: "\(value)"
        case .outcome(.absent(let absence))?: absence.rawValue
        case .words(let words)?: words
        case nil: ""
        }
    }
}
