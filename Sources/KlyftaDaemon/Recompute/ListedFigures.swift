import KlyftaDivide
import KlyftaModel
import KlyftaSources

/// A list of figures and the cube they are on their way into.
struct ListedFigures {
    /// What was read last.
    var list = FigureList()
    /// Everything that was read.
    private(set) var cube: FigureCube
    /// Where the codes of the list stand in the cube; `nil` for a municipality that has no row.
    private var indicators: [Int] = []
    private var rows: [Int?] = []

    init(into cube: FigureCube) { self.cube = cube }

    /// The indicator whose values are inhabitants.
    private static let population = "POP"

    /// An empty cube of the municipalities and years that somebody counted inhabitants for.
    /// - Throws: ``SourceFault`` if a count is no whole number or is there twice, or there is none at all.
    static func populations(_ list: FigureList, from source: String) throws(SourceFault) -> FigureCube {
        var codes = Codes<String>()
        var counts: [(row: Int, year: Int, inhabitants: Int)] = []
        for figure in list.figures where list.indicators[Int(figure.indicator)] == population {
            guard let inhabitants = Int(exactly: figure.value), inhabitants >= 0 else {
                throw SourceFault(
                    at: "\(source): \(figure.position)", "\(figure.value) inhabitants are no whole number",
                    remedy: "Is this the population?")
            }
            counts.append(
                (codes.intern(list.municipalities[Int(figure.municipality)]), Int(figure.year), inhabitants))
        }
        guard let first = counts.lazy.map(\.year).min(), let last = counts.lazy.map(\.year).max() else {
            throw SourceFault(
                at: source, "there is no population", remedy: "Deliver inhabitants as the indicator '\(population)'.")
        }
        var columns = [Int?](repeating: nil, count: codes.count * (last - first + 1))
        for (row, year, inhabitants) in counts {
            let cell = (year - first) * codes.count + row
            guard columns[cell] == nil else { throw .twice(population, codes.all[row], year, at: source) }
            columns[cell] = inhabitants
        }
        return FigureCube(municipalities: codes, years: first...last, inhabitants: columns)
    }

    /// Writes the figures of the list into the cube, and removes them from the list.
    /// - Throws: ``SourceFault`` with its position for a figure that was there before.
    mutating func take(from source: String, position: String) throws(SourceFault) {
        for code in list.indicators[indicators.count...] { indicators.append(cube.intern(code)) }
        for code in list.municipalities[rows.count...] { rows.append(cube.municipalities.number(of: code)) }
        var start = 0
        while start < list.figures.count {
            let indicator = list.figures[start].indicator
            let end = list.figures[start...].firstIndex { $0.indicator != indicator } ?? list.figures.count
            if let twice = write(start..<end, of: indicators[Int(indicator)]) {
                throw .twice(
                    list.indicators[Int(twice.indicator)], list.municipalities[Int(twice.municipality)],
                    Int(twice.year), at: "\(source): \(position) \(twice.position)")
            }
            start = end
        }
        list.removeFigures()
    }

    /// Writes figures of one indicator.
    /// - Returns: the first whose cell was written before.
    private mutating func write(_ range: Range<Int>, of indicator: Int) -> FigureList.Figure? {
        let (stride, first, count) = (cube.municipalities.count, cube.years.lowerBound, cube.years.count)
        let (value, nothing) = (FigureCells.State.value, FigureCells.State.nothing)
        let (figures, rows) = (list.figures[range], rows)
        return cube.withCells(of: indicator) { values, states in
            for figure in figures {
                let column = Int(figure.year) - first
                guard let row = rows[Int(figure.municipality)], column >= 0, column < count else { continue }
                let cell = column * stride + row
                guard states[cell] == nothing else { return figure }
                (values[cell], states[cell]) = (figure.value, value)
            }
            return nil
        }
    }
}
