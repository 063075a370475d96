import KlyftaModel
import KlyftaSources

/// The other end of ``SourceProcess``: what `klyfta source ID` does with a request.
package enum SourceServer {
    /// Answers with lines, and says whether they are a whole release.
    /// - Parameters:
    ///   - request: the line from standard input.
    ///   - id: the source, which is its own module unless the request names another.
    ///   - shipped: where the figures of a module lie, by the module's name.
    ///   - say: takes each line as it is known: a question that was asked is told even if the process ends after it.
    ///   - show: told how far a fetch is, for a terminal.
    package static func answer(
        _ request: String, from id: SourceID, registry: SourceRegistry, shipped: @Sendable (SourceID) -> DataFolder,
        say: @escaping @Sendable (String) -> Void, show: @escaping @Sendable (FetchProgress) -> Void = { _ in }
    ) async -> Bool {
        do {
            let request = try SourceRequest(line: request)
            let module = try request.module.map { try SourceID($0) } ?? id
            let options = SourceOptions(request.options)
            let source = try registry.source(id, of: module, options, shipped: shipped(module))
            if let live = source as? any LiveSource, live.isLive {
                let terms = request.fetch ?? FetchTerms(network: NetworkTerms())
                try await LiveServer(
                    source: live, name: id, options: options, terms: terms, say: say, show: show
                ).run()
            } else {
                ReleaseWriter.answer(with: try await source.release().checked()).forEach(say)
            }
            return true
        } catch let fault as any Fault {
            say(ReleaseWriter.line(for: fault))
        } catch {
            say(ReleaseWriter.line(for: SourceFault(at: "source \(id)", "\(error)", remedy: "Its last figures stand.")))
        }
        return false
    }
}
