import Glibc
import Logging
import Testing

@testable import SystemdKit

struct LogThresholdTests {
    @Test
    func `a threshold that is changed holds for loggers that are in use, but not for those with a level of their own`()
        throws
    {
        let pipe = try Pipe()
        let threshold = LogThreshold(.info)
        let factory = LoggingBackend.choose(
            identifier: "k", fieldPrefix: "K", threshold: threshold, descriptor: pipe.writing, environment: [:])
        let logger = Logger(label: "a") { factory($0, nil) }
        var own = logger
        own.logLevel = .error
        #expect(logger.logLevel == .info)
        threshold.level = .debug
        #expect(logger.logLevel == .debug && own.logLevel == .error)
        threshold.level = .critical
        #expect(logger.logLevel == .critical && own.logLevel == .error)
    }

    @Test(arguments: Logger.Level.allCases)
    func `every level can be the threshold`(level: Logger.Level) {
        #expect(LogThreshold(level).level == level)
    }
}
