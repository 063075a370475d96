import Foundation
import KlyftaModel
import KlyftaSources
import KlyftaTestKit
import Testing

private struct Impostor: IndicatorSource {
    static let id = fake
    static let summary = "The figures of somebody else"
    static let options: [SourceOption] = []
    static let sample = "fake:"

    init(_ options: SourceOptions, shipped: DataFolder) throws {}

    func release() async throws -> Release { KlyftaSourcesTests.release() }
}

private struct Other: IndicatorSource {
    static let id = try! SourceID("a-other")
    static let summary = "Other figures"
    static let options: [SourceOption] = []
    static let sample = "a-other:"

    private let shipped: DataFolder

    init(_ options: SourceOptions, shipped: DataFolder) throws { self.shipped = shipped }

    func release() async throws -> Release {
        _ = try FileManager.default.contentsOfDirectory(atPath: shipped.path)
        return Release(source: Self.id, indicators: [])
    }
}

struct SourceRegistryTests {
    @Test func `modules are found by name, and their names are in order`() throws {
        let registry = try SourceRegistry([FakeSource.self, Other.self])
        #expect(registry.ids.map(\.text) == ["a-other", "fake"])
        #expect(registry[fake] is FakeSource.Type)
        #expect(registry[try SourceID("none")] == nil)
    }

    @Test func `two modules of one name are refused`() {
        let fault = #expect(throws: SourceFault.self) {
            try SourceRegistry([FakeSource.self, Other.self, Impostor.self])
        }
        #expect(
            fault?.description
                == "source registry: FakeSource and Impostor are both called 'fake'. Give one of them another id.")
    }
}

struct SourceContractTests {
    @Test func `a module of tidy files keeps the contract`() async throws {
        let folder = try TemporaryFolder(tidyFiles)
        try await SourceContract(of: FakeSource.self, shipped: DataFolder(path: folder.path)).check()
    }

    @Test func `a module that delivers nothing breaks the contract`() async throws {
        let folder = try TemporaryFolder()
        try await withKnownIssue {
            try await SourceContract(of: Other.self, shipped: DataFolder(path: folder.path)).check()
        } matching: { issue in
            issue.description.contains("a source delivers something")
        }
    }

    @Test func `a module that delivers the same whatever folder it is given breaks the contract`() async throws {
        try await withKnownIssue {
            try await SourceContract(of: Impostor.self, shipped: DataFolder(path: "/nowhere")).check()
        } matching: { issue in
            issue.description.contains("not an empty release")
        }
    }
}

struct SourceOptionsTests {
    @Test func `an option is read by its key`() {
        let options = SourceOptions(["figures": ["/srv/figures"], "indicators": ["speed", "reach"]])
        #expect(options[text: .figures] == "/srv/figures")
        #expect(options[list: .indicators] == ["speed", "reach"])
    }

    @Test func `an option that is not there has no value`() {
        #expect(SourceOptions()[text: .figures] == nil)
        #expect(SourceOptions()[list: .indicators] == nil)
    }
}

struct SourceRequestTests {
    @Test(arguments: [[:], ["figures": ["/a b"]], ["indicators": ["N1", "N2"], "figures": ["å\"\n"]]])
    func `a request is one line and is read as it is written`(options: [String: [String]]) throws {
        let request = SourceRequest(options: SourceOptions(options))
        #expect(!request.line.contains("\n"))
        #expect(try SourceRequest(line: request.line) == request)
    }

    @Test func `a request is written in order of keys`() {
        #expect(
            SourceRequest(options: SourceOptions(["b": ["/x"], "a": []])).line
                == #"{"lines":1,"options":{"a":[],"b":["/x"]}}"#)
    }

    @Test func `an empty line asks with no options`() throws {
        #expect(try SourceRequest(line: "") == SourceRequest(options: SourceOptions()))
    }

    @Test(arguments: ["{}", "x", #"{"lines":2,"options":{}}"#, #"{"lines":1}"#, #"{"lines":1,"options":{"a":"b"}}"#])
    func `a request that is not understood is quoted`(line: String) {
        let fault = #expect(throws: SourceFault.self) { try SourceRequest(line: line) }
        #expect(
            fault?.description == """
                standard input: the request is not understood: \(line). \
                Write {"lines":1,"options":{}} on one line, or close standard input.
                """)
    }
}

struct DataFolderTests {
    @Test func `KLYFTA_DATA names the folder of all modules`() {
        let folder = DataFolder.shipped(
            with: "SKL", executable: "/opt/bin/klyfta", environment: ["KLYFTA_DATA": "/srv/figures"])
        #expect(folder.path == "/srv/figures/SKL")
    }

    @Test(arguments: [[:], ["KLYFTA_DATA": ""]])
    func `an installed module has its figures in share`(environment: [String: String]) {
        let folder = DataFolder.shipped(with: "SKL", executable: "/opt/bin/klyfta", environment: environment)
        #expect(folder.path == "/opt/share/klyfta/SKL")
    }

    @Test func `a built module has its figures beside the executable`() throws {
        let home = try TemporaryFolder()
        let data = home.path + "/klyfta_SKL.resources/Data"
        try makeFolder(data)
        let folder = DataFolder.shipped(with: "SKL", executable: home.path + "/klyfta", environment: [:])
        #expect(folder.path == data)
    }
}
