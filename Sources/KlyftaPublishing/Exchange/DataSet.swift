import KlyftaDivide
import KlyftaModel

/// Figures of one indicator along some dimensions: what CSV, JSON-stat and their metadata are all made of.
package struct DataSet: Sendable {
    /// Which figures of an indicator it holds.
    package enum Name: String, Sendable, CaseIterable {
        /// Every comparison, period by period.
        case gaps
        /// The indicator by size class, period by period.
        case classes
        /// The municipalities in the last period.
        case municipalities
        /// What the office published for groups.
        case published
    }

    package let name: Name
    /// What is measured.
    package let indicator: Indicator
    /// What the figures are, in words.
    package let title: LocalizedText
    /// Whom to name beside these figures: not the same for raw and for derived ones.
    package let attribution: String
    /// How they are computed, and how to read them, in English.
    package let method: [String]
    /// What a figure is told apart by.
    package let dimensions: [Dimension]
    /// The figures themselves.
    package let measures: [Field]
    /// The numbers that say how far a figure carries: bounds and counts.
    package let supports: [Field]
    /// Words beside a figure.
    package let notes: [Field]
    /// One row for each combination of categories that there is.
    package let rows: [Row]
    /// Where rules stand on these figures, one object a rule.
    let rules: JSONValue

    /// All parts, each described at its property.
    /// - Returns: `nil` if there are no rows.
    init?(
        _ name: Name, _ indicator: Indicator, title: LocalizedText, attribution: String, method: [String],
        dimensions: [Dimension], measures: [Field], supports: [Field], notes: [Field] = [], rows: [Row],
        rules: JSONValue = []
    ) {
        guard !rows.isEmpty else { return nil }
        (self.name, self.indicator, self.title, self.attribution) = (name, indicator, title, attribution)
        (self.method, self.dimensions, self.measures) = (method, dimensions, measures)
        (self.supports, self.notes, self.rows, self.rules) = (supports, notes, rows, rules)
    }

    /// One dimension, such as the periods.
    package struct Dimension: Sendable {
        package enum Role: String, Sendable { case time, geo, other }

        /// What it is called.
        package let field: Field
        package let role: Role
        /// What is said of each category besides its code.
        package let facts: [Field]
        package let categories: [Category]

        init(_ field: Field, _ role: Role, facts: [Field] = [], _ categories: [Category]) {
            (self.field, self.role, self.facts, self.categories) = (field, role, facts, categories)
        }
    }

    /// One category of a dimension.
    package struct Category: Sendable {
        /// What programs know it by.
        package let code: String
        /// What people know it by.
        package let label: String
        /// What is said of it, in the order of the dimension's facts.
        package let facts: [Cell]

        init(_ code: String, _ label: String, _ facts: [Cell] = []) {
            (self.code, self.label, self.facts) = (code, label, facts)
        }
    }

    /// What there is for one combination of categories, in the order of the fields.
    package struct Row: Sendable {
        /// The place of its category in each dimension.
        package let places: [Int]
        package let figures: [Figure]
        package let supports: [Cell]
        package let notes: [Cell]

        init(_ places: [Int], _ figures: [Figure], _ supports: [Cell], _ notes: [Cell] = []) {
            (self.places, self.figures, self.supports, self.notes) = (places, figures, supports, notes)
        }
    }
}

extension DataSet {
    /// The data set of a subject; `nil` if it has no such figures.
    package init?(_ name: Name, of subject: Subject, names: [Municipality: String]) {
        let set: DataSet? =
            switch name {
            case .gaps: .gaps(of: subject)
            case .classes: .classes(of: subject)
            case .municipalities: .municipalities(of: subject, names)
            case .published: .published(of: subject)
            }
        guard let set else { return nil }
        self = set
    }

    /// The periods as a dimension.
    static func time(_ periods: [Period]) -> Dimension {
        Dimension(
            Field("period", "What the figure speaks of: a year, half-year, quarter or month"), .time,
            periods.map { Category($0.description, $0.description) })
    }
}
