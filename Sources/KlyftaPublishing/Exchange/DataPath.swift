import KlyftaModel

/// A file of data, and its path: `/data/indicator/skl.N07900/gaps.csv`. What people read is below their language.
package enum DataPath: Hashable, Sendable {
    /// One data set of an indicator.
    case set(DataSet.Name, of: String, Form)
    /// The gaps of all indicators; in JSON-stat, the collection of all data sets.
    case gaps(Form)
    /// What people were told.
    case alerts(Form)
    /// The same as an Atom feed.
    case feed(Language)
    /// What is expected when.
    case calendar(Language)
    /// What can be asked for, as an OpenAPI document.
    case openAPI

    /// How a table of data is written.
    package enum Form: String, Sendable, CaseIterable {
        case csv
        /// CSV as Excel reads it in a Nordic country.
        case excel = "excel.csv"
        case jsonStat = "jsonstat.json"
        case metadata = "metadata.json"
    }

    /// Reads a path; whether there is such an indicator, the edition knows.
    package init?(_ path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        if path == Self.openAPI.text {
            self = .openAPI
        } else if parts.count == 2, let language = Language(rawValue: parts[0]) {
            guard let known = [Self.feed(language), .calendar(language)].first(where: { $0.text == path }) else {
                return nil
            }
            self = known
        } else if parts.count == 2, parts[0] == "data", let (name, form) = Self.named(parts[1]) {
            switch name {
            case "gaps": self = .gaps(form)
            case "alerts" where form != .jsonStat: self = .alerts(form)
            default: return nil
            }
        } else if parts.count == 4, parts[0] == "data", parts[1] == "indicator",
            let (name, form) = Self.named(parts[3]),
            let name = DataSet.Name(rawValue: name)
        {
            self = .set(name, of: parts[2], form)
        } else {
            return nil
        }
    }

    private static func named(_ file: String) -> (name: String, form: Form)? {
        let parts = file.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let form = Form(rawValue: parts[1]) else { return nil }
        return (parts[0], form)
    }

    /// The path.
    package var text: String {
        switch self {
        case .set(let name, let id, let form): "/data/indicator/\(id)/\(name.rawValue).\(form.rawValue)"
        case .gaps(let form): "/data/gaps.\(form.rawValue)"
        case .alerts(let form): "/data/alerts.\(form.rawValue)"
        case .feed(let language): "/\(language.rawValue)/alerts.atom"
        case .calendar(let language): "/\(language.rawValue)/calendar.ics"
        case .openAPI: "/openapi.json"
        }
    }

    /// The media type of the file.
    package var type: String {
        switch self {
        case .set(_, _, let form), .gaps(let form), .alerts(let form):
            form == .csv || form == .excel ? "text/csv; charset=utf-8; header=present" : "application/json"
        case .feed: "application/atom+xml; charset=utf-8"
        case .calendar: "text/calendar; charset=utf-8"
        case .openAPI: "application/json"
        }
    }

    /// What the file is called where somebody keeps it.
    package var fileName: String {
        switch self {
        case .set(let name, let id, let form): "\(id)-\(name.rawValue).\(form.rawValue)"
        case .gaps(let form): "klyfta-gaps.\(form.rawValue)"
        case .alerts(let form): "klyfta-alerts.\(form.rawValue)"
        case .feed(let language): "klyfta-alerts-\(language.rawValue).atom"
        case .calendar(let language): "klyfta-calendar-\(language.rawValue).ics"
        case .openAPI: "klyfta-openapi.json"
        }
    }

    /// Whether it is to be kept rather than looked at: a table is for a spreadsheet, the rest for programs that follow it.
    package var isDownload: Bool {
        switch self {
        case .set(_, _, let form), .gaps(let form), .alerts(let form): form == .csv || form == .excel
        default: false
        }
    }
}
