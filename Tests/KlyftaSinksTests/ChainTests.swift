import Crypto
import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import Testing

@Suite("The chain of alerts.jsonl")
struct ChainTests {
    private struct Link: Decodable {
        let seq: Int64
        let prev: String?
    }

    private func name(_ line: String) -> String {
        "sha256:" + SHA256.hash(data: Data(line.utf8)).map { String(format: "%02x", $0) }.joined()
    }

    private func links(_ text: String) throws -> [(line: String, link: Link)] {
        try text.split(separator: "\n").map {
            (String($0), try JSONDecoder().decode(Link.self, from: Data($0.utf8)))
        }
    }

    @Test func `each line names the one before it`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/alerts.jsonl"
            for seq in 1...4 { try AlertFileSink(path: path).deliver([.example(Int64(seq))]) }
            let links = try links(text(of: path))
            #expect(links[0].link.prev == nil)
            for (one, next) in zip(links, links.dropFirst()) { #expect(next.link.prev == name(one.line)) }
        }
    }

    @Test func `fault 38: the chain goes on in the file that takes the place of a rotated one`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/alerts.jsonl"
            try AlertFileSink(path: path).deliver([.example(1)])
            let last = try #require(try links(text(of: path)).last)
            try FileManager.default.moveItem(atPath: path, toPath: "\(path)-20261126")
            try Data().write(to: URL(filePath: path))
            try AlertFileSink(path: path).deliver([.example(2)])
            #expect(try links(text(of: path)).first?.link.prev == name(last.line))
        }
    }

    @Test func `an event that was written before the rotation is not written again`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/alerts.jsonl"
            try AlertFileSink(path: path).deliver([.example(1)])
            try FileManager.default.moveItem(atPath: path, toPath: "\(path)-20261126")
            try Data().write(to: URL(filePath: path))
            try AlertFileSink(path: path).deliver([.example(1), .example(2)])
            #expect(try records(in: path).map(\.seq) == [2])
        }
    }
}

@Suite("One text for each alert that fires")
struct FiringFolderTests {
    private func alert(_ seq: Int64, rule: String) -> OpenAlert {
        var record = AlertRecord.example(seq, in: .english)
        record.rule = rule
        record.letter = Letter(subject: "Alert: \(rule)", sentence: "It widened.")
        return OpenAlert(opening: record, latest: record, ended: nil)
    }

    private func names(_ directory: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    }

    @Test func `there is a file while it fires, and none afterwards`() throws {
        try withTemporaryDirectory { directory in
            let folder = FiringFolder(path: "\(directory)/firing", language: .english)
            try folder.write([alert(1, rule: "a"), alert(2, rule: "b")])
            #expect(
                try names("\(directory)/firing") == ["a-0123456789abcdef.txt", "b-0123456789abcdef.txt"])
            let text = try text(of: "\(directory)/firing/a-0123456789abcdef.txt")
            #expect(text == "Alert: a\n\nIt widened.\n", "the letter, as people get it elsewhere")
            try folder.write([alert(2, rule: "b")])
            #expect(try names("\(directory)/firing") == ["b-0123456789abcdef.txt"])
        }
    }

    @Test func `a file that somebody deleted or changed is there again after the next round`() throws {
        try withTemporaryDirectory { directory in
            let folder = FiringFolder(path: "\(directory)/firing", language: .english)
            let path = "\(directory)/firing/a-0123456789abcdef.txt"
            try folder.write([alert(1, rule: "a")])
            let whole = try text(of: path)
            try FileManager.default.removeItem(atPath: path)
            try folder.write([alert(1, rule: "a")])
            #expect(try text(of: path) == whole)
            try Data("mine".utf8).write(to: URL(filePath: path))
            try folder.write([alert(1, rule: "a")])
            #expect(try text(of: path) == whole)
        }
    }

    @Test func `fault 42: no name paints the terminal of whoever reads a file, or begins a line in it`() throws {
        try withTemporaryDirectory { directory in
            let record = AlertRecord.hostile()
            try FiringFolder(path: directory, language: .english).write([
                OpenAlert(opening: record, latest: record, ended: nil)
            ])
            let text = try text(of: "\(directory)/fibre-0123456789abcdef.txt")
            let isPlain = text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control }
            #expect(isPlain && !text.contains("\u{202E}"))
            #expect(!text.split(separator: "\n").contains { $0.hasPrefix("second line") }, "\(text)")
        }
    }

    @Test func `files of other names are left alone`() throws {
        try withTemporaryDirectory { directory in
            let folder = FiringFolder(path: directory, language: .english)
            for name in ["notes.txt", "README", "a-xyz.txt"] {
                try Data("mine".utf8).write(to: URL(filePath: "\(directory)/\(name)"))
            }
            try folder.write([])
            #expect(try names(directory) == ["README", "a-xyz.txt", "notes.txt"])
        }
    }
}
