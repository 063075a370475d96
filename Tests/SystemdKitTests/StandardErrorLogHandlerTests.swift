import Logging
import Testing

@testable import SystemdKit

@Suite struct StandardErrorLogHandlerTests {
    @Test func `an event comes out as one line, with the metadata of logger, task and call`() throws {
        let pipe = try Pipe()
        let output = StandardErrorOutput(descriptor: pipe.writing)
        var handler = StandardErrorLogHandler(
            form: .priorityPrefix, output: output, metadataProvider: Logger.MetadataProvider { ["b": "task"] })
        handler[metadataKey: "a"] = "logger"
        let logger = Logger(label: "x") { [handler] _ in handler }
        logger.notice("Ready", metadata: ["c": "call"])
        logger.debug("not at this level")
        #expect(pipe.readAll() == "<5>Ready a=logger b=task c=call\n")
    }

    @Test func `the human form carries the time of the event`() throws {
        let pipe = try Pipe()
        let handler = StandardErrorLogHandler(form: .human, output: StandardErrorOutput(descriptor: pipe.writing))
        let before = UTCTimestamp.now().description
        Logger(label: "x") { _ in handler }.error("Stopped")
        let text = pipe.readAll()
        let time = String(text.prefix(20))
        #expect(text == "\(time) error: Stopped\n")
        // In this form, text sorts as time does.
        #expect((before...UTCTimestamp.now().description).contains(time))
    }
}
