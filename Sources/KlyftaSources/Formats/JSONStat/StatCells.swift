import KlyftaModel

/// The cells of a data set as they are read: a list of all, or only those that are not empty by their place.
struct StatCells {
    private var values: [Double] = []
    private var present: [Bool] = []
    /// The place of each cell, if they came with their places.
    private var places: [Int]?
    /// Marks that stood in place of a number, by cell in order of reading.
    private var marks: [(cell: Int, mark: String)] = []
    private(set) var wereRead = false

    /// Reads the member `value`.
    mutating func read(_ reader: inout JSONReader, limit: Int) throws(SourceFault) {
        self = StatCells()
        wereRead = true
        switch try reader.kind() {
        case .array: try readList(&reader, limit: limit)
        case .object:
            var places: [Int] = []
            try reader.eachPlace(limit: limit) { (reader, place) throws(SourceFault) in
                places.append(place)
                try readCell(&reader)
            }
            self.places = places
        case .null: wereRead = try !reader.null()
        default: throw reader.unexpected("a list or an object of cells")
        }
    }

    private mutating func readList(_ reader: inout JSONReader, limit: Int) throws(SourceFault) {
        try reader.enter(UInt8(ascii: "["), "a list")
        // A cell takes four bytes or more on the average; what is too much is never touched.
        let likely = min(limit, (reader.bytes.count - reader.position) / 4)
        values.reserveCapacity(likely)
        present.reserveCapacity(likely)
        var index = 0
        while try reader.another(closing: UInt8(ascii: "]"), first: index == 0) {
            reader.at(index)
            guard index < limit else {
                throw reader.fault("there are more than \(limit) cells", "Ask for less at a time.")
            }
            index += reader.takePlainCells(into: &values, &present, atMost: limit - index - 1)
            reader.skipBlanks()
            reader.at(index)
            try readCell(&reader)
            index += 1
            reader.skipBlanks()
        }
        reader.leave()
    }

    @inline(__always)
    private mutating func readCell(_ reader: inout JSONReader) throws(SourceFault) {
        if reader.peek == UInt8(ascii: "n"), try reader.null() {
            values.append(0)
            present.append(false)
        } else if reader.peek == UInt8(ascii: "\"") {
            try readMark(&reader)
        } else {
            values.append(try reader.number())
            present.append(true)
        }
    }

    private mutating func readMark(_ reader: inout JSONReader) throws(SourceFault) {
        let text = try reader.string()
        guard MissingMark.isMark(text) else {
            throw reader.fault(
                "'\(JSONReader.shown(text))' stands where a number should be", "Ask the office what it means.")
        }
        marks.append((values.count, text))
        values.append(0)
        present.append(false)
    }

    /// All cells of a cube of `count`, in row-major order; marks in place of numbers go to the statuses.
    consuming func laid(
        out count: Int, marking statuses: inout StatStatuses
    ) throws(StatMismatch) -> (values: [Double], present: [Bool]) {
        guard wereRead else { throw StatMismatch(problem: "there is no 'value': these are metadata, not figures") }
        for (cell, mark) in marks { try statuses.mark(places?[cell] ?? cell, mark) }
        guard let places else {
            guard values.count == count else {
                let isMetadata = values.isEmpty ? ": these are metadata, not figures" : ""
                throw StatMismatch(problem: "there are \(values.count) cells where \(count) should be\(isMetadata)")
            }
            return (values, present)
        }
        var all = [Double](repeating: 0, count: count)
        var there = [Bool](repeating: false, count: count)
        var seen = there
        for (cell, place) in places.enumerated() {
            guard place < count else {
                throw StatMismatch(problem: "there is a cell \(place) in a table of \(count)")
            }
            guard !seen[place] else { throw StatMismatch(problem: "the cell \(place) is there twice") }
            seen[place] = true
            all[place] = values[cell]
            there[place] = present[cell]
        }
        return (all, there)
    }
}

extension JSONReader {
    /// Reads an object whose keys are places of cells, without a `String` for each.
    mutating func eachPlace(
        limit: Int, _ body: (inout JSONReader, Int) throws(SourceFault) -> Void
    ) throws(SourceFault) {
        try enter(UInt8(ascii: "{"), "an object")
        var count = 0
        while try another(closing: UInt8(ascii: "}"), first: count == 0) {
            guard count < limit else { throw fault("there are more than \(limit) cells", "Ask for less at a time.") }
            let place = try placeKey()
            at(place)
            try colon()
            try body(&self, place)
            count += 1
            skipBlanks()
        }
        leave()
    }

    private mutating func placeKey() throws(SourceFault) -> Int {
        guard peek == UInt8(ascii: "\""), let end = plainEnd(), (1...12).contains(end - position - 1) else {
            throw unexpected("the place of a cell")
        }
        var place = 0
        for index in (position + 1)..<end {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { throw unexpected("the place of a cell") }
            place = place * 10 + Int(digit)
        }
        position = end + 1
        return place
    }
}
