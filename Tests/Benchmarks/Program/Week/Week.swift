import CalendarEvents
import ESV
import Foundation
import Glibc
import KlyftaAlerting
import KlyftaDaemon
import KlyftaSources
import KlyftaStore
import Logging
import SKL
import SSB
import Synchronization
import SystemdKit

/// The daemon as it is, sockets, page and state included, through days that pass in seconds: only its clock and its
/// offices are played. It must hold as much of the machine at the end as when it had done everything once.
///
/// A process of its own, since nobody can tell what part of another's memory is the daemon's.
struct Week {
    /// How much more may be in use than on the second day, in KiB: SQLite keeps pages of a state that has more of them.
    private static let growthInUse = 256
    /// How much more memory may be held than on the second day, in KiB: it takes a heap weeks until it has as many holes as it
    /// will ever have.
    private static let growthHeld = 1_024
    /// As many threads as a daemon may have besides those that wait for sockets.
    private static let threads = 4

    private let days: Int
    private let directory: String
    private let clock = SimulatedClock(at: UnixTime(microseconds: 1_767_225_600_000_000))
    private let office: WeekOffice
    private let registry: SourceRegistry

    init(days: Int, in directory: String) throws {
        (self.days, self.directory) = (days, directory)
        office = WeekOffice(clock)
        registry = try SourceRegistry([ESVSource.self, SKLSource.self, SSBSource.self])
    }

    /// Lets the days pass.
    /// - Returns: what went wrong; nothing if all is as it should be.
    func run() throws -> [String] {
        signal(SIGPIPE, SIG_IGN)
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try configure(above: 10)
        let daemon = Daemon(
            configuration: try Configuration.load(path, registry: registry), path: path, registry: registry,
            sources: office, clock: clock, logger: Logger(label: "week") { _ in SwiftLogNoOpLogHandler() })
        let passed = Mutex([ProcessFigures]())
        let faults = Mutex([String]())
        Thread.detachNewThread {
            let (figures, problems) = pass()
            passed.withLock { $0 = figures }
            faults.withLock { $0 = problems }
            kill(getpid(), SIGTERM)
        }
        try ThreadPool.run(atMost: Self.threads, isAlone: true) {
            await Self.beginAllThreads()
            try await daemon.run()
        }
        return faults.withLock(\.self) + growth(passed.withLock(\.self)) + (try state())
    }

    /// One that begins on the fifth day would look like one that was forgotten.
    private static func beginAllThreads() async {
        let muster = Muster()
        await withTaskGroup(of: Void.self) { group in
            for _ in 1...threads { group.addTask { muster.wait(for: threads) } }
        }
    }

    private final class Muster: Sendable {
        private let present = Atomic(0)

        func wait(for all: Int) {
            present.add(1, ordering: .relaxed)
            while present.load(ordering: .relaxed) < all { usleep(1_000) }
        }
    }

    private var path: String { "\(directory)/klyfta.yaml" }

    private func configure(above limit: Int, broken: Bool = false) throws {
        let text = """
            state: \(directory)/state
            jitter: 0s
            page: { listen: \(directory)/page.sock }
            recompute: { schedule: "06:30 UTC" }
            sources:
              skl: { schedule: "05:00 UTC" }
              esv: { schedule: "05:10 UTC" }
              ssb: { schedule: "05:20 UTC" }
            rules:
              wide: { indicator: skl.share, between: [0-9999, 100000+], level: { above: \(limit) } }
              late: { indicator: ssb.share, between: [0-9999, 100000+], level: { above: \(limit) } }
              failing: { indicator: esv.share, between: [0-9999, 100000+], widened: { by: 1, since: previous } }
            \(broken ? "nonsense: true" : "")
            """
        try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    }
}

// What happens in it.
extension Week {
    /// - Returns: what the process held each day at least, and what did not answer.
    private func pass() -> ([ProcessFigures], [String]) {
        let start = clock.now()
        var (figures, faults) = ([ProcessFigures](), [String]())
        for day in 0..<days {
            var least: ProcessFigures?
            for hour in 0..<24 {
                guard pass(until: start.advanced(by: .seconds((day * 24 + hour + 1) * 3_600))) else {
                    return (figures, faults + ["nobody slept for a minute on day \(day): the loop hangs"])
                }
                // At the end of an hour in which nobody came, and what was set off is done: what the daemon holds while it waits.
                usleep(5_000)
                let now = ProcessFigures.now
                least = least?.least(with: now) ?? now
                faults += visit(hour)
            }
            least.map { figures.append($0) }
        }
        return (Self.settled(figures), faults)
    }

