import Foundation

extension MeasureFile {
    /// The most that is read of a file, in bytes: more than all figures of a country, less than the memory of a computer.
    package static let limit = 256 << 20

    /// Reads the file at a path, or standard input for `-`.
    package init(reading path: String) throws(MeasureFileFault) {
        try self.init(Self.bytes(of: path), at: path == "-" ? "standard input" : path)
    }

    private static func bytes(of path: String) throws(MeasureFileFault) -> Data {
        let place = path == "-" ? "standard input" : path
        let bytes: Data
        do {
            let handle =
                path == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: path))
            bytes = try handle.read(upToCount: limit + 1) ?? Data()
        } catch {
            let words = (error as NSError).localizedDescription
            throw MeasureFileFault(in: place, "it cannot be read (\(words))", remedy: "Name a file that is there.")
        }
        guard bytes.count <= limit else {
            throw MeasureFileFault(
                in: place, "it is larger than \(limit >> 20) MB", remedy: "Split it into several files.")
        }
        return bytes
    }
}
