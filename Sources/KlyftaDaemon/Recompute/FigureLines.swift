import KlyftaModel
import KlyftaSources

/// A stretch of a long file of figures, one a line, read piece by piece: the file may be larger than the memory.
struct FigureLines: Sendable {
    /// How much is read at a time; it should stay in a core's cache.
    private static let piece = 1 << 18
    private let path: String
    /// The bytes in which the stretch's lines begin.
    private let range: Range<Int>

    /// All lines of a file.
    init(_ path: String) throws(SourceFault) {
        self.init(path, 0..<(try FileBytes(path).size))
    }

    private init(_ path: String, _ range: Range<Int>) {
        (self.path, self.range) = (path, range)
    }

    /// The file in as many stretches as there are readers.
    static func stretches(of path: String) throws(SourceFault) -> [FigureLines] {
        let (size, count) = (try FileBytes(path).size, FigureFolder.readers)
        return (0..<count).map { FigureLines(path, ($0 * size / count)..<(($0 + 1) * size / count)) }
    }

    /// Hands over the figures of the stretch in a list, piece by piece; the body takes them out. Positions are lines,
    /// counted from the stretch's beginning.
    func each(
        in list: inout FigureList, _ body: (inout FigureList) throws(SourceFault) -> Void
    ) throws(SourceFault) {
        var file = try FileBytes(path)
        // A line belongs to the stretch it begins in: whoever begins inside one looks for its end from the byte before.
        let start = max(range.lowerBound - 1, 0)
        try file.seek(to: start)
        var buffer = [UInt8](repeating: 0, count: 2 * Self.piece)
        var (held, offset, line, isFirst) = (0, start, 1, true)
        while offset < range.upperBound {
            let count = try file.read(into: &buffer, from: held, atMost: Self.piece)
            let filled = held + count
            guard filled > 0 else { return }
            guard let last = buffer[..<filled].lastIndex(of: 10) else {
                throw fault(count == 0 ? "the last line does not end" : "a line never ends", after: line)
            }
            var lines = 0..<(last + 1)
            if isFirst {
                // The first line of the file names the columns; any other first one began in the stretch before.
                lines = (buffer.firstIndex(of: 10)! + 1)..<(last + 1)
                isFirst = false
                line += 1
            }
            if offset + lines.upperBound > range.upperBound { lines = lines.lowerBound..<ownEnd(buffer, lines, offset) }
            line += try FigureRows.read(buffer, lines, firstLine: line, from: name, into: &list)
            try body(&list)
            if offset + last + 1 >= range.upperBound { return }
            buffer.replaceSubrange(0..<(filled - last - 1), with: Array(buffer[(last + 1)..<filled]))
            held = filled - last - 1
            offset += last + 1
        }
    }

    /// Where the line ends that holds the last byte of the stretch.
    private func ownEnd(_ buffer: [UInt8], _ lines: Range<Int>, _ offset: Int) -> Int {
        let last = max(range.upperBound - 1 - offset, lines.lowerBound - 1)
        guard last >= lines.lowerBound else { return lines.lowerBound }
        return buffer[last..<lines.upperBound].firstIndex(of: 10)! + 1
    }

    /// What the stretch is called in messages.
    private var name: String { range.lowerBound == 0 ? path : "\(path), from byte \(range.lowerBound)" }

    private func fault(_ problem: String, after line: Int) -> SourceFault {
        SourceFault(at: "\(name):\(line)", problem, remedy: "It was cut off; fetch the file again.")
    }
}

extension FileBytes {
    /// Reads into a part of an array.
    mutating func read(into buffer: inout [UInt8], from start: Int, atMost count: Int) throws(SourceFault) -> Int {
        var outcome: Result<Int, SourceFault>?
        buffer.withUnsafeMutableBytes { memory in
            let part = UnsafeMutableRawBufferPointer(rebasing: memory[start..<min(start + count, memory.count)])
            outcome = Result { () throws(SourceFault) in try read(into: part) }
        }
        return try outcome!.get()
    }
}

extension FigureRows {
    fileprivate static func read(
        _ buffer: [UInt8], _ lines: Range<Int>, firstLine: Int, from place: String, into list: inout FigureList
    ) throws(SourceFault) -> Int {
        var outcome: Result<Int, SourceFault>?
        buffer.withUnsafeBufferPointer { bytes in
            outcome = Result { () throws(SourceFault) in
                try read(UnsafeBufferPointer(rebasing: bytes[lines]), firstLine: firstLine, from: place, into: &list)
            }
        }
        return try outcome!.get()
    }
}
