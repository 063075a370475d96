import KlyftaModel

/// One line of a release on its way between processes or into the store: a JSON object with exactly one key that says
/// what it is.
///
/// The first line is `klyfta`, the last is `end` with the number of facts sent, so that an answer that stops early
/// cannot pass for a whole one. `fault` may come instead of anything.
struct ReleaseLine: Codable {
    var klyfta: Greeting?
    var indicator: IndicatorLine?
    var observations: ObservationsLine?
    var populations: PopulationsLine?
    var name: NameLine?
    var boundaryChange: BoundaryChangeLine?
    var published: PublishedLine?
    var withdrawn: WithdrawnLine?
    /// An indicator that is refused; it travels, and is not stored.
    var refused: RefusedIndicator?
    /// A file of an inbox; it travels, and is not stored.
    var file: InboxFile?
    var end: Tally?
    var fault: FaultLine?

    /// How many of the known keys the line has.
    var keys: Int {
        let parts: [(any Codable)?] = [
            klyfta, indicator, observations, populations, name, boundaryChange, published, withdrawn, refused,
            file, end, fault,
        ]
        return parts.count { $0 != nil }
    }

    struct Greeting: Codable {
        /// The version of this form of lines.
        var lines = 1
        var source: String
    }

    /// How many facts there are in all.
    struct Tally: Codable, Equatable {
        var indicators = 0
        var observations = 0
        var populations = 0
        var names = 0
        var boundaryChanges = 0
        var published = 0
    }

    struct FaultLine: Codable {
        var place: String
        var problem: String
        var remedy: String
        /// Left out where it is `failing`.
        var kind: SourceFault.Kind?

        var fault: SourceFault { SourceFault(at: place, problem, remedy: remedy, kind: kind ?? .failing) }
    }
}

/// All municipalities of one indicator in one period.
struct ObservationsLine: Codable {
    var indicator: String
    var period: String
    var values: [String: Double]
    var absent: [String: String]
}

/// All municipalities on one day.
struct PopulationsLine: Codable {
    var day: String
    var inhabitants: [String: Int]
}

struct IndicatorLine: Codable {
    var id: String
    var title: [String: String]
    var unit: String
    var direction: String
    var nature: String
    var breaks: [Break]
    var attribution: [String: String]
    var concept: String?

    struct Break: Codable {
        var period: String
        var reason: String
    }
}

struct NameLine: Codable {
    var municipality: String
    var name: String
    var from: String?
    var to: String?
}

struct BoundaryChangeLine: Codable {
    var day: String
    var from: String
    var fromName: String
    var to: String
    var toName: String
}

struct WithdrawnLine: Codable {
    var indicator: String
    var period: String?
    var unit: String?
    var reason: String
}

struct PublishedLine: Codable {
    var id: String
    var indicator: String
    var period: String
    var kind: String
    var group: String
    var from: Int?
    var to: Int?
    var value: Double?
    var words: String
    var n: Int?
    var of: Int?
    var denominator: String
    var weight: String
    var source: String
}
