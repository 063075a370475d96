/// What Kolada says of an indicator.
public struct KoladaEntry: Sendable {
    /// N or U and five digits.
    public var id: String
    /// Its title.
    public var title: String
    /// What it means.
    public var description: String
    /// Whether there are figures for women and men.
    public var isDividedByGender: Bool
    /// `K` municipalities, `L` regions, `A` both.
    public var type = "A"
    /// When the next figures are due.
    public var publicationDate: String? = "2027-04-08"
    /// The period of the next figures.
    public var period: String? = "2026"

    /// An indicator; see the properties.
    public init(_ id: String, _ title: String, description: String = "", isDividedByGender: Bool = false) {
        self.id = id
        self.title = title
        self.description = description
        self.isDividedByGender = isDividedByGender
    }

    var json: String {
        let dates = [("prel_publication_date", nil), ("publication_date", publicationDate), ("publ_period", period)]
            .map { "\"\($0.0)\":\($0.1.map { "\"\($0)\"" } ?? "null")" }.joined(separator: ",")
        return "{\"id\":\"\(id)\",\"title\":\"\(title)\",\"description\":\"\(description)\","
            + "\"is_divided_by_gender\":\(isDividedByGender),\"municipality_type\":\"\(type)\",\"auspice\":null,"
            + "\(dates),\"has_ou_data\":false}"
    }
}

/// A figure of an area and year, for all or also for women and men.
public struct KoladaRow: Sendable {
    /// The indicator.
    public var kpi: String
    /// The code of a municipality or region, or a group.
    public var area: String
    /// The year.
    public var year: Int
    /// By gender: `T`, `K`, `M`.
    public var values: [(gender: String, value: Double?)]
    /// Whether it was taken back.
    public var isDeleted = false

    /// A figure for all.
    public init(_ kpi: String, _ area: String, _ year: Int, _ value: Double?) {
        (self.kpi, self.area, self.year) = (kpi, area, year)
        values = [("T", value)]
    }

    var json: String {
        let values = values.map { gender, value in
            "{\"gender\":\"\(gender)\",\"value\":\(value.map { "\($0)" } ?? "null"),\"status\":\"\","
                + "\"count\":\(value == nil ? 0 : 1),\"isdeleted\":\(isDeleted)}"
        }
        return "{\"kpi\":\"\(kpi)\",\"period\":\(year),\"municipality\":\"\(area)\","
            + "\"values\":[\(values.joined(separator: ","))]}"
    }
}
