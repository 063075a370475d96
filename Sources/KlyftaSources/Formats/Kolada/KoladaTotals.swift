import Glibc
import KlyftaModel

/// The figures for everybody (gender `T`) of a page of Kolada's, read without a `String` for each.
///
/// Rows in the form in which Kolada has always sent them are compared with that form byte by byte; any other row is
/// read by ``KoladaFigure``, which takes every form that is JSON. Both give the same figures.
package enum KoladaTotals {
    /// Adds the figures of a page to a list; positions are bytes.
    /// - Throws: ``SourceFault`` for what ``KoladaPage`` refuses.
    package static func read(
        _ bytes: [UInt8], from source: String, into list: inout FigureList
    ) throws(SourceFault) {
        var last = LastCodes()
        _ = try KoladaPage<Void>(bytes, from: source) { (reader) throws(SourceFault) in
            if let end = usualRow(of: reader, into: &list, &last) {
                reader.position = end
            } else {
                try anyRow(&reader, into: &list)
                last = LastCodes()
            }
        }
    }

    /// The codes of the row before, and where they stand.
    private struct LastCodes {
        var indicator: (range: Range<Int>, place: Int32) = (0..<0, 0)
        var municipality: (range: Range<Int>, place: Int32) = (0..<0, 0)
    }

    private static func anyRow(_ reader: inout JSONReader, into list: inout FigureList) throws(SourceFault) {
        let start = reader.position
        for figure in try KoladaFigure.read(&reader) where figure.gender == .total {
            guard let value = figure.value else { continue }
            list.append(
                value, of: list.indicator(figure.kpi), in: list.municipality(figure.area), year: figure.year, at: start)
        }
    }

    /// Reads a row in the usual form.
    /// - Returns: where it ends; `nil` if it has another form, and then nothing was read.
    private static func usualRow(
        of reader: JSONReader, into list: inout FigureList, _ last: inout LastCodes
    ) -> Int? {
        reader.bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var row = KoladaRow(base + reader.position, end: base + bytes.count)
            guard let parts = row.read() else { return nil }
            guard let value = parts.value else { return row.place - base }
            let codes = (
                (parts.indicator.start - base)..<(parts.indicator.end - base),
                (parts.municipality.start - base)..<(parts.municipality.end - base)
            )
            // An empty code would be taken for that of the row before the first.
            guard !codes.0.isEmpty, !codes.1.isEmpty else { return nil }
            if !same(codes.0, last.indicator.range, base) {
                last.indicator.place = list.indicator(String(decoding: bytes[codes.0], as: UTF8.self))
            }
            if !same(codes.1, last.municipality.range, base) {
                let code = UnsafeBufferPointer(rebasing: bytes[codes.1])
                guard let place = list.municipality(code, after: last.municipality.place) else { return nil }
                last.municipality.place = place
            }
            (last.indicator.range, last.municipality.range) = codes
            list.append(
                value, of: last.indicator.place, in: last.municipality.place, year: parts.year, at: reader.position)
            return row.place - base
        }
    }

    /// Whether the same bytes stand in two places.
    @inline(__always)
    private static func same(_ one: Range<Int>, _ other: Range<Int>, _ base: UnsafePointer<UInt8>) -> Bool {
        one.count == other.count && memcmp(base + one.lowerBound, base + other.lowerBound, one.count) == 0
    }
}
