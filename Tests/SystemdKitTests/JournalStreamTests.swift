import Glibc
import Testing

@testable import SystemdKit

@Suite struct JournalStreamTests {
    private func variable(for descriptor: Int32) -> String {
        var info = stat()
        fstat(descriptor, &info)
        return "\(info.st_dev):\(info.st_ino)"
    }

    @Test(arguments: ["", "8", "8:", ":9", "8:9:1", "8:x", "-8:9", " 8:9", "8:99999999999999999999"])
    func `what is not two decimal numbers names no stream`(text: String) {
        #expect(JournalStream(text) == nil)
    }

    @Test func `device and inode are read in this order`() {
        let stream = JournalStream("8:123456")
        #expect(stream?.device == 8)
        #expect(stream?.inode == 123_456)
    }

    @Test func `only the descriptor that the variable names is the journal's`() throws {
        let (pipe, other) = (try Pipe(), try Pipe())
        let environment = ["JOURNAL_STREAM": variable(for: pipe.writing)]
        #expect(JournalStream.isJournal(descriptor: pipe.writing, environment: environment))
        #expect(!JournalStream.isJournal(descriptor: other.writing, environment: environment))
        #expect(!JournalStream.isJournal(descriptor: -1, environment: environment))
        #expect(!JournalStream.isJournal(descriptor: pipe.writing, environment: [:]))
    }

    @Test func `a stream without a reachable journal is not a connection`() throws {
        let pipe = try Pipe()
        let journal = try DatagramReceiver()
        let environment = ["JOURNAL_STREAM": variable(for: pipe.writing)]
        func isConnected(_ path: String, _ environment: [String: String]) -> Bool {
            JournalStream.isConnected(descriptor: pipe.writing, environment: environment, socketPath: path)
        }
        #expect(isConnected(journal.path, environment))
        #expect(!isConnected(journal.path + "-absent", environment))
        #expect(!isConnected(journal.path, [:]))
    }
}
