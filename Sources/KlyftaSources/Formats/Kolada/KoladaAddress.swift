import KlyftaModel

/// Addresses of Kolada's version 3. An id that is misspelt in a parameter's name gives an empty list and no error, so
/// they are built here and nowhere else.
package struct KoladaAddress: Sendable {
    /// The service, such as `https://api.kolada.se/v3`.
    package let base: String

    /// How many ids a part of the path may have; more is an error.
    package static let idsPerPart = 25

    /// The service that Kolada runs; a test gives another.
    package init(base: String = "https://api.kolada.se/v3") {
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
    }

    /// All municipalities and regions.
    package var municipalities: String { "\(base)/municipality" }

    /// What Kolada says of indicators, in as many questions as it takes.
    package func indicators(_ ids: [String]) -> [String] {
        ids.batches(of: Self.idsPerPart).map { "\(base)/kpi/\($0.path)" }
    }

    /// The groups of these ids, in as many questions as it takes.
    package func groups(_ ids: [String]) -> [String] {
        ids.batches(of: Self.idsPerPart).map { "\(base)/municipality_groups/\($0.path)" }
    }

    /// Figures of indicators in years, of municipalities alone: without `region_type` the answer has 3 630 groups too.
    package func figures(of ids: [String], years: [Int]) -> [String] {
        ids.batches(of: Self.idsPerPart).flatMap { kpis in
            years.map(String.init).batches(of: Self.idsPerPart).map {
                "\(base)/data/kpi/\(kpis.path)/year/\($0.path)?region_type=K"
            }
        }
    }

    /// Figures of indicators for some municipalities, all years.
    package func figures(of ids: [String], municipalities: [String]) -> [String] {
        ids.batches(of: Self.idsPerPart).flatMap { kpis in
            municipalities.batches(of: Self.idsPerPart).map { "\(base)/data/kpi/\(kpis.path)/municipality/\($0.path)" }
        }
    }

    /// What has changed in the figures of a question since a day, withdrawn ones included.
    package static func changes(in question: String, since day: CalendarDay) -> String {
        "\(question)&from_date=\(day)"
    }

    /// What has changed in an indicator since a day, withdrawn figures included. Revisions are never announced.
    package func changes(in id: String, since day: String) -> String {
        "\(base)/data/?kpi_id=\(id.queryEncoded)&from_date=\(day.queryEncoded)&region_type=K"
    }
}

extension Array<String> {
    fileprivate func batches(of size: Int) -> [ArraySlice<String>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}

extension ArraySlice<String> {
    fileprivate var path: String { map(\.queryEncoded).joined(separator: ",") }
}
