import KlyftaModel
import KlyftaSources
import Testing

/// Every delimited file beside the repository, against the counts that its README gives.
@Suite(.enabled(if: OfficeAnswers.areHere, Comment(rawValue: OfficeAnswers.absent)))
struct OfficeTableAnswerTests {
    private func table(_ path: String, short: OfficeTable.ShortRows = .refused) throws -> OfficeTable {
        try OfficeTable(OfficeAnswers.bytes(path), at: path, shortRows: short)
    }

    @Test(arguments: [
        ("klass/klass131_code_changes_1838-2024.csv", 2_164), ("klass/klass131_code_versions_1838-2024.csv", 2_000),
        ("klass/klass131_codes_2013.csv", 429), ("klass/ssb_harmonised_groups_kommuner_1994-2024.csv", 862),
        ("klass/bord4_norwegian_regions_history.csv", 1_542), ("klass/bord4_norwegian_municipalities.csv", 357),
        ("population/population_by_municipality_1jan_codes_of_the_year.csv", 4_195),
        ("population/ssb_07459_agg_KommSummer_1986-2026.csv", 14_637),
    ])
    func `a Norwegian table has its rows`(path: String, rows: Int) throws {
        let table = try table("no/" + path)
        #expect(table.rows.count == rows && table.separator == .comma && table.encoding == .utf8)
    }

    @Test(arguments: [(2013, 429), (2017, 427), (2018, 423), (2019, 423), (2020, 357)])
    func `a version downloaded from KLASS is Latin-1 with rows that end early`(year: Int, rows: Int) throws {
        let path = "no/klass/klass131_version_\(year).latin1.csv"
        let table = try table(path, short: .endEarly)
        #expect(table.rows.count == rows && table.separator == .semicolon && table.encoding == .windows1252)
        #expect(table.columns.count == 8 && table.rows.allSatisfy { $0.fields.count == 8 })
        #expect(throws: SourceFault.self) { try self.table(path) }
    }

    @Test(arguments: [
        ("kolada/meta/kpi_titles_2026-03.csv", 6_099), ("kolada/meta/kpi_titles_2021-09.csv", 4_588),
        ("kolada/meta/ddf--entities--geo--kommun.csv", 290), ("kolada/meta/ddf--entities--geo--region.csv", 21),
        ("kolada/meta/ddf--entities--geo--rike.csv", 1), ("kolada/values/rKolada_grp_data_v2_2024-04.csv", 288),
        ("kolada/values/rKolada_grp_data_v3_2026-03.csv", 1_496), ("scb/folkmangd_1950-2019_290kommuner.csv", 290),
        ("scb/bef_k_tot_2008-2018_pxweb-csv.csv", 3_190), ("scb/rams_sektor_2008-2017_pxweb-csv_latin1.csv", 17_400),
        ("scb/kommuner_pm10_latin1.csv", 290), ("scb/municip_panel_election-years_lost-leading-zeros.csv", 1_739),
        ("kommuner/municipality_county.csv", 290), ("kommuner/counties.csv", 21),
        ("kommuner/municipalities_dialects.csv", 293),
        ("kommuner/kommuner_area_population_2016.csv", 290), ("kommuner/kommungrupper_2011_2017_2023.csv", 290),
        ("surveys/published_figures.csv", 48), ("derived/population_1994-2022_long.csv", 8_410),
        ("derived/size_class_summary.csv", 175),
    ])
    // (The README says 235 of the last; `wc` counts 175 as well.)
    func `a Swedish table has its rows`(path: String, rows: Int) throws {
        #expect(try table("se/" + path).rows.count == rows)
    }

    @Test(arguments: [
        ("n07900", 14, 0), ("n07918", 6, 0), ("n07920", 6, 3), ("n90001", 3, 0), ("n90002", 2, 0), ("n90003", 2, 0),
        ("n90006", 2, 0), ("n90007", 2, 0), ("n00563", 2, 129 + 153), ("n00587", 2, 225 + 153), ("n00673", 1, 257),
        ("n00674", 1, 257), ("u21340", 2, 7), ("u21345", 2, 7), ("u21346", 2, 7), ("u21347", 2, 7), ("u21348", 2, 7),
        ("u21349", 2, 7), ("u23340", 2, 51), ("u25340", 2, 58), ("n01951", 29, 4 + 8),
    ])
    func `an indicator of Kolada has 290 municipalities a year, and its empty fields are missing`(
        id: String, years: Int, empty: Int
    ) throws {
        let table = try table("se/kolada/values/ddf--datapoints--\(id)--by--geo--year.csv")
        let number = LocalNumber(mark: .point)
        let (geo, value) = (try table.column("geo"), try table.column(id))
        let rows = table.rows.filter { $0.fields[geo] > "0100" }
        #expect(rows.count == 290 * years)
        let outcomes = try rows.map { try number.outcome($0.fields[value]) }
        #expect(outcomes.filter { $0 == .absent(.missing) }.count == empty)
    }

    @Test func `the figures of women and men stand beside the total's, and are empty where it is`() throws {
        let folder = "se/kolada/values/ddf--datapoints--n00563--by--geo"
        let (byGender, all) = try (table("\(folder)--gender--year.csv"), table("\(folder)--year.csv"))
        let number = LocalNumber(mark: .point)
        let (geo, year, value) = try (byGender.column("geo"), byGender.column("year"), byGender.column("n00563"))
        let rows = byGender.rows.filter { $0.fields[geo] > "0100" }
        #expect(byGender.rows.count == 1_248 && rows.count == 290 * 2 * 2)
        for (gender, empty) in [("K", 129 + 153), ("M", 129 + 153)] {
            let column = try byGender.column("gender")
            let outcomes = try rows.filter { $0.fields[column] == gender }.map { try number.outcome($0.fields[value]) }
            #expect(outcomes.count == 580 && outcomes.filter { $0 == .absent(.missing) }.count == empty)
        }
        func places(_ rows: [OfficeTable.Row], _ geo: Int, _ year: Int, _ value: Int) -> Set<[String]> {
            Set(
                rows.filter { $0.fields[geo] > "0100" && $0.fields[value].isEmpty }.map {
                    [$0.fields[geo], $0.fields[year]]
                })
        }
        let empty = try places(all.rows, all.column("geo"), all.column("year"), all.column("n00563"))
        #expect(places(byGender.rows, geo, year, value) == empty && empty.count == 282)
    }

    @Test func `a workbook is a ZIP archive of whole entries`() throws {
        let bytes = try OfficeAnswers.bytes("se/kommuner/kommungruppsindelning_2017_reviderad.xlsx")
        let archive = try ZIPArchive(bytes, from: "xlsx")
        #expect(archive.entries.contains { $0.name == "[Content_Types].xml" })
        for entry in archive.entries { #expect(try archive.contents(of: entry).count == entry.size) }
    }

    @Test func `a workbook that is given as a table is named`() {
        #expect(
            complaint { _ = try table("se/kommuner/kommungruppsindelning_2017_reviderad.xlsx") }?
                .contains("this is a packed file (ZIP or a workbook of Excel), not a text") == true)
    }
}
