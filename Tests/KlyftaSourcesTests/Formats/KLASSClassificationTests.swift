import KlyftaModel
import Testing

@testable import KlyftaSources

struct KLASSClassificationTests {
    private func read(_ text: String) throws -> KLASSClassification {
        try KLASSClassification(Array(text.utf8), from: "test")
    }

    @Test func `its edition is the newest stamp on it or a version, and its versions are in order`() throws {
        let klass = try read(
            """
            {"name":"Standard for kommuneinndeling","lastModified":"2023-04-18T12:56:21.000+0000","versions":[
            {"id":2,"validFrom":"2024-01-01","lastModified":"2024-02-01T08:00:00.000+0000"},
            {"id":1,"validFrom":"2020-01-01","validTo":"2024-01-01","lastModified":"2019-02-01T08:00:00.000+0000"}]}
            """)
        #expect(klass.edition == "2024-02-01T08:00:00.000+0000, 2 versions")
        #expect(klass.versions.map(\.year) == [2020, 2024])
    }

    @Test func `without stamps it is the number of versions`() throws {
        #expect(try read(#"{"versions":[{"validFrom":"2020-01-01"}]}"#).edition == "unstamped, 1 versions")
    }

    @Test(arguments: [#"{"codes":[]}"#, #"{"versions":[]}"#, #"{"versions":[{"validFrom":"soon"}]}"#, "[]"])
    func `another answer is no classification`(text: String) {
        #expect(throws: SourceFault.self) { try read(text) }
    }
}
