import CalendarEvents
import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import Logging

/// What the operator wants the daemon to do: complete, checked, and free of anything that is switched off.
package struct Configuration: Sendable, Equatable {
    /// The directory of the store and of `current.json`.
    package var stateDirectory: String
    /// The database that the state is in; `nil` for SQLite in the state directory.
    package var database: SharedDatabase?
    /// The file that alerts are appended to.
    package var alertFile: String
    /// The socket that commands come in by.
    package var controlSocket: String
    /// The language of the sentences in alerts.
    package var language: Language
    /// Over how much time the scheduled runs of many hosts are spread.
    package var jitter: Duration
    /// When gaps are computed anew, whether or not a source brought something.
    package var recompute: CalendarEvent
    /// The sources that are on, by name.
    package var sources: [SourceConfiguration]
    /// The rules that are on for one indicator, by name.
    package var rules: [GapRule]
    /// The rules that are on for many indicators at once, by name.
    package var families: [RuleFamily] = []
    /// How long the answers of offices are kept that no stored figure rests on.
    package var archiveKeep: Duration
    /// How long it is kept where rules stood and how sources fared; `nil` is for ever.
    package var historyKeep: Duration?
    /// How many daily copies of the state are kept.
    package var backupsKept = 3
    /// The sinks that are on, by name, beside the alert file and the log.
    package var sinks: [SinkConfiguration] = []
    /// On what terms anybody is asked.
    package var network = NetworkTerms()
    /// How readers reach the page.
    package var page: PageTerms
    /// The file that metrics are written to, for node_exporter; `nil` is none.
    package var metricsFile: String?
    /// The least severe level that the daemon writes to its log.
    package var logLevel = Logger.Level.info

    /// A configuration of values that have been checked.
    package init(
        stateDirectory: String, alertFile: String, controlSocket: String, language: Language, jitter: Duration,
        recompute: CalendarEvent, sources: [SourceConfiguration], rules: [GapRule],
        archiveKeep: Duration = .seconds(400 * 86_400)
    ) {
        self.stateDirectory = stateDirectory
        self.alertFile = alertFile
        self.controlSocket = controlSocket
        self.language = language
        self.jitter = jitter
        self.recompute = recompute
        self.sources = sources
        self.rules = rules
        self.archiveKeep = archiveKeep
        page = .usual(in: stateDirectory)
    }

    /// Where the state is kept.
    package var state: StatePlace { StatePlace(stateDirectory, in: database) }

    /// All rules that are on.
    package var ruleSet: RuleSet { RuleSet(rules: rules, families: families) }

    /// How many rules were written, each for many indicators as one.
    package var ruleCount: Int { ruleSet.count }
}

/// What the operator wants of one source.
package struct SourceConfiguration: Sendable, Equatable {
    /// Its name, with which the names of its indicators begin.
    package var id: SourceID
    /// The module whose code it runs. Most sources are called as their module.
    package var module: SourceID
    /// When it is asked.
    package var schedule: CalendarEvent
    /// How long one fetch may take.
    package var deadline: Duration
    /// What the module itself is told.
    package var options: SourceOptions
    /// On what terms it may ask its office: the same for all sources.
    package var network: NetworkTerms
    /// The hosts it may ask; none for a module that asks nobody.
    package var hosts: Set<String> = []
    /// When new figures are expected, by the office's own calendar; `nil` if nobody knows.
    package var expect: CalendarEvent?
    /// What is held to be possible, by the local names of indicators.
    package var plausible: [String: Plausibility] = [:]
    /// The beginning of the vintage that is taken whatever speaks against it.
    package var accept: String?

    /// The socket of a unit of its own, in which its module runs; `nil` for a child of whoever asks it.
    package var socket: String?

    /// The module, unless the source is called as it.
    package var ownModule: SourceID? { module == id ? nil : module }

    /// What is wanted of a source, checked.
    /// - Parameter module: the source's own name unless given.
    package init(
        id: SourceID, module: SourceID? = nil, schedule: CalendarEvent, deadline: Duration, options: SourceOptions,
        network: NetworkTerms = NetworkTerms()
    ) {
        self.id = id
        self.module = module ?? id
        self.schedule = schedule
        self.deadline = deadline
        self.options = options
        self.network = network
    }
}
