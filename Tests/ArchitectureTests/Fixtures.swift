import Foundation

/// The source tree that this file lies in.
enum Repository {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(of path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    /// The names of the folders in a folder, in order.
    static func folders(in path: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: path).path)) ?? []
        return names.filter { isFolder("\(path)/\($0)") }.sorted()
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: root.appending(path: path).path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// The paths of all Swift files below a folder, in order; none if there is no such folder.
    static func swiftFiles(under path: String) -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: root.appending(path: path).path)) ?? []
        return names.filter { $0.hasSuffix(".swift") }.map { "\(path)/\($0)" }.sorted()
    }

    /// The code of the modules, without their tests.
    static func sourceFiles(ofPlugin name: String) -> [String] {
        swiftFiles(under: "Plugins/\(name)").filter { !$0.hasPrefix("Plugins/\(name)/Tests/") }
    }

    static var plugins: [String] { folders(in: "Plugins") }

    static var everySwiftFile: [String] { ["Sources", "Plugins", "Tests"].flatMap(swiftFiles) }

    static var testFiles: [String] {
        swiftFiles(under: "Tests") + plugins.flatMap { swiftFiles(under: "Plugins/\($0)/Tests") }
    }

    /// The modules a file imports, however the import is qualified: `@testable import A`, `import struct A.B`.
    static func imports(of path: String) throws -> [String] {
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        return try text(of: path).split(separator: "\n").compactMap { line in
            let words = line.prefix { $0 != "/" }.split(whereSeparator: \.isWhitespace)
            guard let place = words.firstIndex(of: "import"), words[..<place].allSatisfy(isModifier) else { return nil }
            let name = words[(place + 1)...].first { !kinds.contains($0) }
            return name.map { String($0.prefix { $0 != "." && $0 != ";" }) }
        }
    }

    private static func isModifier(_ word: Substring) -> Bool {
        word.hasPrefix("@") || ["public", "package", "internal", "fileprivate", "private"].contains(word)
    }

    /// The entries of `let name… = [ … ]` in a file, without quotes.
    static func list(_ name: String, in path: String) throws -> [String] {
        let text = try text(of: path)
        guard let start = text.range(of: "let \(name)"),
            let sign = text.range(of: "= [", range: start.upperBound..<text.endIndex),
            let end = text.range(of: "]", range: sign.upperBound..<text.endIndex)
        else { return [] }
        return text[sign.upperBound..<end.lowerBound].split(separator: ",")
            .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "\" \n")) }
            .filter { !$0.isEmpty }
    }
}
