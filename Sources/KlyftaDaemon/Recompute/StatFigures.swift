import KlyftaDivide
import KlyftaModel
import KlyftaSources

/// Figures in JSON-stat: a table of the inhabitants, and any number of tables of indicators.
enum StatFigures {
    /// An empty cube of the municipalities and years that a table of inhabitants has.
    /// - Throws: ``SourceFault`` if the table is damaged, or its years do not follow one another.
    static func populations(_ bytes: [UInt8], from source: String) throws(SourceFault) -> FigureCube {
        let axes = try StatAxes(try JSONStat.cube(bytes, from: source), from: source)
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
        return FigureCube(municipalities: municipalities, years: first...last, inhabitants: counts)
    }

    /// Writes the figures of a table into a cube.
    /// - Throws: ``SourceFault`` if the table is damaged, or says what was said before.
    static func add(_ bytes: [UInt8], from source: String, to cube: inout FigureCube) throws(SourceFault) {
        let axes = try StatAxes(try JSONStat.cube(bytes, from: source), from: source)
        let rows = axes.places.categories.map { cube.municipalities.number(of: $0.code) }
        let columns = try axes.times.categories.map { (category) throws(SourceFault) in
            cube.column(of: try StatAxes.year(category.code, from: source))
        }
        let stride = cube.municipalities.count
        for (metric, category) in axes.metrics.categories.enumerated() {
            let indicator = cube.intern(category.code)
            let (value, nothing) = (FigureCells.State.value, FigureCells.State.nothing)
            let twice: Int? = cube.withCells(of: indicator) { values, states in
                for (place, row) in rows.enumerated() {
                    guard let row else { continue }
                    for (time, column) in columns.enumerated() {
                        guard let column, let number = axes.number(metric: metric, place: place, time: time)
                        else { continue }
                        let cell = column * stride + row
                        guard states[cell] == nothing else { return cell }
                        (values[cell], states[cell]) = (number, value)
                    }
                }
                return nil
            }
            if let twice {
                throw .twice(
                    category.code, cube.municipalities.all[twice % stride], cube.years.lowerBound + twice / stride,
                    at: source)
            }
        }
    }

    /// One column of figures of the only indicator of a table, a row each; `nil` where there is none.
    /// - Throws: ``SourceFault`` if the table is damaged, or not of one indicator and one year.
    static func column(
        _ bytes: [UInt8], from source: String, rows: Codes<String>
    ) throws(SourceFault) -> (indicator: String, year: Int, figures: [Double?]) {
        let axes = try StatAxes(try JSONStat.cube(bytes, from: source), from: source)
        guard axes.metrics.categories.count == 1, axes.times.categories.count == 1 else {
            throw SourceFault(
                at: source, "the table is not of one indicator and one year", remedy: "Ask for one of each.")
        }
        var figures = [Double?](repeating: nil, count: rows.count)
        for (place, category) in axes.places.categories.enumerated() {
            guard let row = rows.number(of: category.code) else { continue }
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
