import Logging
import Testing

@testable import SystemdKit

@Suite struct JournalLogHandlerTests {
    let journal: DatagramReceiver
    let handler: JournalLogHandler

    init() throws {
        journal = try DatagramReceiver()
        handler = JournalLogHandler(
            label: "klyfta.store", identifier: "klyftad", fieldPrefix: "KLYFTA",
            socket: try JournalSocket(path: journal.path), threshold: LogThreshold(.trace))
    }

    private var logger: Logger { Logger(label: "klyfta.store") { _ in handler } }

    private func arrived() throws -> JournalDatagram {
        try JournalDatagram(try #require(journal.receive()))
    }

    @Test func `an event arrives with who said it, where, and how grave it is`() throws {
        logger.warning("Gap widened", metadata: ["source.id": "skl"], file: "Gap.swift", function: "next()", line: 42)
        let datagram = try arrived()
        #expect(
            datagram.fields.map { "\($0)=\($1)" } == [
                "MESSAGE=Gap widened", "PRIORITY=4", "SYSLOG_IDENTIFIER=klyftad", "LOGGER=klyfta.store",
                "CODE_FILE=Gap.swift", "CODE_LINE=42", "CODE_FUNC=next()", "KLYFTA_SOURCE_ID=skl",
            ])
    }

    @Test(arguments: zip(Logger.Level.allCases, [7, 7, 6, 5, 4, 3, 2]))
    func `each level has its priority`(level: Logger.Level, priority: Int) throws {
        logger.log(level: level, "x")
        #expect(try arrived()["PRIORITY"] == String(priority))
    }

    @Test func `an error has a field of its own`() throws {
        logger.error("Fetch failed", error: SystemdError(place: "skl", problem: "gone", remedy: "Wait."))
        #expect(try arrived()["ERROR"] == "skl: gone. Wait.")
    }

    @Test(arguments: ["0123456789abcdef0123456789abcdef", "01234567-89AB-CDEF-0123-456789ABCDEF"])
    func `a message id becomes MESSAGE_ID, in the form that journalctl matches`(id: String) throws {
        logger.info("x", metadata: ["message.id": "\(id)"])
        let datagram = try arrived()
        #expect(datagram["MESSAGE_ID"] == "0123456789abcdef0123456789abcdef")
        #expect(datagram["KLYFTA_MESSAGE_ID"] == nil)
    }

    @Test(arguments: ["", "12", "0123456789abcdef0123456789abcdeg", "0123456789abcdef0123456789abcdef0"])
    func `what is not an id stays metadata`(id: String) throws {
        logger.info("x", metadata: ["message.id": "\(id)"])
        let datagram = try arrived()
        #expect(datagram["MESSAGE_ID"] == nil)
        #expect(datagram["KLYFTA_MESSAGE_ID"] == id)
    }

    @Test func `the call's metadata wins over the task's, and the task's over the logger's`() throws {
        var handler = handler
        handler.metadata = ["a": "logger", "b": "logger", "c": "logger"]
        handler.metadataProvider = Logger.MetadataProvider { ["b": "task", "c": "task"] }
        handler.log(
            event: LogEvent(
                level: .info, message: "x", metadata: ["c": "call"], source: nil, file: "F", function: "f", line: 1))
        let datagram = try arrived()
        #expect(datagram["KLYFTA_A"] == "logger")
        #expect(datagram["KLYFTA_B"] == "task")
        #expect(datagram["KLYFTA_C"] == "call")
    }

    @Test func `nested metadata is one text, in the order of its keys`() throws {
        logger.info("x", metadata: ["m": ["b": ["1", "2"], "a": .stringConvertible(3)]])
        #expect(try arrived()["KLYFTA_M"] == "{a: 3, b: [1, 2]}")
    }

    @Test func `a key that poses as a field of the journal stays under the prefix`() throws {
        logger.info("x", metadata: ["_PID": "1", "PRIORITY": "0", "a\nMESSAGE=forged": "y"])
        let datagram = try arrived()
        #expect(datagram["MESSAGE"] == "x")
        #expect(datagram["PRIORITY"] == "6")
        #expect(Set(datagram.names).isSuperset(of: ["KLYFTA__PID", "KLYFTA_PRIORITY", "KLYFTA_A_MESSAGE_FORGED"]))
    }

    @Test func `a level below the handler's is not sent`() throws {
        var quiet = logger
        quiet.logLevel = .warning
        quiet.info("chatter")
        #expect(journal.receive() == nil)
        quiet.warning("alert")
        #expect(try arrived()["MESSAGE"] == "alert")
    }
}
