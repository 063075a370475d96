import KlyftaDaemon
import Testing

@Suite struct ConfigurationPageTests {
    private func read(_ section: String) throws -> Configuration {
        try readConfiguration("state: /s\nsources: {skl: {}}\n\(section)\n")
    }

    @Test(arguments: [
        ("", PageTerms.Listener.path("/s/page.sock")), ("page: {}", .path("/s/page.sock")),
        ("page: {listen: /run/klyfta/page.sock}", .path("/run/klyfta/page.sock")),
        ("page: {listen: \"127.0.0.1:8377\"}", .port(8377)), ("page: {listen: none}", .nowhere),
    ])
    func `the page listens beside the state unless told otherwise`(
        section: String, listener: PageTerms.Listener
    ) throws {
        #expect(try read(section).page.listener == listener)
    }

    @Test func `hosts are names a proxy is asked by`() throws {
        #expect(try read("page: {hosts: [klyfta.example, b]}").page.hosts == ["klyfta.example", "b"])
        #expect(try read("page: {hosts: klyfta.example}").page.hosts == ["klyfta.example"])
    }

    @Test func `metrics go to no file unless one is named`() throws {
        #expect(try read("").metricsFile == nil)
        #expect(try read("metrics-file: /m/klyfta.prom").metricsFile == "/m/klyfta.prom")
    }

    @Test(arguments: [
        ("page: {listen: \"0.0.0.0:80\"}", "3:16", "is nothing that the page can listen on; write a path"),
        ("page: {listen: \"127.0.0.1:0\"}", "3:16", "other machines come by a proxy before it"),
        ("page: {listen: \"127.0.0.1:080\"}", "3:16", "is nothing that the page can listen on"),
        ("page: {hosts: [\"a/b\"]}", "3:16", "'a/b' is no name of a host"),
        ("page: {lsten: none}", "3:8", "unknown key 'lsten' in page; did you mean 'listen'?"),
        ("page: yes", "3:7", "page is a map"), ("metrics-file: klyfta.prom", "3:15", "is no absolute path"),
    ])
    func `a fault of the page is told where it was written`(section: String, place: String, message: String) {
        let faults = #expect(throws: (any Error).self) { try read(section) }
        #expect("\(faults.map { "\($0)" } ?? "")".contains(":\(place): "))
        #expect("\(faults.map { "\($0)" } ?? "")".contains(message))
    }
}
