import KlyftaModel
import KlyftaSources
import Testing

struct ReleaseReaderTests {
    private func complaint(_ lines: [String]) throws -> String? {
        do {
            _ = try ReleaseReader.release(of: fake, from: lines)
            return nil
        } catch let fault as SourceFault {
            return fault.description
        }
    }

    private let whole = ReleaseWriter.lines(of: release())

    @Test func `a whole release is taken`() throws {
        #expect(try complaint(whole) == nil)
        #expect(try complaint(whole.flatMap { [$0, ""] }) == nil)
    }

    @Test(arguments: 0..<8)
    func `an answer that stops before its end is not taken`(count: Int) throws {
        #expect(whole.count == 9)
        #expect(
            try complaint(Array(whole.prefix(count))) == """
                source fake: its answer stops after line \(count), before its end. \
                Nothing of it is taken; the figures of its last whole release stand. See its messages above.
                """)
    }

    @Test(arguments: 1..<8)
    func `an answer that lost a line on the way is not taken`(index: Int) throws {
        var lines = whole
        lines.remove(at: index)
        #expect(
            try complaint(lines) == """
                source fake, line 8: its end counts other facts than were sent. \
                Nothing of it is taken; look for lost lines.
                """)
    }

    @Test(arguments: 1..<8)
    func `an answer that says a fact twice is not taken`(index: Int) throws {
        #expect(try complaint(Array(whole[...index] + whole[index...])) != nil)
    }

    @Test(arguments: ["end", "indicator"])
    func `nothing comes after the end`(key: String) throws {
        let line = try #require(whole.first { $0.hasPrefix("{\"\(key)\"") })
        #expect(
            try complaint(whole + [line])
                == "source fake, line 10: there is more after the end. Write 'end' once, last.")
    }

    @Test(arguments: [
        "not json", "[]", "{\"end\":{}}", "{\"klyfta\":", " ", "42",
        "{\"observations\":{\"indicator\":\"fake.speed\"}}",
    ])
    func `a line that is not understood is quoted with its number`(garbage: String) throws {
        let complaint = try complaint([whole[0], garbage] + whole.dropFirst())
        #expect(complaint?.hasPrefix("source fake, line 2: it is not understood: \(garbage)") == true)
        #expect(complaint?.hasSuffix(". Write the JSON lines that Plugins/Exec/README.md explains.") == true)
    }

    @Test(arguments: [
        ("{\"observations\":{\"indicator\":\"fake.speed\"}}", "('observations.period' is missing)"),
        ("{\"observations\":{\"indicator\":7}}", "('observations.indicator' is no string)"),
        ("{\"name\":{},\"end\":{}}", "('name.municipality' is missing)"),
        ("{\"name\":[]}", "('name' is no object)"),
    ])
    func `what is wrong inside a line is told by its keys`(line: String, reason: String) throws {
        let complaint = try complaint([whole[0], line])
        #expect(complaint?.contains(reason) == true, "\(complaint ?? "")")
    }

    @Test func `what would act on a terminal is spelt out`() throws {
        #expect(try complaint(["\u{1b}[31mred"])?.contains("not understood: \\u{1b}[31mred") == true)
    }

    @Test(arguments: ["{}", "{\"observation\":{}}"])
    func `a line without one of the known keys is refused`(line: String) throws {
        #expect(try complaint([whole[0], line] + whole.dropFirst())?.hasPrefix("source fake, line 2: ") == true)
    }

    @Test func `a line with two keys is refused`() throws {
        let both = whole[1].dropLast() + "," + whole[2].dropFirst()
        #expect(
            try complaint([whole[0], String(both)] + whole.dropFirst(3))?.hasPrefix("source fake, line 2: ") == true)
    }

    @Test func `a long line that is not understood is cut`() throws {
        let complaint = try complaint([String(repeating: "x", count: 500)])
        #expect(complaint?.contains(String(repeating: "x", count: 80) + "….") == true)
        #expect(complaint?.contains(String(repeating: "x", count: 81)) == false)
    }

    @Test(arguments: [
        ("{\"klyfta\":{\"lines\":1,\"source\":\"esv\"}}", "it greets as 'esv' in version 1"),
        ("{\"klyfta\":{\"lines\":2,\"source\":\"fake\"}}", "it greets as 'fake' in version 2"),
    ])
    func `a source greets under its own name in a known version`(greeting: String, problem: String) throws {
        #expect(
            try complaint([greeting] + whole.dropFirst())
                == "source fake, line 1: \(problem). Start the source fake, in version 1 of the lines.")
    }

    @Test func `nothing comes before the greeting`() throws {
        #expect(
            try complaint(Array(whole.dropFirst()))
                == "source fake, line 1: it comes before the greeting. Write 'klyfta' first.")
    }

    @Test(arguments: [0, 1, 5, 9])
    func `a fault that the source reports is passed on in its own words, wherever it comes`(index: Int) throws {
        let fault = SourceFault(at: "speed.csv:7", "the \"sea\" is dry", remedy: "Wait/for rain.")
        var lines = whole
        lines.insert(ReleaseWriter.line(for: fault), at: index)
        #expect(try complaint(lines) == "speed.csv:7: the \"sea\" is dry. Wait/for rain.")
    }

    @Test(arguments: [
        ("SE-0180", "SE-180", "'180': this is no municipality code in SE"),
        ("\"2014\"", "\"14\"", "'14': this is no period"),
        ("Mbit/s", "km/h", "'km/h': this is no unit"),
    ])
    func `a word that spells nothing is refused with the line`(word: String, wrong: String, problem: String) throws {
        let index = try #require(whole.firstIndex { $0.contains(word) })
        var lines = whole
        lines[index].replace(word, with: wrong)
        #expect(try complaint(lines)?.hasPrefix("source fake, line \(index + 1): \(problem). ") == true)
    }

    @Test func `a whole answer that contradicts itself is refused`() throws {
        let lines = whole.map { $0.replacing("\"absent\":{}", with: "\"absent\":{\"SE-0180\":\"missing\"}") }
            .map { $0.replacing("\"observations\":1", with: "\"observations\":2") }
        #expect(lines != whole)
        #expect(try complaint(lines)?.contains("fake.speed for SE-0180 in 2014 is there twice") == true)
    }
}
