import Foundation

/// An event as `alerts.jsonl` and `klyfta alerts --history` tell it.
struct ToldEvent: Decodable, Hashable {
    let seq: Int
    let id: String
    let rule: String
    let kind: String
    let reason: String

    private enum CodingKeys: String, CodingKey {
        case seq, id, rule, kind, reason, event
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        seq = try values.decode(Int.self, forKey: .seq)
        id = try values.decode(String.self, forKey: .id)
        rule = try values.decode(String.self, forKey: .rule)
        reason = try values.decode(String.self, forKey: .reason)
        // The file says 'kind', the table 'event'.
        let kind = try values.decodeIfPresent(String.self, forKey: .kind)
        self.kind = try kind ?? values.decode(String.self, forKey: .event)
    }

    /// Such as `a-widened fired`.
    var name: String { "\(rule) \(kind)" }
}

extension Scratch {
    /// The events of the alert file. A line that is no whole JSON throws, and so does a last one without its end.
    func alertFile(_ name: String = "state/alerts.jsonl") throws -> [ToldEvent] {
        guard exists(name) else { return [] }
        let text = try read(name)
        guard text.isEmpty || text.hasSuffix("\n") else { throw Missed("\(name) ends in a torn line: \(text)") }
        return try text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line in
            try JSONDecoder().decode(ToldEvent.self, from: Data(line.utf8))
        }
    }

    /// The events that a daemon has written by now: it may be in the middle of a line.
    func alertsSoFar(_ name: String = "state/alerts.jsonl") throws -> [ToldEvent] {
        guard exists(name) else { return [] }
        return try read(name).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line in
            try JSONDecoder().decode(ToldEvent.self, from: Data(line.utf8))
        }
    }

    /// Every event of the store, in order.
    func history(_ state: String? = nil) throws -> [ToldEvent] {
        let ending = try klyfta("alerts", "--history", "--format", "json", "--state", state ?? self["state"])
        guard ending.status == .exited(0) else { throw Missed("\(ending)") }
        return try JSONDecoder().decode([ToldEvent].self, from: Data(ending.output.utf8))
    }

    /// Where every rule stands, as the store has it: without times, which differ from run to run.
    func standings(_ state: String? = nil) throws -> String {
        let ending = try klyfta("alerts", "--format", "json", "--state", state ?? self["state"])
        guard ending.status == .exited(0) else { throw Missed("\(ending)") }
        return ending.output
    }
}
