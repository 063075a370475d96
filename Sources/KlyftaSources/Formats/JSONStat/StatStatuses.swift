import KlyftaModel

/// The member `status` of a data set in any of its three forms: one for all, a list, or those that there are by place.
/// Each different text is kept once.
struct StatStatuses {
    /// More different marks than any office has; each cell is compared with all of them.
    private static let symbolLimit = 64

    private enum Form {
        case none
        case all(UInt16)
        case list([UInt16])
        case places([(place: Int, mark: UInt16)])
    }

    private var form = Form.none
    private var symbols: [[UInt8]] = []
    private var written: [(place: Int, mark: UInt16)] = []

    /// Reads the member `status`.
    mutating func read(_ reader: inout JSONReader, limit: Int) throws(SourceFault) {
        switch try reader.kind() {
        case .string: form = .all(try readMark(&reader))
        case .array:
            var list: [UInt16] = []
            try reader.array { (reader, index) throws(SourceFault) in
                guard index < limit else {
                    throw reader.fault("there are more than \(limit) statuses", "Ask for less at a time.")
                }
                list.append(try readMark(&reader))
            }
            form = .list(list)
        case .object:
            var places: [(place: Int, mark: UInt16)] = []
            try reader.eachPlace(limit: limit) { (reader, place) throws(SourceFault) in
                places.append((place, try readMark(&reader)))
            }
            form = .places(places)
        case .null: _ = try reader.null()
        default: throw reader.unexpected("a status")
        }
    }

    /// Notes a mark that stood in place of a number; it holds where the status says nothing.
    mutating func mark(_ place: Int, _ text: String) throws(StatMismatch) {
        guard let mark = symbol(Array(text.utf8)) else { throw Self.tooMany }
        written.append((place, mark))
    }

    private mutating func readMark(_ reader: inout JSONReader) throws(SourceFault) -> UInt16 {
        guard try !reader.null() else { return 0 }
        let text: [UInt8]
        if let end = reader.plainEnd() {
            let slice = reader.bytes[(reader.position + 1)..<end]
            if let known = symbols.firstIndex(where: { $0.elementsEqual(slice) }) {
                reader.position = end + 1
                return UInt16(known + 1)
            }
            text = Array(slice)
            reader.position = end + 1
        } else {
            text = Array(try reader.string().utf8)
        }
        guard let mark = symbol(text) else {
            throw reader.fault(Self.tooMany.problem, "Ask the office what they mean.")
        }
        return mark
    }

    private static let tooMany = StatMismatch(problem: "there are more than \(symbolLimit) different statuses")

    /// The number of a text, 0 for an empty one; `nil` if there are too many.
    private mutating func symbol(_ text: [UInt8]) -> UInt16? {
        if text.isEmpty { return 0 }
        if let known = symbols.firstIndex(of: text) { return UInt16(known + 1) }
        guard symbols.count < Self.symbolLimit else { return nil }
        symbols.append(text)
        return UInt16(symbols.count)
    }

    /// The mark of each cell, or nothing if no cell has one, and the texts they point to.
    func laid(out count: Int) throws(StatMismatch) -> (marks: [UInt16], symbols: [String]) {
        var marks: [UInt16] = []
        switch form {
        case .none: break
        case .all(let mark): marks = [UInt16](repeating: mark, count: count)
        case .list(let list):
            guard list.count == count else {
                throw StatMismatch(problem: "there are \(list.count) statuses for \(count) cells")
            }
            marks = list
        case .places(let places):
            if !places.isEmpty { marks = [UInt16](repeating: 0, count: count) }
            for (place, mark) in places {
                guard place < count else {
                    throw StatMismatch(problem: "there is a status of cell \(place) in a table of \(count)")
                }
                guard marks[place] == 0 else {
                    throw StatMismatch(problem: "the status of cell \(place) is there twice")
                }
                marks[place] = mark
            }
        }
        if marks.isEmpty, !written.isEmpty { marks = [UInt16](repeating: 0, count: count) }
        for (place, mark) in written where marks.indices.contains(place) && marks[place] == 0 { marks[place] = mark }
        return (marks, symbols.map { String(decoding: $0, as: UTF8.self) })
    }
}
