import Glibc
import KlyftaModel

/// Figures one a line: municipality, indicator, year and value, parted by semicolons, with a decimal comma.
///
/// The codes stand in quotes and the year does not, `"0180";"N00001";2014;5,5`. A missing value is an empty field or one
/// of the offices' marks. The columns are named in a first line, which the caller passes over.
package enum FigureRows {
    /// Adds the figures of whole lines to a list.
    /// - Parameters:
    ///   - bytes: from the beginning of a line to the end of one.
    ///   - firstLine: the number of the first of them, for messages and for the positions of figures.
    ///   - place: what the text is called in messages.
    /// - Returns: how many lines there were.
    /// - Throws: ``SourceFault`` with the line for anything else.
    package static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, firstLine: Int, from place: String, into list: inout FigureList
    ) throws(SourceFault) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        let end = base + bytes.count
        var (next, line) = (base, firstLine)
        var last = LastCodes(at: base)
        while next < end {
            if !usualRow(&next, before: end, line, into: &list, &last) {
                guard let stop = bytes[(next - base)...].firstIndex(of: 10) else {
                    throw fault(place, line, "the last line does not end", "It was cut off; fetch the file again.")
                }
                let text = Array(bytes[(next - base)..<stop])
                try anyRow(text, line, from: place, into: &list)
                next = base + stop + 1
                last = LastCodes(at: next)
            }
            line += 1
        }
        return line - firstLine
    }

    /// The codes of the row before, as they were written, quotes and all.
    private struct LastCodes {
        var start: UnsafePointer<UInt8>
        /// Where the indicator's begins.
        var middle: UnsafePointer<UInt8>
        var length = 0
        var indicator: Int32 = 0
        var municipality: Int32 = 0

        init(at place: UnsafePointer<UInt8>) { (start, middle) = (place, place) }
    }

    /// Reads a row without blanks or doubled quotes, and passes over it.
    /// - Returns: `false` if it has another form, and then nothing was read.
    @inline(__always)
    private static func usualRow(
        _ next: inout UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>, _ line: Int, into list: inout FigureList,
        _ last: inout LastCodes
    ) -> Bool {
        var place = next
        if same(place, last.start, last.length, before: end) {
            place += last.length
        } else {
            guard let municipality = quoted(&place, before: end) else { return false }
            let middle = place
            guard let indicator = quoted(&place, before: end),
                let row = list.municipality(municipality, after: last.municipality)
            else { return false }
            if !same(middle, last.middle, last.start + last.length - last.middle, before: end) {
                guard let code = String(validating: indicator, as: UTF8.self) else { return false }
                last.indicator = list.indicator(code)
            }
            (last.start, last.middle, last.length, last.municipality) = (next, middle, place - next, row)
        }
        guard end - place > 6, place[4] == UInt8(ascii: ";"), let year = year(place) else { return false }
        place += 5
        let isNegative = place.pointee == UInt8(ascii: "-")
        if isNegative { place += 1 }
        let number = ExactDecimal.scan(&place, before: end, mark: UInt8(ascii: ","))
        if number == nil {
            guard !isNegative else { return false }
            // Empty, or one of the two commonest marks; others are looked up.
            if place < end, place.pointee == UInt8(ascii: ":") {
                place += 1
            } else {
                for _ in 0..<2 where place < end && place.pointee == UInt8(ascii: ".") { place += 1 }
            }
        }
        guard place < end, place.pointee == 10 else { return false }
        if let number {
            list.append(isNegative ? -number : number, of: last.indicator, in: last.municipality, year: year, at: line)
        }
        next = place + 1
        return true
    }

    /// Whether the same bytes stand in two places; of no bytes it is not.
    @inline(__always)
    private static func same(
        _ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ length: Int, before end: UnsafePointer<UInt8>
    ) -> Bool {
        length > 0 && end - one >= length && memcmp(one, other, length) == 0
    }

    /// A code in quotes with the semicolon behind it.
    private static func quoted(
        _ place: inout UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
    ) -> UnsafeBufferPointer<UInt8>? {
        guard place < end, place.pointee == UInt8(ascii: "\"") else { return nil }
        let start = place + 1
        var stop = start
        while stop < end, stop.pointee != UInt8(ascii: "\""), stop.pointee != 10 { stop += 1 }
        guard end - stop > 1, stop.pointee == UInt8(ascii: "\""), stop[1] == UInt8(ascii: ";"), stop > start else {
            return nil
        }
        place = stop + 2
        return UnsafeBufferPointer(start: start, count: stop - start)
    }

    @inline(__always)
    private static func year(_ place: UnsafePointer<UInt8>) -> Int? {
        var year = 0
        for offset in 0..<4 {
            let digit = place[offset] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            year = year * 10 + Int(digit)
        }
        return year >= 1000 ? year : nil
    }

    private static func anyRow(
        _ text: [UInt8], _ line: Int, from place: String, into list: inout FigureList
    ) throws(SourceFault) {
        guard String(validating: text, as: UTF8.self) != nil else {
            throw fault(place, line, "the text is not UTF-8", "Save the file as UTF-8.")
        }
        var reader = DelimitedReader(text, at: "\(place):\(line)")
        reader.separator = UInt8(ascii: ";")
        guard let fields = try reader.next()?.fields else { return }
        guard fields.count == 4, let year = Int(fields[2]), (1000...9999).contains(year) else {
            throw fault(
                place, line, "this is no municipality, indicator, year and value",
                #"Write a line as "0180";"N00001";2014;5,5."#)
        }
        do {
            guard case .value(let value) = try outcome(fields[3]) else { return }
            list.append(value, of: list.indicator(fields[1]), in: list.municipality(fields[0]), year: year, at: line)
        } catch {
            throw fault(place, line, error.problem, error.remedy)
        }
    }

    /// Programs write very small numbers with an exponent; offices do not.
    private static func outcome(_ field: String) throws(InvalidText) -> Outcome {
        let plain = String(field.map { $0 == "," ? "." : $0 })
        if field.utf8.contains(UInt8(ascii: "e")), let value = Double(plain), value.isFinite { return .value(value) }
        return try LocalNumber(mark: .comma).outcome(field)
    }

    private static func fault(_ place: String, _ line: Int, _ problem: String, _ remedy: String) -> SourceFault {
        SourceFault(at: "\(place):\(line)", problem, remedy: remedy)
    }
}
