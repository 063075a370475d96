import CalendarEvents
import KlyftaAlerting
import KlyftaModel
import KlyftaSinks
import KlyftaSources
import KlyftaStore
import Logging

/// Sends what waits: to each sink in order, and to no sink because of another.
///
/// What a sink took is noted after it took it. So a crash in between sends it again, under the same id, and none is lost.
package struct Dispatcher: Sendable {
    let store: Store
    let outlets: Outlets
    let clock: any WallClock
    let logger: Logger
    private let chance: @Sendable () -> Double

    /// - Parameter chance: from 0 up to 1, another each time.
    package init(
        store: Store, outlets: Outlets, clock: any WallClock, logger: Logger,
        chance: @escaping @Sendable () -> Double = { .random(in: 0..<1) }
    ) {
        self.store = store
        self.outlets = outlets
        self.clock = clock
        self.logger = logger
        self.chance = chance
    }

    /// What came of looking at one sink.
    struct Outcome: Sendable {
        /// What went wrong.
        var fault: (any Fault)?
        /// When to look again; `nil` if nothing waits.
        var next: CommitTime?
        /// Why what waits was not tried, where that is an earlier failure.
        var pause: (any Fault)?
        /// Whether anything was sent, or nothing is left to send: then it is known whether the sink works.
        var isTried = false
    }

    /// Sends to one sink what is due.
    /// - Parameter isHurried: whether pauses after failures are passed over: somebody is waiting.
    func serve(_ outlet: Outlet, language: Language, isHurried: Bool = false) async -> Outcome {
        do {
            var passed: Set<Int64> = []
            var latest = Outcome()
            while !Task.isCancelled {
                let look = try look(at: outlet, isHurried: isHurried, passing: passed)
                latest.next = look.next
                latest.pause = look.pause
                latest.isTried = latest.isTried || !look.due.isEmpty || look.isEmpty
                guard !look.due.isEmpty else { break }
                guard let fault = await send(look.due, to: outlet.sink) else {
                    try store.delivered(look.due.map(\.record.seq), to: outlet.sink.name, at: now)
                    continue
                }
                guard !Task.isCancelled else { break }
                latest.fault = fault
                let isOver = try note(fault, of: look.due, outlet, language)
                passed.formUnion(look.due.map(\.record.seq))
                if isOver {
                    latest.next = try store.standing(of: outlet.sink.name).next
                    break
                }
            }
            return latest
        } catch let fault as any Fault {
            return Outcome(fault: fault, next: CommitTime(milliseconds: now.milliseconds + 5_000))
        } catch {
            return Outcome(
                fault: SourceFault(at: outlet.sink.name, "\(error)", remedy: "It is tried again."),
                next: CommitTime(milliseconds: now.milliseconds + 5_000))
        }
    }

    private var now: CommitTime { clock.now().commitTime }

    private struct Look {
        /// What is sent now: one event, or those of one round.
        var due: [WaitingEvent] = []
        /// When something is due that is not yet.
        var next: CommitTime?
        /// Why it is not yet, where that is an earlier failure.
        var pause: DeliveryFault?
        /// Whether nothing waits at all.
        var isEmpty = false
    }

    /// What is due at a sink. What comes behind an event of the same alert waits for that one.
    private func look(at outlet: Outlet, isHurried: Bool, passing passed: Set<Int64>) throws -> Look {
        var look = Look()
        let standing = try store.standing(of: outlet.sink.name)
        guard !standing.isDisabled else { return look }
        let waiting = try store.waiting(for: outlet.sink.name, in: outlet.route.language)
        guard !waiting.isEmpty else { return Look(isEmpty: true) }
        if !isHurried, isLater(standing.next) {
            look.next = standing.next
            look.pause = pause(of: outlet.sink.name, until: standing.next, because: standing.fault)
            return look
        }
        let silences = outlet.sink.isRecord ? [] : try store.silences(at: now)
        var blocked: Set<String> = []
        for event in waiting where !blocked.contains(event.record.alert) {
            let held = silences.filter { $0.covers(event.record) }.map(\.ends).max()
            let isEarly = !isHurried && isLater(event.next)
            if passed.contains(event.record.seq) || held != nil || isEarly {
                if isEarly { look.pause = pause(of: outlet.sink.name, until: event.next, because: event.fault) }
                blocked.insert(event.record.alert)
                // Of what was just refused the next moment is known with the next look.
                let next = max(held ?? event.next, event.next)
                look.next = min(look.next ?? next, next)
            } else if look.due.isEmpty || outlet.sink.isDigest && look.due[0].round == event.round {
                look.due.append(event)
            } else {
                break
            }
        }
        return look
    }

    private func pause(of sink: String, until moment: CommitTime, because fault: String?) -> DeliveryFault {
        DeliveryFault(
            .down(retryAfter: nil), at: "sink \(sink)",
            "it is left alone until \(moment) after: \(fault ?? "a failure")",
            remedy:
                "What waits is kept. 'klyfta outbox retry --sink \(sink)' tries it now, and so does 'klyfta once --now'."
        )
    }

    /// Whether a moment is still to come. One that no pause of ours can have set comes from a clock that was wrong.
    private func isLater(_ moment: CommitTime) -> Bool {
        let wait = moment.milliseconds - now.milliseconds
        return wait > 0 && wait <= Int64((Redelivery.longestWait + .seconds(3_600)) / .milliseconds(1))
    }

    private func send(_ events: [WaitingEvent], to sink: any AlertSink) async -> (any Fault)? {
        do {
            try await sink.deliver(events.map(\.record))
            return nil
        } catch let fault as any Fault {
            return fault
        } catch {
            return SourceFault(at: "sink \(sink.name)", "\(error)", remedy: "The event is kept and sent again.")
        }
    }

    /// Writes down why events were not taken.
    /// - Returns: whether the sink as a whole is left alone for now.
    private func note(
        _ fault: any Fault, of events: [WaitingEvent], _ outlet: Outlet, _ language: Language
    ) throws -> Bool {
        let name = outlet.sink.name
        let (kind, now) = ((fault as? DeliveryFault)?.kind ?? .down(retryAfter: nil), now)
        let seqs = events.map(\.record.seq)
        if kind == .refused {
            try store.refused(seqs, by: name, fault.description, at: now, next: now + Redelivery.pauseAfterRefusal)
        } else {
            var standing = try store.standing(of: name)
            standing.failures += 1
            standing.fault = fault.description
            standing.isDisabled = kind == .gone
            var pause = Redelivery.pause(
                after: standing.failures, longest: Redelivery.longestPause(of: outlet.sink), chance: chance())
            if case .down(let asked?) = kind { pause = min(max(pause, asked), Redelivery.longestWait) }
            standing.next = now + pause
            try store.failed(standing, trying: seqs, at: now)
        }
        if !outlet.sink.isRecord { try giveUp(on: outlet, language) }
        return kind != .refused
    }

    private func giveUp(on outlet: Outlet, _ language: Language) throws {
        let count = try store.giveUp(
            on: outlet.sink.name, before: now + (.zero - Redelivery.patience), telling: outlets.routes,
            language: language, at: now)
        guard count > 0 else { return }
        logger.critical(
            "Events could not be delivered for a week and are given up",
            metadata: [LogKey.sink: "\(outlet.sink.name)", LogKey.events: "\(count)"])
    }
}

extension CommitTime {
    static func + (time: CommitTime, duration: Duration) -> CommitTime {
        CommitTime(milliseconds: time.milliseconds + Int64(duration / .milliseconds(1)))
    }
}
