import Testing

@testable import SystemdKit

@Suite struct JournalEntryTests {
    private func entry(_ fields: (String, String)...) -> JournalEntry {
        var entry = JournalEntry()
        for (name, value) in fields { entry.add(name, value) }
        return entry
    }

    @Test func `a value on one line follows an equals sign`() {
        #expect(entry(("MESSAGE", "a=b"), ("PRIORITY", "6")).datagram() == Array("MESSAGE=a=b\nPRIORITY=6\n".utf8))
    }

    @Test func `a value with a line break is framed by its length in 64 bits, little-endian`() {
        let expected = Array("MESSAGE\n".utf8) + [3, 0, 0, 0, 0, 0, 0, 0] + Array("a\nb\n".utf8)
        #expect(entry(("MESSAGE", "a\nb")).datagram() == expected)
    }

    @Test func `a length of more than one byte is framed right`() throws {
        let value = String(repeating: "rad\n", count: 200)
        let bytes = entry(("MESSAGE", value)).datagram()
        #expect(Array(bytes[8..<16]) == [0x20, 0x03, 0, 0, 0, 0, 0, 0])
        #expect(try JournalDatagram(bytes)["MESSAGE"] == value)
    }

    @Test(arguments: ["x\nPRIORITY=0", "x\n_PID=1\n", "\n\nMESSAGE=forged\n", "x\n\u{3}\0\0\0\0\0\0\0abc\n"])
    func `fault 42: no value can begin another field`(hostile: String) throws {
        let datagram = try JournalDatagram(entry(("MESSAGE", hostile), ("KLYFTA_A", hostile)).datagram())
        #expect(datagram.names == ["MESSAGE", "KLYFTA_A"])
    }

    @Test func `fault 42: a control character is spelt out, or journalctl would hide the message`() throws {
        let datagram = try JournalDatagram(entry(("MESSAGE", "\u{1B}[2Ja\0b\tc\nd")).datagram())
        #expect(datagram["MESSAGE"] == "\\x1b[2Ja\\x00b\tc\nd")
    }

    @Test(arguments: [JournalEntry.usualLimit, JournalEntry.smallLimit])
    func `a huge message is cut with a marker and leaves room for the other fields`(limit: Int) throws {
        let huge = entry(("MESSAGE", String(repeating: "å", count: 1_000_000)), ("PRIORITY", "2"), ("KLYFTA_A", "b"))
        let bytes = huge.datagram(limit: limit)
        #expect(bytes.count <= limit)
        let datagram = try JournalDatagram(bytes)
        #expect(datagram.names == ["MESSAGE", "PRIORITY", "KLYFTA_A"])
        #expect(datagram["MESSAGE"]?.hasSuffix("å [cut: 2000000 bytes in all]") == true)
    }

    @Test func `fields that do not fit are left out and counted, while smaller ones behind them stay`() throws {
        var crowded = entry(("MESSAGE", "m"))
        for index in 0..<20 { crowded.add("KLYFTA_\(index)", String(repeating: "x\n", count: 100_000)) }
        crowded.add("KLYFTA_LAST", "z")
        let bytes = crowded.datagram()
        #expect(bytes.count <= JournalEntry.usualLimit)
        let datagram = try JournalDatagram(bytes)
        #expect(datagram["KLYFTA_LAST"] == "z")
        let leftOut = try #require(datagram[JournalEntry.leftOutField].flatMap { Int($0) })
        #expect(leftOut > 0)
        #expect(datagram.fields.count - 1 + leftOut == 22)
    }

    @Test func `the count of fields left out never makes an entry too large`() throws {
        for size in 100..<250 {
            var crowded = entry(("MESSAGE", "m"))
            for index in 100..<200 { crowded.add("KLYFTA_\(index)", String(repeating: "x", count: size)) }
            let bytes = crowded.datagram(limit: JournalEntry.smallLimit)
            #expect(bytes.count <= JournalEntry.smallLimit)
            #expect(try JournalDatagram(bytes).names.last == JournalEntry.leftOutField)
        }
    }

    @Test func `an entry has fewer fields than journald refuses`() throws {
        var crowded = entry(("MESSAGE", "m"))
        for index in 0..<2000 { crowded.add("KLYFTA_\(index)", "1") }
        let datagram = try JournalDatagram(crowded.datagram())
        #expect(datagram.fields.count == JournalEntry.mostFields + 1)
        #expect(datagram[JournalEntry.leftOutField] == "1745")
    }
}
