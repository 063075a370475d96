import KlyftaModel

/// Which figures are the same as they were: what tells a computation that was made from one that is due.
///
/// It compares the figures themselves, to the last bit, and no names or stamps of theirs: a release that came again, or
/// one revised value in a hundred thousand, is seen for what it is. Rows may have moved, as where a municipality came new.
struct FigureComparison {
    private let then: Figures
    private let now: Figures
    /// For each row now, the row it was; `nil` if all are the same.
    private let rows: [Int?]?
    /// The rows that nobody has now.
    private let gone: [Int]
    private var headcounts: [Place: Bool] = [:]
    private var columns: [Column: Bool] = [:]

    private struct Place: Hashable {
        let country: Country
        let period: Period
    }

    private struct Column: Hashable {
        let indicator: IndicatorID
        let period: Period
    }

    init(_ then: Figures, _ now: Figures) {
        (self.then, self.now) = (then, now)
        guard then.municipalities.all != now.municipalities.all else {
            (rows, gone) = (nil, [])
            return
        }
        rows = now.municipalities.all.map { then.municipalities.number(of: $0) }
        gone = then.municipalities.all.indices.filter {
            now.municipalities.number(of: then.municipalities.all[$0]) == nil
        }
    }

    /// Whether the panel of an indicator in a period would be the same: its figures, and the inhabitants that decide
    /// weights and classes.
    mutating func isSame(_ indicator: IndicatorID, in period: Period, _ membership: Membership) -> Bool {
        let countries = now.countries(of: indicator)
        guard countries == then.countries(of: indicator), isSameColumn(indicator, period) else { return false }
        return countries.allSatisfy { country in
            guard isSameHeadcount(country, period) else { return false }
            if case .fixed(let base) = membership { return isSameHeadcount(country, base) }
            return true
        }
    }

    private mutating func isSameColumn(_ indicator: IndicatorID, _ period: Period) -> Bool {
        let key = Column(indicator: indicator, period: period)
        if let known = columns[key] { return known }
        let answer = compareColumn(indicator, period)
        columns[key] = answer
        return answer
    }

    private func compareColumn(_ indicator: IndicatorID, _ period: Period) -> Bool {
        guard let one = then.series[indicator], let two = now.series[indicator],
            let from = one.periods.firstIndex(of: period), let to = two.periods.firstIndex(of: period)
        else { return false }
        guard let rows else { return two.cells.isSame(to, as: one.cells, from) }
        return same(rows) {
            one.cells[$0, from]?.bits
        } _: {
            two.cells[$0, to]?.bits
        }
    }

    private mutating func isSameHeadcount(_ country: Country, _ period: Period) -> Bool {
        let key = Place(country: country, period: period)
        if let known = headcounts[key] { return known }
        let answer = compareHeadcount(country, period)
        headcounts[key] = answer
        return answer
    }

    private func compareHeadcount(_ country: Country, _ period: Period) -> Bool {
        let (one, two) = (then.populations, now.populations)
        guard one.referenceDay(in: country, for: period) == two.referenceDay(in: country, for: period) else {
            return false
        }
        let (before, after) = (one.headcount(in: country, for: period), two.headcount(in: country, for: period))
        guard let before, let after else { return before == nil && after == nil }
        guard let rows else { return before == after }
        return same(rows) {
            before[$0]
        } _: {
            after[$0]
        }
    }

    /// Whether each row says what it said, and those that are gone said nothing.
    private func same<Word: Equatable>(
        _ rows: [Int?], _ before: (Int) -> Word?, _ after: (Int) -> Word?
    ) -> Bool {
        rows.enumerated().allSatisfy { row, old in after(row) == old.flatMap(before) }
            && gone.allSatisfy { before($0) == nil }
    }
}

extension Outcome {
    /// What tells two outcomes apart to the last bit.
    fileprivate var bits: [UInt64] {
        switch self {
        case .value(let value): [value.bitPattern]
        case .absent(let absence): [0, UInt64(Absence.allCases.firstIndex(of: absence)!)]
        }
    }
}
