import ArgumentParser
import CalendarEvents
import Foundation
import KlyftaAlerting
import KlyftaDaemon
import KlyftaModel
import KlyftaPublishing
import KlyftaSinks
import KlyftaSources
import KlyftaStore

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints what is stored in a form that other programs read",
        discussion: """
            current: where every rule and source stands, as in current.json. prom: the same as metrics of Prometheus. \
            jsonl: every event that ever happened, one line of JSON each, also those that nobody was told of.

            csv, csv-excel, json-stat, metadata: the figures of the pages, byte for byte as the daemon serves them below \
            /data/. WHAT says which: gaps (of all indicators, unless something else is named), alerts, or an indicator and \
            one of gaps, classes, municipalities and published, as skl.N07900/classes. csv has a comma and a decimal \
            point; csv-excel has a byte order mark, a semicolon and a decimal comma. json-stat of all gaps is the \
            collection of all data sets.

            csv observations: every figure by municipality in every vintage, for programs that analyse the whole history. The \
            columns are those of the view 'observation' of a state in PostgreSQL.

            atom: what people were told, as a feed. ical: when releases are expected and what runs next. openapi: what the \
            daemon answers over HTTP.
            """)

    /// A form.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case current, prom, jsonl, csv
        case excel = "csv-excel"
        case jsonStat = "json-stat"
        case metadata, atom, ical, openapi
    }

    @OptionGroup var state: StateOptions

    @Argument(help: "current, prom, jsonl, csv, csv-excel, json-stat, metadata, atom, ical or openapi.")
    var form: Form

    @Argument(help: "Which figures of csv, csv-excel, json-stat and metadata (default: gaps).")
    var what: String?

    @Option(help: "sv, nb or en: of atom and ical (default: that of the configuration).")
    var language: Language?

    func validate() throws {
        guard what == nil || form.table != nil else {
            throw ValidationError("'\(form.rawValue)' is one whole: leave out '\(what ?? "")'.")
        }
        guard language == nil || form == .atom || form == .ical else {
            throw ValidationError("'\(form.rawValue)' is the same in every language: leave out '--language'.")
        }
    }

    func run() throws {
        switch form {
        case .current: try writeOutput(CurrentFile.text(of: stand()), end: "")
        case .prom: try writeOutput(MetricText(stand(), version: ProgramVersion.text).text, end: "")
        case .jsonl: try writeEvents()
        case .openapi: try writeOutput(OpenAPI(version: ProgramVersion.text).text, end: "")
        case .csv where what == "observations": try writeObservations()
        default: try writeData()
        }
    }

    /// The whole history, a sheet at a time: it may be larger than memory.
    private func writeObservations() throws {
        let csv = SeparatedText.plain
        try writeOutput(csv.head(ObservationTable.columns), end: "")
        var outcome = Result<Void, OutputFault>.success(())
        try state.store().forEachSheet { known in
            let rows = ObservationTable.rows(
                of: known.sheet, known.municipalities, source: known.source.text, vintage: known.vintage,
                taken: known.taken)
            outcome = Result { () throws(OutputFault) in try writeOutput(csv.lines(of: rows), end: "") }
            return (try? outcome.get()) != nil
        }
        try outcome.get()
    }

    private func writeEvents() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for event in try state.store().events() {
            try writeOutput(String(decoding: try encoder.encode(event), as: UTF8.self))
        }
    }

    private func stand() throws -> CurrentState { try state.store().stand(at: state.asOf) }

    private func writeData() throws {
        let configuration = try state.configuration.load()
        let files = DataFiles(try state.edition(configuration))
        let path = try path(in: language ?? configuration.language)
        guard let text = files.text(path) else {
            throw UsageFault(
                at: what ?? form.rawValue, "there is no such data",
                remedy: "'klyfta export csv gaps' has the indicators; see --help for what there is of one.")
        }
        try writeOutput(text, end: "")
    }

    /// The path under which the daemon serves what is asked for.
    private func path(in language: Language) throws -> DataPath {
        if form == .atom { return .feed(language) }
        if form == .ical { return .calendar(language) }
        let what = what ?? "gaps"
        let file = "\(what.contains("/") ? "indicator/" : "")\(what).\(form.table?.rawValue ?? "")"
        guard let path = DataPath("/data/\(file)") else {
            throw UsageFault(
                at: what, "there is no such data as \(form.rawValue)",
                remedy:
                    "Write gaps, alerts, or an indicator and one of gaps, classes, municipalities and published, as "
                    + "skl.N07900/classes; alerts have no json-stat.")
        }
        return path
    }
}

extension Export.Form {
    /// How a table of data is written, if this is a form of one.
    fileprivate var table: DataPath.Form? {
        switch self {
        case .csv: .csv
        case .excel: .excel
        case .jsonStat: .jsonStat
        case .metadata: .metadata
        default: nil
        }
    }
}

extension StateOptions {
    /// Everything that is shown, as the state that is asked for gives it.
    func edition(_ configuration: Configuration) throws -> Edition {
        let store = try store()
        let now = try asOf.moment()?.time ?? SystemClock().now().commitTime
        guard let edition = try Edition(from: store, configuration, at: now) else {
            throw UsageFault(
                at: store.directory, "no round was made here yet",
                remedy: "Make one with 'klyfta once', or start the daemon.")
        }
        return edition
    }
}

extension Store {
    /// Where every rule and source stands, or stood.
    func stand(at asOf: AsOfOptions) throws -> CurrentState {
        guard let current = try current() else {
            throw UsageFault(
                at: directory, "no round was made here yet", remedy: "Make one with 'klyfta once', or start the daemon."
            )
        }
        let moment = try asOf.moment()?.time ?? SystemClock().now().commitTime
        return current.with(try sourceStandings(at: moment, in: .english))
    }
}
