import KlyftaModel
import KlyftaSources
import Testing

struct KLASSTests {
    private let newYear = try! CalendarDay(2024, 1, 1)

    @Test func `codes are read with the days of each name, the three open ends are one, and 9999 is dropped`() throws {
        let names = try KLASSCode.list(WireFixtures.bytes("klass-codes.json"), from: "test").municipalityNames(
            from: "test")
        let year = try CalendarDay(2020, 1, 1)
        #expect(
            names == [
                MunicipalityName(
                    try Municipality(.norway, "5001"), "Trondheim", from: year, to: try CalendarDay(2023, 1, 1)),
                MunicipalityName(
                    try Municipality(.norway, "5001"), "Trondheim - Tråante", from: try CalendarDay(2023, 1, 1)),
                MunicipalityName(try Municipality(.norway, "0301"), "Oslo", from: year),
                MunicipalityName(try Municipality(.norway, "1101"), "Eigersund", from: year),
            ])
    }

    @Test func `a split is two changes, and a code that only began or ended is no boundary change`() throws {
        let changes = try KLASSChange.list(WireFixtures.bytes("klass-changes.json"), from: "test")
        #expect(changes.count == 4)
        #expect(changes[2].old == nil && changes[3].new == nil)
        #expect(try changes.boundaryChanges(from: "test").map(\.successor.code) == ["1508", "1580"])
    }

    @Test func `changes are asked for from the day before, for one on the first day is not in the answer`() throws {
        let address = KLASSAddress(base: "http://127.0.0.1:1/api/klass/v1")
        #expect(
            address.changes(from: newYear, to: try CalendarDay(2025, 1, 1))
                == "http://127.0.0.1:1/api/klass/v1/classifications/131/changes?from=2023-12-31&to=2025-01-01&includeFuture=true&language=nb"
        )
        #expect(address.codes(at: newYear).hasSuffix("/classifications/131/codesAt?date=2024-01-01&language=nb"))
    }

    @Test func `an empty range and a missing table are told apart`() throws {
        #expect(try KLASSChange.list(utf8(#"{"codeChanges":[]}"#), status: 200, from: "test") == [])
        #expect(
            complaint { _ = try KLASSChange.list(utf8(""), status: 404, from: "test") }
                == """
                test: KLASS lacks a table of changes between two versions of the range. \
                Nothing is known of the range, which is not the same as no change. Ask for a shorter one.
                """)
        #expect(
            complaint { _ = try KLASSChange.list(utf8(""), status: 500, from: "test") }?.contains("status 500") == true)
    }

    @Test func `XML, which KLASS sends unless asked for JSON, is named`() {
        #expect(
            complaint { _ = try KLASSCode.list(utf8("<?xml version='1.0'?><codeList/>"), from: "test") }
                == "test: byte 0: this is HTML or XML, not JSON. Ask for JSON in UTF-8: send 'Accept: application/json' and check the address."
        )
    }

    @Test func `a correspondence is read from either of its forms`() throws {
        let items =
            #"{"correspondenceItems":[{"sourceCode":"0301","sourceName":"Oslo","targetCode":"03","targetName":"Oslo","validFrom":"2020-01-01","validTo":null}]}"#
        let maps =
            #"{"name":"x","correspondenceMaps":[{"sourceCode":"0301","sourceName":"Oslo","targetCode":"03","targetName":"Oslo"}]}"#
        let one = try KLASSCorrespondence.list(utf8(items), from: "test")
        let other = try KLASSCorrespondence.list(utf8(maps), from: "test")
        let year = try CalendarDay(2020, 1, 1)
        #expect(one.map(\.target) == other.map(\.target) && one[0].from == year && other[0].from == nil)
        #expect(
            complaint { _ = try KLASSCorrespondence.list([], status: 404, from: "test") }?.contains(
                "KLASS lacks a correspondence") == true)
    }

    @Test(arguments: [
        (#"{"codes":[{"name":"x"}]}"#, "an entry has no 'code'"),
        (#"{"codes":[{"code":"0301","validFrom":"2020-13-01"}]}"#, "'2020-13-01' is no day"),
        (#"{"kodes":[]}"#, "there is no list 'codes'"),
    ])
    func `an answer that is not as it should be is refused`(text: String, problem: String) {
        #expect(complaint { _ = try KLASSCode.list(utf8(text), from: "test") }?.contains(problem) == true)
    }

    @Test func `a code of another classification is no municipality`() throws {
        let codes = try KLASSCode.list(utf8(#"{"codes":[{"code":"01.110","name":"Korn"}]}"#), from: "test")
        #expect(
            complaint { _ = try codes.municipalityNames(from: "test") }?.contains("'01.110' is no municipality code")
                == true)
    }

    @Test(arguments: [
        ("2023-04-18T12:56:21.000+0000", 1_681_822_581), ("2023-04-18T14:56:21+02:00", 1_681_822_581),
        ("2023-04-18T12:56:21Z", 1_681_822_581), ("1970-01-01T00:00:00-0100", 3_600),
        ("2023-04-18T12:56:21.1234567Z", 1_681_822_581),
    ])
    func `a moment is read with and without a colon in its offset`(text: String, seconds: Int) throws {
        #expect(try OfficeMoment(text).seconds == seconds)
    }

    @Test(arguments: [
        "2023-04-18", "2023-04-18T12:56:21", "2023-04-18T24:00:00Z", "2023-02-30T00:00:00Z", "2023-04-18T12:56:21+2:00",
        "",
        "2023-04-18T12:56:21.Z", "2023-04-18T12:56:21+00:0", "2023-04-18T12:56:21z", "T", "2023-04-18T12:56:21+000a",
    ])
    func `a clock time of no known place is no moment`(text: String) {
        #expect(throws: InvalidText.self) { try OfficeMoment(text) }
    }
}
