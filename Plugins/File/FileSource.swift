import KlyftaModel
import KlyftaSources

/// Whatever lies in a file of the operator's, with a mapping of its columns: another office with no code at all.
package struct FileSource: NamedSource {
    package static let id = try! SourceID("file")
    package static let summary = "Anybody: figures in a file, a directory or an inbox, with a mapping of its columns"
    package static let sample = String(decoding: PackageResources.sample_yaml, as: UTF8.self)
    package static let options = [MappedSource.path] + MappedSource.inboxOptions

    private let figures: MappedSource

    package init(_ options: SourceOptions, named name: SourceID, shipped: DataFolder) throws {
        guard let figures = try MappedSource(name, options) else {
            throw SourceFault(
                at: "sources.\(name)", "there is neither 'path' nor 'inbox'",
                remedy:
                    "Write 'path: /…' for a file or a directory, or 'inbox: /…' for one that files are dropped into.")
        }
        self.figures = figures
    }

    package func release() async throws -> Release { try figures.release() }
}
