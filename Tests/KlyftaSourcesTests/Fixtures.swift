import Foundation
import KlyftaModel
import KlyftaSources

let fake = try! SourceID("fake")
let speed = try! IndicatorID("fake.speed")

/// A folder of its own for one test, gone when the test is over.
final class TemporaryFolder {
    let path = FileManager.default.temporaryDirectory.appending(path: "klyfta-tests-\(UUID().uuidString)").path

    init(_ files: [String: String] = [:]) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files { try write([UInt8](text.utf8), to: name) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: path).appending(path: name))
    }
}

/// The files of a small module; a test replaces the one it speaks of.
let tidyFiles = [
    "indicators.csv": """
    id,unit,direction,nature,title_en,title_sv,title_nb
    fake.speed,Mbit/s,higher-is-better,register,Speed,Fart,Fart
    fake.reach,percent,lower-is-better,survey,Reach,Täckning,Dekning
    """,
    "speed.csv": """
    municipality,period,value,absence
    SE-0180,2014,90.5,
    SE-1860,2014,,suppressed
    """,
    "reach.csv": "municipality,period,value,absence\nSE-0180,2014,0,\n",
    "breaks.csv": "indicator,period,reason\nfake.speed,2013,\"new question, new form\"\n",
    "population.csv": "municipality,day,population\nSE-0180,2014-12-31,911989\n",
    "municipalities.csv": "municipality,name,from,to\nNO-0301,Oslo,1925-01-01,\n",
    "boundary-changes.csv": "day,from,to,from_name,to_name\n2020-01-01,NO-1534,NO-1507,Haram,Ålesund\n",
    "published.csv": """
    id,indicator,period,kind,group,from,to,value,words,n,of,denominator,source
    p1,fake.reach,2014,size,<10000,0,9999,,var femte,86,290,municipalities that answered,SKL 2014
    """,
]

func tidyFigures(_ folder: TemporaryFolder, _ options: [String: [String]] = [:]) throws -> TidyFigures {
    try TidyFigures(
        fake, SourceOptions(options), shipped: DataFolder(path: folder.path),
        contents: .init(observed: ["speed", "reach"], files: Set(TidyFigures.File.allCases)),
        attribution: { _ in Attribution(raw: "Source: Fake", derived: "Computed on Fake") })
}

/// The message for a module of which one file reads otherwise, with `~` for its folder; `nil` if it is taken.
func complaint(about file: String, _ text: String, _ options: [String: [String]] = [:]) throws -> String? {
    try complaint(about: file, bytes: [UInt8](text.utf8), options)
}

func complaint(about file: String, bytes: [UInt8], _ options: [String: [String]] = [:]) throws -> String? {
    let folder = try TemporaryFolder(tidyFiles)
    try folder.write(bytes, to: file)
    do {
        _ = try tidyFigures(folder, options).release()
        return nil
    } catch let fault as SourceFault {
        return fault.description.replacing(folder.path, with: "~")
    }
}

/// A module like any other, with the files above.
struct FakeSource: IndicatorSource {
    static let id = fake
    static let summary = "The figures of nobody"
    static let options: [SourceOption] = [.figures, .indicators]
    static let sample = """
        sources:
          fake:
            #figures: DIR
            #indicators: [speed]
        """

    let figures: TidyFigures

    init(_ options: SourceOptions, shipped: DataFolder) throws {
        figures = try TidyFigures(
            Self.id, options, shipped: shipped,
            contents: .init(observed: ["speed", "reach"], files: Set(TidyFigures.File.allCases)),
            attribution: { _ in Attribution(raw: "Source: Fake", derived: "Computed on Fake") })
    }

    func release() async throws -> Release { try figures.release() }
}

func observation(_ code: String, _ outcome: Outcome, in year: Int = 2014) -> Observation {
    Observation(speed, try! Municipality(code), .year(year), outcome)
}

func published(
    _ id: String, of indicator: IndicatorID = speed, _ label: String = "all", value: Double? = 67
) -> PublishedFigure {
    PublishedFigure(
        id: id, indicator: indicator, period: .year(2014), group: PublishedGroup(.all, label), value: value,
        words: "67 %", n: nil, of: nil, denominator: "municipalities", source: "SKL 2014")
}

func indicator(_ id: IndicatorID = speed) -> Indicator {
    Indicator(
        id: id, title: LocalizedText(sv: "Fart", nb: "Fart", en: "Speed"), unit: .megabitsPerSecond,
        direction: .higherIsBetter, nature: .register,
        breaks: [SeriesBreak(at: .year(2013), because: "new question")],
        attribution: Attribution(raw: "Source: Fake", derived: "Computed on Fake"), concept: "speed")
}

/// One of everything.
func release(_ observations: [Observation] = [observation("SE-0180", .value(90.5))]) -> Release {
    let (haram, ålesund) = (try! Municipality("NO-1534"), try! Municipality("NO-1507"))
    let day = try! CalendarDay("2020-01-01")
    return Release(
        source: fake, indicators: [indicator()], observations: observations,
        populations: [Population(ålesund, on: day, 66_258)],
        names: [MunicipalityName(ålesund, "Ålesund \"by\"", from: day), MunicipalityName(haram, "Haram", to: day)],
        boundaryChanges: [BoundaryChange(on: day, from: haram, named: "Haram", to: ålesund, named: "Ålesund")],
        published: [published("p1")])
}

func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
}
