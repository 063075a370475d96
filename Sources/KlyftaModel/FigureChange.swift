/// What two editions of an indicator say differently of one place in one period.
package struct FigureChange: Hashable, Sendable {
    /// The stretch of time it speaks of.
    package let period: Period
    /// Of whom.
    package let place: Place
    /// What was said before; `nil` if nothing was.
    package let before: Statement?
    /// What is said now; `nil` if nothing is any more.
    package let after: Statement?

    /// Whom a figure is about.
    package enum Place: Hashable, Sendable {
        /// A municipality.
        case municipality(Municipality)
        /// A group as the office labels it, and the name of the published figure.
        case group(String, figure: String)
    }

    /// What an office says: a number, why there is none, or words where it printed no number.
    package enum Statement: Hashable, Sendable {
        /// A number or the reason why there is none.
        case outcome(Outcome)
        /// Words.
        case words(String)

        /// The number, if there is one.
        package var value: Double? { if case .outcome(let outcome) = self { outcome.value } else { nil } }
    }

    /// What became of the figure.
    package enum Kind: String, Sendable, CaseIterable {
        /// It is another one.
        case changed
        /// There was none before.
        case appeared
        /// There is none any more.
        case vanished
    }

    package init(in period: Period, of place: Place, from before: Statement?, to after: Statement?) {
        self.period = period
        self.place = place
        self.before = before
        self.after = after
    }

    /// What became of the figure.
    package var kind: Kind { before == nil ? .appeared : after == nil ? .vanished : .changed }

    /// By how much a number changed, in the indicator's unit; `nil` unless both are numbers.
    package var difference: Double? {
        guard let before = before?.value, let after = after?.value else { return nil }
        return after - before
    }
}

extension ObservationSheets {
    /// What these say differently of an indicator than an earlier edition did, by period and municipality.
    package func changes(of indicator: IndicatorID, since earlier: ObservationSheets) -> [FigureChange] {
        let (old, new) = (earlier.outcomes(of: indicator), outcomes(of: indicator))
        return Set(old.keys).union(new.keys).sorted().flatMap { period -> [FigureChange] in
            let (before, after) = (old[period, default: [:]], new[period, default: [:]])
            let towns = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
            return towns.sorted().map { town in
                FigureChange(
                    in: period, of: .municipality(town), from: before[town].map { .outcome($0) },
                    to: after[town].map { .outcome($0) })
            }
        }
    }

    private func outcomes(of indicator: IndicatorID) -> [Period: [Municipality: Outcome]] {
        var outcomes: [Period: [Municipality: Outcome]] = [:]
        for sheet in sheets where sheet.indicator == indicator {
            var column: [Municipality: Outcome] = [:]
            for (row, municipality) in rosters[sheet.roster].enumerated() { column[municipality] = sheet.outcome(row) }
            outcomes[sheet.period] = column
        }
        return outcomes
    }
}

extension [PublishedFigure] {
    /// What these figures of an office's own groups say differently than those of an earlier edition, by period and name.
    package func changes(since earlier: [PublishedFigure]) -> [FigureChange] {
        let (old, new) = (earlier.byName, byName)
        let names = Set(old.keys).union(new.keys).filter { old[$0]?.statement != new[$0]?.statement }
        return names.compactMap { name -> FigureChange? in
            guard let either = new[name] ?? old[name] else { return nil }
            return FigureChange(
                in: either.period, of: .group(either.group.label, figure: name.figure), from: old[name]?.statement,
                to: new[name]?.statement)
        }.sorted { ($0.period, $0.name) < ($1.period, $1.name) }
    }

    private struct Name: Hashable {
        let figure: String
        let period: Period
    }

    private var byName: [Name: PublishedFigure] {
        Dictionary(map { (Name(figure: $0.id, period: $0.period), $0) }) { first, _ in first }
    }
}

extension PublishedFigure {
    fileprivate var statement: FigureChange.Statement { value.map { .outcome(.value($0)) } ?? .words(words) }
}

extension FigureChange {
    /// What it is sorted by within a period.
    fileprivate var name: String {
        switch place {
        case .municipality(let municipality): municipality.description
        case .group(_, let figure): figure
        }
    }
}
