import Glibc
import KlyftaDivide
import KlyftaModel
import KlyftaSources

/// A folder of figures in one of four forms, with the size classes and the rules that belong to them.
package struct FigureFolder: Sendable {
    /// The form of the figures.
    package enum Format: String, Sendable, CaseIterable {
        /// Tables in JSON-stat, as SSB and SCB send them.
        case jsonstat
        /// Pages of Kolada's.
        case kolada
        /// One long file with semicolons and decimal commas.
        case csv
        /// The numbers as they lie in memory.
        case bin
    }

    /// Where it is.
    package let path: String
    /// What is read of it.
    package let format: Format

    package init(_ path: String, _ format: Format) {
        self.path = path
        self.format = format
    }

    /// All figures.
    /// - Throws: ``SourceFault`` that names file and position of what is damaged, or said twice.
    package func cube() async throws -> FigureCube {
        switch format {
        case .bin: return try BinaryFigures.cube(in: path)
        case .jsonstat:
            let base = "\(path)/jsonstat/population.json"
            let empty = try StatFigures(populations: FileBytes.all(of: base), from: base)
            let files = try files("jsonstat", "group-")
            return try await read(files, empty, into: empty.cube) { (file, tables) throws(SourceFault) in
                try tables.add(try FileBytes.all(of: file), from: file)
            } cube: {
                $0.cube
            }
        case .kolada: return try await koladaCube()
        case .csv: return try await delimitedCube()
        }
    }

    private func koladaCube() async throws -> FigureCube {
        let base = try files("kolada", "population-")
        var people = FigureList()
        for file in base { try KoladaTotals.read(try FileBytes.all(of: file), from: file, into: &people) }
        let empty = try ListedFigures.populations(people, from: base[0])
        let pages = try files("kolada", "data-")
        return try await read(pages, ListedFigures(into: empty), into: empty) { (file, part) throws(SourceFault) in
            try KoladaTotals.read(try FileBytes.all(of: file), from: file, into: &part.list)
            try part.take(from: file, position: "byte")
        } cube: {
            $0.cube
        }
    }

    private func delimitedCube() async throws -> FigureCube {
        let base = "\(path)/csv/population.csv"
        var people = FigureList()
        try FigureLines(base).each(in: &people) { _ in }
        let empty = try ListedFigures.populations(people, from: base)
        let file = "\(path)/csv/data.csv"
        let stretches = try FigureLines.stretches(of: file)
        return try await read(stretches, ListedFigures(into: empty), into: empty) { (lines, part) throws(SourceFault) in
            var list = FigureList()
            try lines.each(in: &list) { (list) throws(SourceFault) in
                swap(&list, &part.list)
                try part.take(from: file, position: "line")
                swap(&list, &part.list)
            }
        } cube: {
            $0.cube
        }
    }

    /// How many tasks read at a time.
    static let readers = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    /// Reads pieces, a stretch of them on each core, and puts the cubes together in order.
    /// - Parameters:
    ///   - start: what a reader begins with.
    ///   - add: reads one piece.
    ///   - cube: what a reader has read in the end.
    private func read<Piece: Sendable, Reader: Sendable>(
        _ pieces: [Piece], _ start: Reader, into empty: FigureCube,
        _ add: @escaping @Sendable (Piece, inout Reader) throws(SourceFault) -> Void,
        cube: @escaping @Sendable (Reader) -> FigureCube
    ) async throws -> FigureCube {
        let stretches = max(1, min(pieces.count, Self.readers))
        let parts = try await withThrowingTaskGroup(of: (Int, FigureCube).self) { group in
            for stretch in 0..<stretches {
                group.addTask {
                    var reader = start
                    let range = (stretch * pieces.count / stretches)..<((stretch + 1) * pieces.count / stretches)
                    for piece in pieces[range] { try add(piece, &reader) }
                    return (stretch, cube(reader))
                }
            }
            var parts: [(Int, FigureCube)] = []
            for try await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.map(\.1)
        }
        var whole = empty
        for part in parts {
            if let (indicator, municipality, year) = whole.merge(part) {
                throw SourceFault.twice(indicator, municipality, year, at: path)
            }
        }
        return whole
    }

    /// The files of a folder whose names begin with a word, in order of their names.
    private func files(_ folder: String, _ prefix: String) throws(SourceFault) -> [String] {
        let place = "\(path)/\(folder)"
        guard let directory = opendir(place) else {
            throw SourceFault(at: place, "there is no such folder", remedy: "Name one that has figures in this form.")
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(prefix) { names.append("\(place)/\(name)") }
        }
        guard !names.isEmpty else {
            throw SourceFault(at: place, "there is no file '\(prefix)…'", remedy: "Name a folder that has figures.")
        }
        return names.sorted()
    }
}
