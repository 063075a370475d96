import KlyftaModel
import KlyftaSources

/// The other end of ``SourceProcess``: what `klyfta source ID` does with a request.
package enum SourceServer {
    /// Answers with lines, and says whether they are a whole release.
    /// - Parameters:
    ///   - request: the line from standard input.
    ///   - say: takes each line as it is known: a question that was asked is told even if the process ends after it.
    ///   - show: told how far a fetch is, for a terminal.
    package static func answer(
        _ request: String, from id: SourceID, registry: SourceRegistry, shipped: DataFolder,
        say: @escaping @Sendable (String) -> Void, show: @escaping @Sendable (FetchProgress) -> Void = { _ in }
    ) async -> Bool {
        do {
            guard let module = registry[id] else {
                throw SourceFault(
                    at: "source \(id)", "no such module",
                    remedy: "This build has \(registry.ids.map(\.text).joined(separator: ", ")).")
            }
            let request = try SourceRequest(line: request)
            let source = try module.init(SourceOptions(request.options), shipped: shipped)
            if let live = source as? any LiveSource, live.isLive {
                let terms = request.fetch ?? FetchTerms(network: NetworkTerms())
                try await LiveServer(source: live, terms: terms, say: say, show: show).run()
            } else {
                ReleaseWriter.lines(of: try await source.release().checked()).forEach(say)
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
