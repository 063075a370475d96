/// One row of Kolada's in its usual form: no blanks, no escapes, members in the usual order.
///
/// `{"kpi":"N00001","municipality":"0180","period":2014,"values":[{"count":1,"gender":"T","status":"","value":5.5}]}`
struct KoladaRow {
    /// Where reading has come to.
    private(set) var place: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>

    typealias Code = (start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)

    struct Parts {
        let indicator: Code
        let municipality: Code
        let year: Int
        /// The value for everybody; `nil` if it is missing, or there is none.
        var value: Double?
    }

    init(_ place: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
        (self.place, self.end) = (place, end)
    }

    /// The row's parts; `nil` if it has any other form.
    mutating func read() -> Parts? {
        guard take(#"{"kpi":""#), let indicator = code(), take(#"","municipality":""#), let municipality = code(),
            take(#"","period":"#), let year = year(), take(#","values":["#)
        else { return nil }
        var parts = Parts(indicator: indicator, municipality: municipality, year: year)
        var seen = false
        repeat {
            guard take(#"{"count":"#), skipDigits(), take(#","gender":""#), place < end else { return nil }
            let gender = place.pointee
            place += 1
            let isTotal = gender == UInt8(ascii: "T")
            guard isTotal || gender == UInt8(ascii: "K") || gender == UInt8(ascii: "M"), !(isTotal && seen),
                take(#"","status":""#), code() != nil, take(#"","value":"#), let value = value(), take("}")
            else { return nil }
            if isTotal { (parts.value, seen) = (value, true) }
        } while take(",")
        return take("]}") ? parts : nil
    }

    /// Passes over a text, if it comes next; compares eight bytes at a time.
    @inline(__always)
    private mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard end - place >= count else { return false }
        let (one, other) = (UnsafeRawPointer(place), UnsafeRawPointer(text.utf8Start))
        var offset = 0
        while offset + 8 <= count {
            guard
                one.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                    == other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            else { return false }
            offset += 8
        }
        while offset < count {
            guard place[offset] == text.utf8Start[offset] else { return false }
            offset += 1
        }
        place += count
        return true
    }

    /// What stands up to the closing quote.
    @inline(__always)
    private mutating func code() -> Code? {
        let start = place
        while place < end, place.pointee != UInt8(ascii: "\"") {
            guard place.pointee >= 0x20, place.pointee != UInt8(ascii: "\\") else { return nil }
            place += 1
        }
        return place < end ? (start, place) : nil
    }

    @inline(__always)
    private mutating func year() -> Int? {
        guard end - place > 4 else { return nil }
        var year = 0
        for offset in 0..<4 {
            let digit = place[offset] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            year = year * 10 + Int(digit)
        }
        place += 4
        return year >= 1000 ? year : nil
    }

    @inline(__always)
    private mutating func skipDigits() -> Bool {
        let start = place
        while place < end, place.pointee &- UInt8(ascii: "0") < 10 { place += 1 }
        let count = place - start
        return count == 1 || (count > 1 && count < 16 && start.pointee != UInt8(ascii: "0"))
    }

    /// A number or `null`; `nil` if it is neither, or a number in another form than digits and a point.
    @inline(__always)
    private mutating func value() -> Double?? {
        if take("null") { return .some(nil) }
        let isNegative = take("-")
        guard let number = ExactDecimal.scan(&place, before: end, mark: UInt8(ascii: ".")) else { return nil }
        return isNegative ? -number : number
    }
}
