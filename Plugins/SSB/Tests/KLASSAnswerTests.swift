import Foundation
import KlyftaModel
import KlyftaSources
import Testing

@testable import SSB

/// KLASS's own codes since 1838, kept beside the checkout, as the module reads them.
@Suite(.enabled(if: KLASSAnswers.areHere, "there are no answers of offices in ../shared/data"))
struct KLASSAnswerTests {
    private let division: Division

    init() throws {
        let table = try KLASSAnswers.table("klass131_code_versions_1838-2024.csv")
        let rows = table.rows.map { row in
            let (code, name) = (row.fields[0].jsonQuoted, row.fields[1].jsonQuoted)
            let end = row.fields[3].isEmpty ? "null" : row.fields[3].jsonQuoted
            return "{\"code\":\(code),\"name\":\(name),\"validFromInRequestedRange\":\(row.fields[2].jsonQuoted),"
                + "\"validToInRequestedRange\":\(end)}"
        }
        let answer = Payload(
            LivePlan.codes, from: try WebAddress("https://data.ssb.no/codes"),
            bytes: Array("{\"codes\":[\(rows.joined(separator: ","))]}".utf8), retrieved: CommitTime(milliseconds: 0))
        division = try Division(answer, from: try CalendarDay(1838, 1, 1))
    }

    @Test(arguments: [2013, 2017, 2018, 2019, 2020])
    func `the codes in force on 1 January by their days are those of the version that KLASS gave out`(
        year: Int
    ) throws {
        let version = try KLASSAnswers.table("klass131_version_\(year).latin1.csv")
        let codes = Set(version.rows.map { $0.fields[0] }).subtracting(["9999"])
        #expect(division.inForce(on: try CalendarDay(year, 1, 1)) == codes)
    }

    /// From the first year of table 07459 on; the numbers change with the mergers of 1988, 1992, 1994, 2002 to 2013.
    @Test(arguments: [
        (1986, 454), (1988, 448), (1992, 439), (1994, 435), (2002, 434), (2005, 433), (2006, 431), (2008, 430),
        (2012, 429), (2013, 428), (2014, 428),
    ])
    func `before 2015, too, there are as many municipalities as there were`(year: Int, count: Int) throws {
        #expect(division.inForce(on: try CalendarDay(year, 1, 1)).count == count)
    }
}

private enum KLASSAnswers {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "../shared/data/no/klass").standardized

    static let areHere = FileManager.default.fileExists(atPath: folder.path)

    static func table(_ name: String) throws -> OfficeTable {
        try OfficeTable(
            [UInt8](try Data(contentsOf: folder.appending(path: name))), at: name, shortRows: .endEarly)
    }
}
