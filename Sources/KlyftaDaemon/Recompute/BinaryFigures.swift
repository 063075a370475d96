import KlyftaDivide
import KlyftaModel
import KlyftaSources

/// Figures as they lie in memory: the form that costs nothing to read.
///
/// `codes.txt`, `indicators.txt` and `years.txt` name the axes, one a line; `population.i32` has the inhabitants year by
/// year, below zero where nobody was counted; `values.f64` has the values indicator by indicator and year by year,
/// not a number where there is none. Little-endian.
enum BinaryFigures {
    /// Reads a folder.
    /// - Throws: ``SourceFault`` for a file that is missing, or longer or shorter than its axes say.
    static func cube(in folder: String) throws(SourceFault) -> FigureCube {
        let municipalities = Codes(try lines(of: "\(folder)/codes.txt"))
        let years = try years(of: "\(folder)/years.txt")
        var counts = [Int32](repeating: 0, count: municipalities.count * years.count)
        var population = try FileBytes("\(folder)/population.i32")
        try counts.fill(from: &population)
        try population.end()
        var cube = FigureCube(
            municipalities: municipalities, years: years, inhabitants: counts.map { $0 < 0 ? nil : Int($0) })
        var values = try FileBytes("\(folder)/values.f64")
        for indicator in try lines(of: "\(folder)/indicators.txt") {
            let number = cube.intern(indicator)
            try cube.withCells(of: number) { (numbers, states) throws(SourceFault) in
                try values.fill(numbers)
                let (value, nothing) = (FigureCells.State.value, FigureCells.State.nothing)
                // What is no number is no value; neither is it left in the table.
                for cell in numbers.indices {
                    let isValue = numbers[cell].isFinite
                    states[cell] = isValue ? value : nothing
                    numbers[cell] = isValue ? numbers[cell] : 0
                }
            }
        }
        try values.end()
        return cube
    }

    private static func lines(of path: String) throws(SourceFault) -> [String] {
        let lines = try FileBytes.all(of: path).split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
        guard Set(lines).count == lines.count, !lines.isEmpty else {
            throw SourceFault(at: path, "a line is there twice, or there is none", remedy: "Write each code once.")
        }
        return lines
    }

    private static func years(of path: String) throws(SourceFault) -> ClosedRange<Int> {
        let years = try lines(of: path).map { Int($0) }
        guard let first = years[0], years == (0..<years.count).map({ first + $0 }) else {
            throw SourceFault(
                at: path, "the years do not follow one another", remedy: "Write every year once, in order.")
        }
        return first...(first + years.count - 1)
    }
}

extension [Int32] {
    fileprivate mutating func fill(from file: inout FileBytes) throws(SourceFault) {
        var outcome: Result<Void, SourceFault>?
        withUnsafeMutableBufferPointer { numbers in
            outcome = Result { () throws(SourceFault) in try file.fill(numbers) }
        }
        try outcome!.get()
    }
}
