import Foundation
import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaSources
import Testing

/// A configuration file with drop-ins in a folder of its own, which is gone when the test is over.
final class ConfigurationFolder {
    let root: URL
    let path: String

    init(_ main: String?, _ dropIns: [String: String] = [:]) throws {
        root = FileManager.default.temporaryDirectory.appending(path: "klyfta-\(UUID().uuidString)")
        path = root.appending(path: "klyfta.yaml").path
        try FileManager.default.createDirectory(atPath: path + ".d", withIntermediateDirectories: true)
        try main?.write(toFile: path, atomically: false, encoding: .utf8)
        for (name, text) in dropIns {
            try text.write(toFile: "\(path).d/\(name)", atomically: false, encoding: .utf8)
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    func load() throws -> Configuration {
        try Configuration.load(path, registry: idleRegistry)
    }

    /// All faults, with the folder left out of their texts.
    func faults() throws -> [String] {
        let error = try #require(throws: ConfigurationFaults.self) { try load() }
        return error.faults.map { "\($0.place): \($0.problem); \($0.remedy)".replacing(root.path + "/", with: "") }
    }

    func effective() throws -> String {
        try ConfigurationReading(of: path, registry: idleRegistry).effective().replacing(root.path + "/", with: "")
    }
}

@Suite
struct ConfigurationDropInTests {
    static let main = """
        state: /s
        sources:
          skl: {deadline: 10s, indicators: [a, b]}
        rules:
          r:
            indicator: skl.1
            between: [0-1, 2+]
            level: {above: 40}
            severity: info
        """

    @Test
    func `a drop-in overrides one key and leaves the others`() throws {
        let folder = try ConfigurationFolder(Self.main, ["10.yaml": "rules: {r: {level: {above: 30}}}"])
        let rule = try folder.load().rules[0]
        #expect(rule.condition == .level(above: 30))
        #expect(rule.severity == .info)
        #expect(rule.question.low == "0-1")
    }

    @Test
    func `the last drop-in by the bytes of its name has the last word`() throws {
        let names = ["9.yaml", "10.yaml", "Z.yaml", "a.yaml", "\u{E4}.yaml"]
        let texts = names.enumerated().map { ($1, "jitter: \($0 + 1)s") }
        let folder = try ConfigurationFolder(Self.main, Dictionary(uniqueKeysWithValues: texts))
        #expect(try folder.load().jitter == .seconds(5))
        try FileManager.default.removeItem(atPath: "\(folder.path).d/\u{E4}.yaml")
        #expect(try folder.load().jitter == .seconds(4))
        try FileManager.default.removeItem(atPath: "\(folder.path).d/a.yaml")
        try FileManager.default.removeItem(atPath: "\(folder.path).d/Z.yaml")
        #expect(try folder.load().jitter == .seconds(1))
    }

    @Test(arguments: ["10.yml", "10.yaml~", ".10.yaml", "10.yaml.bak"])
    func `only files called yaml are drop-ins`(name: String) throws {
        #expect(try ConfigurationFolder(Self.main, [name: "jitter: 5s"]).load().jitter == .zero)
    }

    @Test
    func `a list is replaced as a whole`() throws {
        let folder = try ConfigurationFolder(Self.main, ["10.yaml": "sources: {skl: {indicators: [c]}}"])
        #expect(try folder.load().sources[0].options.values == ["indicators": ["c"]])
        #expect(try folder.load().sources[0].deadline == .seconds(10))
    }

    @Test(arguments: ["null", "~", ""])
    func `a key without a value is removed`(nothing: String) throws {
        let folder = try ConfigurationFolder(
            Self.main,
            ["10.yaml": "rules:\n  r:\n    level: \(nothing)\n    widened: {by: 2}\n    severity: \(nothing)\n"])
        let rule = try folder.load().rules[0]
        #expect(rule.condition == .widened(by: 2, since: .previous))
        #expect(rule.severity == .warning)
        #expect(try ConfigurationFolder(Self.main, ["1.yaml": "rules: {r: \(nothing)}"]).load().rules.isEmpty)
    }

    @Test
    func `a name that is removed must have been there`() throws {
        let folder = try ConfigurationFolder(Self.main, ["10.yaml": "rules:\n  s:\nsources:\n  slk:\n"])
        #expect(
            try folder.faults() == [
                "klyfta.yaml.d/10.yaml:2:3: the rule 's' has no value, and no earlier file gave it one to remove; "
                    + "write {} for one with defaults only",
                "klyfta.yaml.d/10.yaml:4:3: the source 'slk' has no value, and no earlier file gave it one to remove; "
                    + "write {} for one with defaults only, or did you mean 'skl'?",
            ])
    }

    @Test
    func `what was removed can be given anew`() throws {
        let folder = try ConfigurationFolder(
            Self.main, ["10.yaml": "sources: {skl: ~}", "20.yaml": "sources: {skl: {deadline: 5s}}"])
        #expect(try folder.load().sources[0].options.values.isEmpty)
        #expect(try folder.load().sources[0].deadline == .seconds(5))
    }

    @Test(arguments: ["", "# nothing\n", "---\n", "~\n", "{}\n"])
    func `an empty drop-in changes nothing`(text: String) throws {
        let folder = try ConfigurationFolder(Self.main, ["10.yaml": text])
        #expect(try folder.load() == ConfigurationFolder(Self.main).load())
    }

    @Test
    func `a drop-in is masked by a link to dev-null`() throws {
        let folder = try ConfigurationFolder(Self.main)
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path).d/10.yaml", withDestinationPath: "/dev/null")
        #expect(try folder.load() == ConfigurationFolder(Self.main).load())
    }

