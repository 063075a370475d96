import KlyftaDivide
import KlyftaModel
import KlyftaSources

/// What the dimensions of a table of figures by municipality and year mean, and where its cells lie.
struct StatAxes {
    let places: StatCube.Dimension
    let times: StatCube.Dimension
    let metrics: StatCube.Dimension
    private let cube: StatCube
    private let placeStride: Int
    private let timeStride: Int
    private let metricStride: Int

    /// Tells the dimensions apart by the parts the office gives them, or by the codes that offices use.
    /// - Throws: ``SourceFault`` if one is not there, or another one has more than one category.
    init(_ cube: StatCube, from source: String) throws(SourceFault) {
        func axis(_ role: StatCube.Role, _ codes: [String]) throws(SourceFault) -> Int {
            let dimensions = cube.layout.dimensions
            let found =
                dimensions.firstIndex { $0.role == role }
                ?? dimensions.firstIndex { codes.contains($0.code.lowercased()) }
            guard let found else {
                throw SourceFault(
                    at: source, "the table has no dimension of \(role.rawValue)",
                    remedy: "Ask for figures by region, contents and time.")
            }
            return found
        }
        let place = try axis(.geo, ["region"])
        let time = try axis(.time, ["tid", "time"])
        let metric = try axis(.metric, ["contentscode", "contents"])
        let others = cube.layout.dimensions.indices.filter { ![place, time, metric].contains($0) }
        if let other = others.first(where: { cube.layout.dimensions[$0].categories.count != 1 }) {
            throw SourceFault(
                at: source, "the table is also by \(cube.layout.dimensions[other].code)",
                remedy: "Ask for one category of it.")
        }
        self.cube = cube
        (places, times) = (cube.layout.dimensions[place], cube.layout.dimensions[time])
        metrics = cube.layout.dimensions[metric]
        let strides = cube.layout.strides
        (placeStride, timeStride, metricStride) = (strides[place], strides[time], strides[metric])
    }

    /// The number of a cell, if it has one.
    @inline(__always)
    func number(metric: Int, place: Int, time: Int) -> Double? {
        let cell = metric * metricStride + place * placeStride + time * timeStride
        return cube.present[cell] ? cube.values[cell] : nil
    }

    /// Writes the numbers of a metric into the columns of a table; places and times without a row or column are left out.
    /// - Returns: a cell in which something stood before, if there is one; then not all is written.
    func write(
        _ metric: Int, _ rows: [Int?], _ columns: [Int?], stride: Int, to values: UnsafeMutableBufferPointer<Double>,
        _ states: UnsafeMutableBufferPointer<UInt8>
    ) -> Int? {
        let (value, nothing) = (FigureCells.State.value, FigureCells.State.nothing)
        return cube.values.withUnsafeBufferPointer { numbers in
            cube.present.withUnsafeBufferPointer { present in
                for (place, row) in rows.enumerated() {
                    guard let row else { continue }
                    var from = metric * metricStride + place * placeStride
                    for column in columns {
                        if let column, present[from] {
                            let cell = column * stride + row
                            guard states[cell] == nothing else { return cell }
                            (values[cell], states[cell]) = (numbers[from], value)
                        }
                        from += timeStride
                    }
                }
                return nil
            }
        }
    }

    /// The year that a code spells.
    static func year(_ code: String, from source: String) throws(SourceFault) -> Int {
        guard code.utf8.count == 4, let year = Int(code) else {
            throw SourceFault(at: source, "'\(code)' is no year", remedy: "Only yearly figures are recomputed.")
        }
        return year
    }
}
