import Foundation
import KlyftaTestKit
import Synchronization
import Testing

/// A receiver of webhooks beside a round that is killed: it keeps what came, and knows what has to come.
final class LiveReceiver: Sendable {
    private let server: HTTPServer
    private let state = Mutex((start: 0, before: Set<String>?.none, wasThere: true, came: 0, repeats: 0))

    init() throws { server = try HTTPServer { _ in .answer("") } }

    /// The configuration of it as a sink.
    var head: String { "sinks: { hook: { kind: webhook, url: \"\(server.url("/in"))\" } }" }

    /// What came so far belongs to an earlier round. What came before the first of these is not to come again.
    func beginAnew() {
        let questions = server.questions
        let ids = Set(questions.compactMap(Self.event).map(\.id))
        state.withLock { state in
            state.start = questions.count
            if state.before == nil { state.before = ids }
        }
    }

    /// The state of before is gone: everything is to come.
    func forgetBefore() { state.withLock { $0.before = [] } }

    /// The state of before comes from where it was not known: it was not told of what is in there.
    func comesNew() { state.withLock { $0.wasThere = false } }

    /// Every event that concerns it came, under its own id, and none of an alert behind a later one. The end of an alert
    /// concerns who was told that it fired: of one that fired before the receiver was there it hears nothing.
    func expect(_ announced: [ToldEvent], _ when: String) {
        let (start, before, wasThere) = state.withLock { ($0.start, $0.before ?? [], $0.wasThere) }
        let came = server.questions[start...].compactMap(Self.event)
        state.withLock { state in
            state.came += came.count
            state.repeats += came.count - Set(came.map(\.id)).count
        }
        let told = came.map(\.id) + (wasThere ? before : [])
        let opened = Set(told.filter { $0.hasSuffix("-fired") }.map(Self.episode))
        let concerns = announced.filter { $0.kind == "fired" || opened.contains(Self.episode($0.id)) }
        #expect(Set(came.map(\.id)) == Set(concerns.map(\.id)).subtracting(before), "\(when): every event came")
        for (alert, events) in Dictionary(grouping: came, by: \.alert) {
            let seqs = events.map(\.seq)
            #expect(seqs == seqs.sorted(), "\(when): the events of \(alert) came in order")
        }
    }

    /// How many posts have come, of all rounds.
    var count: Int { server.questions.count }

    /// The id of the first post of all; `nil` before there is one.
    var firstID: String? { server.questions.first?.headers["webhook-id"] }

    /// What came in all that was looked at.
    var counted: String {
        state.withLock { "\($0.came) posts came, \($0.repeats) of them again under the same id" }
    }

    /// Such as `27fac68da4cf3ca1-1`, of the id of one of its events.
    private static func episode(_ id: String) -> String { id.split(separator: "-").prefix(2).joined(separator: "-") }

    private struct Event: Decodable {
        let id: String
        let seq: Int
        let alert: String
    }

    private struct Envelope: Decodable {
        let id: String
        let data: Event
    }

    /// The event of a post that came whole: of a sender that was killed in the middle of one, a receiver takes nothing.
    private static func event(_ question: HTTPServer.Question) -> Event? {
        guard question.headers["content-length"].flatMap({ Int($0) }) == question.body.count else { return nil }
        guard let envelope = try? JSONDecoder().decode(Envelope.self, from: Data(question.body)) else { return nil }
        #expect(envelope.id == envelope.data.id && question.headers["webhook-id"] == envelope.id)
        return envelope.data
    }
}
