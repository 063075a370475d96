import KlyftaDaemon
import KlyftaSources
import Testing

/// A module that asks whoever its option names, and else nobody.
private struct AddressedSource: LiveSource {
    static let id = try! SourceID("addressed")
    static let summary = "asks an address"
    static let options = [SourceOption("address", .text, help: "whom to ask")]
    static let sample = "sources: {}"
    static let hosts: [HostAllowance] = []

    static func hosts(for options: SourceOptions) -> [HostAllowance] {
        options["address"].flatMap { try? WebAddress($0) }.map {
            [HostAllowance($0.host, quota: .init(requests: 2, perSeconds: 1))]
        } ?? []
    }

    init(_ options: SourceOptions, shipped: DataFolder) throws {}
    func plan(after payloads: Payloads) throws -> [FetchRequest] { [] }
    func parts(of payloads: Payloads) throws -> [ReleasePart] { [] }
}

struct ConfigurationDeadlineTests {
    @Test(arguments: [
        ("{}", 60), ("{address: \"https://office.example/x\"}", 1_800),
        ("{address: \"https://office.example/x\", deadline: 90s}", 90), ("{deadline: 90s}", 90),
    ])
    func `whoever asks an office has half an hour, and whoever asks nobody a minute`(source: String, seconds: Int)
        throws
    {
        let text = """
            state: /s
            contact: it@kommun.example
            sources: {addressed: \(source)}
            rules: {r: {indicator: addressed.x, between: [0-1, 2+], widened: {by: 1}}}
            """
        let registry = try SourceRegistry([AddressedSource.self])
        let configuration = try Configuration.read(text, named: "c.yaml", registry: registry)
        #expect(configuration.sources.map(\.deadline) == [.seconds(seconds)])
    }
}
