import Foundation
import KlyftaAlerting
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import Testing

@testable import KlyftaDaemon

/// A folder of four municipalities, two indicators and two years, in all four forms.
private struct SmallFolder {
    let path: String
    static let figures: [[Double?]] = [[1, 2, 3, nil, 2, 4, 6, 8], [0, 0.1, nil, 5, 7, 7, 7, 7]]

    init(in path: String) throws {
        self.path = path
        try write("classes.csv", "class;min_population\nc1;0\nc2;1000\n")
        try write(
            "rules.json",
            #"[{"id":"R1","indicator":"*","metric":"mean_w","op":">","threshold":4.5,"kind":"level","for":1}]"#)
        try write("codes.txt", "0001\n0002\n0003\n0004\n")
        try write("indicators.txt", "A\nB\n")
        try write("years.txt", "2013\n2014\n")
        let counts = Self.people.map { Int32($0 ?? -1) }
        try write("population.i32", Self.bytes(counts))
        let values = Self.figures.joined().map { $0 ?? Double.nan }
        try write("values.f64", Self.bytes(values))
        try FileManager.default.createDirectory(atPath: "\(path)/csv", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: "\(path)/kolada", withIntermediateDirectories: true)
        try write("csv/population.csv", Self.lines([("POP", Self.people)]))
        try write("csv/data.csv", Self.lines([("A", Self.figures[0]), ("B", Self.figures[1])]))
        try FileManager.default.createDirectory(atPath: "\(path)/jsonstat", withIntermediateDirectories: true)
        try write("jsonstat/population.json", Self.table([("POP", Self.people)]))
        try write("jsonstat/group-1.json", Self.table([("A", Self.figures[0]), ("B", Self.figures[1])]))
        try write("kolada/population-1.json", Self.page([("POP", Self.people)]))
        try write("kolada/data-1.json", Self.page([("A", Self.figures[0])]))
        try write("kolada/data-2.json", Self.page([("B", Self.figures[1])]))
    }

    static let people: [Double?] = (0..<8).map { $0 == 3 ? nil : Double(500 + $0 * 200) }

    static func lines(_ series: [(String, [Double?])]) -> String {
        let rows = series.flatMap { code, values in
            values.enumerated().map { cell, value in
                let text = value.map { "\($0)".replacing(".", with: ",") } ?? ".."
                return "\"000\(cell % 4 + 1)\";\"\(code)\";\(2013 + cell / 4);\(text)\n"
            }
        }
        return "\"region\";\"indicator\";\"period\";\"value\"\n" + rows.joined()
    }

    static func table(_ series: [(String, [Double?])]) -> String {
        let cells = (0..<4).flatMap { row in
            series.flatMap { _, values in
                [values[row], values[4 + row]].map { value in value.map { "\($0)" } ?? "null" }
            }
        }
        let codes = series.map { #""\#($0.0)""# }.joined(separator: ",")
        return #"{"class":"dataset","id":["Region","ContentsCode","Tid"],"size":[4,\#(series.count),2],"dimension":{"#
            + #""Region":{"category":{"index":["0001","0002","0003","0004"]}},"#
            + #""ContentsCode":{"category":{"index":[\#(codes)]}},"Tid":{"category":{"index":["2013","2014"]}}},"#
            + #""value":[\#(cells.joined(separator: ","))]}"#
    }

    static func page(_ series: [(String, [Double?])]) -> String {
        let rows = series.flatMap { code, values in
            values.enumerated().map { cell, value in
                #"{"kpi":"\#(code)","municipality":"000\#(cell % 4 + 1)","period":\#(2013 + cell / 4),"values":["#
                    + #"{"count":1,"gender":"T","status":"","value":\#(value.map { "\($0)" } ?? "null")}]}"#
            }
        }
        return #"{"values":[\#(rows.joined(separator: ","))],"count":8}"#
    }

    static func bytes(_ numbers: [some BitwiseCopyable]) -> Data { numbers.withUnsafeBytes { Data($0) } }

    func write(_ file: String, _ text: String) throws { try write(file, Data(text.utf8)) }

    func write(_ file: String, _ data: Data) throws { try data.write(to: URL(filePath: "\(path)/\(file)")) }

    func read(_ file: String) throws -> Data { try Data(contentsOf: URL(filePath: "\(path)/\(file)")) }
}

struct RecomputeTests {
    @Test(arguments: FigureFolder.Format.allCases)
    func `every form of the same figures gives the same answers`(format: FigureFolder.Format) async throws {
        try await withTemporaryDirectory { path in
            let folder = try SmallFolder(in: path)
            var recomputation = try await Recomputation(of: FigureFolder(path, format))
            try await recomputation.write(to: "\(path)/out")
            let breaches = String(decoding: try folder.read("out/breaches.csv"), as: UTF8.self)
            // 2014: inhabitants 1300 to 1900, A is 2, 4, 6, 8; B is 7 throughout, and 2013 has too little of it.
            #expect(breaches == "rule,indicator,period,value\nR1,A,2014,5.3125\nR1,B,2014,7.0\n")
            let metrics = String(decoding: try folder.read("out/metrics.csv"), as: UTF8.self).split(separator: "\n")
            #expect(metrics.count == 5 && metrics[1].hasPrefix("A,2013,3,2100,"))
            #expect(metrics[4].hasPrefix("B,2014,4,6400,7.0,7.0,c2,c2,,,"))
            let classes = String(decoding: try folder.read("out/classes.csv"), as: UTF8.self).split(separator: "\n")
            #expect(classes[0] == "indicator,period,class,n,pop,mean_w" && classes.count == 5)
        }
    }

    @Test(arguments: [
        ("values.f64", FigureFolder.Format.bin), ("population.i32", .bin), ("csv/data.csv", .csv),
        ("csv/population.csv", .csv), ("kolada/data-2.json", .kolada), ("rules.json", .bin),
        ("jsonstat/group-1.json", .jsonstat), ("jsonstat/population.json", .jsonstat),
    ])
    func `a file that was cut off is refused with its position`(file: String, format: FigureFolder.Format) async throws
    {
        try await withTemporaryDirectory { path in
            let folder = try SmallFolder(in: path)
            try folder.write(file, try folder.read(file).dropLast(3))
            let fault = await #expect(throws: SourceFault.self) {
                try await Recomputation(of: FigureFolder(path, format))
            }
            #expect(
                fault?.place.contains(file) == true && fault?.place.contains(/(byte |:)[0-9]+/) == true, "\(fault!)")
        }
    }

