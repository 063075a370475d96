import KlyftaSources
import Testing

@testable import KlyftaDaemon

/// What is shown as an example works as it stands, and what it shows as default is the default.
struct SampleTests {
    @Test(arguments: Shipped.registry.ids)
    func `a module's sample is good with its defaults written out or left out`(_ id: SourceID) throws {
        let module = try #require(Shipped.registry[id])
        let silent = "state: /s\nsources:\n  \(id): {}\n"
        let defaults = module.sample.split(separator: "\n").filter { $0.contains("#schedule:") }
            .map { $0.replacing("#", with: "") }
        let spoken = "state: /s\nsources:\n  \(id):\n\(defaults.joined(separator: "\n"))\n"
        #expect(defaults.count == 1)
        let one = try Configuration.read(silent, named: "silent", registry: Shipped.registry)
        let other = try Configuration.read(spoken, named: "spoken", registry: Shipped.registry)
        #expect(one == other)
    }
}
