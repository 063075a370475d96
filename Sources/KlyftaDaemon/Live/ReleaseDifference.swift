import KlyftaModel
import KlyftaSources

/// Which figures of two releases differ, each with where it stands, what it was and what it is.
struct ReleaseDifference: CustomStringConvertible {
    /// Clauses such as `office.fibre in 2024 for SE-0114: then 60.0, now 61.0`, in order.
    let clauses: [String]

    /// How many are told.
    private static let most = 10

    init(then: Release, now: Release) {
        let (before, after) = (Self.figures(of: then), Self.figures(of: now))
        let places = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        clauses = places.sorted().map { place in
            "\(place): then \(before[place] ?? "nothing"), now \(after[place] ?? "nothing")"
        }
    }

    var description: String {
        guard !clauses.isEmpty else { return "  no figure differs, but a name, a title or a boundary does" }
        let rest = clauses.count > Self.most ? ["  and \(clauses.count - Self.most) more"] : []
        return (clauses.prefix(Self.most).map { "  \($0)" } + rest).joined(separator: "\n")
    }

    private static func figures(of release: Release) -> [String: String] {
        var figures: [String: String] = [:]
        for fact in release.observations {
            let text =
                switch fact.outcome {
                case .value(let value): "\(value)"
                case .absent(let absence): absence.rawValue
                }
            figures["\(fact.indicator) in \(fact.period) for \(fact.municipality)"] = text
        }
        for fact in release.populations {
            figures["population on \(fact.day) of \(fact.municipality)"] = "\(fact.inhabitants)"
        }
        for fact in release.published {
            figures["\(fact.indicator) in \(fact.period) for \(fact.group.label), \(fact.id)"] =
                fact.value.map { "\($0)" } ?? "'\(fact.words)'"
        }
        return figures
    }
}
