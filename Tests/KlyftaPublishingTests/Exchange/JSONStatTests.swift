import Foundation
import KlyftaDivide
import KlyftaModel
import KlyftaPublishing
import Testing

struct JSONStatTests {
    private func object(_ edition: Edition, _ path: DataPath) throws -> [String: Any] {
        let text = try #require(DataFiles(edition).text(path))
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test(arguments: DataSet.Name.allCases)
    func `every figure is in its cell, and every empty cell has its reason`(name: DataSet.Name) throws {
        let edition = try DataSpecimen.edition(missing: true)
        let set = try #require(DataFiles(edition).dataSet(name, of: "tst.A1"))
        let stat = try object(edition, .set(name, of: "tst.A1", .jsonStat))
        #expect(stat["version"] as? String == "2.0" && stat["class"] as? String == "dataset")
        let id = try #require(stat["id"] as? [String])
        #expect(id == set.dimensions.map(\.field.id) + ["measure"])
        let size = try #require(stat["size"] as? [Int])
        let values = try #require(stat["value"] as? [Any])
        #expect(values.count == size.reduce(1, *))
        let status = stat["status"] as? [String: String] ?? [:]
        for row in set.rows {
            for (measure, figure) in row.figures.enumerated() {
                let place = zip(size, row.places + [measure]).reduce(0) { $0 * $1.0 + $1.1 }
                #expect(values[place] as? Double == figure.number)
                #expect(status["\(place)"] == figure.reason)
            }
        }
        for (place, value) in values.enumerated() { #expect((value is NSNull) == (status["\(place)"] != nil)) }
    }

    @Test func `where every cell has a figure there is no status`() throws {
        let edition = try DataSpecimen.edition()
        #expect(try object(edition, .set(.gaps, of: "tst.A1", .jsonStat))["status"] == nil)
        #expect(try object(edition, .set(.published, of: "tst.A1", .jsonStat))["status"] != nil)
    }

    @Test func `dimensions have their roles, and figures their units`() throws {
        let edition = try DataSpecimen.edition()
        let gaps = try object(edition, .set(.gaps, of: "tst.A1", .jsonStat))
        #expect(gaps["role"] as? [String: [String]] == ["time": ["period"], "metric": ["measure"]])
        let places = try object(edition, .set(.municipalities, of: "tst.A1", .jsonStat))
        #expect(
            places["role"] as? [String: [String]] == [
                "time": ["period"], "geo": ["municipality"], "metric": ["measure"],
            ])
        let dimension = try #require((gaps["dimension"] as? [String: [String: Any]])?["measure"])
        let category = try #require(dimension["category"] as? [String: Any])
        #expect(category["index"] as? [String] == ["low", "high", "difference", "ratio"])
        let units = try #require(category["unit"] as? [String: [String: Any]])
        #expect(units["difference"]?["base"] as? String == "percentage points")
        #expect(gaps["updated"] as? String == "2024-06-04T08:24:00.000Z")
    }

    @Test func `intervals, counts, method and rules stand in the extension`() throws {
        let gaps = try object(try DataSpecimen.edition(), .set(.gaps, of: "tst.A1", .jsonStat))
        let extra = try #require(gaps["extension"] as? [String: Any])
        let supports = try #require(extra["supports"] as? [String: [Any]])
        #expect(supports["lower"]?.map { $0 as? Double } == [nil, nil, nil, 60])
        #expect(supports["upper"]?.map { $0 as? Double } == [nil, nil, nil, 70])
        #expect(supports["n_low"]?.map { $0 as? Int } == [2, 2, 2, 2])
        #expect(extra["confidence"] as? Double == 0.95)
        #expect((extra["rules"] as? [[String: Any]])?.first?["state"] as? String == "firing")
        #expect((extra["method"] as? [String])?.isEmpty == false)
    }

    @Test func `the collection leads to every data set`() throws {
        let edition = try DataSpecimen.edition()
        let stat = try object(edition, .gaps(.jsonStat))
        let items = try #require((stat["link"] as? [String: [[String: String]]])?["item"])
        #expect(
            items.compactMap { $0["href"] }
                == DataSet.Name.allCases.map { "/data/indicator/tst.A1/\($0).jsonstat.json" })
        for href in items.compactMap({ $0["href"] }) {
            #expect(DataFiles(edition).text(try #require(DataPath(href))) != nil)
        }
    }
}
