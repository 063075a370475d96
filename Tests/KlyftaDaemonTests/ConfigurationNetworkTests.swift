import KlyftaDaemon
import KlyftaSources
import Testing

struct ConfigurationNetworkTests {
    @Test func `how offices are reached is the same for every source`() throws {
        let configuration = try readConfiguration(
            """
            state: /s
            contact: it@kommun.example
            network: {proxy: "http://proxy:3128", certificates: /etc/ca.pem, private: [10.1.0.0/16, "fd00::/8"]}
            archive: {keep: 30d}
            history: {keep: 800d}
            backups: {keep: 7}
            sources: {skl: {}, ssb: {}}
            rules: {r: {indicator: skl.1, between: [0-1, 2+], widened: {by: 1}}}
            """)
        let terms = NetworkTerms(
            contact: "it@kommun.example", proxy: "http://proxy:3128", certificates: "/etc/ca.pem",
            privateNetworks: ["10.1.0.0/16", "fd00::/8"])
        #expect(configuration.sources.map(\.network) == [terms, terms])
        #expect(configuration.archiveKeep == .seconds(30 * 86_400))
        #expect(configuration.historyKeep == .seconds(800 * 86_400) && configuration.backupsKept == 7)
    }

    @Test func `without a contact there are no terms to ask on`() throws {
        let configuration = try readConfiguration(
            "state: /s\nsources: {skl: {}}\nrules: {r: {indicator: skl.1, between: [0-1, 2+], widened: {by: 1}}}")
        #expect(configuration.sources.map(\.network) == [NetworkTerms()])
        #expect(configuration.archiveKeep == .seconds(400 * 86_400))
        #expect(configuration.historyKeep == nil && configuration.backupsKept == 3, "history is kept for ever")
    }
}
