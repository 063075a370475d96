import Foundation
import KlyftaModel
import KlyftaSources
import Testing

/// Answers of SCB beside the repository that came by way of R, and one in PC-Axis.
@Suite(.enabled(if: OfficeAnswers.areHere, Comment(rawValue: OfficeAnswers.absent)))
struct SwedishAnswerTests {
    /// JSON as it was before R put every single value into a list of its own.
    private func unboxed(_ value: Any) -> Any {
        if let object = value as? [String: Any] { return object.mapValues(unboxed) }
        guard let list = value as? [Any] else { return value }
        guard list.count == 1, !(list[0] is [Any]), !(list[0] is [String: Any]) else { return list.map(unboxed) }
        return list[0]
    }

    @Test func `an answer that R put into boxes is refused, and out of them has the figures of the plain rows`() throws
    {
        let boxed = try OfficeAnswers.bytes("se/scb/pxweb_v1_jsonstat1_example_R-boxed.json")
        // It is not what the office sent: a list where a text should be is not guessed at.
        #expect(complaint { _ = try JSONStat.cube(boxed, from: "r") }?.hasPrefix("r: ") == true)
        let root = try JSONSerialization.jsonObject(with: Data(boxed))
        let bytes = [UInt8](try JSONSerialization.data(withJSONObject: unboxed(root)))
        let cube = try JSONStat.cube(bytes, from: "scb")
        #expect(cube.layout.dimensions.map(\.code) == ["Civilstand", "Kon", "ContentsCode", "Tid"])
        #expect(cube.layout.table == "TAB638" && cube.layout.updated == "2023-02-09T07:57:00Z")
        let rows = try PxWebRows(OfficeAnswers.bytes("se/scb/pxweb_v1_data_example.json"), from: "rows").rows
        #expect(cube.count == 24 && rows.count == 24)
        for row in rows {
            let key = ["Civilstand": row.key[0], "Kon": row.key[1], "Tid": row.key[2]]
            #expect(cube[key].map { [$0] } == row.cells)
        }
    }

    @Test func `TAB638, put back into the forms it was reshaped from, has its limits, variables and figures`() throws {
        let bytes = try OfficeAnswers.bytes("se/scb/pxweb_v2_TAB638_pixieweb_2026-04.json")
        let root = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        func json(_ object: Any) throws -> [UInt8] { [UInt8](try JSONSerialization.data(withJSONObject: object)) }
        let config = try #require(root["config"] as? [String: Any])
        let limits = try PxWebLimits(
            json([
                "apiVersion": config["api_version"], "maxDataCells": config["max_cells"],
                "maxCallsPerTimeWindow": config["max_calls"], "timeWindow": config["time_window"],
            ]), from: "config")
        #expect(limits == PxWebLimits(cells: 150_000, calls: 30, window: 10))
        let told = try #require(root["table_TAB638"] as? [String: Any])
        let names = [
            "first_period": "firstPeriod", "last_period": "lastPeriod", "time_unit": "timeUnit", "title": "label",
        ]
        let renamed = Dictionary(uniqueKeysWithValues: told.map { (names[$0.key] ?? $0.key, $0.value) })
        let table = try PxWebTable(json(renamed), from: "table")
        #expect(table.id == "TAB638" && table.firstPeriod == "1968" && table.lastPeriod == "2024")
        #expect(table.updated == "2025-02-21T07:00:00Z" && table.timeUnit == "Annual")
        let variables = try #require(root["variables_TAB638"] as? [[String: Any]])
        #expect(variables.count == 6 && (root["codelists"] as? [Any])?.count == 18)
        #expect((variables.first?["values"] as? [Any])?.count == 312)
        try sample(try #require(root["sample_population"] as? [[String: Any]]), json)
    }

    /// The figures as the JSON-stat they came in: three municipalities, two contents, five years.
    private func sample(_ rows: [[String: Any]], _ json: (Any) throws -> [UInt8]) throws {
        let axes = ["Region", "ContentsCode", "Tid"]
        let codes = axes.map { axis in Set(rows.compactMap { $0[axis] as? String }).sorted() }
        let places = Dictionary(
            uniqueKeysWithValues: rows.map { row in (axes.compactMap { row[$0] as? String }, row["value"] as? Double) })
        var values: [Double] = []
        for region in codes[0] {
            for content in codes[1] {
                for year in codes[2] { values.append(try #require(places[[region, content, year]] ?? nil)) }
            }
        }
        let dimension = Dictionary(
            uniqueKeysWithValues: zip(axes, codes).map { ($0, ["category": ["index": $1]]) })
        let cube = try JSONStat.cube(
            json([
                "class": "dataset", "version": "2.0", "id": axes, "size": codes.map(\.count), "dimension": dimension,
                "value": values,
            ]), from: "sample")
        #expect(cube.count == 30 && codes[0] == ["0180", "1280", "1480"] && codes[2].first == "2020")
        #expect(cube[["Region": "0180", "ContentsCode": "BE0101N1", "Tid": "2020"]]?.value == 975_551)
    }

    @Test func `a .px file has its cells, its letters and its own language`() throws {
        let path = "se/scb/pxwebapi-v2-reference/tab4_fewcells.px"
        let cube = try PXFile.cube(OfficeAnswers.bytes(path), at: path)
        #expect(cube.count == 1 && cube[0] == .value(445, remark: nil))
        #expect(cube.layout.table == "TAB004" && cube.layout.updated == "20230525 15:42")
        #expect(cube.layout.source == "Statistics Sweden")
        let axes = cube.layout.dimensions.map { "\($0.code) \($0.categories.map(\.code))" }
        #expect(
            axes == [#"SECTOR ["7.0"]"#, #"GREENHOUSEGAS ["CO2"]"#, #"ContentsCode ["Emission"]"#, #"TIME ["2017"]"#])
        #expect(cube.layout[.time]?.code == "TIME" && cube.layout[.metric]?.code == "ContentsCode")
    }
}
