import KlyftaModel

/// A code list of a PxWebApi 2 service (`/codelists/{id}`): codes that may stand in for a dimension's own.
package struct PxWebCodeList: Hashable, Sendable {
    /// Its name and kind.
    package let name: StatCube.CodeListName
    /// Its codes in the office's order.
    package let codes: [Code]

    /// One code of the list and the dimension's own codes that it stands for.
    package struct Code: Hashable, Sendable {
        /// Such as `K-3101` (or `K_3101`: lists differ).
        package let code: String
        /// What people read.
        package let label: String
        /// The dimension's own codes: several for a sum, one or none for a choice.
        package let members: [String]
    }

    /// Reads the answer to `/codelists/{id}`.
    /// - Throws: ``SourceFault`` if it is none, or names a code twice.
    package init(_ bytes: [UInt8], from source: String) throws(SourceFault) {
        var reader = try JSONReader(bytes, from: source)
        var (id, label, kind): (String?, String, String) = (nil, "", "")
        var codes: [Code]?
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "id": id = try reader.string()
            case "label": label = try reader.string()
            case "type": kind = try reader.string()
            case "values": codes = try Self.codes(&reader)
            default: try reader.skip()
            }
        }
        try reader.end()
        guard let id, let codes else {
            throw SourceFault(
                at: source, "there is no 'id' and 'values', so this is no code list",
                remedy: "Take the id from the table's metadata; ids differ from table to table.")
        }
        if let twin = codes.firstRepetition(of: \.code) {
            throw SourceFault(at: source, "the code '\(twin.code)' is there twice", remedy: "Ask the office.")
        }
        name = StatCube.CodeListName(id: id, label: label, isAggregation: kind == "Aggregation")
        self.codes = codes
    }

    private static func codes(_ reader: inout JSONReader) throws(SourceFault) -> [Code] {
        var codes: [Code] = []
        try reader.array { (reader, _) throws(SourceFault) in
            var (code, label, members): (String?, String, [String]) = (nil, "", [])
            try reader.object { (reader, key) throws(SourceFault) in
                switch key {
                case "code": code = try reader.string()
                case "label": label = try reader.string()
                case "valueMap": if try !reader.null() { members = try reader.strings() }
                default: try reader.skip()
                }
            }
            guard let code else { throw reader.fault("an entry of the list has no 'code'", "Ask the office.") }
            codes.append(Code(code: code, label: label, members: members))
        }
        return codes
    }

    /// Reads the name of a code list as metadata give it.
    static func name(_ reader: inout JSONReader) throws(SourceFault) -> StatCube.CodeListName {
        var name = StatCube.CodeListName(id: "", label: "", isAggregation: false)
        try reader.object { (reader, key) throws(SourceFault) in
            switch key {
            case "id": name.id = try reader.string()
            case "label": name.label = try reader.string()
            case "type": name.isAggregation = try reader.string() == "Aggregation"
            default: try reader.skip()
            }
        }
        return name
    }
}
