import KlyftaModel

/// A dimension of a data set while it is read.
struct DimensionDraft {
    private var label = ""
    private var notes: [String] = []
    private var positions: [String: Int]?
    private var labels: [(code: String, label: String)] = []
    private var units: [String: (base: String?, decimals: Int?)] = [:]
    private var categoryNotes: [String: [String]] = [:]
    private var referencePeriods: [String: String] = [:]
    private var measuringTypes: [String: String] = [:]
    private var isEliminable: Bool?
    private var codeLists: [StatCube.CodeListName] = []
    private var classifications: [String] = []
    /// The categories in order of position, once all is read and if they fit together.
    private var settled: [StatCube.Category]?

    mutating func take(_ key: String, _ reader: inout JSONReader) throws(SourceFault) {
        switch key {
        case "label": label = try reader.optionalString() ?? ""
        case "note": notes = try StatNotes.read(&reader)
        case "category":
            try reader.object { (reader, key) throws(SourceFault) in try takeCategories(key, &reader) }
        case "extension" where try reader.kind() == .object:
            try reader.object { (reader, key) throws(SourceFault) in try takeExtension(key, &reader) }
        case "link" where try reader.kind() == .object: try takeLinks(&reader)
        default: try reader.skip()
        }
    }

    private mutating func takeCategories(_ key: String, _ reader: inout JSONReader) throws(SourceFault) {
        switch key {
        case "index": positions = try Self.positions(&reader)
        case "label":
            try reader.object { (reader, code) throws(SourceFault) in labels.append((code, try reader.string())) }
        case "note":
            try reader.object { (reader, code) throws(SourceFault) in categoryNotes[code] = try StatNotes.read(&reader)
            }
        case "unit": try takeUnits(&reader)
        default: try reader.skip()
        }
    }

    /// An object from code to position, or an array of codes. The order of the keys of an object means nothing.
    private static func positions(_ reader: inout JSONReader) throws(SourceFault) -> [String: Int] {
        var positions: [String: Int] = [:]
        if try reader.kind() == .array {
            try reader.array { (reader, index) throws(SourceFault) in
                let code = try reader.string()
                guard positions.updateValue(index, forKey: code) == nil else {
                    throw reader.fault("the code '\(JSONReader.shown(code))' is there twice", "Ask the office.")
                }
            }
        } else {
            try reader.object { (reader, code) throws(SourceFault) in positions[code] = try reader.integer() }
        }
        return positions
    }

    private mutating func takeUnits(_ reader: inout JSONReader) throws(SourceFault) {
        try reader.object { (reader, code) throws(SourceFault) in
            var unit: (base: String?, decimals: Int?)
            try reader.object { (reader, key) throws(SourceFault) in
                switch key {
                case "base" where try reader.kind() == .string: unit.base = try reader.string()
                case "decimals" where try reader.kind() == .number: unit.decimals = try reader.integer()
                default: try reader.skip()
                }
            }
            units[code] = unit
        }
    }

    private mutating func takeExtension(_ key: String, _ reader: inout JSONReader) throws(SourceFault) {
        // `codeLists` in version 2.0 of the interface became `codelists` in 2.3.
        switch (key.lowercased(), try reader.kind()) {
        case ("elimination", .boolean): isEliminable = try reader.boolean()
        case ("codelists", .array):
            try reader.array { (reader, _) throws(SourceFault) in codeLists.append(try PxWebCodeList.name(&reader)) }
        case ("refperiod", .object): referencePeriods = try Self.texts(&reader)
        case ("measuringtype", .object): measuringTypes = try Self.texts(&reader)
        default: try reader.skip()
        }
    }

    private static func texts(_ reader: inout JSONReader) throws(SourceFault) -> [String: String] {
        var texts: [String: String] = [:]
        try reader.object { (reader, code) throws(SourceFault) in
            if try reader.kind() == .string { texts[code] = try reader.string() } else { try reader.skip() }
        }
        return texts
    }

    /// `describedby[].extension.X` is a list of names parted by blanks.
    private mutating func takeLinks(_ reader: inout JSONReader) throws(SourceFault) {
        try reader.object { (reader, key) throws(SourceFault) in
            guard key == "describedby", try reader.kind() == .array else { return try reader.skip() }
            try reader.array { (reader, _) throws(SourceFault) in
                guard try reader.kind() == .object else { return try reader.skip() }
                try reader.object { (reader, key) throws(SourceFault) in
                    guard key == "extension", try reader.kind() == .object else { return try reader.skip() }
                    for text in try Self.texts(&reader).values {
                        classifications += text.split(separator: " ").map(String.init)
                    }
                }
            }
        }
    }

    /// Puts the categories in order of position, once all is read; whatever does not fit together is told later.
    mutating func settle() { settled = try? categories(positions?.count ?? labels.count) }

    /// The dimension, its categories in order of position.
    func dimension(_ code: String, role: StatCube.Role?, size: Int) throws(StatMismatch) -> StatCube.Dimension {
        let categories = if let settled, settled.count == size { settled } else { try categories(size) }
        return StatCube.Dimension(
            code: code, label: label, role: role, categories: categories, notes: notes,
            isEliminable: isEliminable, codeLists: codeLists, classifications: classifications.sorted())
    }

    private func categories(_ size: Int) throws(StatMismatch) -> [StatCube.Category] {
        let codes = try codes(size)
        let names = Dictionary(labels.map { ($0.code, $0.label) }) { first, _ in first }
        return codes.map { code in
            StatCube.Category(
                code: code, label: names[code] ?? "", unit: units[code]?.base, decimals: units[code]?.decimals,
                notes: categoryNotes[code] ?? [], referencePeriod: referencePeriods[code],
                measuringType: measuringTypes[code])
        }
    }

    private func codes(_ size: Int) throws(StatMismatch) -> [String] {
        guard let positions else {
            // The format lets a dimension of one category do without an index.
            guard size == labels.count, size <= 1 else {
                throw StatMismatch(problem: "\(size) categories have no index")
            }
            return labels.map(\.code)
        }
        guard positions.count == size else {
            throw StatMismatch(problem: "there are \(positions.count) categories and 'size' says \(size)")
        }
        var codes = [String?](repeating: nil, count: size)
        for (code, position) in positions {
            guard codes.indices.contains(position), codes[position] == nil else {
                throw StatMismatch(problem: "the positions of the categories are not 0 to \(size - 1), each once")
            }
            codes[position] = code
        }
        return codes.compactMap(\.self)
    }
}