    @Test
    func `a fault is told in the file that it came from, in the order of the files`() throws {
        let folder = try ConfigurationFolder(
            Self.main + "\njitter: 1\n",
            ["20.yaml": "# a\nrules: {r: {severity: loud}}", "10.yaml": "rules: {r: {levl: 1}}\ncontrol: here"])
        #expect(
            try folder.faults().map { $0.prefix { $0 != " " } } == [
                "klyfta.yaml:10:9:", "klyfta.yaml.d/10.yaml:1:13:", "klyfta.yaml.d/10.yaml:2:10:",
                "klyfta.yaml.d/20.yaml:2:23:",
            ])
    }

    @Test
    func `a rule with two conditions from two files is told how to remove one`() throws {
        let folder = try ConfigurationFolder(Self.main, ["10.yaml": "rules: {r: {widened: {by: 2}}}"])
        #expect(
            try folder.faults() == [
                "klyfta.yaml.d/10.yaml:1:13: a rule has either 'level' or 'widened', not both; "
                    + "keep one; a drop-in removes the other with 'level: null' or 'widened: null'"
            ])
    }

    @Test(arguments: [nil, "state: ["])
    func `fault 10: what seems missing is not told while a file is unreadable`(main: String?) throws {
        let folder = try ConfigurationFolder(
            main, ["10.yaml": "rules: {r: {indicator: skl.1, between: [0-1, 2+], level: {above: x}}}"])
        let places = try folder.faults().map { $0.prefix { $0 != " " } }
        #expect(
            places
                == [main == nil ? "klyfta.yaml:" : "klyfta.yaml:1:9:", "klyfta.yaml.d/10.yaml:1:66:"].map { $0[...] })
    }

    @Test
    func `a file that is not there is told by its path`() throws {
        let folder = try ConfigurationFolder(nil)
        let remedy = "make one with 'klyfta init', or name another with --config"
        #expect(try folder.faults() == ["klyfta.yaml: there is no such file; \(remedy)"])
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: false)
        #expect(try folder.faults() == ["klyfta.yaml: it is a directory; name the file that is meant"])
    }

    @Test
    func `fault 10: a drop-in that cannot be read is a fault`() throws {
        let folder = try ConfigurationFolder(Self.main)
        try FileManager.default.createDirectory(
            atPath: "\(folder.path).d/10.yaml", withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path).d/20.yaml", withDestinationPath: "/nowhere/at/all")
        let faults = try folder.faults()
        #expect(faults.count == 2)
        #expect(faults[0] == "klyfta.yaml.d/10.yaml: it is a directory; name the file that is meant")
        #expect(faults[1] == "klyfta.yaml.d/20.yaml: there is no such file; put back what it leads to, or remove it")
    }

    @Test
    func `a file without drop-ins needs no folder for them`() throws {
        let folder = try ConfigurationFolder(Self.main)
        try FileManager.default.removeItem(atPath: folder.path + ".d")
        #expect(try folder.load().stateDirectory == "/s")
        try Data().write(to: URL(filePath: folder.path + ".d"))
        #expect(try folder.faults()[0].hasPrefix("klyfta.yaml.d: it cannot be read ("))
    }

    @Test
    func `a file of more than a mebibyte is refused, one of just that is read`() throws {
        let filling = String(repeating: "#", count: (1 << 20) - Self.main.utf8.count - 1)
        #expect(try ConfigurationFolder("\(Self.main)\n\(filling)").load().stateDirectory == "/s")
        let folder = try ConfigurationFolder("\(Self.main)\n\(filling)#")
        #expect(
            try folder.faults() == [
                "klyfta.yaml: it is longer than 1 MiB; check that this is the configuration of klyfta"
            ])
    }

    @Test
    func `bytes that are no UTF-8 are told by their place`() throws {
        let folder = try ConfigurationFolder(nil)
        let latin = Data("state: /s\n# Vestv".utf8) + [0xE5] + Data("g\n".utf8)
        try latin.write(to: URL(filePath: folder.path))
        #expect(try folder.faults() == ["klyfta.yaml:2:8: this is not UTF-8; save the file as UTF-8"])
    }
}
