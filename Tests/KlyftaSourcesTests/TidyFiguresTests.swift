import KlyftaModel
import KlyftaSources
import Testing

struct TidyFiguresTests {
    @Test func `a folder of tidy files is a release`() throws {
        let folder = try TemporaryFolder(tidyFiles)
        let release = try tidyFigures(folder).release()
        #expect(release.indicators.map(\.id.text) == ["fake.speed", "fake.reach"])
        #expect(
            release.indicators[0].breaks == [SeriesBreak(at: .year(2013), because: "new question, new form")])
        #expect(release.indicators[1].title == LocalizedText(sv: "Täckning", nb: "Dekning", en: "Reach"))
        #expect(
            release.observations.map(\.outcome) == [.value(90.5), .absent(.suppressed), .value(0)])
        #expect(release.populations.map(\.inhabitants) == [911_989])
        #expect(release.names.map(\.name) == ["Oslo"])
        #expect(release.names.map(\.to) == [nil])
        #expect(release.boundaryChanges.map(\.successorName) == ["Ålesund"])
        #expect(release.published.map(\.words) == ["var femte"])
        #expect(release.published.map(\.value) == [nil])
        #expect(release.published.map(\.weight) == [.municipality])
    }

    @Test func `what it is declared comparable under is read where there is such a column`() throws {
        var files = tidyFiles
        let lines = try #require(files["indicators.csv"]).split(separator: "\n")
        let concepts = [",concept", ",download-speed", ","]
        files["indicators.csv"] = zip(lines, concepts).map { $0 + $1 }.joined(separator: "\n")
        let declared = try TemporaryFolder(files)
        let indicators = try tidyFigures(declared).release().indicators
        #expect(indicators.map(\.concept) == ["download-speed", nil])
        let undeclared = try TemporaryFolder(tidyFiles)
        #expect(try tidyFigures(undeclared).release().indicators.allSatisfy { $0.concept == nil })
    }

    @Test func `a file that the module does not have is not read`() throws {
        let folder = try TemporaryFolder(tidyFiles.filter { ["indicators.csv", "speed.csv"].contains($0.key) })
        let figures = try TidyFigures(
            fake, SourceOptions([:]), shipped: DataFolder(path: folder.path), contents: .init(observed: ["speed"]),
            attribution: { _ in Attribution(raw: "a", derived: "b") })
        let release = try figures.release()
        #expect(release.observations.count == 2)
        #expect(release.populations.isEmpty && release.published.isEmpty)
    }

    @Test func `the operator's folder takes the place of the shipped one`() throws {
        let (shipped, own) = (try TemporaryFolder(tidyFiles), try TemporaryFolder(tidyFiles))
        try own.write([UInt8]("municipality,period,value,absence\nSE-0180,2014,77,\n".utf8), to: "reach.csv")
        let release = try tidyFigures(shipped, ["figures": [own.path]]).release()
        #expect(release.observations.last?.outcome == .value(77))
    }

    @Test func `only the indicators asked for are delivered, with their figures`() throws {
        let folder = try TemporaryFolder(tidyFiles)
        let release = try tidyFigures(folder, ["indicators": ["speed"]]).release()
        #expect(release.indicators.map(\.id) == [speed])
        #expect(Set(release.observations.map(\.indicator)) == [speed])
        #expect(release.published.isEmpty)
    }

    @Test func `an unknown indicator in the options is answered with the choice`() throws {
        #expect(
            try complaint(about: "reach.csv", tidyFiles["reach.csv"]!, ["indicators": ["speed", "spede"]])
                == "sources.fake.indicators: the module has no indicator 'spede'. Choose among reach, speed.")
    }

    @Test func `an empty list of indicators is refused before anything is read`() {
        let fault = #expect(throws: SourceFault.self) {
            try TidyFigures(
                fake, SourceOptions(["indicators": []]), shipped: DataFolder(path: "/nowhere"), contents: .init(),
                attribution: { _ in Attribution(raw: "a", derived: "b") })
        }
        #expect(
            fault?.description == """
                sources.fake.indicators: the list is empty. \
                Name at least one indicator, or leave the key out to have all.
                """)
    }

    @Test(arguments: tidyFiles.keys.sorted())
    func `a missing file is a fault, and says how to point elsewhere`(file: String) throws {
        let folder = try TemporaryFolder(tidyFiles.filter { $0.key != file })
        let fault = #expect(throws: SourceFault.self) { try tidyFigures(folder).release() }
        #expect(
            fault?.description == """
                \(folder.path)/\(file): there is no such file. Put it back, or say where the figures are: with the \
                option 'figures' of the source, or with KLYFTA_DATA=DIR for all modules.
                """)
    }

    @Test func `a folder in the place of a file is a fault`() throws {
        let folder = try TemporaryFolder(tidyFiles)
        let figures = try tidyFigures(folder, ["figures": [folder.path + "/speed.csv"]])
        #expect(throws: SourceFault.self) { try figures.release() }
    }

    @Test(arguments: [
        ("published.csv", "p1,fake.raech,2014,all,all,,,1,,,,d,s", "fake.raech"),
        ("breaks.csv", "fake.spede,2013,new question", "fake.spede"),
    ])
    func `a row about an indicator that the module does not have is a fault, not passed over`(
        file: String, row: String, name: String
    ) throws {
        let header = try #require(tidyFiles[file]?.split(separator: "\n").first)
        #expect(try complaint(about: file, "\(header)\n\(row.replacing(name, with: "fake.speed"))\n") == nil)
        #expect(try complaint(about: file, "\(header)\n\(row)\n")?.contains(name) == true)
    }

    @Test func `each indicator bears its own attribution`() throws {
        let folder = try TemporaryFolder(tidyFiles)
        let figures = try TidyFigures(
            fake, SourceOptions(), shipped: DataFolder(path: folder.path),
            contents: .init(observed: ["speed", "reach"]),
            attribution: { Attribution(raw: "Source of \($0)", derived: "b") })
        let captions = try figures.release().indicators.map(\.attribution.raw)
        #expect(captions == ["Source of fake.speed", "Source of fake.reach"])
    }

    @Test func `a weight is read where there is a column for it`() throws {
        let folder = try TemporaryFolder(tidyFiles)
        let text = """
            id,indicator,period,kind,group,from,to,value,words,n,of,denominator,source,weight
            p1,fake.reach,2014,all,all,,,67,,,,people,SCB,inhabitant
            """
        try folder.write([UInt8](text.utf8), to: "published.csv")
        #expect(try tidyFigures(folder).release().published.map(\.weight) == [.inhabitant])
    }
}