    /// The last day as it is when libdispatch has let go the threads that it keeps for some seconds, which are days here.
    private static func settled(_ figures: [ProcessFigures]) -> [ProcessFigures] {
        guard var last = figures.last, figures.count > 2 else { return figures }
        for _ in 1...100 where last.threads > figures[1].threads {
            usleep(100_000)
            last = last.least(with: .now)
        }
        return figures.dropLast() + [last]
    }

    /// Lets the clock strike until a moment.
    private func pass(until end: UnixTime) -> Bool {
        var patience = 60_000
        while clock.now() < end {
            if clock.strike() {
                patience = 60_000
            } else {
                // Whoever will sleep works yet.
                usleep(1_000)
                patience -= 1
            }
            guard patience > 0 else { return false }
        }
        return true
    }

    /// What people and programs do in an hour: they look, ask, change the rules, and get them wrong.
    private func visit(_ hour: Int) -> [String] {
        var faults: [String] = []
        do {
            for path in ["/metrics", "/current.json", "/healthz", "/sv/"] {
                let answer = LocalQuestion.ask(path, at: "\(directory)/page.sock")
                // A page that is being made asks its reader to come again.
                let isFine = answer.hasPrefix("HTTP/1.1 200") || path == "/sv/" && answer.hasPrefix("HTTP/1.1 503")
                if !isFine { faults.append("\(path) at \(hour) o'clock: \(answer.prefix(60))") }
            }
            let control = "\(directory)/state/control.sock"
            if try !ControlClient.ask("status", at: control).isSuccess { faults.append("no status at \(hour) o'clock") }
            if hour % 6 == 0 {
                try configure(above: hour % 12 == 0 ? 10 : 12)
                if try !ControlClient.ask("reload", at: control).isSuccess { faults.append("no reload") }
            } else if hour % 6 == 3 {
                try configure(above: 11, broken: true)
                if try ControlClient.ask("reload", at: control).isSuccess { faults.append("nonsense was taken") }
                kill(getpid(), SIGHUP)
            }
        } catch {
            faults.append("at \(hour) o'clock: \(error)")
        }
        return faults
    }
}

// What is to be at its end.
extension Week {
    private func growth(_ figures: [ProcessFigures]) -> [String] {
        for (day, figures) in figures.enumerated() { print("day \(day + 1): \(figures)") }
        // On the first day everything is done for the first time.
        guard let last = figures.last, figures.count == days, days > 2 else { return ["not every day passed"] }
        let first = figures[1]
        var faults: [String] = []
        let (kept, held) = (last.inUse - first.inUse, last.memory - first.memory)
        if kept > Self.growthInUse { faults.append("\(kept) KiB more are in use") }
        if held > Self.growthHeld { faults.append("\(held) KiB more are held") }
        if last.descriptors > first.descriptors {
            faults.append("descriptors grew by \(last.descriptors - first.descriptors)")
        }
        if last.threads > first.threads { faults.append("threads grew by \(last.threads - first.threads)") }
        return faults
    }

    private func state() throws -> [String] {
        var faults = StateRepair.problems(in: "\(directory)/state")
        let store = try Store.read("\(directory)/state")
        let events = try store.events().map(\.id)
        let told = try String(contentsOfFile: "\(directory)/state/alerts.jsonl", encoding: .utf8)
            .split(separator: "\n").count
        print(
            "asked: \(office.questions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))"
        )
        print("events: \(events.count), told: \(told)")
        if Set(events).count != events.count { faults.append("an event is there twice") }
        if events.count < days { faults.append("only \(events.count) events: nothing happened") }
        if told != events.count { faults.append("\(events.count) events, but \(told) lines of alerts") }
        if try store.outboxCount() > 0 { faults.append("something was not delivered") }
        for (source, count) in office.questions where count < days {
            faults.append("\(source) was asked \(count) times")
        }
        return faults
    }
}
