import Foundation
import Glibc
import Testing

/// A configuration to begin with, asked for at a terminal.
@Suite("klyfta init at a terminal")
struct InitTerminalTests {
    private let scratch: Scratch
    private let terminal: Terminal

    init() throws {
        scratch = try Scratch()
        terminal = try Terminal()
    }

    private var isWritten: Bool { FileManager.default.fileExists(atPath: scratch["new.yaml"]) }

    private func start(_ more: String...) throws -> KlyftaProcess {
        try KlyftaProcess(
            .init(arguments: ["init", "--config", scratch["new.yaml"]] + more, terminal: terminal.path), in: scratch)
    }

    private func answer(_ answers: [(question: String, line: String)]) throws {
        for answer in answers {
            try terminal.awaitShown(answer.question)
            try terminal.awaitShown("]: ")
            try terminal.enter(answer.line)
        }
    }

    @Test func `every question is asked, an empty line means what is usual, and the answers are in the file`() throws {
        let process = try start()
        try answer([
            ("Sources", "ssb, demoskop"), ("State directory", scratch["state"]), ("Language", "nb"),
            ("When to ask", ""), ("Whom offices", "it@kommune.example"), ("Where to post", ""),
            ("Whom to mail", "vakt@kommune.example"), ("The address mails come from", ""),
        ])
        try terminal.awaitShown("\(scratch["new.yaml"]) is written")
        #expect(try process.ending().status == .exited(0))
        let effective = try scratch.klyfta("check-config", "--effective", "--config", scratch["new.yaml"])
        #expect(effective.status == .exited(0), "\(effective)")
        for value in [scratch["state"], "nb", "08:20", "it@kommune.example", "vakt@kommune.example"] {
            #expect(effective.output.contains(value), "\(value): \(effective.output)")
        }
        #expect(!effective.output.contains("sources.skl"), "only those that were named")
    }

    @Test func `what no option says is asked, and nothing else`() throws {
        let process = try start("--country", "se", "--state", scratch["state"], "--language", "sv", "--at", "09:00")
        try answer([("Whom offices", ""), ("Where to post", ""), ("Whom to mail", "")])
        #expect(try process.ending().status == .exited(0))
        #expect(isWritten)
    }

    @Test func `an answer that cannot be used is asked for again, with the reason`() throws {
        let process = try start("--state", scratch["state"])
        try answer([("Sources", "nonsense")])
        try terminal.awaitShown("nonsense: choose among")
        try answer([("Sources", ""), ("Language", "english")])
        try terminal.awaitShown("choose among")
        try answer([("Language", "en"), ("When to ask", "25:61")])
        try answer([
            ("When to ask", "08:00"), ("Whom offices", ""), ("Where to post", ""), ("Whom to mail", ""),
        ])
        #expect(try process.ending().status == .exited(0))
        #expect(isWritten)
    }

    @Test func `control-C in the middle ends it and leaves no file`() throws {
        let process = try start()
        try answer([("Sources", "")])
        try terminal.awaitShown("State directory")
        try terminal.type(Terminal.interrupt)
        #expect(try process.ending().status == .signalled(SIGINT))
        #expect(!isWritten)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).allSatisfy { !$0.hasPrefix("new") })
    }

    @Test func `control-D in the middle ends it with a reason and leaves no file`() throws {
        let process = try start()
        try answer([("Sources", "")])
        try terminal.awaitShown("State directory")
        try terminal.awaitShown("]: ")
        try terminal.type(Terminal.end)
        try terminal.awaitShown("the input ended before all was answered")
        #expect(try process.ending().status == .exited(64))
        #expect(!isWritten)
    }
}
