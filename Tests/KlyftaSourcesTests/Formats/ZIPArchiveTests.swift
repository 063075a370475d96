import KlyftaModel
import KlyftaSources
import Testing

struct ZIPArchiveTests {
    private func archive(_ change: (inout [UInt8]) -> Void = { _ in }) throws -> ZIPArchive {
        var bytes = try WireFixtures.bytes("esv.zip")
        change(&bytes)
        return try ZIPArchive(bytes, from: "esv.zip")
    }

    /// The places of a four-byte mark in the fixture.
    private func places(of mark: [UInt8]) throws -> [Int] {
        let bytes = try WireFixtures.bytes("esv.zip")
        return bytes.indices.filter { bytes[$0...].starts(with: mark) }
    }

    @Test func `a file packed as ESV packs it is what it was`() throws {
        let archive = try archive()
        #expect(archive.entries.map(\.name) == ["Utfall/esv.csv", "las-mig.txt"])
        #expect(try archive.contents(of: archive.entries[0]) == WireFixtures.bytes("esv.csv"))
        #expect(try archive.contents(of: archive.entries[1]) == utf8("hej"))
    }

    @Test func `a damaged, cut or foreign file is refused`() throws {
        #expect(complaint { _ = try ZIPArchive(utf8("a;b\n"), from: "x") }?.contains("this is no ZIP archive") == true)
        #expect(complaint { _ = try ZIPArchive([], from: "x") }?.contains("this is no ZIP archive") == true)
        let whole = try WireFixtures.bytes("esv.zip")
        for count in 0..<whole.count {
            #expect(complaint { _ = try ZIPArchive(Array(whole.prefix(count)), from: "x") } != nil, "\(count)")
        }
    }

    @Test func `no changed byte gives other contents`() throws {
        let whole = try WireFixtures.bytes("esv.zip")
        let wanted = [try WireFixtures.bytes("esv.csv"), utf8("hej")]
        for place in whole.indices {
            var bytes = whole
            bytes[place] ^= 0x41
            guard let archive = try? ZIPArchive(bytes, from: "x") else { continue }
            for entry in archive.entries {
                if let contents = try? archive.contents(of: entry) { #expect(wanted.contains(contents), "\(place)") }
            }
        }
    }

    @Test func `an entry that unpacks to more than it says is refused before memory is spent`() throws {
        let directory = try places(of: [0x50, 0x4b, 0x01, 0x02])[0]
        let archive = try archive {
            $0[directory + 24] = 1; $0[directory + 25] = 0
        }
        #expect(
            complaint { _ = try archive.contents(of: archive.entries[0]) }
                == "esv.zip: Utfall/esv.csv: the entry unpacks to more than the 1 bytes it announces. Fetch the archive again; do not trust it if it stays so."
        )
    }

    @Test(arguments: [
        (8, [0x01] as [UInt8], "the entry is encrypted"), (10, [0x0c], "packed by method 12"),
        (24, [0xff, 0xff, 0xff, 0xff], "more than 4 GB (ZIP64)"), (24, [0, 0, 0, 0x7f], "and 268435456 are allowed"),
        (42, [0xff, 0xff], "the directory of the archive is damaged"),
    ])
    func `an entry of another kind is refused with words`(offset: Int, bytes: [UInt8], problem: String) throws {
        let directory = try places(of: [0x50, 0x4b, 0x01, 0x02])[0]
        let fault = complaint {
            _ = try archive {
                $0.replaceSubrange((directory + offset)..<(directory + offset + bytes.count), with: bytes)
            }
        }
        #expect(fault?.contains(problem) == true, "\(fault ?? "none")")
    }

    @Test func `two entries over the same bytes are refused`() throws {
        let directory = try places(of: [0x50, 0x4b, 0x01, 0x02])
        let fault = complaint {
            _ = try archive { bytes in
                for offset in [10, 11, 16, 17, 18, 19, 20, 21, 24, 25, 42, 43] {
                    bytes[directory[1] + offset] = bytes[directory[0] + offset]
                }
            }
        }
        #expect(fault?.contains("two entries lie over one another") == true, "\(fault ?? "none")")
    }

    @Test func `more files than allowed are refused`() throws {
        let bytes = try WireFixtures.bytes("esv.zip")
        #expect(
            complaint { _ = try ZIPArchive(bytes, from: "x", limits: .init(entries: 1)) }?.contains(
                "there are 2 files in it, and 1 are allowed") == true)
        #expect(
            complaint { _ = try ZIPArchive(bytes, from: "x", limits: .init(bytes: 10)) }?.contains("and 10 are allowed")
                == true)
    }
}
