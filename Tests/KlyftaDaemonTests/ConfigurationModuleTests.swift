import Exec
import File
import KlyftaModel
import KlyftaSources
import SKL
import Testing

@testable import KlyftaDaemon

/// Sources that are called otherwise than their module.
struct ConfigurationModuleTests {
    private static let registry = try! SourceRegistry([ExecSource.self, FileSource.self, SKLSource.self])

    private func read(_ sources: String) throws -> [SourceConfiguration] {
        try Configuration.read("state: /s\nsources:\n\(sources)", named: "c", registry: Self.registry).sources
    }

    private func faults(_ sources: String) -> [String] {
        do {
            _ = try read(sources)
            return []
        } catch let faults as ConfigurationFaults {
            return faults.faults.map { "\($0.problem); \($0.remedy)" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `a module serves as many sources as the operator names`() throws {
        let sources = try read(
            """
              health: { module: exec, program: [python3, /opt/health.py] }
              roads: { module: exec, program: [/opt/roads], memory: 512M, schedule: weekly }
              skl: {}
            """)
        #expect(sources.map(\.id.text) == ["health", "roads", "skl"])
        #expect(sources.map(\.module.text) == ["exec", "exec", "skl"])
        #expect(sources[0].options.values == ["program": ["python3", "/opt/health.py"]])
        #expect(Set(sources.map { Job(fetching: $0).name }).count == 3)
    }

    @Test func `the samples of modules for anybody's figures are good as they stand`() throws {
        for sample in [ExecSource.sample, FileSource.sample] {
            let sources = try Configuration.read("state: /s\n\(sample)", named: "c", registry: Self.registry).sources
            #expect(sources.count == 1)
        }
    }

    @Test(arguments: [
        ("  office: { module: exce, program: [x] }\n", "there is no module 'exce'; did you mean 'exec'?"),
        ("  office: { module: exec }\n", "sources.office.program: there is no program;"),
        ("  office: { modul: exec }\n", "there is no module 'office'; this build has exec, file, skl"),
        (
            "  my-skl: { module: skl }\n",
            "sources.my-skl.module: the figures of the module 'skl' have its own name; call the source 'skl'; only 'exec' "
                + "and 'file' can be called otherwise"
        ),
        (
            "  office: { module: exec, program: [x], memry: 1G }\n",
            "unknown key 'memry' in sources.office; did you mean 'memory'?"
        ),
        (
            "  office: { module: file, path: /x, mapping: { colums: {} } }\n",
            "unknown key 'colums' in sources.office.mapping; did you mean 'columns'?"
        ),
        ("  office: { module: file, path: /x, mapping: [a] }\n", "sources.office.mapping is a map, not a list"),
        ("  skl: { plausible: { N07900: { jmp: 3 } } }\n", "unknown key 'jmp' in sources.skl.plausible.N07900"),
        ("  skl: { accept: latest }\n", "'latest' is no vintage"),
        ("  skl: { expect: someday }\n", "'someday' is no schedule"),
    ])
    func `a slip is told with what was probably meant`(sources: String, message: String) {
        let faults = faults(sources)
        #expect(faults.contains { $0.hasPrefix(message) }, "\(faults)")
    }

    @Test func `a fault inside a mapping is told at its place`() throws {
        let text =
            ExecSource.sample.isEmpty ? "" : FileSource.sample.replacing("decimal: comma", with: "decimal: komma")
        let fault = #expect(throws: ConfigurationFaults.self) {
            try Configuration.read("state: /s\n\(text)", named: "c", registry: Self.registry)
        }
        let told = try #require(fault?.faults.first)
        #expect("\(told)".contains("decimal: komma"), "\(told)")
    }

    @Test func `what is expected and plausible is read`() throws {
        let source = try read(
            "  skl: { expect: \"*-04-15\", plausible: { N07900: { least: 0, most: 100, jump: 15 } } }\n")[0]
        #expect(source.expect != nil)
        #expect(source.plausible == ["N07900": Plausibility(least: 0, most: 100, jump: 15)])
    }
}
