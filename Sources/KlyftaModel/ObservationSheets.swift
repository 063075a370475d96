/// Observations in columns: a sheet for each indicator and period, and the lists of municipalities that its rows are.
///
/// What a list of ``Observation``s says one by one. Sheets are in order of their indicator and period, each there once,
/// and many share one roster.
package struct ObservationSheets: Sendable {
    /// The lists of municipalities, each in order.
    package private(set) var rosters: [[Municipality]] = []
    /// The sheets.
    package private(set) var sheets: [ObservationSheet] = []

    /// No observations.
    package init() {}

    /// Adds a list of municipalities, which must be in order.
    /// - Returns: its number, by which sheets name it.
    package mutating func add(roster: [Municipality]) -> Int {
        rosters.append(roster)
        return rosters.count - 1
    }

    /// Adds a sheet behind the others.
    package mutating func add(_ sheet: ObservationSheet) {
        precondition(rosters[sheet.roster].count == sheet.values.count && sheet.values.count == sheet.states.count)
        sheets.append(sheet)
    }

    /// The municipalities that something is said of. A roster may have more: one that was kept for another vintage.
    package var municipalities: Set<Municipality> {
        var isNamed = rosters.map { [Bool](repeating: false, count: $0.count) }
        for sheet in sheets {
            for (row, state) in sheet.states.enumerated() where state != OutcomeState.nothing {
                isNamed[sheet.roster][row] = true
            }
        }
        return Set(zip(rosters, isNamed).flatMap { zip($0, $1).filter(\.1).map(\.0) })
    }

    /// For each roster, which of its rows lie in which country: a roster is in order, so a country's are together.
    package var countries: [[(country: Country, rows: Range<Int>)]] {
        rosters.map { roster in
            var ranges: [(country: Country, rows: Range<Int>)] = []
            for (row, municipality) in roster.enumerated() {
                if let last = ranges.last, last.country == municipality.country {
                    ranges[ranges.count - 1].rows = last.rows.lowerBound..<(row + 1)
                } else {
                    ranges.append((municipality.country, row..<(row + 1)))
                }
            }
            return ranges
        }
    }

    /// The observations one by one, sheet by sheet.
    package var observations: [Observation] {
        var all: [Observation] = []
        all.reserveCapacity(sheets.reduce(0) { $0 + $1.count })
        for sheet in sheets {
            for (row, municipality) in rosters[sheet.roster].enumerated() {
                guard let outcome = sheet.outcome(row) else { continue }
                all.append(Observation(sheet.indicator, municipality, sheet.period, outcome))
            }
        }
        return all
    }
}

/// All municipalities of one indicator in one period: numbers in a column, and beside each what it is.
package struct ObservationSheet: Sendable {
    /// What was measured.
    package let indicator: IndicatorID
    /// When.
    package let period: Period
    /// The number of the roster that its rows are.
    package let roster: Int
    /// The values by row, in the indicator's unit; 0 where there is none.
    package let values: [Double]
    /// What stands in each row: see ``OutcomeState``.
    package let states: [UInt8]

    package init(_ indicator: IndicatorID, _ period: Period, roster: Int, values: [Double], states: [UInt8]) {
        self.indicator = indicator
        self.period = period
        self.roster = roster
        self.values = values
        self.states = states
    }

    /// How many observations there are.
    package var count: Int { states.count { $0 != OutcomeState.nothing } }

    /// What was said of a row; `nil` if nobody said anything.
    package func outcome(_ row: Int) -> Outcome? {
        OutcomeState.outcome(of: states[row], values[row])
    }
}

/// What stands in a cell of a column, as a byte. The store keeps these numbers, so none ever changes its meaning. The
/// lowest bit is set where there is a value, so that values can be counted without a branch.
package enum OutcomeState {
    /// Nobody said anything.
    package static let nothing: UInt8 = 0
    /// A value.
    package static let value: UInt8 = 1
    /// ``Absence/missing``.
    package static let missing: UInt8 = 2
    /// ``Absence/suppressed``.
    package static let suppressed: UInt8 = 4
    /// ``Absence/notApplicable``.
    package static let notApplicable: UInt8 = 6

    /// Whether a byte is one of these.
    package static func isKnown(_ state: UInt8) -> Bool { state == value || (state & 1 == 0 && state <= notApplicable) }

    /// The byte of an absence.
    package static func of(_ absence: Absence) -> UInt8 {
        switch absence {
        case .missing: missing
        case .suppressed: suppressed
        case .notApplicable: notApplicable
        }
    }

    /// What a cell says; `nil` if nobody said anything.
    package static func outcome(of state: UInt8, _ value: Double) -> Outcome? {
        switch state {
        case nothing: nil
        case self.value: .value(value)
        case suppressed: .absent(.suppressed)
        case notApplicable: .absent(.notApplicable)
        default: .absent(.missing)
        }
    }
}
