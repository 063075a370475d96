import KlyftaModel
import Testing

struct CommitTimeTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1, "1970-01-01T00:00:00.001Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (86_399_999, "1970-01-01T23:59:59.999Z"), (86_400_000, "1970-01-02T00:00:00.000Z"),
            (-86_400_000, "1969-12-31T00:00:00.000Z"), (-86_400_001, "1969-12-30T23:59:59.999Z"),
            (1_795_289_400_123, "2026-11-21T19:30:00.123Z"),
        ] as [(Int64, String)])
    func `a moment is written in UTC with milliseconds`(milliseconds: Int64, text: String) {
        #expect(CommitTime(milliseconds: milliseconds).description == text)
    }

    @Test func `moments are in order of time`() {
        #expect(CommitTime(milliseconds: -1) < CommitTime(milliseconds: 0))
        #expect(!(CommitTime(milliseconds: 0) < CommitTime(milliseconds: 0)))
    }
}

struct VintageTests {
    static let digest = String(repeating: "0123456789abcdef", count: 4)

    @Test func `a vintage is named by its digest and told apart by twelve digits`() throws {
        let vintage = try Vintage(Self.digest)
        #expect(vintage.description == "sha256:\(Self.digest)")
        #expect(vintage.short == "0123456789ab")
    }

    @Test(arguments: ["", String(digest.dropLast()), digest + "0", digest.uppercased(), "g" + digest.dropFirst()])
    func `a digest is 64 lower-case hexadecimal digits`(text: String) {
        #expect(throws: InvalidText.self) { try Vintage(text) }
    }
}
