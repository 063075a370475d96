/// Datagrams that wait for journald, oldest first: so many and so many bytes, and no more.
struct JournalQueue {
    private var datagrams: [[UInt8]] = []
    private var bytes = 0
    private let most: (entries: Int, bytes: Int)

    init(entries: Int, bytes: Int) {
        most = (entries, bytes)
    }

    var isEmpty: Bool { datagrams.isEmpty }
    var count: Int { datagrams.count }
    var first: [UInt8]? { datagrams.first }

    /// False if there is no room: what is there is older, and told first what went wrong.
    mutating func append(_ datagram: [UInt8]) -> Bool {
        guard datagrams.count < most.entries, bytes + datagram.count <= most.bytes else { return false }
        datagrams.append(datagram)
        bytes += datagram.count
        return true
    }

    mutating func removeFirst() { bytes -= datagrams.removeFirst().count }
}
