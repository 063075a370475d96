import KlyftaModel

/// Writes sheets as lines, byte for byte as an encoder of JSON with sorted keys would: the vintages of a store are hashes
/// over these bytes, and a figure must not cost a dictionary entry.
///
/// Names of municipalities and indicators have no character that JSON escapes.
struct SheetWriter {
    /// By roster the keys of its municipalities, `"SE-0180":` each, one after the other, and where each ends.
    private let keys: [(bytes: [UInt8], ends: [Int])]

    init(on rosters: [[Municipality]]) {
        keys = rosters.map { roster in
            var bytes: [UInt8] = []
            let ends = roster.map { municipality in
                bytes += "\"\(municipality)\":".utf8
                return bytes.count
            }
            return (bytes, ends)
        }
    }

    /// The line of a sheet, without its end, in place of what the buffer held.
    func write(_ sheet: ObservationSheet, into line: inout [UInt8]) {
        line.removeAll(keepingCapacity: true)
        line += "{\"observations\":{\"absent\":{".utf8
        write(sheet, where: { $0 & 1 == 0 && $0 != OutcomeState.nothing }, into: &line) { row, line in
            if case .absent(let absence)? = sheet.outcome(row) { line += "\"\(absence.rawValue)\"".utf8 }
        }
        line += "},\"indicator\":\"\(sheet.indicator)\",\"period\":\"\(sheet.period)\",\"values\":{".utf8
        write(sheet, where: { $0 == OutcomeState.value }, into: &line) { row, line in
            Self.write(sheet.values[row], into: &line)
        }
        line += "}}}".utf8
    }

    private func write(
        _ sheet: ObservationSheet, where isMeant: (UInt8) -> Bool, into line: inout [UInt8],
        _ value: (Int, inout [UInt8]) -> Void
    ) {
        let (bytes, ends) = keys[sheet.roster]
        var isFirst = true
        for (row, state) in sheet.states.enumerated() where isMeant(state) {
            if !isFirst { line.append(UInt8(ascii: ",")) }
            isFirst = false
            line += bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]]
            value(row, &line)
        }
    }

    /// The shortest digits that are read back as the same number; a whole number has no point.
    private static func write(_ value: Double, into line: inout [UInt8]) {
        var text = value.description
        text.withUTF8 { digits in
            let isWhole = digits.count > 2 && digits[digits.count - 2] == UInt8(ascii: ".") && digits.last == 48
            line += digits.dropLast(isWhole ? 2 : 0)
        }
    }
}
