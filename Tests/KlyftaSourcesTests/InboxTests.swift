import Foundation
import Glibc
import KlyftaModel
import Testing

@testable import KlyftaSources

/// An inbox of a source `office` with one indicator.
struct InboxTests {
    private let folder = try! TemporaryFolder()
    private let time = CommitTime(milliseconds: 1_793_000_000_000)

    private func source(settle: String = "0s") throws -> MappedSource {
        try #require(
            try MappedSource(
                SourceID("office"), SourceOptions(mapping.merging(["inbox": [folder.path], "settle": [settle]]) { $1 }))
        )
    }

    private let mapping: [String: [String]] = [
        "mapping/columns/municipality": ["kod"], "mapping/columns/period": ["år"], "mapping/columns/value": ["andel"],
        "mapping/country": ["SE"], "mapping/attribution/raw": ["r"], "mapping/attribution/derived": ["d"],
        "mapping/indicators/x/title/sv": ["x"], "mapping/indicators/x/title/nb": ["x"],
        "mapping/indicators/x/title/en": ["x"], "mapping/indicators/x/unit": ["percent"],
        "mapping/indicators/x/direction": ["higher-is-better"], "mapping/indicators/x/nature": ["survey"],
    ]

    private var inbox: Inbox { Inbox(of: SourceOptions(["inbox": [folder.path], "settle": ["0s"]]))! }

    private func drop(_ rows: String, as name: String) throws {
        try folder.write([UInt8]("kod,år,andel\n\(rows)".utf8), to: name)
    }

    private func names(_ path: String = "") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path + path)) ?? []).sorted()
    }

    private func value(_ release: Release, _ year: Int) -> Double? {
        release.observations.first { $0.period == .year(year) }?.outcome.value
    }

    @Test func `a file is read, and stays until its figures are stored`() throws {
        try drop("0180,2024,50\n", as: "a.csv")
        let release = try source().release()
        #expect(value(release, 2024) == 50)
        #expect(release.inbox.map(\.name) == ["a.csv"])
        #expect(names() == ["a.csv"])
        // A crash here: the same file again is the same release.
        #expect(try source().release() == release)

        #expect(inbox.accept(release.inbox, at: time).isEmpty)
        #expect(names() == ["accepted"])
        let accepted = try #require(names("/accepted").first)
        #expect(accepted.hasSuffix("-001-\(release.inbox[0].digest.prefix(12))-a.csv"), "\(accepted)")
        let again = try source().release()
        #expect(ReleaseWriter.lines(of: again) == ReleaseWriter.lines(of: release))
        #expect(again.inbox.isEmpty)
    }

    @Test func `a later file replaces an indicator's period and leaves the others`() throws {
        try drop("0180,2023,40\n0180,2024,50\n", as: "a.csv")
        #expect(inbox.accept(try source().release().inbox, at: time).isEmpty)
        try drop("0180,2024,55\n", as: "b.csv")
        let release = try source().release()
        #expect(value(release, 2023) == 40 && value(release, 2024) == 55)
        #expect(release.observations.count == 2)
    }

    @Test func `a refused file stays beside a note that says where, and is not read again until it changes`() throws {
        try drop("0180,2024,50\n", as: "good.csv")
        try drop("0180,2024,x\n", as: "bad.csv")
        let release = try source().release()
        #expect(release.inbox.map(\.name) == ["good.csv"])
        let note = try String(contentsOfFile: "\(folder.path)/bad.csv.refused.txt", encoding: .utf8)
        #expect(note.contains("bad.csv:2, column 'andel'") && note.contains("'x' is no number"), "\(note)")
        #expect(inbox.refused() == ["bad.csv"])

        let before = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/bad.csv.refused.txt")
        _ = try source().release()
        let after = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/bad.csv.refused.txt")
        #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int, "it was not refused anew")

        try drop("0180,2023,45\n", as: "bad.csv")
        let mended = try source().release()
        #expect(Set(mended.inbox.map(\.name)) == ["good.csv", "bad.csv"])
        #expect(inbox.accept(mended.inbox, at: time).isEmpty)
        #expect(names() == ["accepted"])
    }

    @Test(arguments: [".a.csv", "a.csv.part", "a.csv~", "a.tmp", "a.csv.filepart", "a.csv.refused.txt"])
    func `a file that is being copied is left alone`(name: String) throws {
        try drop("0180,2024,50\n", as: "whole.csv")
        try drop("not yet", as: name)
        #expect(try source().release().inbox.map(\.name) == ["whole.csv"])
        #expect(names() == [name, "whole.csv"].sorted())
    }

    @Test func `a file that changed a moment ago waits`() throws {
        try drop("0180,2024,50\n", as: "a.csv")
        let now = Int64(Date().timeIntervalSince1970)
        #expect(throws: SourceFault.self) { try source(settle: "30s").release(at: now + 10) }
        #expect(try source(settle: "30s").release(at: now + 40).inbox.count == 1)
    }

    @Test func `what is no ordinary file is refused without waiting for it`() throws {
        try drop("0180,2024,50\n", as: "a.csv")
        #expect(mkfifo("\(folder.path)/pipe.csv", 0o600) == 0)
        #expect(symlink("/etc/passwd", "\(folder.path)/link.csv") == 0)
        try makeFolder("\(folder.path)/folder.csv")
        #expect(try source().release().inbox.map(\.name) == ["a.csv"])
        #expect(inbox.refused() == ["folder.csv", "link.csv", "pipe.csv"])
        let note = try String(contentsOfFile: "\(folder.path)/link.csv.refused.txt", encoding: .utf8)
        #expect(note.contains("it is a symbolic link"))
    }

    @Test(arguments: ["../a.csv", ".hidden", "gone.csv"])
    func `a name that leads elsewhere moves nothing`(name: String) throws {
        #expect(inbox.accept([InboxFile(name: name, digest: "x")], at: time).count == 1)
    }

    @Test func `a file that changed after it was read is not moved`() throws {
        try drop("0180,2024,50\n", as: "a.csv")
        let release = try source().release()
        try drop("0180,2024,51\n", as: "a.csv")
        #expect(
            inbox.accept(release.inbox, at: time).map(\.problem) == [
                "it changed or went after it was read, and is not moved"
            ])
        #expect(names().contains("a.csv"))
    }

    @Test func `an inbox that is not there is a fault`() throws {
        let options = mapping.merging(["inbox": ["/no/such"]]) { $1 }
        let source = try #require(try MappedSource(SourceID("office"), SourceOptions(options)))
        #expect(throws: SourceFault.self) { try source.release() }
    }
}
