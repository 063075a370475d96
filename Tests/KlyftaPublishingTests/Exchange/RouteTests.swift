import Foundation
import KlyftaModel
import KlyftaPublishing
import Testing

struct RouteTests {
    @Test(arguments: Language.allCases)
    func `every page has a route`(language: Language) throws {
        for path in Site(try DataSpecimen.edition(), in: language).paths {
            #expect(Route.of("/\(language.rawValue)/\(path.text)")?.answer == .page, "\(path)")
        }
    }

    @Test func `every file of data has a route that tells its type`() throws {
        for path in DataFiles(try DataSpecimen.edition()).paths {
            let route = try #require(Route.of(path.text), "\(path)")
            #expect(route.answer == .data && route.types == [String(path.type.prefix { $0 != ";" })], "\(path)")
        }
    }

    @Test(arguments: [
        "/x", "/data/", "/de/", "/metrics/", "/data/gaps", "/sv/gaps/more", "/sv/gaps/1", "/sv/gaps/02", "//", "",
        "/en/indicator/",
    ])
    func `what is in no list has no route`(path: String) {
        #expect(Route.of(path) == nil)
    }

    @Test func `a page is the same with a slash behind it`() {
        #expect(Route.of("/sv/gaps/")?.template == "/{language}/gaps")
    }

    @Test func `the OpenAPI document has every route once, each with a name of its own`() throws {
        let data = Data(OpenAPI(version: "1.0").text.utf8)
        let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        #expect(Set(paths.keys) == Set(Route.all.map(\.template)) && paths.count == Route.all.count)
        let names = paths.values.flatMap { path in
            ["get", "head"].compactMap { (path[$0] as? [String: Any])?["operationId"] as? String }
        }
        #expect(names.count == 2 * paths.count && Set(names).count == names.count)
    }
}
