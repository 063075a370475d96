import KlyftaAlerting
import KlyftaDaemon
import KlyftaModel

/// A round for a terminal: what was looked at and what came of it. No news is said as such.
struct RoundText {
    private let round: Round
    private let sources: Int
    private let language: Language

    init(_ round: Round, sources: Int, in language: Language) {
        self.round = round
        self.sources = sources
        self.language = language
    }

    var summary: String {
        let announced = round.events.filter(\.isAnnounced)
        let blind = round.standings.filter(\.isBlind)
        let header =
            "\(round.standings.count) rules on \(sources) sources; \(announced.count) announced, "
            + "\(round.standings.count(where: \.isFiring)) firing, \(blind.count) without a verdict"
        let lines = announced.map { event in
            let record = AlertRecord(event, at: CommitTime(milliseconds: 0), in: language)
            return "  \(event.kind.rawValue) \(event.ruleID): \(record.message)"
        }
        let silent = blind.map { "  no verdict \($0.rule): \($0.obstacle ?? "")" }
        return ([header] + lines + silent).joined(separator: "\n")
    }
}
