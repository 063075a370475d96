import Foundation
import KlyftaModel
import KlyftaSources
import Testing

/// Every file beside the repository that is an office's answer, against the counts that its README gives.
@Suite(.enabled(if: OfficeAnswers.areHere, Comment(rawValue: OfficeAnswers.absent)))
struct OfficeAnswerTests {
    @Test(
        arguments: [
            (
                "no/pxweb-v1/ssb_v1_data_07459_KommSummer_2022.no.json", [359, 1, 1], 5_425_270.0,
                "2022-02-24T07:00:00Z"
            ),
            ("no/pxweb-v1/ssb_v1_data_09220_excerpt.no.jsonstat1.json", [3, 3, 1, 3], 12_609, "2017-09-19T21:22:00Z"),
            ("no/pxweb-v1/ssb_v1_data_13861.no.json", [4, 2, 7], nil, "2023-02-02T07:00:00Z"),
            ("no/pxweb-v2/ssb_v2_data_03024.en.json", [2, 2, 48], nil, "2025-12-03T07:00:00Z"),
            ("no/pxweb-v2/ssb_v2_data_03024.no.json", [2, 2, 48], nil, "2025-12-03T07:00:00Z"),
            ("no/pxweb-v2/ssb_v2_data_11118.no.json", [14, 1, 2], nil, "2024-01-10T07:00:00Z"),
        ] as [(String, [Int], Double?, String)])
    func `a data set of SSB has its cells`(path: String, sizes: [Int], sum: Double?, updated: String) throws {
        let cube = try JSONStat.cube(OfficeAnswers.bytes(path), from: path)
        #expect(cube.layout.dimensions.map(\.categories.count) == sizes)
        #expect(cube.count == sizes.reduce(1, *))
        #expect(cube.layout.updated == updated)
        let values = (0..<cube.count).map { cube[$0].value }
        #expect(!values.contains(nil))
        if let sum { #expect(values.compactMap(\.self).reduce(0, +) == sum) }
    }

    @Test func `two languages of one answer have the same figures`() throws {
        let english = try JSONStat.cube(OfficeAnswers.bytes("no/pxweb-v2/ssb_v2_data_03024.en.json"), from: "en")
        let norwegian = try JSONStat.cube(OfficeAnswers.bytes("no/pxweb-v2/ssb_v2_data_03024.no.json"), from: "no")
        #expect(english != norwegian && english.canonical == norwegian.canonical)
    }

    @Test(
        arguments: [
            ("no/pxweb-v2/ssb_v2_metadata_05810.en.json", [3, 7, 1, 49], "05810"),
            ("no/pxweb-v2/ssb_v2_metadata_11118.no.json", [14, 2, 9], "11118"),
            ("se/scb/pxwebapi-v2-reference/MetadataById_tab004_js2.json", [14, 11, 1, 28], nil),
        ] as [(String, [Int], String?)])
    func `metadata of version 2 have their axes and no figures`(path: String, sizes: [Int], table: String?) throws {
        let bytes = try OfficeAnswers.bytes(path)
        let layout = try JSONStat.layout(bytes, from: path)
        #expect(layout.dimensions.map(\.categories.count) == sizes)
        if let table { #expect(layout.table == table) }
        #expect(layout[.time] != nil && layout[.metric] != nil)
        #expect(
            complaint { _ = try JSONStat.cube(bytes, from: path) }?.contains("these are metadata, not figures") == true)
        #expect(PxWebVariable.variables(of: layout).filter(\.isMandatory).count == 2)
    }

    @Test(arguments: [
        ("no/pxweb-v1/ssb_v1_metadata_09220.no.json", "Region", 607, "Tid", 31),
        ("no/pxweb-v1/ssb_v1_metadata_kostra_areal.no.json", "KOKkommuneregion0000", 467, "Tid", 3),
        ("no/pxweb-v1/ssb_v1_metadata_13861.no.json", "ContentsCode", 2, "Tid", 7),
        ("se/scb/pxweb_v1_metadata_BefolkningNy_en.json", "Region", 312, "Civilstand", 4),
    ])
    func `metadata of version 1 have their variables`(
        path: String, one: String, count: Int, other: String, otherCount: Int
    ) throws {
        let variables = try PxWebVariable.variables(OfficeAnswers.bytes(path), from: path)
        #expect(variables.first { $0.code == one }?.values.count == count)
        #expect(variables.first { $0.code == other }?.values.count == otherCount)
        #expect(variables.filter(\.isMandatory).map(\.code).contains("Tid"))
    }

    @Test func `the plain rows of version 1 have their figures, which are texts`() throws {
        let rows = try PxWebRows(OfficeAnswers.bytes("se/scb/pxweb_v1_data_example.json"), from: "scb")
        #expect(rows.keys == ["Civilstand", "Kon", "Tid"] && rows.contents == ["BE0101N1"])
        #expect(rows.rows.count == 24)
        #expect(rows.rows[0].cells == [.value(2_762_601, remark: nil)])
        #expect(rows.rows.contains { $0.key[0] == "ÄNKL" })
    }

    @Test(
        arguments: [
            ("no/pxweb-v2/ssb_v2_config_api-2.0.0.json", 800_000, 30, 60),
            ("no/pxweb-v2/ssb_v2_config_api-2.3.2.json", 800_000, nil, nil),
            ("se/scb/pxwebapi-v2-reference/GetApiConfiguration.json", 10_000, 30, 10),
        ] as [(String, Int, Int?, Int?)])
    func `a configuration tells its limits`(path: String, cells: Int, calls: Int?, window: Int?) throws {
        let limits = try PxWebLimits(OfficeAnswers.bytes(path), from: path)
        #expect(limits == PxWebLimits(cells: cells, calls: calls, window: window))
    }

    @Test(
        arguments: [
            ("no/pxweb-v2/ssb_v2_table_05810.en.json", "05810", "1845", "2025", "Annual"),
            ("no/pxweb-v2/ssb_v2_table_03013.no.json", "03013", "1979M01", "2024M10", nil),
            ("se/scb/pxwebapi-v2-reference/TableById_tab004.json", "TAB004", "1990", "2017", "Annual"),
        ] as [(String, String, String, String, String?)])
    func `a table tells its periods`(path: String, id: String, first: String, last: String, unit: String?) throws {
        let table = try PxWebTable(OfficeAnswers.bytes(path), from: path)
        #expect(table.id == id && table.firstPeriod == first && table.lastPeriod == last && table.timeUnit == unit)
        #expect(!table.isDiscontinued && table.updated != nil)
    }

    @Test(arguments: [
        ("no/pxweb-v2/ssb_v2_tables_page1.en.json", 3, 1, 1293),
        ("no/pxweb-v2/ssb_v2_tables_query-befolkning_page2.no.json", 3, 2, 121),
        ("se/scb/pxwebapi-v2-reference/ListAllTables.json", 5, 1, 1),
    ])
    func `a list of tables tells which page it is of how many`(path: String, count: Int, page: Int, pages: Int) throws {
        let list = try PxWebTablePage(OfficeAnswers.bytes(path), from: path)
        #expect(list.tables.count == count && list.page == page && list.pages == pages)
    }

    @Test func `every recorded error of PxWeb is recognised`() throws {
        let bytes = try OfficeAnswers.bytes("no/pxweb-v2/ssb_error_bodies_and_limits.json")
        let root = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        var reasons: [PxWebRefusal.Reason] = []
        for list in ["v2", "v2_spec_examples_not_measured_at_ssb", "v1"] {
            for entry in try #require(root[list] as? [[String: Any]]) {
                let body = try JSONSerialization.data(withJSONObject: try #require(entry["body"]))
                let status = try #require(entry["http"] as? Int)
                reasons.append(PxWebRefusal(status: status, body: [UInt8](body), address: "a").reason)
            }
        }
        #expect(
            reasons == [
                .unknown("Non-existent variable"), .unknown("Non-existent value"), .missingSelection, .tooManyCells,
                .unknown("Non-existent codelist"), .unknown("Non-existent table"), .tooManyCells, .tooManyCalls,
                .other("Parameter error"),
                .other("The request for variable 'X' has an error. Please check your query."), .tooManyCells,
            ])
    }

