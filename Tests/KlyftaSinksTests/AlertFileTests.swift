import Foundation
import Glibc
import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import KlyftaTestKit
import Testing

@Suite("alerts.jsonl")
struct AlertFileTests {
    @Test
    func `each event is one line of JSON, in the order of delivery`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/alerts.jsonl"
            let events: [AlertRecord] = [
                .example(1, in: .swedish), .example(2, .resolved), .example(3, .resolved, because: .ruleRemoved),
            ]
            for event in events { try AlertFileSink(path: path).deliver([event]) }
            #expect(try records(in: path) == events.map(\.asWritten))
            #expect(try text(of: path).hasPrefix(#"{"alert":"0123456789abcdef","#))
            #expect(try !text(of: path).contains(#"\/"#))
        }
    }

    @Test
    func `the file is made for its owner and group, and a mode given to it stays`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/alerts.jsonl"
            try AlertFileSink(path: path).deliver([.example(1)])
            #expect(try mode(of: path) == 0o640)
            chmod(path, 0o600)
            try AlertFileSink(path: path).deliver([.example(2)])
            #expect(try mode(of: path) == 0o600)
        }
    }

    @Test(arguments: [
        (whole: [1, 2], torn: #"{"alert":"0123456789abcdef","attribution":"Egen"#),
        ([1, 2], "{"),
        ([1, 2], "\0\0\0\0"),
        ([1], #"{"alert":""# + String(repeating: "x", count: 200_000)),
        ([], #"{"alert""#),
        ([], #"{"alert":""# + String(repeating: "x", count: 65_536)),
    ])
    func `fault 5: a torn last line is cut before the next is written`(whole: [Int64], torn: String) throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/alerts.jsonl"
            let sink = AlertFileSink(path: path)
            for seq in whole { try sink.deliver([.example(seq)]) }
            let before = whole.isEmpty ? "" : try text(of: path)
            try Data((before + torn).utf8).write(to: URL(filePath: path))
            try sink.deliver([.example(9)])
            #expect(try records(in: path).map(\.seq) == whole + [9])
            #expect(try text(of: path).hasPrefix(before))
        }
    }

    @Test(arguments: ["my notes, no newline", "notes\nwithout an end", "{ \"not\": \"ours\" ", "x"])
    func `a file of somebody else is refused and not touched`(text notes: String) throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/notes.txt"
            try Data(notes.utf8).write(to: URL(filePath: path))
            let fault = #expect(throws: SinkFault.self) { try AlertFileSink(path: path).deliver([.example(1)]) }
            #expect(fault?.problem == "its last line is no event of klyfta, and has no line end")
            #expect(try text(of: path) == notes)
        }
    }

    @Test
    func `fault 5: an event whose line end was lost gets it back`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/alerts.jsonl"
            try AlertFileSink(path: path).deliver([.example(1)])
            try Data(try text(of: path).dropLast().utf8).write(to: URL(filePath: path))
            try AlertFileSink(path: path).deliver([.example(2)])
            #expect(try records(in: path).map(\.seq) == [1, 2])
        }
    }

    @Test
    func `fault 5: a torn line is cut even if its event is not due again`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/alerts.jsonl"
            try AlertFileSink(path: path).deliver([.example(1)])
            let whole = try text(of: path)
            try Data((whole + "{").utf8).write(to: URL(filePath: path))
            try AlertFileSink(path: path).deliver([.example(1)])
            #expect(try text(of: path) == whole)
        }
    }

    @Test
    func `an event that is the last line already is not written again`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/alerts.jsonl"
            for seq: Int64 in [1, 2, 2, 2] { try AlertFileSink(path: path).deliver([.example(seq)]) }
            #expect(try records(in: path).map(\.seq) == [1, 2])
        }
    }

    @Test
    func `only the number and the id together make an event the same`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/alerts.jsonl"
            var other = AlertRecord.example(1)
            other.id = "another-1-fired"
            for event in [.example(1), other] { try AlertFileSink(path: path).deliver([event]) }
            #expect(try records(in: path) == [AlertRecord.example(1), other].map(\.asWritten))
        }
    }

    @Test
    func `fault 38: a rotated file is left alone and a new one begun`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/alerts.jsonl"
            let sink = AlertFileSink(path: path)
            try sink.deliver([.example(1)])
            try FileManager.default.moveItem(atPath: path, toPath: "\(path)-20261121")
            try sink.deliver([.example(2)])
            #expect(try records(in: "\(path)-20261121").map(\.seq) == [1])
            #expect(try records(in: path).map(\.seq) == [2])
        }
    }

    @Test
    func `fault 38: a symbolic link is refused and what it points to left alone`() throws {
        try withTemporaryDirectory { directory in
            let (path, target) = ("\(directory)/alerts.jsonl", "\(directory)/precious")
            try Data("precious".utf8).write(to: URL(filePath: target))
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
            let fault = #expect(throws: SinkFault.self) { try AlertFileSink(path: path).deliver([.example(1)]) }
            #expect(fault?.place == path)
            #expect(fault?.remedy == "It is a symbolic link. Name the file itself.")
            #expect(try text(of: target) == "precious")
        }
    }

    @Test
    func `fault 38: a named pipe without a reader is refused at once`() throws {
        try withTemporaryDirectory { directory in
            let path = "\(directory)/alerts.jsonl"
            mkfifo(path, 0o640)
            let fault = #expect(throws: SinkFault.self) { try AlertFileSink(path: path).deliver([.example(1)]) }
            #expect(fault?.problem == "it is not a regular file")
            #expect(fault?.remedy == "Name a file, or move what lies there away.")
        }
    }

    @Test(arguments: ["missing/alerts.jsonl", "file/alerts.jsonl"])
    func `a directory that is not there is a fault that says what to make`(path: String) throws {
        try withTemporaryDirectory { directory in
            try Data().write(to: URL(filePath: "\(directory)/file"))
            let path = "\(directory)/\(path)"
            let fault = #expect(throws: SinkFault.self) { try AlertFileSink(path: path).deliver([.example(1)]) }
            #expect(fault?.place == path)
            #expect(fault?.problem.hasPrefix("it cannot be written (") == true)
            #expect(fault?.remedy == "Make its directory; the event is kept and delivered then.")
        }
    }

    @Test(
        .enabled(if: SmallDisk.isPossible, "needs root, to mount a disk of 64 kB"), arguments: [0, 1, 100, 500])
    func `fault 1: a full disk leaves no half line, and the line comes once there is room`(left: Int) throws {
        try SmallDisk.with(kilobytes: 64) { disk in
            let path = "\(disk.path)/alerts.jsonl"
            let sink = AlertFileSink(path: path)
            // The last page of the file keeps room for a part of a line.
            let filler = String(repeating: "x", count: 4_096 - left - 1) + "\n"
            try Data(filler.utf8).write(to: URL(filePath: path))
            try disk.fill()
            let fault = #expect(throws: SinkFault.self) { try sink.deliver([.example(1)]) }
            #expect(fault?.remedy == "Make room on its file system; the event is kept and delivered then.")
            #expect(try text(of: path) == filler)

            try disk.makeRoom()
            try sink.deliver([.example(1)])
            #expect(try text(of: path).dropFirst(filler.count).hasPrefix(#"{"alert":"#))
            #expect(try text(of: path).hasSuffix("}\n"))
        }
    }
}
