import Foundation
import KlyftaModel
import KlyftaSources
import Testing

@testable import File

@Suite("Figures in a file")
struct FileSourceTests {
    @Test func `a long table is read as it is mapped`() async throws {
        let release = try await Desk().release("Kod;År;Andel\n0180;2024;97,5\nSE-1860;2024;..\n2505 ;2024;\n")
        let outcomes = Dictionary(release.observations.map { ($0.municipality.description, $0.outcome) }) { one, _ in
            one
        }
        #expect(outcomes == ["SE-0180": .value(97.5), "SE-1860": .absent(.suppressed), "SE-2505": .absent(.missing)])
        #expect(release.indicators.map(\.id.text) == ["my-file.desk"])
        #expect(release.source == name)
    }

    @Test func `a wide table has a column a period`() async throws {
        var desk = Desk()
        desk.options["mapping/wide"] = ["true"]
        desk.options["mapping/columns/period"] = nil
        desk.options["mapping/columns/value"] = nil
        let release = try await desk.release("Kod;Namn;2023;2024Q1\n0180;Stockholm;1;2\n")
        let values = Dictionary(release.observations.map { ($0.period.description, $0.outcome.value) }) { one, _ in one
        }
        #expect(values == ["2023": 1, "2024Q1": 2])
    }

    @Test func `indicators have columns of their own, or a column that names them`() async throws {
        var desk = Desk("a", "b")
        desk.options["mapping/indicators/a/column"] = ["A"]
        desk.options["mapping/indicators/b/column"] = ["B"]
        desk.options["mapping/columns/value"] = nil
        let columns = try await desk.release("Kod;År;A;B\n0180;2024;1;2\n")
        var named = Desk("a", "b")
        named.options["mapping/columns/indicator"] = ["Mått"]
        named.options["mapping/indicators/b/called"] = ["Det andra"]
        let rows = try await named.release("Kod;År;Mått;Andel\n0180;2024;a;1\n0180;2024;Det andra;2\n")
        #expect(Set(columns.observations) == Set(rows.observations))
        #expect(columns.observations.count == 2)
    }

    @Test func `published groups keep the office's labels`() async throws {
        var desk = Desk()
        desk.options["mapping/columns/municipality"] = nil
        desk.options["mapping/columns/group"] = ["Storlek"]
        desk.options["mapping/columns/n"] = ["n"]
        desk.options["mapping/groups/<10000/to"] = ["9999"]
        desk.options["mapping/groups/Alla/kind"] = ["all"]
        desk.options["mapping/denominator"] = ["municipalities that answered"]
        let release = try await desk.release("Storlek;År;Andel;n\n<10000;2024;8;40\nAlla;2024;12,5;\n")
        #expect(release.published.map(\.group.label) == ["<10000", "Alla"])
        #expect(release.published.map(\.value) == [8, 12.5] && release.published.map(\.n) == [40, nil])
        #expect(release.published[0].group.to == 9_999 && release.published[1].group.kind == .all)
    }

    @Test(arguments: [
        ("1 234,5", 1_234.5), ("1\u{A0}234", 1_234), ("12\u{202F}345", 12_345), ("\u{2212}3,5", -3.5), ("-0", 0),
        (" 7 ", 7), ("0,30", 0.3),
    ])
    func `a number is read as offices write it`(text: String, number: Double) async throws {
        let release = try await Desk().release("Kod;År;Andel\n0180;2024;\(text)\n")
        #expect(release.observations.map(\.outcome) == [.value(number)])
    }

    @Test(arguments: [
        ("NaN", "'NaN' is no number"), ("1e400", "'1e400' is no number"), ("-", "'-' is no number"),
        ("1.5", "'1.5' is no number. Write 'decimal: point'"), ("1 23", "'1 23' is no number"),
        ("12 %", "'12 %' is no number"), ("Infinity", "'Infinity' is no number"),
    ])
    func `fault 27: what is no number is refused by line and column, and never zero`(text: String, problem: String)
        async
    {
        let complaint = await Desk().complaint("Kod;År;Andel\n0181;2024;1\n0180;2024;\(text)\n")
        #expect(complaint?.hasPrefix("~:3, column 'Andel': \(problem)") == true, "\(complaint ?? "")")
    }