    @Test func `a figure that is there twice is refused, in one file or in two`() async throws {
        try await withTemporaryDirectory { path in
            let folder = try SmallFolder(in: path)
            try folder.write("kolada/data-3.json", try folder.read("kolada/data-1.json"))
            try folder.write("csv/data.csv", SmallFolder.lines([("A", [1]), ("A", [1])]))
            for format in [FigureFolder.Format.kolada, .csv] {
                let fault = await #expect(throws: SourceFault.self) {
                    try await Recomputation(of: FigureFolder(path, format))
                }
                #expect(fault?.problem == "the figure of A for 0001 in 2013 is there twice")
            }
        }
    }

    @Test(arguments: [1, 3, 1_000])
    func `the answers do not depend on how the work is divided`(perTask: Int) async throws {
        var cube = FigureCube(
            municipalities: Codes((0..<40).map(String.init)), years: 2010...2014,
            inhabitants: (0..<200).map { 100 + $0 * 50 })
        for place in 0..<20 {
            let indicator = cube.intern("I\(place)")
            for cell in 0..<200 where (cell + place) % 5 != 0 {
                cube.revise(indicator, cell % 40, cell / 40, to: .value(Double(cell * 7 % (place + 11))))
            }
        }
        let orders = cube.sizeOrders(on: .standard)
        var kernel = DistributionKernel(rows: 40, classes: 5)
        let parts = await distributions(of: cube, along: orders, classes: 5, indicatorsPerTask: perTask)
        #expect(parts.count == 20)
        for (cells, part) in zip(cube.cells, parts) {
            let alone = DistributionSeries(of: cells, along: orders, with: &kernel)
            #expect(alone == part)
        }
    }
}

struct StatTableLimitTests {
    @Test(arguments: [
        (bytes: 60, cells: JSONStat.cellLimit), (20_000_000, JSONStat.cellLimit), (176_000_000, 88_000_000),
    ])
    func `a file may have the cells of an office's answer, or as many as can be spelt out in its bytes`(
        bytes: Int, cells: Int
    ) {
        #expect(StatTables.cellLimit(bytes: bytes) == cells)
    }
}
