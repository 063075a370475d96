import KlyftaModel

/// Figures by indicator, municipality and year as a reader finds them, each code once.
///
/// What has no value is not in the list. A list serves for one piece of text after another: its figures are removed when
/// they were taken, its codes keep their places.
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

    /// A list without figures and codes.
    package init() {}

    /// Removes the figures and keeps the codes.
    package mutating func removeFigures() { figures.removeAll(keepingCapacity: true) }

    mutating func indicator(_ code: String) -> Int32 {
        Self.place(of: code, in: &indicators, &indicatorPlaces)
    }

    mutating func municipality(_ code: String) -> Int32 {
        Self.place(of: code, in: &municipalities, &municipalityPlaces)
    }

    /// The place of a municipality's code; `nil` if the code is not UTF-8.
    /// - Parameter last: the place of the one before. Offices send municipalities in the same order for each indicator,
    ///   so that the next one is tried first.
    mutating func municipality(_ code: UnsafeBufferPointer<UInt8>, after last: Int32) -> Int32? {
        let next = Int(last) + 1 < municipalities.count ? Int(last) + 1 : 0
        if next < municipalities.count, municipalities[next].utf8.elementsEqual(code) { return Int32(next) }
        return String(validating: code, as: UTF8.self).map { municipality($0) }
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
