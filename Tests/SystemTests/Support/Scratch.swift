import Foundation
import Glibc

/// A temporary directory of one test, with everything in it removed when the test is over.
final class Scratch: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/klyfta-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Missed("mkdtemp: \(String(cString: strerror(errno)))") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        // What a test runs as another user has to pass through.
        chmod(path, 0o755)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of something in the directory.
    subscript(name: String) -> String { "\(path)/\(name)" }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self[name]) }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: self[name]))
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: self[name])), as: UTF8.self)
    }

    func makeDirectory(_ name: String, for user: KlyftaProcess.User = .current) throws {
        try FileManager.default.createDirectory(atPath: self[name], withIntermediateDirectories: true)
        if user == .nobody { chown(self[name], KlyftaProcess.nobody, KlyftaProcess.nobody) }
    }

    func copy(_ name: String, to other: String) throws {
        try FileManager.default.copyItem(atPath: self[name], toPath: self[other])
    }
}

/// Something that had to come did not come in time.
struct Missed: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Looks again and again until something is so, where nothing announces it. The deadline is generous: on a good day
/// the first looks find it.
func eventually(_ what: String, within deadline: Duration = .seconds(60), _ isSo: () throws -> Bool) throws {
    let end = ContinuousClock.now + deadline
    while try !isSo() {
        guard .now < end else { throw Missed("\(what): not within \(deadline)") }
        usleep(2_000)
    }
}
