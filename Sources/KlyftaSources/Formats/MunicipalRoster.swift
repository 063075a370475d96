import KlyftaModel

/// The municipalities of a country with the days they existed: what a column of codes is checked against.
package struct MunicipalRoster: Sendable {
    /// Whose municipalities.
    package let country: Country
    private let spans: [String: [MunicipalityName]]

    /// A roster of names with their days; a name without days holds always.
    package init(_ country: Country, _ names: [MunicipalityName]) {
        self.country = country
        spans = Dictionary(grouping: names.filter { $0.municipality.country == country }, by: \.municipality.code)
    }

    /// One code as it stands in a file.
    package struct Mention: Hashable, Sendable {
        /// Where it stands, such as `line 7`.
        package let place: String
        /// The text of the field, as written.
        package let text: String
        /// What else makes the row one of its kind: the period, the indicator.
        package let key: String

        /// A mention; see the properties.
        package init(at place: String, _ text: String, key: String = "") {
            self.place = place
            self.text = text
            self.key = key
        }
    }

    /// The municipalities of a column, in order.
    ///
    /// Nothing is repaired and nothing added up: a code without its zero, with a blank, unknown, no longer in force, or
    /// there twice could each be somebody else's figure.
    /// - Parameter day: the day on which they must have been in force; `nil` for any.
    /// - Throws: ``SourceFault`` that names every row at fault (the first ten in full).
    package func resolve(
        _ mentions: [Mention], on day: CalendarDay? = nil, in file: String
    ) throws(SourceFault) -> [Municipality] {
        var faults: [String] = []
        var found: [Municipality] = []
        var first: [[String]: String] = [:]
        for mention in mentions {
            if let problem = problem(mention.text, on: day) {
                faults.append("\(mention.place): \(problem)")
            } else if let earlier = first.updateValue(mention.place, forKey: [mention.text, mention.key]) {
                faults.append("\(mention.place): '\(mention.text)' is there twice, first in \(earlier)")
            } else if let municipality = try? Municipality(country, mention.text) {
                found.append(municipality)
            }
        }
        guard faults.isEmpty else {
            let rest = faults.count > 10 ? "; and \(faults.count - 10) more rows" : ""
            throw SourceFault(
                at: file, faults.prefix(10).joined(separator: "; ") + rest,
                remedy: "Correct these rows; nothing of the file is taken. Codes are text: four digits, zeros included."
            )
        }
        return found
    }

    private func problem(_ text: String, on day: CalendarDay?) -> String? {
        let shown = JSONReader.shown(text)
        if text.withoutOuterBlanks != text { return "there is a blank beside the code '\(shown)'" }
        if text.utf8.count == 3, spans["0" + text] != nil {
            return "'\(shown)' is no code; it may be 0\(text) without its zero"
        }
        guard let names = spans[text] else { return "there is no municipality '\(shown)' in \(country)" }
        guard let day else { return nil }
        let isInForce = names.contains { $0.from.map { $0 <= day } ?? true && $0.to.map { day < $0 } ?? true }
        if isInForce { return nil }
        if let end = names.compactMap(\.to).filter({ $0 <= day }).max() { return "'\(shown)' ended on \(end)" }
        return "'\(shown)' did not exist yet on \(day)"
    }

    /// The code in front of a name in one field, as SCB writes `0114 Upplands Väsby`; `nil` if there is none.
    package static func code(before name: String) -> String? {
        let code = name.prefix { $0 != " " }
        return code.utf8.count == 4 && code.utf8.allSatisfy { (48...57).contains($0) } ? String(code) : nil
    }
}
