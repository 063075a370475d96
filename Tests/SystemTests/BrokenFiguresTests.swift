import Foundation
import Testing

struct BrokenFiguresTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A way to spoil a folder of figures, and what the message must name.
    struct Damage: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let file: String
        /// `nil` deletes the file.
        let spoil: (@Sendable (String) -> String)?
        let place: String
        let problem: String
    }

    private static let damages = [
        Damage(
            testDescription: "a missing file", file: "population.csv", spoil: nil, place: "/population.csv: ",
            problem: "there is no such file"),
        Damage(
            testDescription: "a row twice", file: "N07900.csv", spoil: { $0 + "SE-2401,2014,1,\n" },
            place: "/N07900.csv:42, column 'municipality'", problem: "SE-2401, 2014 is there twice, first in line 34"),
        Damage(
            testDescription: "a local number", file: "N07900.csv",
            spoil: { $0.replacing("SE-2401,2014,38.0,", with: "SE-2401,2014,\"1 234,5\",") },
            place: "/N07900.csv:34, column 'value'", problem: "1 234,5"),
        Damage(
            testDescription: "an empty file", file: "N90002.csv", spoil: { _ in "" }, place: "/N90002.csv",
            problem: "the file is empty"),
        Damage(
            testDescription: "a cut row", file: "N90002.csv", spoil: { String($0.dropLast(4)) },
            place: "/N90002.csv:41", problem: "the row ends after 3 of 4 fields"),
        Damage(
            testDescription: "a lost zero", file: "population.csv",
            spoil: { $0.replacing("SE-2401,2014", with: "SE-240,2014") }, place: "/population.csv:42",
            problem: "'240' is no municipality code"),
        Damage(
            testDescription: "no number", file: "N07900.csv",
            spoil: { $0.replacing("SE-2401,2014,38.0,", with: "SE-2401,2014,1e400,") },
            place: "/N07900.csv:34, column 'value'", problem: "1e400"),
        Damage(
            testDescription: "another encoding", file: "municipalities.csv",
            spoil: { $0 + "SE-0305,H\u{e5}bo,,\n" }, place: "/municipalities.csv:10", problem: "UTF-8"),
    ]

    @Test(arguments: damages)
    func `spoilt figures are refused with file and line, and those of the last good round stand`(
        damage: Damage
    ) throws {
        try scratch.prepare(through: 2013)
        #expect(try scratch.once().status == .exited(0))
        let before = try (scratch.standings(), scratch.history(), scratch.read("state/alerts.jsonl"))

        try scratch.writeFigures(through: 2014)
        try spoil(damage)
        let ending = try scratch.once()
        #expect(ending.status == .exited(1), "\(ending)")
        #expect(ending.output.hasPrefix("6 rules on 1 sources; 0 announced, 4 firing"), "\(ending.output)")
        let messages = ending.errors.split(separator: "\n").filter { $0.hasPrefix("klyfta: ") }
        #expect(messages.count == 1, "\(ending.errors)")
        #expect(messages.first?.contains(damage.place) == true, "\(ending.errors)")
        #expect(messages.first?.contains(damage.problem) == true, "\(ending.errors)")
        let after = try (scratch.standings(), scratch.history(), scratch.read("state/alerts.jsonl"))
        #expect(before == after)

        try scratch.writeFigures(through: 2014)
        #expect(try scratch.once().output.hasPrefix("6 rules on 1 sources; 5 announced"))
        #expect(try scratch.alertFile().map(\.name) == Watched.firstEvents + Watched.secondEvents)
    }

    @Test func `a copy of the shipped figures with one file deleted names that file`() throws {
        let home = URL(filePath: KlyftaProcess.binary).deletingLastPathComponent()
        let shipped = home.appending(path: "klyfta_SKL.resources/Data")
        try scratch.makeDirectory("figures")
        for file in try FileManager.default.contentsOfDirectory(atPath: shipped.path) where file != "N07920.csv" {
            symlink(shipped.appending(path: file).path, scratch["figures/\(file)"])
        }
        let configuration = """
            state: \(scratch["state"])
            sources: { skl: { schedule: daily, figures: \(scratch["figures"]) } }
            \(Watched.rules)
            """
        try scratch.write(configuration, to: "klyfta.yaml")
        let ending = try scratch.once()
        #expect(ending.status == .exited(1))
        #expect(ending.errors.contains("\(scratch["figures/N07920.csv"]): there is no such file"), "\(ending.errors)")
        #expect(ending.errors.contains("Put it back"))
        #expect(try scratch.history().isEmpty)
    }

    @Test func `a source that fails does not keep another from being heard`() throws {
        try scratch.prepare(
            otherSources: "  esv: { schedule: yearly, figures: \(scratch["nowhere"]) }")
        let ending = try scratch.once()
        #expect(ending.status == .exited(1))
        #expect(ending.output.hasPrefix("6 rules on 2 sources; 4 announced, 4 firing"), "\(ending)")
        #expect(ending.errors.contains("\(scratch["nowhere"])/indicators.csv: there is no such file"))
    }

    @Test func `fault 39: a small limit of open files is enough for a round`() throws {
        try scratch.prepare()
        let ending = try scratch.shell("ulimit -n 40; klyfta once --config \(scratch["klyfta.yaml"])")
        #expect(ending.status == .exited(0), "\(ending)")
    }

    /// In blocks of 512 bytes. A write beyond the limit raises a signal that ends a program which does not heed it.
    @Test(arguments: [8, 64, 256])
    func `fault 39: a limit of the size of files is told as what it is, and the next round makes it up`(
        blocks: Int
    ) throws {
        try scratch.prepare()
        #expect(try scratch.once().status == .exited(0))
        try scratch.writeFigures(through: 2014)
        let ending = try scratch.shell("ulimit -f \(blocks); klyfta once --config \(scratch["klyfta.yaml"])")
        #expect(ending.status != .exited(0), "\(ending)")
        #expect(ending.errors.contains("klyfta: "), "\(ending)")
        #expect(try scratch.once().status == .exited(0))
        #expect(try scratch.alertFile().map(\.name) == Watched.firstEvents + Watched.secondEvents)
    }

    private func spoil(_ damage: Damage) throws {
        let name = "figures/\(damage.file)"
        guard let spoil = damage.spoil else {
            return try FileManager.default.removeItem(atPath: scratch[name])
        }
        let text = spoil(try scratch.read(name))
        // One byte a character, where a test wants what is no UTF-8.
        let encoding: String.Encoding = damage.problem == "UTF-8" ? .isoLatin1 : .utf8
        let data = try #require(text.data(using: encoding))
        try data.write(to: URL(filePath: scratch[name]))
    }
}
