import Foundation
import KlyftaAlerting
import KlyftaModel
import KlyftaSinks

/// What a person wants done about alerts, as a command hands it to the daemon.
package struct HandlingOrder: Codable, Hashable, Sendable {
    package enum Verb: String, Codable, Sendable {
        case silence, expire, acknowledge, unacknowledge, retry, drop, drill
    }

    package var verb: Verb
    /// Why.
    package var comment: String
    /// Which alerts are silenced.
    package var match: LabelMatch?
    /// The number of a silence that ends.
    package var silence: Int64?
    /// The alert, or its rule.
    package var alert: String?
    /// A moment in milliseconds.
    package var moment: Int64?
    /// `next-release` or `resolved` instead of a moment.
    package var until: String?
    /// A sink.
    package var sink: String?
    /// One event of it.
    package var event: Int64?

    package init(_ verb: Verb, because comment: String) {
        self.verb = verb
        self.comment = comment
    }
}

extension HandlingOrder {
    private static let word = "handle "

    /// Reads a line of the control socket; `nil` if it is another command.
    init?(command: String) {
        guard command.hasPrefix(Self.word),
            let order = try? JSONDecoder().decode(
                HandlingOrder.self, from: Data(command.dropFirst(Self.word.count).utf8))
        else { return nil }
        self = order
    }

    /// The line of the control socket.
    var command: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = (try? encoder.encode(self)) ?? Data()
        return Self.word + String(decoding: bytes, as: UTF8.self)
    }
}

extension ControlClient {
    /// Asks the daemon behind a socket to carry out an order.
    /// - Throws: ``DaemonFault`` if nobody answers.
    package static func ask(_ order: HandlingOrder, at path: String) throws(DaemonFault) -> ControlSocket.Answer {
        try ask(order.command, at: path)
    }
}

/// A moment as people write it on a command line.
package enum HandlingMoment {
    /// `2h`, `3d`, `2026-12-01` (its beginning, in UTC) or `2026-12-01T08:00:00.000Z`.
    /// - Throws: ``InvalidText``, also for one that is over.
    package static func read(_ text: String, after now: CommitTime) throws(InvalidText) -> CommitTime {
        let moment: CommitTime?
        if let span = try? TimeSpan(text).duration {
            moment = now + span
        } else if let day = try? CalendarDay(text) {
            moment = CommitTime(milliseconds: Int64(day.daysSince1970) * 86_400_000)
        } else {
            moment = CommitTime(text: text)
        }
        guard let moment, moment > now else {
            throw InvalidText(
                text, isNo: "time to come", remedy: "Write a stretch such as 2h or 3d, or a day such as 2026-12-01.")
        }
        return moment
    }
}
