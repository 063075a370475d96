import Foundation
import Glibc
import KlyftaAlerting
import KlyftaModel
import Synchronization

/// `alerts.jsonl`: every announced event as one line of JSON, appended and never changed.
///
/// Each line is one `write`. What a crash or a full disk left of a torn last line is mended before the next is written,
/// and a line that is there already is not written again. The file is opened anew for each event, so a rotated file
/// is followed without a signal. Each line names the one before it by its SHA-256, so that a line that somebody took
/// out is missed.
package struct AlertFileSink: AlertSink {
    package let name = "file"
    package let isRecord = true
    private let path: String
    private static let turn = Mutex(())

    /// A sink that appends to a file, which it makes if need be.
    package init(path: String) {
        self.path = path
    }

    package func deliver(_ records: [AlertRecord]) throws {
        // A drill may come beside the events, and both read the last line first.
        try Self.turn.withLock { _ in for record in records { try append(record) } }
    }

    private func append(_ record: AlertRecord) throws {
        // Without O_NONBLOCK a FIFO put in its place would stop the daemon until somebody reads.
        let flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        let file = open(path, flags, 0o640)
        guard file >= 0 else { throw SinkFault(at: path, errno: errno) }
        defer { close(file) }
        let end = try mendLastLine(of: file)
        let last = try end > 0 ? lastLines(of: file, end: end) : linesBeforeRotation()
        let isThere = last.contains { line in
            (try? JSONDecoder().decode(Line.self, from: Data(line))).map { $0.seq == record.seq && $0.id == record.id }
                ?? false
        }
        guard !isThere else {
            // A crash may have come before it was made durable.
            guard fdatasync(file) == 0 else { throw SinkFault(at: path, errno: errno) }
            return
        }
        let line = try SinkJSON.bytes(ChainedRecord(record: record, prev: last.last.map(ChainedRecord.name)))
        try append(line + [10], to: file, end: end)
    }

    /// The last lines of the file that this one took the place of: the newest of those whose names begin with its name,
    /// as `logrotate` leaves them with `delaycompress`. Without one the chain begins anew.
    private func linesBeforeRotation() throws(SinkFault) -> [[UInt8]] {
        let url = URL(filePath: path)
        let keys: [URLResourceKey] = [.contentModificationDateKey]
        let others =
            (try? FileManager.default.contentsOfDirectory(
                at: url.deletingLastPathComponent(), includingPropertiesForKeys: keys)) ?? []
        let dated = others.filter { other in
            let name = other.lastPathComponent
            return name.hasPrefix(url.lastPathComponent) && name != url.lastPathComponent && !name.hasSuffix(".gz")
        }.map { ($0, (try? $0.resourceValues(forKeys: Set(keys)))?.contentModificationDate ?? .distantPast) }
        guard let newest = dated.max(by: { $0.1 < $1.1 })?.0 else { return [] }
        let file = open(newest.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return [] }
        return try lastLines(of: file, end: endOfWholeLines(of: file, length: status.st_size))
    }

    private func append(_ line: [UInt8], to file: CInt, end: off_t) throws(SinkFault) {
        let count = write(file, line, line.count)
        if count == line.count, fdatasync(file) == 0 { return }
        let code = count >= 0 && count < line.count ? ENOSPC : errno
        // A full disk first takes a part of the line. Half a line must not stay.
        ftruncate(file, end)
        throw SinkFault(at: path, errno: code)
    }

    /// Mends what follows the last line end, and returns the length of the whole lines.
    ///
    /// Only what can be ours is touched: a whole event that lost its line end gets it back, a torn one is cut, and so
    /// are the zeros that a power cut may leave. Anything else is somebody's text in a file that was named by mistake.
    private func mendLastLine(of file: CInt) throws(SinkFault) -> off_t {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw SinkFault(at: path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SinkFault(at: path, "it is not a regular file", remedy: "Name a file, or move what lies there away.")
        }
        let end = try endOfWholeLines(of: file, length: status.st_size)
        guard end < status.st_size else { return end }
        let tail = try read(file, from: end, to: min(status.st_size, end + 65_536))
        if (try? JSONDecoder().decode(Line.self, from: Data(tail))) != nil {
            try append([10], to: file, end: status.st_size)
            return status.st_size + 1
        }
        let isTorn = zip(tail, Self.opening).allSatisfy { $0 == $1 } || tail.allSatisfy { $0 == 0 }
        guard isTorn else {
            throw SinkFault(
                at: path, "its last line is no event of klyfta, and has no line end",
                remedy: "Name another file for the alerts; this one was not touched.")
        }
        guard ftruncate(file, end) == 0 else { throw SinkFault(at: path, errno: errno) }
        return end
    }

    /// How every line begins: the keys are in order.
    private static let opening = Array("{\"alert\":\"".utf8)

    private func endOfWholeLines(of file: CInt, length: off_t) throws(SinkFault) -> off_t {
        var end = length
        while end > 0 {
            let tail = try read(file, from: max(0, end - 65_536), to: end)
            if let newline = tail.lastIndex(of: 10) { return end - off_t(tail.count) + off_t(newline) + 1 }
            end -= off_t(tail.count)
        }
        return 0
    }

    /// The last events of the file: enough to know again the one that a crash kept from being noted as delivered.
    private func lastLines(of file: CInt, end: off_t) throws(SinkFault) -> [[UInt8]] {
        let tail = try read(file, from: max(0, end - 65_536), to: end)
        return tail.split(separator: 10).suffix(8).map(Array.init)
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
