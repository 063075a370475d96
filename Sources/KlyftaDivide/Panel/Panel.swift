import KlyftaModel

/// The municipalities that can be compared on one indicator in one period, and those that cannot, with the reason.
///
/// Everybody in force in the period is either a member or left out: nobody is forgotten. Whoever has no row in the
/// release at all is left out as missing, so that a lost page of an answer cannot look like a smaller country.
package struct Panel: Sendable {
    /// What is measured.
    package let indicator: Indicator
    /// When.
    package let period: Period
    /// Which population decides the size classes.
    package let membership: Membership
    /// Who can be compared, in order of municipality.
    package let members: [Member]
    /// Who cannot, in order of municipality.
    package let leftOut: [Omission]

    /// A municipality with all that a comparison needs.
    package struct Member: Hashable, Sendable {
        /// Who it is.
        package let municipality: Municipality
        /// Its value in the unit of the indicator.
        package let value: Double
        /// Its inhabitants in the period: its weight where inhabitants count.
        package let inhabitants: Int
        /// The population that decides its size class.
        package let size: Int
    }

    /// A municipality that is left out.
    package struct Omission: Hashable, Sendable {
        /// Who it is.
        package let municipality: Municipality
        /// Why.
        package let reason: Reason
        /// The population that would decide its size class; `nil` if that is what is lacking.
        package let size: Int?
        /// Its inhabitants in the period; `nil` if it was not in force, or nobody counted.
        package let inhabitants: Int?
    }

    /// Why a municipality is left out.
    package enum Reason: Hashable, Sendable, CustomStringConvertible {
        /// It has no value.
        case noValue(Absence)
        /// It has a value and no population in the period: it was not in force, or nobody counted.
        case noPopulation
        /// It had no population in the base period of a fixed membership.
        case notInBasePeriod(Period)

        /// The reason in words.
        package var description: String {
            switch self {
            case .noValue(.missing): "no value"
            case .noValue(.suppressed): "value withheld by the office"
            case .noValue(.notApplicable): "not applicable"
            case .noPopulation: "no population in the period"
            case .notInBasePeriod(let base): "no population in the base period \(base)"
            }
        }
    }

    /// The panel of an indicator in a period.
    package init(of indicator: Indicator, in period: Period, membership: Membership, from figures: Figures) {
        let outcomes = figures.outcomes(of: indicator.id, in: period)
        var members: [Member] = []
        var leftOut: [Omission] = []
        // Countries and their rows are in order, and so the municipalities come in order.
        for country in figures.countries(of: indicator.id).sorted() {
            let current = figures.populations.headcount(in: country, for: period)
            let base: PopulationRegister.Headcount? =
                if case .fixed(let base) = membership { figures.populations.headcount(in: country, for: base) } else {
                    current
                }
            for row in figures.rows(of: country) {
                let (outcome, inhabitants, size) = (outcomes?(row), current?[row], base?[row])
                guard outcome != nil || inhabitants != nil else { continue }
                let municipality = figures.municipalities.all[row]
                switch Self.place(municipality, outcome ?? .absent(.missing), inhabitants, size, membership) {
                case .success(let member): members.append(member)
                case .failure(let reason):
                    leftOut.append(
                        Omission(municipality: municipality, reason: reason, size: size, inhabitants: inhabitants))
                }
            }
        }
        self.indicator = indicator
        self.period = period
        self.membership = membership
        self.members = members
        self.leftOut = leftOut
    }

    private static func place(
        _ municipality: Municipality, _ outcome: Outcome, _ inhabitants: Int?, _ size: Int?, _ membership: Membership
    ) -> Result<Member, Reason> {
        guard let inhabitants else { return .failure(.noPopulation) }
        guard let size else {
            return if case .fixed(let base) = membership { .failure(.notInBasePeriod(base)) } else {
                .failure(.noPopulation)
            }
        }
        switch outcome {
        case .absent(let absence): return .failure(.noValue(absence))
        case .value(let value):
            return .success(
                Member(municipality: municipality, value: value, inhabitants: inhabitants, size: size))
        }
    }

    /// The same without the municipalities of other countries.
    package func within(_ country: Country) -> Panel { Panel(self, within: country) }

    private init(_ whole: Panel, within country: Country) {
        (indicator, period, membership) = (whole.indicator, whole.period, whole.membership)
        members = whole.members.filter { $0.municipality.country == country }
        leftOut = whole.leftOut.filter { $0.municipality.country == country }
    }

    /// The members of a size class.
    package func members(of sizeClass: SizeClass) -> [Member] {
        members.filter { sizeClass.contains($0.size) }
    }

    /// Those left out whose size would have put them into a class.
    package func leftOut(of sizeClass: SizeClass) -> [Omission] {
        leftOut.filter { omission in omission.size.map(sizeClass.contains) ?? false }
    }
}

extension Panel.Reason: Error {}
