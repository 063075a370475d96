import KlyftaModel

/// One figure of Kolada: an indicator of an area or group in a year, for all, women or men.
package struct KoladaFigure: Hashable, Sendable {
    /// The indicator's id.
    package var kpi: String
    /// The area's four digits, or the id of a group.
    package var area: String
    /// The year.
    package var year: Int
    /// For whom.
    package var gender: Gender
    /// The number; `nil` where it is missing. Why it is missing Kolada does not reliably say.
    package var value: Double?
    /// Kolada's `status`, as written. It said "Not applicable" in version 2 and says nothing in 3: never relied on.
    package var status: String
    /// How many figures it was made of; 1 for a municipality, 0 for a missing value since version 3.
    package var count: Int?
    /// Whether it was withdrawn; then it has no value. Only in answers to `from_date`.
    package var isDeleted: Bool

    /// A figure; see the properties.
    package init(
        kpi: String, area: String, year: Int, gender: Gender, value: Double?, status: String = "", count: Int? = nil,
        isDeleted: Bool = false
    ) {
        (self.kpi, self.area, self.year, self.gender) = (kpi, area, year, gender)
        (self.value, self.status, self.count, self.isDeleted) = (value, status, count, isDeleted)
    }

    /// For whom a figure is.
    package enum Gender: String, Hashable, Sendable, CaseIterable {
        /// All.
        case total = "T"
        /// Women.
        case women = "K"
        /// Men.
        case men = "M"
    }

    /// What makes a figure one of its kind.
    package struct Key: Hashable, Sendable {
        let kpi: String
        let area: String
        let year: Int
        let gender: Gender
    }

    /// What makes it one of its kind: two of the same name contradict each other.
    package var key: Key { Key(kpi: kpi, area: area, year: year, gender: gender) }

    /// Reads one element of the answer to a data question: one area and year with a figure for each gender.
    package static func read(_ reader: inout JSONReader) throws(SourceFault) -> [KoladaFigure] {
        var (kpi, area, year): (String?, String?, Int?)
        var figures: [KoladaFigure] = []
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "kpi": kpi = try reader.string()
            case "municipality": area = try reader.string()
            case "period": year = try Self.year(&reader)
            case "values":
                try reader.array { (reader, _) throws(SourceFault) in figures.append(try figure(&reader)) }
            default: try reader.skip()
            }
        }
        guard let kpi, let area, let year else {
            throw reader.fault("a row lacks 'kpi', 'municipality' or 'period'", "The format has changed; see Kolada's.")
        }
        for index in figures.indices {
            figures[index].kpi = kpi
            figures[index].area = area
            figures[index].year = year
        }
        return figures
    }

    /// A whole number in version 3, a text of digits in 2.
    private static func year(_ reader: inout JSONReader) throws(SourceFault) -> Int {
        switch try reader.kind() {
        case .number:
            let year = try reader.integer()
            if (1000...9999).contains(year) { return year }
        case .string:
            let text = try reader.string()
            if let year = try? Int(tidy: text), (1000...9999).contains(year) { return year }
        default: break
        }
        throw reader.fault("the period is no year of four digits", "Klyfta knows only yearly figures of Kolada.")
    }

    private static func figure(_ reader: inout JSONReader) throws(SourceFault) -> KoladaFigure {
        var gender: Gender?
        var figure = KoladaFigure(kpi: "", area: "", year: 0, gender: .total, value: nil)
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "gender": gender = Gender(rawValue: try reader.string())
            case "value": figure.value = try reader.null() ? nil : try reader.number()
            case "status": figure.status = try reader.optionalString() ?? ""
            case "count": figure.count = try reader.null() ? nil : try reader.integer()
            case "isdeleted", "is_deleted": figure.isDeleted = try reader.flag()
            default: try reader.skip()
            }
        }
        guard let gender else {
            throw reader.fault("a figure's gender is not T, K or M", "The format has changed; see Kolada's.")
        }
        figure.gender = gender
        if figure.isDeleted { figure.value = nil }
        return figure
    }
}
