import Glibc
import Testing

@testable import SystemdKit

@Suite struct JournalSocketTests {
    private func entry(_ message: String) -> JournalEntry {
        var entry = JournalEntry()
        entry.add("MESSAGE", message)
        return entry
    }

    @Test func `what is sent arrives`() throws {
        let journal = try DatagramReceiver()
        let socket = try JournalSocket(path: journal.path)
        #expect(socket.send(entry("hej")))
        #expect(journal.receiveText() == "MESSAGE=hej\n")
        #expect(socket.dropped == 0)
    }

    @Test func `fault 36: a journal that does not read costs entries, which are counted, and never time`() throws {
        let journal = try DatagramReceiver()
        let socket = try JournalSocket(path: journal.path)
        // A blocking send would stop here for ever, at the first entry that the queue has no room for.
        let sent = 5000
        let isOver: Void? = inTime { for number in 0..<sent { socket.send(entry("\(number)")) } }
        try #require(isOver != nil)

        var received = 0
        func receive() {
            while let text = journal.receiveText() {
                #expect(text == "MESSAGE=\(received)\n", "in order, whether held or not")
                received += 1
            }
        }
        receive()
        #expect(received > 0)
        while socket.held > 0 {
            socket.sendHeld()
            receive()
        }
        receive()
        #expect(socket.dropped == sent - received)
        #expect(socket.dropped > 0)

        #expect(socket.send(entry("again")), "there is room again")
        #expect(journal.receiveText() == "MESSAGE=again\n")
    }

    @Test func `fault 36: a journal that hangs for a while gets every entry in order, by itself`() throws {
        let journal = try DatagramReceiver()
        let socket = try JournalSocket(path: journal.path)
        var sent = 0
        while socket.held < 100 {
            #expect(socket.send(entry("\(sent)")))
            sent += 1
        }
        // Nobody asks for it: what is held is tried again after a pause.
        var received = 0
        let end = ContinuousClock.now + .seconds(60)
        while received < sent, .now < end {
            guard let text = journal.receiveText() else {
                usleep(1_000)
                continue
            }
            #expect(text == "MESSAGE=\(received)\n")
            received += 1
        }
        #expect(received == sent && socket.dropped == 0)
    }

    @Test func `no more entries and no more bytes are held than there is room for`() {
        var queue = JournalQueue(entries: 2, bytes: 10)
        let sizes = [3, 8, 1, 1]
        let taken = sizes.map { queue.append([UInt8](repeating: 0, count: $0)) }
        #expect(taken == [true, false, true, false])
        #expect(queue.first?.count == 3 && queue.count == 2)
        queue.removeFirst()
        let isTaken = queue.append([UInt8](repeating: 0, count: 9))
        #expect(isTaken && queue.count == 2, "what was let go leaves its room")
    }

    @Test func `fault 36: an entry for a journal that is gone is dropped and counted, and its successor is found`()
        throws
    {
        let directory = try TemporaryDirectory()
        let counter = DropCounter()
        let socket = try JournalSocket(path: directory.path + "/absent", drops: counter)
        #expect(!socket.send(entry("lost")))
        #expect(counter.count == 1)

        let first = try DatagramReceiver()
        let restarted = try JournalSocket(path: first.path, drops: counter)
        #expect(unlink(first.path) == 0)
        #expect(!restarted.send(entry("lost")))
        #expect(counter.count == 2)
        let successor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(successor) }
        try #require(try UnixAddress(path: first.path).withPointer { bind(successor, $0, $1) } == 0)
        #expect(restarted.send(entry("found")))
        #expect(counter.count == 2)
    }

    @Test func `the largest entry there is goes through a usual socket buffer`() throws {
        let journal = try DatagramReceiver()
        let socket = try JournalSocket(path: journal.path)
        var crowded = JournalEntry()
        for index in 0..<40 { crowded.add("KLYFTA_\(index)", String(repeating: "x", count: 1_000_000)) }
        #expect(crowded.datagram().count > JournalEntry.usualLimit * 3 / 4)
        #expect(socket.send(crowded))
        #expect(journal.receive() == crowded.datagram())
    }

    @Test func `an entry too large for the socket's buffer is sent again, smaller`() throws {
        let journal = try DatagramReceiver()
        let socket = try JournalSocket(path: journal.path)
        // The least that Linux grants, as an administrator's net.core.wmem_default can make it.
        var size: Int32 = 1
        let length = socklen_t(MemoryLayout.size(ofValue: size))
        try #require(setsockopt(socket.descriptor, SOL_SOCKET, SO_SNDBUF, &size, length) == 0)
        #expect(socket.send(entry(String(repeating: "x", count: 100_000))))
        let datagram = try JournalDatagram(try #require(journal.receive()))
        #expect(datagram["MESSAGE"]?.hasSuffix("[cut: 100000 bytes in all]") == true)
        #expect(socket.dropped == 0)
    }

    @Test func `a journal is reachable while somebody listens, and a socket file alone is not a journal`() throws {
        let journal = try DatagramReceiver()
        #expect(JournalSocket.isReachable(path: journal.path))
        let alone = journal.directory.path + "/alone"
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        try #require(try UnixAddress(path: alone).withPointer { bind(descriptor, $0, $1) } == 0)
        #expect(JournalSocket.isReachable(path: alone))
        close(descriptor)
        #expect(!JournalSocket.isReachable(path: alone))
        #expect(!JournalSocket.isReachable(path: journal.directory.path + "/absent"))
    }

    @Test(arguments: ["", String(repeating: "a", count: 108), "a\0b"])
    func `a path that no socket can have is an error`(path: String) {
        let error = #expect(throws: SystemdError.self) { try JournalSocket(path: path) }
        #expect(error?.code == ENAMETOOLONG)
        #expect(!JournalSocket.isReachable(path: path))
    }
}
