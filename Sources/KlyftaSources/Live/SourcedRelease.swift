import KlyftaModel

/// A release that was read from an office's answers: its lines, and which answers each of them rests on.
public struct SourcedRelease: Hashable, Sendable {
    /// The whole of it, checked.
    public let release: Release
    /// Its lines in their canonical form and order.
    public let lines: [String]
    /// For each line the positions of its answers, in order; none for the first and the last, which say nothing.
    public let origins: [[Int]]

    /// Reads all answers. The same answers always give the same lines.
    /// - Parameter name: what the source is called; `nil` where it is called as its module.
    /// - Throws: a ``Fault`` of the module, or ``SourceFault`` if its parts contradict each other or rest on answers
    ///   that nobody asked for.
    public init(of source: some LiveSource, named name: SourceID? = nil, from payloads: Payloads) throws {
        let parts = try source.parts(of: payloads)
        let id = name ?? type(of: source).id
        var whole = Release(source: id, indicators: [])
        var origins: [ReleaseWriter.Key: Set<Int>] = [:]
        var declared = Set<Indicator>()
        for part in parts {
            let positions = part.payloads.map(payloads.position(of:))
            guard part.isShipped != !positions.isEmpty, !positions.contains(nil) else {
                throw SourceFault(
                    at: "source \(id)",
                    "a part of its release rests on no answer, or on one that was not asked for "
                        + "(\(part.payloads.joined(separator: ", ")))",
                    remedy: "Name the requests whose answers the facts were read from.")
            }
            // The same declaration may come with each table of an indicator; another one is a contradiction.
            whole.indicators += part.facts.indicators.filter { declared.insert($0).inserted }
            whole.add(part.facts)
            for line in ReleaseWriter.keyedLines(of: part.facts) where line.key != .frame {
                origins[line.key, default: []].formUnion(positions.compactMap(\.self))
            }
        }
        release = try whole.checked()
        let keyed = ReleaseWriter.keyedLines(of: release)
        lines = keyed.map(\.line)
        self.origins = keyed.map { origins[$0.key]?.sorted() ?? [] }
    }
}

extension Release {
    /// Adds the facts of another, but for its declarations.
    fileprivate mutating func add(_ other: Release) {
        observations += other.observations
        populations += other.populations
        names += other.names
        boundaryChanges += other.boundaryChanges
        published += other.published
        withdrawn += other.withdrawn
        refused += other.refused
    }
}
