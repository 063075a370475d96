import KlyftaDivide
import KlyftaModel
import KlyftaSources

extension Store {
    /// What a release was read from: the answers in order, and for each of its lines the positions of its answers.
    package struct Origin: Hashable, Sendable {
        /// The answers, whose content is in the archive: those of the fetch, then those that the figures rest on which
        /// stand from before.
        package var payloads: [PayloadReference]
        /// For each line of the release the positions of its answers.
        package var lines: [[Int]]
        /// The options that the source had.
        package var options: SourceOptions
        /// The module that read them; `nil` if it is called as the source.
        package var module: SourceID?
        /// What stands from before; `nil` if all is from the answers of the fetch.
        package var base: Base?

        /// The indicators that were refused, and the release that theirs stand from.
        package struct Base: Codable, Hashable, Sendable {
            /// The vintage of that release; `nil` if there was none.
            package var vintage: String?
            /// The indicators, in order.
            package var indicators: [String]
            /// How many of the answers are those of the fetch.
            package var answers: Int
        }

        package init(
            payloads: [PayloadReference], lines: [[Int]], options: SourceOptions, module: SourceID? = nil,
            base: Base? = nil
        ) {
            self.payloads = payloads
            self.lines = lines
            self.options = options
            self.module = module
            self.base = base
        }
    }
}

extension Store.Origin {
    /// The answers of the fetch.
    package var fetched: [PayloadReference] { base.map { Array(payloads.prefix($0.answers)) } ?? payloads }

    /// What a release rests on in which some indicators stand from before.
    /// - Parameters:
    ///   - refused: those indicators.
    ///   - release: the whole of it.
    ///   - fetched: what was fetched, of which this is the origin.
    ///   - last: the release that the indicators stand from, and what that rests on.
    package func keeping(
        _ refused: Set<IndicatorID>, in release: Release, fetched: Release,
        of last: (release: Release, vintage: Vintage, origin: Store.Origin?)?
    ) -> Store.Origin {
        var kept = self
        kept.base = Base(
            vintage: last?.vintage.digest, indicators: refused.map(\.text).sorted(), answers: payloads.count)
        let new = Dictionary(zip(ReleaseWriter.lines(of: fetched), lines)) { one, _ in one }
        let old = last.map {
            Dictionary(zip(ReleaseWriter.lines(of: $0.release), $0.origin?.lines ?? [])) { one, _ in one }
        }
        var places: [Int: Int] = [:]
        kept.lines = ReleaseWriter.lines(of: release).map { line in
            if let positions = new[line] { return positions }
            return (old?[line] ?? []).map { position in
                if let place = places[position] { return place }
                places[position] = kept.payloads.count
                last?.origin.map { kept.payloads.append($0.payloads[position]) }
                return kept.payloads.count - 1
            }
        }
        return kept
    }
}
