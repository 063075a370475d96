import Foundation
import Glibc
import KlyftaAlerting
import KlyftaModel

/// `alerts.jsonl`: every event as one line of JSON, appended and never changed.
///
/// Each line is one `write`. What a crash or a full disk left of a torn last line is cut before the next is written,
/// and a line that is there already is not written again. The file is opened anew for each event, so a rotated file
/// is followed without a signal.
package struct AlertFileSink: AlertSink {
    package let name = "file"
    private let path: String

    /// A sink that appends to a file, which it makes if need be.
    package init(path: String) {
        self.path = path
    }

    package func deliver(_ record: AlertRecord) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = [UInt8](try encoder.encode(record)) + [10]
        // Without O_NONBLOCK a FIFO put in its place would stop the daemon until somebody reads.
        let flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        let file = open(path, flags, 0o640)
        guard file >= 0 else { throw SinkFault(at: path, errno: errno) }
        defer { close(file) }
        let end = try cutTornLine(of: file)
        guard try !lastLines(of: file, end: end).contains(where: { $0.seq == record.seq && $0.id == record.id }) else {
            return
        }
        try append(line, to: file, end: end)
    }

    private func append(_ line: [UInt8], to file: CInt, end: off_t) throws(SinkFault) {
        let count = write(file, line, line.count)
        if count == line.count, fdatasync(file) == 0 { return }
        let code = count >= 0 && count < line.count ? ENOSPC : errno
        // A full disk first takes a part of the line. Half a line must not stay.
        ftruncate(file, end)
        throw SinkFault(at: path, errno: code)
    }

    /// Cuts what follows the last line end, and returns the length that is left.
    private func cutTornLine(of file: CInt) throws(SinkFault) -> off_t {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw SinkFault(at: path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SinkFault(at: path, "it is not a regular file", remedy: "Name a file, or move what lies there away.")
        }
        var end = status.st_size
        while end > 0 {
            let tail = try read(file, from: max(0, end - 65_536), to: end)
            if let newline = tail.lastIndex(of: 10) {
                end = end - off_t(tail.count) + off_t(newline) + 1
                break
            }
            end -= off_t(tail.count)
        }
        guard end == status.st_size || ftruncate(file, end) == 0 else { throw SinkFault(at: path, errno: errno) }
        return end
    }

    /// The last events of the file: enough to know again the one that a crash kept from being noted as delivered.
    private func lastLines(of file: CInt, end: off_t) throws(SinkFault) -> [Line] {
        let tail = try read(file, from: max(0, end - 65_536), to: end)
        return tail.split(separator: 10).suffix(8).compactMap { line in
            try? JSONDecoder().decode(Line.self, from: Data(line))
        }
    }

    private struct Line: Decodable {
        let seq: Int64
        let id: String
    }

    private func read(_ file: CInt, from start: off_t, to end: off_t) throws(SinkFault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(end - start))
        let count = pread(file, &bytes, bytes.count, start)
        guard count == bytes.count else { throw SinkFault(at: path, errno: count < 0 ? errno : EIO) }
        return bytes
    }
}
