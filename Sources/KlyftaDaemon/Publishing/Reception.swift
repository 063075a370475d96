import KlyftaModel
import KlyftaPublishing
import KlyftaSinks
import KlyftaSources
import KlyftaWeb

/// Answers what the daemon is asked over HTTP, from what its parts last told: nothing here asks the store or waits for a
/// round.
struct Reception: Sendable {
    let board: StatusBoard
    let tally: Tally
    let heartbeat: Heartbeat
    let showing: Showing

    /// What there is for people to look at, and in which language where they do not say.
    struct Showing: Sendable {
        let room: Showroom
        let language: Language
    }

    /// The answer to a question.
    func reply(to request: Request) -> Reply {
        guard let route = Route.of(request.path) else { return Self.nothing }
        return switch route.answer {
        case .metrics: metrics(request)
        case .health: health
        case .status: status
        case .current: current
        case .front: front(request)
        case .style: style
        case .page: page(request) ?? Self.nothing
        case .data: data(request) ?? Self.nothing
        }
    }

    static let nothing = Reply(
        status: 404, type: plain,
        text: "There is nothing here. /openapi.json lists what there is; people begin at /sv/, /nb/ or /en/.\n",
        tag: nil)

    static let plain = "text/plain; charset=utf-8"
    private static let json = "application/json"

    private func metrics(_ request: Request) -> Reply {
        let form = Self.form(accepted: request.accept)
        var health = tally.health
        health.startedAt = Self.seconds(board.since)
        if let situation = board.situation {
            health.lastRound = situation.last.map { Self.seconds($0.time) }
            health.isLastRoundGood = situation.last.map { $0.fault == nil }
            (health.outbox, health.failingSinks) = (situation.outbox, situation.failingSinks.count)
            health.droppedEntries = situation.droppedEntries
            health.isLeader = situation.isLeader
            health.leadership = situation.term.map(DaemonHealth.Leadership.init)
        }
        let text = MetricText(board.current, version: ProgramVersion.text, health: health).text(as: form)
        var reply = Reply(type: form.mediaType, text: text, tag: nil)
        reply.fields = [("Vary", "Accept")]
        return reply
    }

    /// The older form unless the newer one is wanted more: everything reads it.
    private static func form(accepted: String?) -> MetricText.Form {
        guard let preferences = accepted.map(Preferences.init) else { return .prometheus }
        let newer = preferences.weight(of: "application/openmetrics-text")
        return newer > preferences.weight(of: "text/plain") ? .openMetrics : .prometheus
    }

    private var health: Reply {
        heartbeat.isAlive
            ? Reply(type: Self.plain, text: "ok\n", tag: nil)
            : Reply(status: 503, type: Self.plain, text: "the loop hangs\n", tag: nil)
    }

    private var status: Reply {
        let answer = board.answer()
        return Reply(
            status: answer.isSuccess ? 200 : 503, type: answer.isSuccess ? Self.json : Self.plain,
            text: answer.text + "\n", tag: nil)
    }

    private var current: Reply {
        guard let state = board.current, let text = try? CurrentFile.text(of: state) else { return Self.tooEarly }
        return Reply(type: Self.json, text: text, tag: EntityTag.tag(of: text.utf8))
    }

    /// The status in one line.
    var statusLine: Reply {
        guard let situation = board.situation else { return Self.tooEarly }
        let text = "Klyfta \(ProgramVersion.text): \(situation)\n"
        return Reply(type: Self.plain, text: text, tag: EntityTag.tag(of: text.utf8))
    }

    private static let tooEarly = Reply(
        status: 503, type: plain, text: "Klyfta is starting; ask again in a moment.\n", tag: nil)

    private static func seconds(_ time: CommitTime) -> Double { Double(time.milliseconds) / 1_000 }
}
