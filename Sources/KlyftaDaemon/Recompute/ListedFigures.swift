import KlyftaDivide
import KlyftaModel
import KlyftaSources

/// Figures in a list, on their way into a cube.
enum ListedFigures {
    /// The indicator whose values are inhabitants.
    private static let population = "POP"

    /// An empty cube of the municipalities and years that somebody counted inhabitants for.
    /// - Throws: ``SourceFault`` if a count is no whole number or is there twice, or there is none at all.
    static func populations(_ lists: [FigureList], from source: String) throws(SourceFault) -> FigureCube {
        var codes = Codes<String>()
        var counts: [(row: Int, year: Int, inhabitants: Int)] = []
        for list in lists {
            for figure in list.figures where list.indicators[Int(figure.indicator)] == population {
                guard let inhabitants = Int(exactly: figure.value), inhabitants >= 0 else {
                    throw SourceFault(
                        at: "\(source): \(figure.position)", "\(figure.value) inhabitants are no whole number",
                        remedy: "Is this the population?")
                }
                counts.append(
                    (codes.intern(list.municipalities[Int(figure.municipality)]), Int(figure.year), inhabitants))
            }
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

    /// Writes the figures of a list into a cube.
    /// - Throws: ``SourceFault`` with its position for a figure that was there before.
    static func add(
        _ list: FigureList, from source: String, position: String, to cube: inout FigureCube
    ) throws(SourceFault) {
        let indicators = list.indicators.map { cube.intern($0) }
        let rows = list.municipalities.map { cube.municipalities.number(of: $0) }
        for figure in list.figures {
            guard let row = rows[Int(figure.municipality)], let column = cube.column(of: Int(figure.year)) else {
                continue
            }
            guard cube.fill(indicators[Int(figure.indicator)], row, column, with: figure.value) else {
                throw .twice(
                    list.indicators[Int(figure.indicator)], list.municipalities[Int(figure.municipality)],
                    Int(figure.year), at: "\(source): \(position) \(figure.position)")
            }
        }
    }
}
