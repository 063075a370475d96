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
            let empty = try StatFigures.populations(FileBytes.all(of: base), from: base)
            return try await read(try files("jsonstat", "group-"), into: empty) { (file, cube) throws(SourceFault) in
                try StatFigures.add(try FileBytes.all(of: file), from: file, to: &cube)
            }
        case .kolada:
            let base = try files("kolada", "population-")
            let lists = try base.map { (file) throws(SourceFault) in
                try KoladaTotals.read(try FileBytes.all(of: file), from: file)
            }
            let empty = try ListedFigures.populations(lists, from: base[0])
            return try await read(try files("kolada", "data-"), into: empty) { (file, cube) throws(SourceFault) in
                let page = try KoladaTotals.read(try FileBytes.all(of: file), from: file)
                try ListedFigures.add(page, from: file, position: "byte", to: &cube)
            }
        case .csv:
            let base = "\(path)/csv/population.csv"
            var lists: [FigureList] = []
            try FigureLines(base).each { (list) throws(SourceFault) in lists.append(list) }
            let empty = try ListedFigures.populations(lists, from: base)
            let file = "\(path)/csv/data.csv"
            return try await read(try FigureLines.stretches(of: file), into: empty) {
                (part, cube) throws(SourceFault) in
                try part.each { (list) throws(SourceFault) in
                    try ListedFigures.add(list, from: file, position: "line", to: &cube)
                }
            }
        }
    }

    /// How many tasks read at a time.
    static let readers = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    /// Reads pieces into a cube, a stretch of them on each core, and puts the parts together in order.
    private func read<Piece: Sendable>(
        _ files: [Piece], into empty: FigureCube,
        _ add: @escaping @Sendable (Piece, inout FigureCube) throws(SourceFault) -> Void
    ) async throws -> FigureCube {
        let stretches = max(1, min(files.count, Self.readers))
        let parts = try await withThrowingTaskGroup(of: (Int, FigureCube).self) { group in
            for stretch in 0..<stretches {
                group.addTask {
                    var part = empty
                    let range = (stretch * files.count / stretches)..<((stretch + 1) * files.count / stretches)
                    for file in files[range] { try add(file, &part) }
                    return (stretch, part)
                }
            }
            var parts: [(Int, FigureCube)] = []
            for try await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.map(\.1)
        }
        var cube = empty
        for part in parts {
            if let (indicator, municipality, year) = cube.merge(part) {
                throw SourceFault.twice(indicator, municipality, year, at: path)
            }
        }
        return cube
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
