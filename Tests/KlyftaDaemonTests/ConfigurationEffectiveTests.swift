import KlyftaDaemon
import KlyftaSources
import Testing

@Suite
struct ConfigurationEffectiveTests {
    @Test
    func `what is in effect is shown with where it came from`() throws {
        let folder = try ConfigurationFolder(
            ConfigurationDropInTests.main,
            ["10.yaml": "rules: {r: {level: {above: 30}, severity: ~}}", "20.yaml": "recompute: {}"])
        #expect(
            try folder.effective() == """
                state: /s  # klyfta.yaml:1
                sources:
                    skl:
                        deadline: 10s  # klyfta.yaml:3
                        indicators: [a, b]  # klyfta.yaml:3
                        enabled: true  # default
                        schedule: daily  # default
                rules:
                    r:
                        indicator: skl.1  # klyfta.yaml:6
                        between: [0-1, 2+]  # klyfta.yaml:7
                        level:
                            above: 30  # klyfta.yaml.d/10.yaml:1
                        enabled: true  # default
                        weight: municipality  # default
                        membership: current  # default
                        for: 1 period  # default
                        severity: warning  # default
                recompute:
                    schedule: daily  # default
                store: sqlite  # default
                alert-file: /s/alerts.jsonl  # default
                control: /s/control.sock  # default
                page:
                    listen: /s/page.sock  # default
                language: en  # default
                log-level: info  # default
                jitter: 0  # default
                archive:
                    keep: 400d  # default
                history:
                    keep: forever  # default
                backups:
                    keep: 3  # default

                """)
    }

    @Test
    func `what is shown to be in effect means the same when it is read`() throws {
        let odd = """
            sources:
              ssb: {indicators: ["~", "null", "", " a", "-", "a\\\\b\\"c", "#", "a: b", "*", "\\u202E", "0301"]}
              gone: {enabled: false, a: [{b: ~}, [c]], d: {}}
            """
        let folder = try ConfigurationFolder(ConfigurationTests.full, ["10.yaml": odd])
        let reading = try ConfigurationReading(of: folder.path, registry: idleRegistry)
        #expect(try readConfiguration(reading.effective()) == reading.configuration)
        #expect(reading.configuration.sources.last?.options.values["indicators"]?.count == 11)
    }

    @Test
    func `for programs each value stands with its keys and its origin`() throws {
        let folder = try ConfigurationFolder(
            ConfigurationDropInTests.main, ["10.yaml": "rules: {r: {level: {above: 30}, severity: ~}}"])
        let values = try ConfigurationReading(of: folder.path, registry: idleRegistry).values
        let level = values.first { $0.path == ["rules", "r", "level", "above"] }
        #expect(level?.value == "30")
        #expect(level?.origin.hasSuffix("klyfta.yaml.d/10.yaml:1") == true, "\(values)")
        #expect(values.first { $0.path == ["rules", "r", "severity"] }?.origin == "default")
        #expect(Set(values.map(\.path)).count == values.count)
    }
}
