import Foundation
import KlyftaModel
import KlyftaSources

/// Small answers in the offices' own forms, trimmed.
enum WireFixtures {
    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return [UInt8](try Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
    }
}

/// The offices' real answers beside the repository, or where `KLYFTA_ANSWERS` says. They are no part of it, so tests
/// that need them are enabled only where they are.
enum OfficeAnswers {
    static let folder =
        ProcessInfo.processInfo.environment["KLYFTA_ANSWERS"].map { URL(filePath: $0) }
        ?? URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "../shared/data").standardized

    static let areHere = FileManager.default.fileExists(atPath: folder.path)
    static let absent = "there are no answers of offices in ../shared/data"

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: path)))
    }
}

func utf8(_ text: String) -> [UInt8] { [UInt8](text.utf8) }

/// The fault that something throws, as one line; `nil` if it throws none.
func complaint(_ body: () throws -> Void) -> String? {
    do { try body() } catch { return String(describing: error) }
    return nil
}

func cube(_ text: String, cellLimit: Int = JSONStat.cellLimit) throws -> StatCube {
    try JSONStat.cube(utf8(text), from: "test", cellLimit: cellLimit)
}

/// A data set of one dimension `A` with the codes a, b, c and the members given.
func small(_ members: String) -> String {
    #"{"class":"dataset","id":["A"],"size":[3],"dimension":{"A":{"category":{"index":["a","b","c"]}}},"#
        + members + "}"
}
