import KlyftaDivide
import KlyftaModel

/// Whose population of which day put municipalities into their classes, and who lies at a limit of them.
struct SizeNotes {
    private let indicator: Indicator
    private let figures: Figures
    private let periods: [Period]
    private let membership: Membership
    private let limits: [Int]

    /// The columns of ``cells(in:)``.
    static let columns = ["population_day", "class_day"]

    init(of indicator: Indicator, in figures: Figures, periods: [Period], _ membership: Membership, limits: [Int]) {
        (self.indicator, self.figures, self.periods) = (indicator, figures, periods)
        (self.membership, self.limits) = (membership, limits)
    }

    /// - Returns: `nil` if an office formed the groups.
    init?(of question: GapQuestion, periods: [Period], in figures: Figures) {
        guard let indicator = figures.indicators[question.indicator],
            case .sizeClasses(let low, let high, _, let membership) = question.groups
        else { return nil }
        let limits = Set([low.to.map { $0 + 1 }, high.from].compactMap(\.self)).sorted()
        self.init(of: indicator, in: figures, periods: periods, membership, limits: limits)
    }

    /// The municipalities at a limit, in the last of the periods.
    var borders: [BorderCase] {
        guard let last = periods.last else { return [] }
        return figures.borderCases(of: indicator.id, through: last, at: limits, membership)
    }

    /// The days of the populations that weigh, and that decide the class.
    func cells(in period: Period) -> [Table.Cell] { [.text(day(period)), .text(day(deciding(period)))] }

    private func deciding(_ period: Period) -> Period {
        if case .fixed(let base) = membership { base } else { period }
    }

    /// The day of the population of a period, each country's where there are several.
    func day(_ period: Period) -> String {
        let days = figures.populationDays(of: indicator.id, for: period)
        guard days.count > 1 else { return days.first?.day.description ?? "" }
        return days.map { "\($0.country) \($0.day)" }.joined(separator: ", ")
    }

    /// What stands below a table.
    var lines: String {
        guard let first = periods.first, let last = periods.last else { return "" }
        let span = first == last ? day(last) : "\(day(first)) to \(day(last)), each period's own"
        let classes = deciding(last) == last ? "" : "; classes: of \(day(deciding(last)))"
        let cases = borders.map { "\n  \(describe($0))" }.joined()
        let near = (BorderCase.usualDistance * 100).fixed(0)
        return "\nPopulation: of \(span)\(classes)."
            + (cases.isEmpty ? "" : "\nAt a limit of the classes (within \(near) %, or over it and back):\(cases)")
    }

    private func describe(_ found: BorderCase) -> String {
        let name = figures.names[found.municipality].map { "\($0) (\(found.municipality))" }
        let distance = "\(found.inhabitants) inhabitants, \((found.distance * 100).signed(2)) % from \(found.limit)"
        let crossings = found.crossings.map(\.description).joined(separator: ", ")
        return "\(name ?? found.municipality.description): \(distance)"
            + (crossings.isEmpty ? "" : "; crossed it in \(crossings)")
    }

    /// The municipalities at a limit, for programs.
    var table: Table {
        var table = Table([
            "municipality", "name", "period", "population_day", "inhabitants", "limit", "distance_percent", "crossed",
            "turned_back",
        ])
        let last = periods.last.map(deciding)
        table.rows = borders.map { found in
            [
                .text(found.municipality.description), .text(figures.names[found.municipality] ?? ""),
                .text(last?.description ?? ""), .text(last.map(day) ?? ""), .count(found.inhabitants),
                .count(found.limit), .number(found.distance * 100),
                .text(found.crossings.map(\.description).joined(separator: " ")), .flag(found.hasTurnedBack),
            ]
        }
        return table
    }
}
