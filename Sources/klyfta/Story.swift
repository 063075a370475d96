import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel

/// What the demonstration tells of the years: the first alert with everything that justifies it, the others shortly.
struct Story {
    private var quiet: [Int] = []
    private var hasExplained = false

    /// The lines about one year; years without news are told together later.
    mutating func tell(_ round: Round, of year: Int) -> [String] {
        let news = breaks(in: round, year) + round.events.filter(\.isAnnounced).map { tell($0, in: year) }
        guard !news.isEmpty else {
            quiet.append(year)
            return []
        }
        return end() + news
    }

    /// The quiet years since the last news.
    mutating func end() -> [String] {
        guard let first = quiet.first, let last = quiet.last else { return [] }
        quiet = []
        return ["\(first == last ? "\(first)     " : "\(first)-\(last)")  nothing to announce\n"]
    }

    /// Years on which there is no verdict because the definition changed: silence that should not be taken for calm.
    private func breaks(in round: Round, _ year: Int) -> [String] {
        let blind = round.trajectories.compactMap { trajectory -> (String, String)? in
            guard let step = trajectory.steps.last, step.period == .year(year),
                case .notAssessable(.seriesBreak(let seriesBreak)) = step.verdict
            else { return nil }
            return (trajectory.rule.id, "\(trajectory.series.indicator.id) is not comparable: \(seriesBreak.reason)")
        }
        guard let reason = blind.first?.1 else { return [] }
        return ["\(year)  ┊ NO VERDICT \(blind.map(\.0).joined(separator: ", "))\n\(wrapped(reason))\n"]
    }

    private mutating func tell(_ event: AlertEvent, in year: Int) -> String {
        let word =
            switch event.kind {
            case .fired: "▲ ALERT"
            case .amended: "△ AMENDED"
            case .resolved: "▽ RESOLVED"
            case .retracted: "✕ WITHDRAWN"
            case .restated: "◇ RESTATED"
            }
        guard let alert = event.alert else { return "\(year)  \(word) \(event.ruleID)\n" }
        let explanation = Explanation(of: alert, event.kind, in: .english)
        let head = "\(year)  \(word) \(event.ruleID)\n\(wrapped(explanation.headline))\n"
        // The first alert on figures by municipality shows everything; after it, everything looks the same.
        guard event.kind == .fired, !hasExplained, alert.rule.question.membership != .published else { return head }
        hasExplained = true
        let width = explanation.facts.map(\.label.count).max() ?? 0
        let facts = explanation.facts.map { fact in
            "        \(fact.label)\(String(repeating: " ", count: width - fact.label.count))  \(fact.text)\n"
        }
        return head + facts.joined()
    }

    /// A sentence in lines that a terminal shows whole.
    private func wrapped(_ sentence: String, width: Int = 92) -> String {
        var lines: [String] = []
        for word in sentence.split(separator: " ") {
            if let line = lines.last, line.count + word.count < width {
                lines[lines.count - 1] = "\(line) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines.map { "      \($0)" }.joined(separator: "\n")
    }
}
