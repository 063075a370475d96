import Foundation
import KlyftaModel
import KlyftaSources
import Testing

@testable import File

@Suite("The formats that a table comes in")
struct FileFormatTests {
    @Test func `a table in Windows-1252, with any separator, is read as it was meant`() async throws {
        for separator in [";", "\t"] {
            let text = ["Kod", "År", "Andel\n0180", "2024", "97,5\n"].joined(separator: separator)
            let bytes = Data(text.unicodeScalars.map { UInt8($0.value) })
            #expect(try await Desk().release(bytes).observations.map(\.outcome) == [.value(97.5)])
        }
        #expect(try await Desk().release("# from: us\nKod,År,Andel\n0180,2024,\"97,5\"\n").observations.count == 1)
    }

    /// A file of the offices' formats in small.
    private func fixture(_ name: String) throws -> Data {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return try Data(contentsOf: root.appending(path: "Tests/KlyftaSourcesTests/Fixtures/\(name)"))
    }

    @Test func `a table in a ZIP archive is read, by its name where there are several`() async throws {
        var desk = Desk()
        desk.options["mapping/columns/municipality"] = ["Kommunkod"]
        let zip = try fixture("esv.zip")
        let complaint = await desk.complaint(zip)
        #expect(
            complaint
                == "~: there are 2 tables in it. Write 'entry:' with one of 'Utfall/esv.csv', 'las-mig.txt' in the "
                + "mapping.")
        for entry in ["esv.csv", "Utfall/esv.csv"] {
            desk.options["mapping/entry"] = [entry]
            let packed = try await desk.release(zip)
            #expect(
                try await ReleaseWriter.lines(of: packed) == ReleaseWriter.lines(of: desk.release(fixture("esv.csv"))))
        }
        desk.options["mapping/entry"] = ["other.csv"]
        #expect(await desk.complaint(zip)?.hasPrefix("~: there is no 'other.csv' in it. ") == true)
    }

    /// A table of two municipalities and two years, as an office sends it.
    private func cube(_ value: String) -> String {
        #"{"version":"2.0","class":"dataset","id":["Region","Tid"],"size":[2,2],"dimension":{"Region":{"category":"#
            + #"{"index":["0180","2505"],"label":{"0180":"Stockholm","2505":"Arvidsjaur"}}},"#
            + #""Tid":{"category":{"index":["2023","2024"]}}},"value":\#(value)}"#
    }

    private var statDesk: Desk {
        var desk = Desk()
        desk.options["mapping/format"] = ["json-stat"]
        desk.options["mapping/columns/municipality"] = ["Region"]
        desk.options["mapping/columns/period"] = ["Tid"]
        desk.options["mapping/columns/value"] = ["value"]
        return desk
    }

    @Test func `JSON-stat is read with its dimensions as columns, and its marks mean what the format says`()
        async throws
    {
        let release = try await statDesk.release(cube(#"[97.5,"..",0,":"]"#))
        let outcomes = release.observations.map { "\($0.municipality) \($0.period) \($0.outcome)" }.sorted()
        #expect(
            outcomes == [
                "SE-0180 2023 \(Outcome.value(97.5))", "SE-0180 2024 \(Outcome.absent(.suppressed))",
                "SE-2505 2023 \(Outcome.value(0))", "SE-2505 2024 \(Outcome.absent(.suppressed))",
            ], "the mapping says what '..' means, the format what ':' means")
    }

    @Test func `a file of PC-Axis is read as JSON-stat is`() async throws {
        var desk = statDesk
        desk.options["mapping/format"] = ["px"]
        let release = try await desk.release(
            """
            CHARSET="ANSI";STUB="region";HEADING="år";
            VARIABLECODE("region")="Region";VARIABLECODE("år")="Tid";
            VALUES("region")="Stockholm","Arvidsjaur";CODES("region")="0180","2505";
            VALUES("år")="2023","2024";TIMEVAL("år")=TLIST(A1),"2023","2024";
            DATA=97.5 ".." 0 ":";
            """)
        let same = try await statDesk.release(cube(#"[97.5,"..",0,":"]"#))
        #expect(ReleaseWriter.lines(of: release) == ReleaseWriter.lines(of: same))
    }

    @Test func `labels of JSON-stat are columns too, for published groups`() async throws {
        var desk = statDesk
        desk.options["mapping/columns/municipality"] = nil
        desk.options["mapping/columns/group"] = ["Region label"]
        desk.options["mapping/groups/Stockholm/kind"] = ["all"]
        desk.options["mapping/groups/Arvidsjaur/to"] = ["9999"]
        desk.options["mapping/denominator"] = ["bodies"]
        let release = try await desk.release(cube("[1,2,3,4]"))
        #expect(release.published.map(\.value) == [1, 2, 3, 4])
        #expect(release.published.map(\.group.label) == ["Stockholm", "Stockholm", "Arvidsjaur", "Arvidsjaur"])
    }

    @Test(arguments: [
        ("[1,2,3]", "~: there are 3 cells where 4 should be"), ("[1,2,3,NaN]", "~: "), ("[1,2,3,1e400]", "~: "),
    ])
    func `fault 27: JSON-stat that is not whole or has no numbers is refused`(value: String, problem: String) async {
        let complaint = await statDesk.complaint(cube(value))
        #expect(complaint?.hasPrefix(problem) == true, "\(complaint ?? "")")
    }
}
