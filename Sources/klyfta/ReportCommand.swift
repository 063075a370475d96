import ArgumentParser
import Foundation
import KlyftaDaemon
import KlyftaModel
import KlyftaPublishing
import KlyftaStore

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Prints where all stands as one HTML file that needs nothing besides itself, for mail and archive")

    @OptionGroup var state: StateOptions

    @Option(help: "sv, nb or en (default: that of the configuration).")
    var language: Language?

    @Option(
        help: ArgumentHelp(
            "Write every page in every language and all data to files in this new directory instead, for a web server.",
            valueName: "directory"))
    var pages: String?

    func run() throws {
        let configuration = try state.configuration.load()
        let edition = try state.edition(configuration)
        if let pages { return try write(edition, to: pages) }
        try writeOutput(Report(edition, in: language ?? configuration.language).text)
    }

    private func write(_ edition: Edition, to directory: String) throws {
        let root = URL(filePath: directory, directoryHint: .isDirectory)
        do {
            try FileManager.default.createDirectory(at: root, withIntermediateDirectories: false)
            try Data("\(Stylesheet.text)".utf8).write(to: root.appending(path: String(Site.stylePath.dropFirst())))
            for language in Language.allCases {
                let site = Site(edition, in: language)
                for path in site.paths {
                    guard let page = site.page(path) else { continue }
                    let folder = root.appending(path: language.rawValue).appending(path: path.text)
                    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                    try Data(page.utf8).write(to: folder.appending(path: "index.html"))
                }
            }
            try writeData(of: edition, below: root)
        } catch {
            throw UsageFault(
                at: "--pages \(directory)", "it cannot be written (\(error.localizedDescription))",
                remedy: "Name a directory that is not there yet, in one that may be written.")
        }
    }

    /// The files that the pages lead to, at their paths. What a daemon answers besides is not there.
    private func writeData(of edition: Edition, below root: URL) throws {
        let files = DataFiles(edition)
        for path in files.paths where path != .openAPI {
            guard let text = files.text(path) else { continue }
            let file = root.appending(path: String(path.text.dropFirst()))
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }
}
