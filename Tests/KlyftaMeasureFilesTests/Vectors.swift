import Foundation

/// A folder of files with figures and what others computed of them.
struct Vectors {
    let folder: URL

    /// Beside the repository, or where `KLYFTA_VECTORS` says. They are no part of the repository, so tests that need
    /// them are enabled only where they are.
    static let shared = Vectors(
        folder: ProcessInfo.processInfo.environment["KLYFTA_VECTORS"].map { URL(filePath: $0) }
            ?? here.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "../shared/vectors").standardized)

    /// Small ones of our own, worked out by hand.
    static let own = Vectors(folder: here.appending(path: "Fixtures"))

    static let absent = "the reference vectors are not here: ../shared/vectors beside the repository, or KLYFTA_VECTORS"

    private static let here = URL(filePath: #filePath).deletingLastPathComponent()

    var files: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }

    func read(_ name: String) throws -> Data { try Data(contentsOf: folder.appending(path: name)) }

    /// The files that have a key.
    func files(with key: String) -> [String] {
        files.filter { name in
            (try? read(name)).map { String(decoding: $0, as: UTF8.self).contains("\"\(key)\"") } ?? false
        }
    }
}
