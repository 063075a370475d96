import Foundation
import Glibc
import KlyftaAlerting
import KlyftaModel

/// A directory with one text file for each alert that fires, for people who look with `ls` and `cat`: the last letter on it.
///
/// Like `current.json` it is a picture of the store. Files of other names are left alone.
package struct FiringFolder: Sendable {
    private let path: String
    package let language: Language

    package init(path: String, language: Language) {
        self.path = path
        self.language = language
    }

    /// Draws the alerts that fire, and takes away those that do not any more. A file that says the same already is not
    /// written.
    /// - Throws: ``SinkFault``.
    package func write(_ alerts: [OpenAlert]) throws(SinkFault) {
        if mkdir(path, 0o750) != 0, errno != EEXIST { throw SinkFault(at: path, errno: errno) }
        let files = Dictionary(
            alerts.filter { $0.ended == nil }.map { (Self.name(of: $0), text(of: $0)) }, uniquingKeysWith: { $1 })
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            let file = "\(path)/\(name)"
            let bytes = [UInt8](text.utf8)
            if (try? Data(contentsOf: URL(filePath: file))).map({ [UInt8]($0) }) == bytes { continue }
            try ReplacedFile.write(bytes, to: file)
        }
        let present = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in present where Self.isOurs(name) && files[name] == nil { unlink("\(path)/\(name)") }
    }

    private static func name(of alert: OpenAlert) -> String { "\(alert.opening.rule)-\(alert.opening.alert).txt" }

    /// A rule, and the sixteen digits of an alert.
    private static func isOurs(_ name: String) -> Bool {
        guard name.hasSuffix(".txt") else { return false }
        let parts = name.dropLast(4).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 2, let id = parts.last else { return false }
        return id.utf8.count == 16 && id.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    private func text(of alert: OpenAlert) -> String {
        let letter = Digest([alert.latest], in: language)
        return "\(letter.subject)\n\n\(letter.text)\n"
    }
}
