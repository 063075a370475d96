import KlyftaModel

/// What may be asked of one dimension of a table, from the metadata of either version.
package struct PxWebVariable: Hashable, Sendable {
    /// Its code, such as `Region`. Case matters in version 2.
    package var code: String
    /// What people read.
    package var label: String
    /// All its codes in the office's order.
    package var values: [String]
    /// What people read for each code.
    package var labels: [String]
    /// Whether it may be left out, so that the office sums over it or takes its total.
    package var isEliminable: Bool
    /// Whether it is time or the quantity, which are always selected.
    package var isMandatory: Bool

    /// A variable; see the properties.
    package init(
        code: String, label: String, values: [String], labels: [String], isEliminable: Bool, isMandatory: Bool
    ) {
        (self.code, self.label, self.values, self.labels) = (code, label, values, labels)
        (self.isEliminable, self.isMandatory) = (isEliminable, isMandatory)
    }

    /// The variables of a table from version 2's metadata.
    package static func variables(of layout: StatCube.Layout) -> [PxWebVariable] {
        layout.dimensions.map { dimension in
            PxWebVariable(
                code: dimension.code, label: dimension.label, values: dimension.categories.map(\.code),
                labels: dimension.categories.map(\.label), isEliminable: dimension.isEliminable ?? false,
                isMandatory: dimension.role == .time || dimension.role == .metric
                    || isAlwaysMandatory(dimension.code))
        }
    }

    /// Reads version 1's metadata: the answer to a GET of the table's address.
    /// - Throws: ``SourceFault`` if there are no variables, or codes and labels do not pair.
    package static func variables(_ bytes: [UInt8], from source: String) throws(SourceFault) -> [PxWebVariable] {
        var reader = try JSONReader(bytes, from: source)
        var variables: [PxWebVariable]?
        try reader.object { (reader, key) throws(SourceFault) in
            guard key == "variables" else { return try reader.skip() }
            var list: [PxWebVariable] = []
            try reader.array { (reader, _) throws(SourceFault) in list.append(try variable(&reader)) }
            variables = list
        }
        try reader.end()
        guard let variables else {
            throw SourceFault(
                at: source, "there are no 'variables', so these are no metadata of a table",
                remedy: "Check the address; version 1 answers with metadata to a GET of the table.")
        }
        return variables
    }

    private static func variable(_ reader: inout JSONReader) throws(SourceFault) -> PxWebVariable {
        var variable = PxWebVariable(
            code: "", label: "", values: [], labels: [], isEliminable: false, isMandatory: false)
        var isTime = false
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "code": variable.code = try reader.string()
            case "text": variable.label = try reader.string()
            case "values": variable.values = try reader.strings()
            case "valueTexts": variable.labels = try reader.strings()
            case "elimination": variable.isEliminable = try reader.boolean()
            case "time": isTime = try reader.boolean()
            default: try reader.skip()
            }
        }
        guard !variable.code.isEmpty, variable.values.count == variable.labels.count else {
            throw reader.fault(
                "a variable has \(variable.values.count) codes and \(variable.labels.count) labels", "Ask the office.")
        }
        if let twin = variable.values.firstRepetition(of: { $0 }) {
            throw reader.fault("the code '\(JSONReader.shown(twin))' is there twice", "Ask the office.")
        }
        variable.isMandatory = isTime || isAlwaysMandatory(variable.code)
        return variable
    }

    /// Version 1 did not ask for them and version 2 does; both give them when asked.
    private static func isAlwaysMandatory(_ code: String) -> Bool { code == "ContentsCode" || code == "Tid" }
}
