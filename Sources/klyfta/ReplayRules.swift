import ArgumentParser
import CalendarEvents
import KlyftaAlerting
import KlyftaDaemon
import KlyftaDivide
import KlyftaModel
import KlyftaSources
import KlyftaStore

struct ReplayRules: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Tells when a rule would have spoken, and how often a year",
        discussion: """
            With --vintages latest, the figures of now as if each period had come in at its end; with real, what was \
            stored when it was; --compare-ledger then says whether that is what was told. Nothing is written and nobody is \
            told. Without a rule, all of them.
            """)

    /// Which figures are played.
    enum Vintages: String, ExpressibleByArgument, CaseIterable {
        case latest, real
    }

    @OptionGroup var state: StateOptions

    @Option(help: "A file of rules in place of the configuration's, or 'shipped' for those that ship.")
    var rules: String?

    @Option(help: "latest or real.")
    var vintages = Vintages.latest

    @Flag(help: "Hold what is replayed against what was told; with --vintages real. Ends with 1 if they differ.")
    var compareLedger = false

    @Argument(help: "A rule; the name of one for many indicators stands for all its instances.")
    var rule: String?

    func run() async throws {
        let registry = try SourceRegistry(builtInSources)
        guard !compareLedger || vintages == .real else {
            throw UsageFault(
                at: "--compare-ledger", "what was told rests on the figures of then",
                remedy: "Add --vintages real.")
        }
        let set = try chosen(from: set(registry))
        let moments = try await moments(of: modules(of: set), registry)
        let replay = Replay(set, on: moments, in: .english)
        for (day, event) in replay.events {
            let record = AlertRecord(event, at: CommitTime(milliseconds: 0), in: .english)
            try writeOutput("\(day)  \(event.kind.rawValue) \(event.ruleID)\n    \(record.message)")
        }
        for standing in replay.standings where standing.isBlind {
            try writeOutput("no verdict \(standing.rule): \(standing.obstacle ?? "")")
        }
        try writeOutput(summary(of: replay, set))
        guard compareLedger else { return }
        let comparison = LedgerComparison(of: replay, with: try state.store().writtenEvents(), rule: rule)
        try writeOutput("\n\(comparison.text)")
        guard comparison.isEqual else { throw ExitCode.failure }
    }

    private func set(_ registry: SourceRegistry) throws -> RuleSet {
        if rules == "shipped" { return try SampleRules.set(registry) }
        if let rules { return try RuleFile.rules(of: rules, registry: registry) }
        return try state.configuration.loadIfPresent()?.ruleSet ?? SampleRules.set(registry)
    }

    private func chosen(from set: RuleSet) throws -> RuleSet {
        guard let rule else { return set }
        let one = RuleSet(
            rules: set.rules.filter { $0.id == rule }, families: set.families.filter { $0.id == rule })
        guard one.count == 0 else { return one }
        let names = set.rules.map(\.id) + set.families.map(\.id)
        throw UsageFault(
            at: "replay \(rule)", "there is no such rule",
            remedy: Suggestion.nearest(to: rule, among: names).map { "Did you mean \($0)?" }
                ?? "There are \(names.joined(separator: ", ")).")
    }

    private func modules(of set: RuleSet) throws -> [SourceID] {
        let names = Set(set.rules.map(\.question.indicator.module) + set.families.map(\.pattern.module))
        return try names.sorted().map { try SourceID($0) }
    }

    private func moments(of modules: [SourceID], _ registry: SourceRegistry) async throws -> [Replay.Moment] {
        switch vintages {
        case .latest: Replay.Moment.periodByPeriod(try await releases(of: modules))
        case .real: try Replay.Moment.asStored(in: state.store(), of: modules)
        }
    }

    // By recursion: over a loop here the optimiser of Swift 6.3.1 ends with signal 11.
    private func releases(of modules: [SourceID]) async throws -> [Release] {
        guard let first = modules.first else { return [] }
        let release = try await state.release(of: first)
        return try await [release] + releases(of: Array(modules.dropFirst()))
    }

    private func summary(of replay: Replay, _ set: RuleSet) -> String {
        let years = replay.years
        let rate = years == 0 ? 0 : Double(replay.fired) / Double(years)
        let most = replay.firedByYear.max { ($0.value, $1.key) < ($1.value, $0.key) }
        let peak = most.map { ", most in \($0.key): \($0.value)" } ?? ""
        let alerts = replay.fired == 1 ? "1 alert" : "\(replay.fired) alerts"
        return """

            \(set.count) rules (\(replay.standings.count) with their instances): \(alerts) in \(years) years, \
            \(rate.fixed(2)) a year\(peak).
            For comparison: OpenPrescribing sends a practice 1.3 to 1.4 alerts a month and calls that appropriate \
            (Walker et al. 2018, s12911-018-0642-6).
            """
    }
}
