import KlyftaModel
import KlyftaSources
import KlyftaStore

/// What a fetch would ask, found out without asking anybody: the source's plan after the answers that are held.
package struct DryRun: Sendable {
    private let source: any LiveSource
    private let known: [PayloadReference]
    private let archive: PayloadArchive?

    /// A dry run of a source.
    /// - Parameters:
    ///   - known: the answers that are held.
    ///   - archive: where they are kept; `nil` if nothing is.
    package init(of source: any LiveSource, known: [PayloadReference] = [], archive: PayloadArchive? = nil) {
        self.source = source
        self.known = known
        self.archive = archive
    }

    /// One question of the plan.
    package struct Step: Hashable, Sendable {
        /// The question.
        package let request: FetchRequest
        /// When the answer that is held was got; `nil` if none is.
        package let held: CommitTime?
        /// Whether it is not asked because the office's stamp is that of the answer that is held.
        package let isSpared: Bool
    }

    /// The questions as far as they are known, and whether more may follow once they are answered.
    /// - Throws: a ``Fault`` of the source, where a held answer leaves no way to go on.
    package func steps() throws -> (steps: [Step], mayFollow: Bool) {
        var steps: [Step] = []
        var payloads: [Payload] = []
        while true {
            let batch = try source.plan(after: Payloads(payloads))
            guard !batch.isEmpty else { return (steps, steps.contains { !$0.isSpared }) }
            var isWhole = true
            for request in batch {
                let held = known.last { $0.answers(request) }
                let bytes = held.flatMap { held in try? archive?.bytes(of: held.sha256) }
                let moment = held.map { CommitTime(milliseconds: $0.retrieved) }
                let isSpared = bytes != nil && request.edition != nil && held?.edition == request.edition
                steps.append(Step(request: request, held: bytes == nil ? nil : moment, isSpared: isSpared))
                guard let bytes, let moment else {
                    isWhole = false
                    continue
                }
                payloads.append(Payload(request.name, from: request.address, bytes: bytes, retrieved: moment))
            }
            guard isWhole, steps.count <= 5_000 else { return (steps, true) }
        }
    }
}
