import Testing

struct ImportTests {
    static let core: [(module: String, allowed: Set<String>)] = [
        ("KlyftaModel", ["RealModule"]),
        ("KlyftaStatistics", ["RealModule"]),
        ("KlyftaDivide", ["KlyftaModel", "KlyftaStatistics", "RealModule"]),
        ("KlyftaAlerting", ["KlyftaModel", "KlyftaDivide", "RealModule"]),
        ("KlyftaPublishing", ["KlyftaModel", "KlyftaDivide", "KlyftaAlerting"]),
    ]

    @Test(arguments: core)
    func `the core imports nothing but the core below it`(module: String, allowed: Set<String>) throws {
        let files = Repository.swiftFiles(under: "Sources/\(module)")
        #expect(!files.isEmpty)
        for file in files {
            #expect(try Set(Repository.imports(of: file)).subtracting(allowed) == [], "in \(file)")
        }
    }

    @Test(arguments: ["SystemdKit", "CalendarEvents", "GuardedProcess"])
    func `a neutral library knows nothing of Klyfta`(module: String) throws {
        let files = Repository.swiftFiles(under: "Sources/\(module)")
        #expect(!files.isEmpty)
        for file in files {
            let ours = try Repository.imports(of: file).filter { $0.lowercased().hasPrefix("klyfta") }
            #expect(ours == [], "in \(file)")
        }
    }

    /// What single modules may see besides: neutral libraries, each with its reason.
    static let tools: [String: Set<String>] = ["Exec": ["GuardedProcess", "Synchronization"]]

    @Test(arguments: Repository.plugins)
    func `a source module sees the nouns and the seam, and nothing else`(plugin: String) throws {
        let files = Repository.sourceFiles(ofPlugin: plugin)
        #expect(!files.isEmpty)
        for file in files {
            let others = try Set(Repository.imports(of: file))
                .subtracting(["Foundation", "KlyftaModel", "KlyftaSources"]).subtracting(Self.tools[plugin] ?? [])
            #expect(others == [], "in \(file)")
        }
    }

    @Test func `only the list of built-in sources imports source modules`() throws {
        let plugins = Set(Repository.plugins)
        let files = Repository.swiftFiles(under: "Sources")
        #expect(!plugins.isEmpty && !files.isEmpty)
        let importers = try files.filter { try !plugins.isDisjoint(with: Repository.imports(of: $0)) }
        #expect(importers == ["Sources/klyfta/BuiltInSources.swift"])
    }

    @Test func `a qualified import is an import all the same`() throws {
        let imports = try Repository.imports(of: "Tests/ArchitectureTests/ImportTests.swift")
        #expect(imports == ["Testing", "Never", "Elsewhere", "Nowhere"])
    }

    /// Read as text by the rule above.
    private static let specimens = """
        @testable import Never
        private import struct Elsewhere.Thing
        import Nowhere // why
        // import Commented
        """
}
