import Foundation
import KlyftaModel
import KlyftaSources
import Testing

/// What fuzzing has learnt, read again with every run of the tests: `make fuzz` looks for more.
struct FuzzCorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fuzzing/Corpus")

    private static let parsers: [(name: String, parse: @Sendable ([UInt8]) throws -> Void)] = [
        (
            "json",
            { bytes in
                var reader = try JSONReader(bytes, from: "corpus")
                try reader.skip()
                try reader.end()
            }
        ),
        ("jsonstat", { _ = try JSONStat.cube($0, from: "corpus", cellLimit: 10_000).canonical }),
        ("px", { _ = try PXFile.cube($0, at: "corpus", cellLimit: 10_000).canonical }),
        ("pxweb", { _ = try PxWebVariable.variables($0, from: "corpus") }),
        ("pxweb", { _ = try PxWebRows($0, from: "corpus") }),
        ("pxweb", { _ = PxWebRefusal(status: 400, body: $0, address: "corpus").description }),
        ("kolada", { _ = try KoladaPage($0, from: "corpus", KoladaFigure.read) }),
        ("klass", { _ = try KLASSCode.list($0, from: "corpus").municipalityNames(from: "corpus") }),
        ("klass", { _ = try KLASSChange.list($0, from: "corpus").boundaryChanges(from: "corpus") }),
        ("klass", { _ = try KLASSClassification($0, from: "corpus").versions }),
        (
            "totals",
            { bytes in
                var list = FigureList()
                try KoladaTotals.read(bytes, from: "corpus", into: &list)
            }
        ),
        ("blanked", { _ = try JSONReader.blanked(["contact", "contactPersons"], in: $0, from: "corpus") }),
        (
            "rows",
            { bytes in
                var list = FigureList()
                _ = try bytes.withUnsafeBufferPointer { bytes throws(SourceFault) in
                    try FigureRows.read(bytes, firstLine: 1, from: "corpus", into: &list)
                }
            }
        ),
        (
            "lines",
            { bytes in
                let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
                _ = try ReleaseReader.release(of: try SourceID("fuzz"), from: lines)
            }
        ),
        ("table", { _ = try OfficeTable($0, at: "corpus", shortRows: .endEarly) }),
        (
            "zip",
            { bytes in
                let archive = try ZIPArchive(bytes, from: "corpus", limits: .init(entries: 20, bytes: 1 << 20))
                for entry in archive.entries { _ = try archive.contents(of: entry) }
            }
        ),
    ]

    @Test(arguments: parsers.indices)
    func `every input that fuzzing has learnt is read, or refused with place, problem and remedy`(index: Int) throws {
        let parser = Self.parsers[index]
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.folder.appending(path: parser.name), includingPropertiesForKeys: nil)
        #expect(files.count > 10)
        for file in files {
            do { try parser.parse([UInt8](try Data(contentsOf: file))) } catch let fault as SourceFault {
                let parts = [fault.place, fault.problem, fault.remedy]
                #expect(parts.allSatisfy { !$0.isEmpty && $0.utf8.count < 2_000 }, "\(file.lastPathComponent)")
            }
        }
    }
}
