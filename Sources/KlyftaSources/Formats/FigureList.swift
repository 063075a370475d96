import KlyftaModel

/// Figures by indicator, municipality and year as a reader finds them: columns of numbers, each code once.
///
/// What has no value is not in the list.
package struct FigureList: Sendable {
    /// The codes of the indicators, which figures name by place.
    package private(set) var indicators: [String] = []
    /// The codes of the municipalities, which figures name by place.
    package private(set) var municipalities: [String] = []
    /// The figures in order of reading.
    package private(set) var figures: [Figure] = []
    private var indicatorPlaces: [String: Int32] = [:]
    private var municipalityPlaces: [String: Int32] = [:]

    /// One value.
    package struct Figure: Hashable, Sendable {
        /// The value, finite.
        package let value: Double
        /// The place of its indicator's code.
        package let indicator: Int32
        /// The place of its municipality's code.
        package let municipality: Int32
        /// The year.
        package let year: Int32
        /// Where it was read: a byte or a line, as the reader says.
        package let position: Int32
    }

    init(capacity: Int) { figures.reserveCapacity(capacity) }

    mutating func indicator(_ code: String) -> Int32 {
        Self.place(of: code, in: &indicators, &indicatorPlaces)
    }

    mutating func municipality(_ code: String) -> Int32 {
        Self.place(of: code, in: &municipalities, &municipalityPlaces)
    }

    @inline(__always)
    mutating func append(_ value: Double, of indicator: Int32, in municipality: Int32, year: Int, at position: Int) {
        figures.append(
            Figure(
                value: value, indicator: indicator, municipality: municipality,
                year: Int32(truncatingIfNeeded: year), position: Int32(clamping: position)))
    }

    private static func place(of code: String, in codes: inout [String], _ places: inout [String: Int32]) -> Int32 {
        if let known = places[code] { return known }
        let new = Int32(codes.count)
        places[code] = new
        codes.append(code)
        return new
    }
}
