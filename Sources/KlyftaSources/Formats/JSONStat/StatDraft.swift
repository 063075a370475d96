import KlyftaModel

/// A JSON-stat data set while it is read. Its members come in any order: cells often before the sizes they need.
struct StatDraft {
    let source: String
    let cellLimit: Int
    private var label = ""
    private var office = ""
    private var updated: String?
    private var table: String?
    private var notes: [String] = []
    private var ids: [String]?
    private var sizes: [Int]?
    private var roles: [String: StatCube.Role] = [:]
    private var dimensions: [String: DimensionDraft] = [:]
    private var cells = StatCells()
    private var statuses = StatStatuses()
    /// The dimensions of texts that were read before, and of this one.
    private(set) var known: KnownDimensions

    init(source: String, cellLimit: Int, known: KnownDimensions) {
        self.source = source
        self.cellLimit = cellLimit
        self.known = known
    }

    /// Reads one member of a data set.
    mutating func take(_ key: String, _ reader: inout JSONReader) throws(SourceFault) {
        switch key {
        case "class": try checkClass(&reader)
        case "label": label = try reader.optionalString() ?? ""
        case "source": office = try reader.optionalString() ?? ""
        case "updated": updated = try reader.optionalString()
        case "note": notes = try StatNotes.read(&reader)
        case "id": ids = try reader.strings()
        case "size": try takeSizes(&reader)
        case "role": try takeRoles(&reader)
        case "dimension": try takeDimensions(&reader)
        case "value": try cells.read(&reader, limit: cellLimit)
        case "status": try statuses.read(&reader, limit: cellLimit)
        case "extension": try takeExtension(&reader)
        default: try reader.skip()
        }
    }

    private func checkClass(_ reader: inout JSONReader) throws(SourceFault) {
        let word = try reader.string()
        guard word == "dataset" else {
            throw reader.fault(
                "this is a JSON-stat \(word == "collection" || word == "dimension" ? word : "of another class"), "
                    + "not a data set",
                "Ask for one of the data sets that it names, or for the table itself.")
        }
    }

    private mutating func takeSizes(_ reader: inout JSONReader) throws(SourceFault) {
        var sizes: [Int] = []
        try reader.array { (reader, _) throws(SourceFault) in
            let size = try reader.integer()
            guard size >= 0 else { throw reader.fault("a dimension cannot have \(size) categories", Self.askOffice) }
            sizes.append(size)
        }
        self.sizes = sizes
    }

    private mutating func takeRoles(_ reader: inout JSONReader) throws(SourceFault) {
        guard try !reader.null() else { return }
        try reader.object { (reader, key) throws(SourceFault) in
            guard let role = StatCube.Role(rawValue: key) else { return try reader.skip() }
            for code in try reader.strings() { roles[code] = role }
        }
    }

    /// In 2.0 the members are dimensions; in 1.x `id`, `size` and `role` stand among them, told apart by their form.
    private mutating func takeDimensions(_ reader: inout JSONReader) throws(SourceFault) {
        try reader.object { (reader, key) throws(SourceFault) in
            let kind = try reader.kind()
            switch key {
            case "id" where kind == .array: ids = try reader.strings()
            case "size" where kind == .array: try takeSizes(&reader)
            case "role":
                var draft = DimensionDraft()
                try reader.object { (reader, member) throws(SourceFault) in
                    if let role = StatCube.Role(rawValue: member) {
                        for code in try reader.strings() { roles[code] = role }
                    } else {
                        try draft.take(member, &reader)
                    }
                }
                dimensions[key] = draft
            default: dimensions[key] = try takeDimension(&reader)
            }
        }
    }

    private mutating func takeDimension(_ reader: inout JSONReader) throws(SourceFault) -> DimensionDraft {
        if let same = known.dimension(next: &reader) { return same }
        let start = reader.position
        var draft = DimensionDraft()
        try reader.object { (reader, member) throws(SourceFault) in try draft.take(member, &reader) }
        draft.settle()
        known.remember(draft, read: reader.bytes[start..<reader.position])
        return draft
    }

    private mutating func takeExtension(_ reader: inout JSONReader) throws(SourceFault) {
        guard try reader.kind() == .object else { return try reader.skip() }
        try reader.object { (reader, key) throws(SourceFault) in
            guard key == "px", try reader.kind() == .object else { return try reader.skip() }
            try reader.object { (reader, key) throws(SourceFault) in
                if key == "tableid", try reader.kind() == .string {
                    table = try reader.string()
                } else {
                    try reader.skip()
                }
            }
        }
    }

    // MARK: What was read

    private static let askOffice = "The format has changed, or the answer is damaged; nothing of it is taken."

    private func fault(_ problem: String) -> SourceFault {
        SourceFault(at: source, problem, remedy: Self.askOffice)
    }

    /// The axes, once all is read.
    func layout() throws(SourceFault) -> StatCube.Layout {
        guard let ids, let sizes else {
            throw fault("there is no 'id' and 'size', so this is no JSON-stat data set")
        }
        guard ids.count == sizes.count else {
            throw fault("there are \(ids.count) dimensions in 'id' and \(sizes.count) in 'size'")
        }
        guard Set(ids).count == ids.count else { throw fault("a dimension is there twice in 'id'") }
        var axes: [StatCube.Dimension] = []
        for (code, size) in zip(ids, sizes) {
            guard let draft = dimensions[code] else {
                throw fault("the dimension '\(JSONReader.shown(code))' is in 'id' and is not described")
            }
            do {
                axes.append(try draft.dimension(code, role: roles[code], size: size))
            } catch {
                throw fault("in the dimension '\(JSONReader.shown(code))' \(error.problem)")
            }
        }
        return StatCube.Layout(
            label: label, source: office, updated: updated, notes: notes, table: table, dimensions: axes)
    }

    /// The table, once all is read; takes the cells out of the draft rather than copying them.
    mutating func cube() throws(SourceFault) -> StatCube {
        let layout = try layout()
        var count = 1
        for size in sizes ?? [] {
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            guard !overflow, product <= cellLimit else {
                throw fault("the table has more than \(cellLimit) cells")
            }
            count = product
        }
        var statuses = statuses
        let cells = cells
        self.cells = StatCells()
        do {
            let (values, present) = try cells.laid(out: count, marking: &statuses)
            let (marks, symbols) = try statuses.laid(out: count)
            return StatCube(layout: layout, values: values, present: present, marks: marks, symbols: symbols)
        } catch {
            throw fault(error.problem)
        }
    }
}

/// What does not fit together in a data set; the draft says where.
struct StatMismatch: Error {
    let problem: String
}
