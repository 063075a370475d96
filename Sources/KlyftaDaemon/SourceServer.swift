import KlyftaModel
import KlyftaSources

/// The other end of ``SourceProcess``: what `klyfta source ID` does with a request.
package enum SourceServer {
    /// The lines to answer with, and whether they are a release.
    /// - Parameter request: the line from standard input.
    package static func answer(
        _ request: String, from id: SourceID, registry: SourceRegistry, shipped: DataFolder
    ) async -> (lines: [String], isRelease: Bool) {
        do {
            guard let module = registry[id] else {
                throw SourceFault(
                    at: "source \(id)", "no such module",
                    remedy: "This build has \(registry.ids.map(\.text).joined(separator: ", ")).")
            }
            let options = SourceOptions(try SourceRequest(line: request).options)
            let release = try await module.init(options, shipped: shipped).release().checked()
            return (ReleaseWriter.lines(of: release), true)
        } catch let fault as any Fault {
            return ([ReleaseWriter.line(for: fault)], false)
        } catch {
            let fault = SourceFault(at: "source \(id)", "\(error)", remedy: "Its last figures stand.")
            return ([ReleaseWriter.line(for: fault)], false)
        }
    }
}
