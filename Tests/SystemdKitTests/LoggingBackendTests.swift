import Glibc
import Logging
import Testing

@testable import SystemdKit

@Suite struct LoggingBackendTests {
    let pipe: Pipe
    let journal: DatagramReceiver
    let stream: String

    init() throws {
        pipe = try Pipe()
        journal = try DatagramReceiver()
        var info = stat()
        try #require(fstat(pipe.writing, &info) == 0)
        stream = "\(info.st_dev):\(info.st_ino)"
    }

    private func detect(_ environment: [String: String], journal path: String? = nil) -> LoggingBackend {
        LoggingBackend.detect(
            descriptor: pipe.writing, environment: environment, journalPath: path ?? journal.path)
    }

    private func factory(_ environment: [String: String], _ drops: DropCounter) -> LoggingBackend.Factory {
        LoggingBackend.choose(
            identifier: "klyftad", fieldPrefix: "KLYFTA", threshold: LogThreshold(.notice), drops: drops,
            descriptor: pipe.writing,
            environment: environment, journalPath: journal.path)
    }

    @Test func `the journal's own stream means native entries`() {
        #expect(detect(["JOURNAL_STREAM": stream, "INVOCATION_ID": "1"]) == .journal)
    }

    @Test func `the journal's stream without its socket means lines with priorities`() {
        #expect(detect(["JOURNAL_STREAM": stream], journal: "/nonexistent/socket") == .standardError(.priorityPrefix))
    }

    @Test func `a pipe of something that systemd started means lines with priorities`() {
        #expect(detect(["INVOCATION_ID": "1"]) == .standardError(.priorityPrefix))
        #expect(detect(["INVOCATION_ID": "1", "JOURNAL_STREAM": "1:2"]) == .standardError(.priorityPrefix))
    }

    @Test func `a pipe of anything else means lines for a person, even if a journal listens`() {
        #expect(detect([:]) == .standardError(.human))
        #expect(detect(["JOURNAL_STREAM": "1:2"]) == .standardError(.human))
    }

    @Test func `a file means lines for a person, even below systemd`() throws {
        let file = open(journal.directory.path + "/log", O_WRONLY | O_CREAT, 0o600)
        try #require(file >= 0)
        defer { close(file) }
        let backend = LoggingBackend.detect(
            descriptor: file, environment: ["INVOCATION_ID": "1"], journalPath: journal.path)
        #expect(backend == .standardError(.human))
    }

    @Test func `the journal's handlers carry level, prefix, label and provider, and share one count of drops`() throws {
        let drops = DropCounter()
        let factory = factory(["JOURNAL_STREAM": stream], drops)
        let logger = Logger(label: "klyfta.store") { label in
            factory(label, Logger.MetadataProvider { ["run": "7"] })
        }
        logger.info("chatter")
        logger.notice("Ready")
        let datagram = try JournalDatagram(try #require(journal.receive()))
        #expect(datagram["MESSAGE"] == "Ready")
        #expect(datagram["LOGGER"] == "klyfta.store")
        #expect(datagram["SYSLOG_IDENTIFIER"] == "klyftad")
        #expect(datagram["KLYFTA_RUN"] == "7")

        #expect(unlink(journal.path) == 0)
        logger.notice("lost")
        Logger(label: "other") { factory($0, nil) }.notice("lost too")
        #expect(drops.count == 2)
    }

    @Test func `below systemd a full pipe drops lines, and the count tells`() throws {
        let drops = DropCounter()
        let factory = factory(["INVOCATION_ID": "1"], drops)
        let logger = Logger(label: "x") { factory($0, Logger.MetadataProvider { ["run": "7"] }) }
        let isOver: Void? = inTime {
            for _ in 0..<500 { logger.warning("\(String(repeating: "x", count: 1000))") }
        }
        try #require(isOver != nil)
        #expect(drops.count > 0)
        let lines = pipe.readAll().split(separator: "\n")
        #expect(lines.count + drops.count == 500)
        #expect(lines.allSatisfy { $0.hasPrefix("<4>xxx") && $0.hasSuffix("x run=7") })
    }
}
