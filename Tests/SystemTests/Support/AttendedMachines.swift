import Foundation
import Glibc
import KlyftaTestKit
import PostgresKit
import Testing

/// Two machines whose daemons are attended to as systemd does, while things happen to them. Whoever leads
/// looks for new figures every second.
final class AttendedMachines {
    private let machines: TwoMachines
    /// Up to when figures lie there.
    private(set) var year = 2013
    private var running: [Daemon?] = [nil, nil]
    /// What ended daemons wrote, in order.
    private(set) var story = ""

    /// - Parameters:
    ///   - addresses: of the database, as each machine knows it.
    ///   - patience: how long the server may take for an answer, as the configuration says it.
    init(at addresses: [String], answerWithin patience: String = "30s") throws {
        machines = try TwoMachines(at: addresses, schedule: "*-*-* *:*:*", answerWithin: patience)
        receiver.forgetBefore()
    }

    convenience init(on server: PostgresServer, answerWithin patience: String = "30s") throws {
        try self.init(at: [server.address, server.address], answerWithin: patience)
    }

    var receiver: LiveReceiver { machines.receiver }

    /// The office publishes figures up to a year; with every year alerts fire and end.
    func publish(through year: Int) throws {
        for machine in machines.both { try machine.writeFigures(through: year) }
        self.year = year
    }

    // MARK: Daemons

    /// Starts the daemon of a machine, and waits until it is ready.
    func start(_ place: Int) throws { running[place] = try Daemon(in: machines.both[place]) }

    /// Kills the daemon of a machine, and waits until it is gone.
    func kill(_ place: Int) throws {
        guard let daemon = running[place] else { return }
        story += try daemon.process.ending(killedAfter: .zero).errors
        running[place] = nil
    }

    /// Hears what the daemons report, as systemd does. None of them ends by itself.
    func attend() throws {
        for case let daemon? in running {
            while daemon.notify.next(within: .zero) != nil {}
            if daemon.process.isOver { throw Missed("one ended by itself: \(try daemon.process.ending())") }
        }
    }

    /// Waits until something is so, while systemd does its work.
    func eventually(_ what: String, _ isSo: () throws -> Bool) throws {
        do {
            try SystemTests.eventually(what, within: .seconds(600)) {
                try attend()
                return try isSo()
            }
        } catch {
            throw Missed("\(error)\n\(story)\n\(running.compactMap { $0?.process.errors }.joined(separator: "\n"))")
        }
    }

    /// Lets some time pass, while systemd does its work.
    func pass(_ duration: Duration) throws {
        let end = ContinuousClock.now + duration
        try eventually("the end of \(duration)") { .now >= end }
    }

    /// What all daemons wrote so far.
    var told: String { ([story] + running.compactMap { $0?.process.errors }).joined() }

    /// Ends both as systemd does.
    func stop() throws {
        for place in running.indices {
            guard let daemon = running[place] else { continue }
            daemon.process.signal(SIGTERM)
            let ending = try daemon.listen(untilEndOf: daemon.process, within: .seconds(600))
            // Of one that comes to lead at this moment the signal is the end.
            #expect([.exited(0), .signalled(SIGTERM)].contains(ending.status), "\(ending)")
            story += ending.errors
            running[place] = nil
        }
    }

    // MARK: What is in the database

    /// The rows of a question about the schema, or `nil` if the server does not answer it now.
    func rows(_ question: String) -> [[PostgresValue]]? {
        guard let session = try? machines.session(connectWithin: 2), let answer = try? session.ask(question) else {
            return nil
        }
        return (0..<answer.count).map { answer.row($0) }
    }

    private func numbers(_ question: String) throws -> [[Int64?]] {
        try #require(rows(question)).map { row in row.map { if case .integer(let number) = $0 { number } else { nil } }
        }
    }

    /// The number of who leads, and since when.
    func leader() throws -> LeaderLog.Term? { try log().terms.last }

    /// Who led when, and made what.
    func log() throws -> LeaderLog {
        let terms = try numbers("SELECT epoch, (extract(epoch FROM began_at) * 1000)::bigint FROM term ORDER BY epoch")
        let rounds = try numbers("SELECT seq, epoch, committed_at FROM round ORDER BY seq")
        return LeaderLog(
            terms: terms.map { .init(epoch: $0[0] ?? 0, began: $0[1] ?? 0) },
            rounds: rounds.map { .init(seq: $0[0] ?? 0, epoch: $0[1], committed: $0[2] ?? 0) })
    }

    /// Whether everything that is known is told, and the last of it is how the figures that lie there stand.
    var isSettled: Bool {
        let waiting = rows(
            "SELECT 1 FROM outbox LEFT JOIN delivery USING (event, sink) WHERE delivery.event IS NULL LIMIT 1")
        return waiting?.isEmpty == true && firing() == Watched.firing(through: year)
    }

    /// The rules that fire by the last round; `nil` if the server does not answer now.
    private func firing() -> [String]? {
        rows(
            """
            SELECT alert ->> 'rule' FROM (SELECT standings FROM round ORDER BY seq DESC LIMIT 1) AS latest,
                json_array_elements(standings::json) AS alert WHERE alert ->> 'state' = 'firing' ORDER BY 1
            """)?.compactMap { if case .text(let rule) = $0[0] { rule } else { nil } }
    }

    // MARK: What has to hold

    /// No event is lost, none is told under two names, one wrote at a time, and the state is as the figures are.
    func expectWhole(_ when: String) throws {
        let last = try machines.two.once(isHurried: true)
        #expect(last.status == .exited(0), "\(when): \(last)")
        #expect(isSettled, "\(when): \(firing() ?? [])")
        let events = try history()
        #expect(events.map(\.seq) == Array(1...max(1, events.count)), "\(when): no gap in the order")
        #expect(Set(events.map(\.id)).count == events.count, "\(when): no name twice")
        receiver.expect(events.filter { $0.reason != "history" }, when)
        #expect(try log().faults == [], "\(when): one writer at a time")
    }

    private func history() throws -> [ToldEvent] {
        let configuration = machines.two["klyfta.yaml"]
        let ending = try machines.two.klyfta("alerts", "--history", "--format", "json", "--config", configuration)
        guard ending.status == .exited(0) else { throw Missed("\(ending)") }
        return try JSONDecoder().decode([ToldEvent].self, from: Data(ending.output.utf8))
    }
}
