import Testing

struct PluginTests {
    @Test func `folders, manifest and list of built-in sources name the same modules`() throws {
        let folders = Repository.plugins
        #expect(!folders.isEmpty)
        #expect(try Repository.list("modules", in: "Package.swift").sorted() == folders)
        let types = try Repository.list("builtInSources", in: "Sources/klyfta/BuiltInSources.swift")
        #expect(types.sorted() == folders.map { "\($0)Source.self" })
    }

    @Test(arguments: Repository.plugins)
    func `a source module explains itself under the fixed headings, in order`(plugin: String) throws {
        let headings = [
            "## What it is", "## Indicators", "## Licence and attribution", "## Configuration", "## Quirks",
            "## Example output",
        ]
        let lines = try Repository.text(of: "Plugins/\(plugin)/README.md").split(separator: "\n").map(String.init)
        #expect(lines.filter(headings.contains) == headings)
    }

    @Test(arguments: Repository.plugins)
    func `a source module has a sample, data and tests`(plugin: String) {
        #expect(Repository.exists("Plugins/\(plugin)/sample.yaml"))
        #expect(Repository.isFolder("Plugins/\(plugin)/Data"))
        #expect(!Repository.swiftFiles(under: "Plugins/\(plugin)/Tests").isEmpty)
    }

    @Test(arguments: Repository.plugins)
    func `a source module explains every option that its sample shows`(plugin: String) throws {
        let sample = try Repository.text(of: "Plugins/\(plugin)/sample.yaml")
        let readme = try Repository.text(of: "Plugins/\(plugin)/README.md")
        let options = sample.matches(of: /(?m)^ *#([a-z-]+):/).map(\.output.1)
        #expect(!options.isEmpty)
        for option in options { #expect(readme.contains("`\(option)`"), "\(option)") }
    }
}
