/// A table of a played statistical bank: its dimensions, and a cell for each combination of codes.
package struct PlayedTable: Sendable {
    /// One dimension.
    package struct Dimension: Sendable {
        /// Its code and its label.
        package var code: String
        /// See ``code``.
        package var label: String
        /// `time`, `geo` or `metric`.
        package var role: String?
        /// Whether it may be left out.
        package var isEliminable: Bool
        /// Its codes.
        package var codes: [String]

        /// A dimension; see the properties.
        package init(
            _ code: String, _ label: String, role: String? = nil, isEliminable: Bool = false, _ codes: [String]
        ) {
            (self.code, self.label, self.role) = (code, label, role)
            (self.isEliminable, self.codes) = (isEliminable, codes)
        }
    }

    /// The office's stamp.
    package var updated: String
    /// Its dimensions in the order of the metadata.
    package var dimensions: [Dimension]
    /// What stands in a cell: a number, or none and the mark beside it. A dimension that was left out is not named.
    package var cell: @Sendable ([String: String]) -> (value: String?, status: String?)

    /// A table; see the properties.
    package init(
        updated: String, _ dimensions: [Dimension],
        cell: @escaping @Sendable ([String: String]) -> (value: String?, status: String?)
    ) {
        (self.updated, self.dimensions, self.cell) = (updated, dimensions, cell)
    }

    /// The answer to `/tables/{id}`.
    func resource(_ id: String) -> String {
        let periods = dimensions.first { $0.role == "time" }?.codes ?? []
        return #"{"type":"Table","id":"\#(id)","label":"\#(id): tabell","updated":"\#(updated)","firstPeriod":"#
            + #""\#(periods.first ?? "")","lastPeriod":"\#(periods.last ?? "")","timeUnit":"Annual"}"#
    }

    /// The answer to `/tables/{id}/metadata`: no values, and staff by name as SSB has it.
    func metadata(_ id: String) -> String { dataset(id, dimensions, isData: false) }

    /// The data of some codes. The dimensions lie the other way round than in the metadata, as they may.
    func data(_ id: String, _ choices: [(code: String, codes: [String])]) -> String {
        let chosen = choices.reversed().compactMap { choice in
            dimensions.first { $0.code == choice.code }.map { dimension in
                var dimension = dimension
                dimension.codes = choice.codes
                return dimension
            }
        }
        return dataset(id, chosen, isData: true)
    }

    private func dataset(_ id: String, _ dimensions: [Dimension], isData: Bool) -> String {
        let described = dimensions.map { dimension in
            // The keys in the wrong order: only the numbers tell the position.
            let index = dimension.codes.enumerated().reversed().map { #""\#($1)":\#($0)"# }.joined(separator: ",")
            let labels = dimension.codes.map { #""\#($0)":"\#($0)s navn""# }.joined(separator: ",")
            let elimination = isData ? "false" : "\(dimension.isEliminable)"
            return #""\#(dimension.code)":{"label":"\#(dimension.label)","category":{"index":{\#(index)},"label":{"#
                + #"\#(labels)}},"extension":{"elimination":\#(elimination),"codelists":[]}}"#
        }
        let roles = ["time", "geo", "metric"].compactMap { role in
            let codes = dimensions.filter { $0.role == role }.map { #""\#($0.code)""# }
            return codes.isEmpty ? nil : #""\#(role)":[\#(codes.joined(separator: ","))]"#
        }
        let (values, statuses) = isData ? cells(dimensions) : ("", "")
        return #"{"version":"2.0","class":"dataset","label":"\#(id): tabell","source":"Statistisk sentralbyrå","#
            + #""updated":"\#(updated)","role":{\#(roles.joined(separator: ","))},"#
            + #""id":[\#(dimensions.map { "\"\($0.code)\"" }.joined(separator: ","))],"#
            + #""size":[\#(dimensions.map { "\($0.codes.count)" }.joined(separator: ","))],"#
            + #""dimension":{\#(described.joined(separator: ","))},"#
            + #""extension":{"px":{"tableid":"\#(id)"},"contact":[{"name":"Kari Nordmann","phone":"22 00 00 00","#
            + #""mail":"kari@ssb.example"}]},"value":[\#(values)]\#(statuses)}"#
    }

    private func cells(_ dimensions: [Dimension]) -> (values: String, statuses: String) {
        var places: [[String: String]] = [[:]]
        for dimension in dimensions {
            places = places.flatMap { place in
                dimension.codes.map { code in place.merging([dimension.code: code]) { $1 } }
            }
        }
        let cells = places.map(cell)
        let marks = cells.enumerated().compactMap { place, cell in cell.status.map { #""\#(place)":"\#($0)""# } }
        return (
            cells.map { $0.value ?? "null" }.joined(separator: ","),
            marks.isEmpty ? "" : #","status":{\#(marks.joined(separator: ","))}"#
        )
    }
}