    @Test(arguments: [
        ("Kod;År;Andel\n180;2024;1\n", "~:2, column 'Kod': '180' is no municipality code in SE. Write four digits"),
        ("Kod;År;Andel\n0180;2024;1\n0180 ;2024;2\n", "~:3, column 'Andel': desk of SE-0180 in 2024 is there twice"),
        ("Kod;År;Andel\n0180;24;1\n", "~:2, column 'År': '24' is no period."),
        ("Kod;År;andel\n0180;2024;1\n", "~: there is no column 'Andel'. Did you mean 'andel'?"),
        ("Kod;År;Andel\n0180;2024\n", "~:2, column 'Andel': the row ends after 2 of 3 fields"),
        ("Kod;År;Andel\n", "~: the file is empty"), ("", "~: the file is empty"),
    ])
    func `fault 26: a code, a row or a column that is wrong is told by file, line and column`(
        text: String, message: String
    ) async {
        let complaint = await Desk().complaint(text)
        #expect(complaint?.hasPrefix(message) == true, "\(complaint ?? "")")
    }

    @Test func `an empty field has no meaning of its own`() async {
        var desk = Desk()
        desk.options["mapping/missing/"] = nil
        let complaint = await desk.complaint("Kod;År;Andel\n0180;2024;\n")
        #expect(complaint?.contains("it is empty, and nothing says what that means") == true)
    }

    @Test func `fault 29: rows and columns in another order are the same release`() async throws {
        let one = try await Desk().release("Kod;År;Andel\n0180;2024;1\n0181;2024;2\n")
        let other = try await Desk().release("Andel;Kod;År;Namn\n2;0181;2024;b\n1;0180;2024;a\n")
        #expect(ReleaseWriter.lines(of: one) == ReleaseWriter.lines(of: other))
    }

    @Test(arguments: [
        ("mapping/decimal", "punkt", "sources.my-file.mapping.decimal: 'punkt' is not among"),
        ("mapping/country", "se", "sources.my-file.mapping.country: 'se' is no country"),
        ("mapping/indicators/desk/unit", "procent", "sources.my-file.mapping.indicators.desk.unit: 'procent' is not"),
        (
            "mapping/format", "xlsx",
            "sources.my-file.mapping.format: 'xlsx' is no format. Choose among csv, json-stat, px."
        ),
        ("mapping/columns/group", "G", "sources.my-file.mapping.columns: there is both 'municipality' and 'group'"),
        ("settle", "soon", "sources.my-file.settle: 'soon' is no number of seconds"),
    ])
    func `a mapping that means nothing is refused by its key`(key: String, text: String, message: String) async {
        var desk = Desk()
        desk.options[key] = [text]
        let complaint = await desk.complaint("Kod;År;Andel\n0180;2024;1\n")
        #expect(complaint?.hasPrefix(message) == true, "\(complaint ?? "")")
    }

    @Test func `of a directory the newest file is read`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "klyfta-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (file, value, age) in [("a.csv", 1, 20.0), ("b.csv", 2, 10), ("c.xlsx", 3, 0)] {
            let path = folder.appending(path: file).path
            try Data("Kod;År;Andel\n0180;2024;\(value)\n".utf8).write(to: URL(filePath: path))
            let date = Date(timeIntervalSince1970: 1_700_000_000 - age)
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        }
        let options = SourceOptions(Desk().options.merging(["path": [folder.path]]) { $1 })
        let release = try await FileSource(options, named: name, shipped: DataFolder(path: "/")).release()
        #expect(release.observations.map(\.outcome) == [.value(2)])
    }
}
