import CalendarEvents
import KlyftaAlerting
import KlyftaModel
import KlyftaSources
import Logging

/// Makes a configuration of the merged tree.
struct ConfigurationReader {
    let registry: SourceRegistry
    let report: ConfigurationReport
    /// The operator's own size scales, which rules may name.
    var ownScales: [String: SizeScale] = [:]
    /// The names of the operator's own labels, which sinks may ask for.
    var ownLabels: [String] = []

    /// The configuration; `nil`, or incomplete, if the report has faults.
    func configuration(from root: ConfigurationNode) -> Configuration? {
        let origin = ConfigurationOrigin.start(of: root.origin.text)
        return KeyedReader.read(root, path: [], origin: origin, report: report, form: "a map", configuration)
    }

    private func configuration(_ reader: KeyedReader) -> Configuration? {
        let state = reader.required("state", form: "'state: /var/lib/klyfta'", ConfigurationForms.path)
        let database = database(reader)
        let alertFile = path(of: "alert-file", "alerts.jsonl", in: state, reader, ConfigurationForms.path)
        let control = path(of: "control", "control.sock", in: state, reader, ConfigurationForms.socketPath)
        let page = page(reader, in: state)
        let metricsFile = reader.optional("metrics-file", ConfigurationForms.path)
        let language: Language? = reader.value("language", default: "en", ConfigurationForms.choice)
        let level: Logger.Level? = reader.value("log-level", default: "info", ConfigurationForms.choice)
        let jitter = reader.value("jitter", default: "0") { try TimeSpan($0).duration }
        let recompute = recompute(reader)
        let network = network(reader)
        let (keep, history, backups) = (archiveKeep(reader), historyKeep(reader), backupsKept(reader))
        let (sources, modules) = sources(reader, network: network ?? NetworkTerms())
        var ruleReader = self
        ruleReader.ownScales = scales(reader)
        let rules = ruleReader.rules(reader, modules: modules)
        ruleReader.ownLabels = Self.labelNames(reader)
        let sinks = ruleReader.sinks(reader, language: language ?? .english)
        guard let state, let database, let alertFile, let control, let language, let jitter, let recompute, let network,
            let keep,
            let history, let backups, let sinks, let page, let level
        else { return nil }
        var configuration = Configuration(
            stateDirectory: state, alertFile: alertFile, controlSocket: control, language: language, jitter: jitter,
            recompute: recompute, sources: sources, rules: rules.rules, archiveKeep: keep)
        configuration.database = database
        configuration.families = rules.families
        (configuration.sinks, configuration.network) = (sinks, network)
        (configuration.page, configuration.metricsFile) = (page, metricsFile)
        configuration.logLevel = level
        (configuration.historyKeep, configuration.backupsKept) = (history, backups)
        return configuration
    }

    /// A path that lies in the state directory unless the operator says otherwise.
    private func path(
        of key: String, _ file: String, in state: String?, _ reader: KeyedReader,
        _ read: (String) throws -> String
    ) -> String? {
        guard let state, reader.entry(key) == nil else { return reader.optional(key, read) }
        return reader.value(key, default: state == "/" ? "/\(file)" : "\(state)/\(file)", read)
    }

    private func recompute(_ reader: KeyedReader) -> CalendarEvent? {
        guard reader.entry("recompute") != nil else {
            report.assume("daily", at: ["recompute", "schedule"])
            return reader.value(of: "daily", at: reader.origin, CalendarEvent.init(_:))
        }
        return reader.map("recompute", form: "'recompute: { schedule: daily }'") { inner in
            inner.value("schedule", default: "daily", CalendarEvent.init(_:))
        }
    }
}