    @Test func `Kolada's areas, groups and indicators have their numbers`() throws {
        let folder = "se/kolada/meta"
        let areas = try KoladaPage(
            OfficeAnswers.bytes("\(folder)/municipality_2026-03.json"), from: "m", KoladaArea.read)
        #expect(areas.items.count == 312)
        let roster = try KoladaAreas(areas.items)
        #expect(roster.municipalities.count == 290 && !roster.municipalities.contains("0000"))
        let groups = try KoladaPage(
            OfficeAnswers.bytes("\(folder)/municipality_groups_selected_2026-03.json"), from: "g", KoladaGroup.read)
        #expect(groups.items.count == 41)
        let bySize = ["G30823", "G30830", "G30824", "G30826", "G30827", "G30829", "G30831", "G30825", "G30828"]
        let counts = bySize.map { id in groups.items.first { $0.id == id }?.members.count }
        #expect(counts == [17, 59, 56, 35, 35, 37, 31, 16, 4])
        let kpis = try KoladaPage(OfficeAnswers.bytes("\(folder)/kpi_digital_2026-03.json"), from: "k", KoladaKPI.read)
        #expect(kpis.items.count == 54)
        #expect(kpis.items.first { $0.id == "N01951" }?.title == "Invånare totalt, antal")
        #expect(kpis.items.filter(\.isDividedByGender).isEmpty == false)
    }

    @Test(arguments: [
        ("no/klass/klass131_codesAt_2019-01-01_RECONSTRUCTED.json", 422),
        ("no/klass/klass131_codesAt_2023-01-01_RECONSTRUCTED.json", 356),
        ("no/klass/klass131_codesAt_2024-01-01_RECONSTRUCTED.json", 357),
    ])
    func `the codes of a day are the municipalities, 9999 left out`(path: String, count: Int) throws {
        #expect(try KLASSCode.list(OfficeAnswers.bytes(path), from: path).municipalityNames(from: path).count == count)
    }

    @Test func `changes, correspondences and versions of KLASS have their numbers`() throws {
        let changes = try KLASSChange.list(
            OfficeAnswers.bytes("no/klass/klass131_changes_from-2017_RECONSTRUCTED.json"), from: "c")
        #expect(changes.count == 515)
        #expect(try changes.boundaryChanges(from: "c").count == 515)
        #expect(
            try KLASSChange.list(OfficeAnswers.bytes("no/klass/klass137_changes_first120.json"), from: "n").count == 120
        )
        #expect(
            try KLASSCorrespondence.list(
                OfficeAnswers.bytes("no/klass/klass_correspondencetable_51_first150.json"), from: "t"
            ).count == 150)
        let version = try KLASSCode.version(
            OfficeAnswers.bytes("no/klass/klass_version_open-ended-validTo_excerpt.json"), from: "v")
        #expect(version.count == 5)
        #expect(try version.allSatisfy { try $0.to == nil && $0.from == CalendarDay(2009, 1, 1) })
    }
}
