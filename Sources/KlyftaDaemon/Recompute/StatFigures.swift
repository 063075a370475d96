import KlyftaDivide
import KlyftaModel
import KlyftaSources

/// Figures in JSON-stat on their way into a cube: a table of the inhabitants, and any number of tables of indicators.
struct StatFigures: Sendable {
    /// Everything that was read.
    private(set) var cube: FigureCube
    private var tables: StatTables

    /// An empty cube of the municipalities and years that a table of inhabitants has.
    /// - Throws: ``SourceFault`` if the table is damaged, or its years do not follow one another.
    init(populations bytes: [UInt8], from source: String) throws(SourceFault) {
        var tables = StatTables()
        let axes = try tables.axes(bytes, from: source)
        let codes = axes.times.categories.map(\.code)
        let years = try codes.map { (code) throws(SourceFault) in try StatAxes.year(code, from: source) }
        guard let first = years.min(), let last = years.max(), last - first + 1 == years.count else {
            throw SourceFault(
                at: source, "the years of the population do not follow one another",
                remedy: "Ask for every year from the first to the last.")
        }
        let municipalities = Codes(axes.places.categories.map(\.code))
        var counts = [Int?](repeating: nil, count: municipalities.count * years.count)
        for (column, year) in years.enumerated() {
            for row in axes.places.categories.indices {
                guard let count = axes.number(metric: 0, place: row, time: column) else { continue }
                guard let whole = Int(exactly: count) else {
                    throw SourceFault(
                        at: source, "\(count) inhabitants are no whole number", remedy: "Is this the population?")
                }
                counts[(year - first) * municipalities.count + row] = whole
            }
        }
        cube = FigureCube(municipalities: municipalities, years: first...last, inhabitants: counts)
        self.tables = tables
    }

    /// Writes the figures of a table into the cube.
    /// - Throws: ``SourceFault`` if the table is damaged, or says what was said before.
    mutating func add(_ bytes: [UInt8], from source: String) throws(SourceFault) {
        let axes = try tables.axes(bytes, from: source)
        let rows = tables.rows(of: axes.places, among: cube.municipalities)
        var columns: [Int?] = []
        for time in axes.times.categories {
            columns.append(cube.column(of: try StatAxes.year(time.code, from: source)))
        }
        let stride = cube.municipalities.count
        for (metric, category) in axes.metrics.categories.enumerated() {
            let indicator = cube.intern(category.code)
            let twice = cube.withCells(of: indicator) { values, states in
                axes.write(metric, rows, columns, stride: stride, to: values, states)
            }
            if let twice {
                throw .twice(
                    category.code, cube.municipalities.all[twice % stride], cube.years.lowerBound + twice / stride,
                    at: source)
            }
        }
    }
}

/// Tables of one kind, one after another: what they have in common is looked up once.
struct StatTables: Sendable {
    private var known = KnownDimensions()
    private var places: [StatCube.Category] = []
    private var rows: [Int?] = []

    /// A table.
    /// - Throws: ``SourceFault`` if it is damaged, or not of municipalities and years.
    mutating func axes(_ bytes: [UInt8], from source: String) throws(SourceFault) -> StatAxes {
        let limit = Self.cellLimit(bytes: bytes.count)
        return try StatAxes(try JSONStat.cube(bytes, from: source, cellLimit: limit, knowing: &known), from: source)
    }

    /// How many cells a file may have: more than an office's answer if it is large itself. What is spelt out takes two
    /// bytes a cell at least, so only a sparse table can ask for more memory than its size lets expect.
    static func cellLimit(bytes: Int) -> Int { max(JSONStat.cellLimit, bytes / 2) }

    /// Which row each place of a table is; `nil` for one that has none. The rows must be the same each time.
    mutating func rows(of dimension: StatCube.Dimension, among municipalities: Codes<String>) -> [Int?] {
        if dimension.categories != places || rows.isEmpty {
            places = dimension.categories
            rows = places.map { municipalities.number(of: $0.code) }
        }
        return rows
    }

    /// One column of figures of the only indicator of a table, a row each; `nil` where there is none.
    /// - Throws: ``SourceFault`` if the table is damaged, or not of one indicator and one year.
    mutating func column(
        _ bytes: [UInt8], from source: String, rows municipalities: Codes<String>
    ) throws(SourceFault) -> (indicator: String, year: Int, figures: [Double?]) {
        let axes = try axes(bytes, from: source)
        guard axes.metrics.categories.count == 1, axes.times.categories.count == 1 else {
            throw SourceFault(
                at: source, "the table is not of one indicator and one year", remedy: "Ask for one of each.")
        }
        var figures = [Double?](repeating: nil, count: municipalities.count)
        for (place, row) in rows(of: axes.places, among: municipalities).enumerated() {
            guard let row else { continue }
            figures[row] = axes.number(metric: 0, place: place, time: 0)
        }
        let year = try StatAxes.year(axes.times.categories[0].code, from: source)
        return (axes.metrics.categories[0].code, year, figures)
    }
}

extension SourceFault {
    /// A figure that is there twice.
    static func twice(_ indicator: String, _ municipality: String, _ year: Int, at place: String) -> SourceFault {
        SourceFault(
            at: place, "the figure of \(indicator) for \(municipality) in \(year) is there twice",
            remedy: "Deliver it once; nothing is taken.")
    }
}
