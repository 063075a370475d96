import Foundation
import Glibc
import KlyftaModel

/// A directory that people drop files into.
///
/// A file that is being written is left alone. A file that was read stays until the daemon has stored what was in it,
/// and is moved to `accepted/` then; a crash in between reads it again, which gives the same figures. A file that is
/// refused stays, beside a note that says why, and is not read again until it changes.
public struct Inbox: Sendable {
    /// The directory.
    public let directory: String
    /// For how many seconds a file must have been left alone before it is read.
    let settle: Int64

    /// The folder in the directory with what was accepted, in order of names.
    static let accepted = "accepted"
    static let noteSuffix = ".refused.txt"

    /// The options of a source that has an inbox.
    public static let options: [SourceOption] = [
        .init("inbox", .path, help: "a directory that files are dropped into"),
        .init("settle", .text, help: "for how long a file is left alone before it is read"),
    ]

    /// The inbox of a source; `nil` if it has none.
    public init?(of options: SourceOptions) {
        guard let directory = options["inbox"] else { return nil }
        self.directory = directory
        settle = Self.seconds(options["settle"] ?? "30s") ?? 30
    }

    /// Checks the options without touching the disk.
    /// - Throws: ``SourceFault``.
    static func check(_ options: SourceOptions, of source: SourceID) throws(SourceFault) {
        guard let text = options["settle"], seconds(text) == nil else { return }
        throw SourceFault(
            at: "sources.\(source).settle", "'\(text.excerpt(40))' is no number of seconds",
            remedy: "Write 30s, 120s and so on; 0s if files are moved in whole.")
    }

    private static func seconds(_ text: String) -> Int64? {
        guard text.hasSuffix("s"), text.dropLast().utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(text.dropLast())
    }

    /// A file with its content.
    struct Content {
        let file: InboxFile
        let path: String
        let bytes: [UInt8]
    }

    /// What was accepted before, the oldest first.
    /// - Throws: ``SourceFault`` if one of them cannot be read: a release without it would lack its figures.
    func acceptedContents() throws(SourceFault) -> [Content] {
        let folder = "\(directory)/\(Self.accepted)"
        var contents: [Content] = []
        for name in try Self.names(in: folder, mayLack: true) where !Self.isPassedOver(name) {
            let path = "\(folder)/\(name)"
            do {
                let content = try RegularFile(at: path)
                contents.append(
                    Content(file: .init(name: name, digest: content.digest), path: path, bytes: content.bytes))
            } catch {
                throw SourceFault(
                    at: path, "it was accepted and cannot be read any more (\(error))",
                    remedy: "Put it back, or let the user that runs klyfta read it.")
            }
        }
        return contents
    }

    /// What lies there to be read, the oldest first: complete, left alone long enough, and not refused before.
    /// - Parameter now: seconds of Unix time.
    /// - Throws: ``SourceFault`` if the directory cannot be read.
    func newContents(at now: Int64) throws(SourceFault) -> [Content] {
        var contents: [(changed: Int64, content: Content)] = []
        for name in try Self.names(in: directory, mayLack: false)
        where !Self.isPassedOver(name) && name != Self.accepted {
            let path = "\(directory)/\(name)"
            do {
                let content = try RegularFile(at: path)
                let file = InboxFile(name: name, digest: content.digest)
                guard now - content.changed >= settle, !isRefused(file) else { continue }
                contents.append((content.changed, Content(file: file, path: path, bytes: content.bytes)))
            } catch .unusable(let problem) {
                let file = InboxFile(name: name, digest: "-")
                guard !isRefused(file) else { continue }
                refuse(
                    [file],
                    because: SourceFault(at: path, problem, remedy: "Put an ordinary file there, or remove it."))
            } catch {
                continue
            }
        }
        return contents.sorted { ($0.changed, $0.content.file.name) < ($1.changed, $1.content.file.name) }
            .map(\.content)
    }

    /// Names of files that are being copied, edited or hidden, and our own notes.
    private static func isPassedOver(_ name: String) -> Bool {
        let unfinished = [
            "~", ".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".swp", ".new", noteSuffix,
        ]
        return name.hasPrefix(".") || unfinished.contains { name.lowercased().hasSuffix($0) }
    }

    static func names(in folder: String, mayLack: Bool) throws(SourceFault) -> [String] {
        guard let handle = opendir(folder) else {
            if mayLack, errno == ENOENT { return [] }
            throw SourceFault(
                at: folder, "the inbox cannot be read (\(String(cString: strerror(errno))))",
                remedy: "Make the directory, and let the user that runs klyfta read and write it.")
        }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
