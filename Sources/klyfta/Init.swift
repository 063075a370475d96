import ArgumentParser
import Foundation
import Glibc
import KlyftaDaemon
import KlyftaModel
import KlyftaSources

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a commented configuration to begin with, after asking or from options",
        discussion: """
            At a terminal it asks for what no option says; --yes takes what is usual instead, and is needed where there is no \
            terminal. A file that is there is never overwritten, and nothing is written that 'klyfta check-config' refuses.
            """)

    @Option(name: .customLong("config"), help: "The file to make.")
    var path = "/etc/klyfta/klyfta.yaml"

    @Option(help: "se or no: the sources of that country; may be given twice.")
    var country: [String] = []

    @Option(help: "The modules to ask, with commas, instead of those of countries.")
    var sources: String?

    @Option(help: "The state directory.")
    var state: String?

    @Option(help: "Of what people read: en, sv or nb.")
    var language: Language?

    @Option(help: "When offices are asked on working days, such as 08:20.")
    var at: String?

    @Option(help: "The file of alerts, if not the one in the state directory.")
    var alertFile: String?

    @Option(help: "Whom to mail alerts to.")
    var mailTo: String?

    @Option(help: "The address that mails come from.")
    var mailFrom: String?

    @Option(help: "Where to post alerts to, an http or https address.")
    var webhook: String?

    @Option(help: "Whom an office can turn to about our questions; no office is asked without.")
    var contact: String?

    @Flag(help: "Ask nothing: what no option says is as usual.")
    var yes = false

    func run() throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw UsageFault(
                at: path, "it is there already, and is not overwritten",
                remedy: "Edit it, or name another with --config.")
        }
        let isAsking = !yes && isatty(STDIN_FILENO) == 1
        guard isAsking || yes else {
            throw UsageFault(
                at: "init", "there is no terminal to ask at",
                remedy: "Give --yes, and options for what is not to be as usual.")
        }
        let beginning: InitialConfiguration
        do {
            beginning = try answers(isAsking ? Self.terminal : nil)
        } catch is EndedInterview {
            throw UsageFault(
                at: "init", "the input ended before all was answered", remedy: "Begin again; nothing was written.")
        }
        let text = beginning.text(from: SampleConfiguration.text)
        // Whatever was answered is held against what the daemon takes, before there is a file.
        _ = try KlyftaDaemon.Configuration.read(text, named: path, registry: SourceRegistry(builtInSources))
        try write(text)
        try writeOutput(
            """
            \(path) is written
            Look at it, then: klyfta check-config --config \(path); klyfta doctor --config \(path)
            """)
    }

    private static var terminal: Interview {
        Interview(
            ask: { question in
                writeError(question)
                return readLine()
            },
            tell: writeError)
    }

    private func answers(_ interview: Interview?) throws -> InitialConfiguration {
        var beginning = InitialConfiguration(sources: try modules(interview))
        beginning.state = try state ?? interview?.answer("State directory", usual: beginning.state) ?? beginning.state
        let languages = Language.allCases.map(\.rawValue)
        let word = try interview.flatMap { interview in
            language == nil
                ? try interview.answer("Language of alerts (\(languages.joined(separator: ", ")))", usual: "en") {
                    languages.contains($0) ? nil : "choose among \(languages.joined(separator: ", "))"
                } : nil
        }
        beginning.language = language ?? word.flatMap(Language.init(rawValue:)) ?? .english
        beginning.time =
            try at ?? interview?.answer(
                "When to ask offices on working days", usual: beginning.time, fault: InitialConfiguration.fault(ofTime:)
            )
            ?? beginning.time
        if let fault = InitialConfiguration.fault(ofTime: beginning.time) {
            throw UsageFault(at: "--at", fault, remedy: "Offices publish at 8 in the morning.")
        }
        beginning.contact =
            try contact ?? interview?.optional("Whom offices can turn to about our questions (mail or page)")
        beginning.alertFile = alertFile
        beginning.webhook = try webhook ?? interview?.optional("Where to post alerts to (https address)")
        guard let to = try mailTo ?? interview?.optional("Whom to mail alerts to") else { return beginning }
        let from = try mailFrom ?? interview?.answer("The address mails come from", usual: to) ?? to
        beginning.mail = (from, to)
        return beginning
    }

    /// The modules that are asked.
    private func modules(_ interview: Interview?) throws -> [String] {
        let known = InitialConfiguration.countries.values.flatMap(\.self)
        let ofCountries = try country.flatMap { name in
            guard let modules = InitialConfiguration.countries[name] else {
                throw UsageFault(at: "--country \(name)", "there are no figures of it", remedy: "Choose se or no.")
            }
            return modules
        }
        let usual = (ofCountries.isEmpty ? ["skl", "ssb", "esv", "demoskop"] : ofCountries).joined(separator: ",")
        let isGiven = sources != nil || !ofCountries.isEmpty
        let text =
            try sources
            ?? (isGiven ? nil : interview?.answer("Sources, with commas", usual: usual) { Self.fault(of: $0, known) })
            ?? usual
        if let fault = Self.fault(of: text, known) {
            throw UsageFault(
                at: "--sources", fault, remedy: "Other modules need options; 'klyfta sample MODULE' explains them.")
        }
        return Self.names(text)
    }

    private static func names(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func fault(of text: String, _ known: [String]) -> String? {
        let strangers = names(text).filter { !known.contains($0) }
        if names(text).isEmpty { return "name at least one of \(known.sorted().joined(separator: ", "))" }
        return strangers.isEmpty
            ? nil : "\(strangers.joined(separator: ", ")): choose among \(known.sorted().joined(separator: ", "))"
    }

    /// Made anew and never over another, whole on the disk or not there.
    private func write(_ text: String) throws {
        // Its addresses are not for everybody.
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw refused() }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard Glibc.write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
            let fault = refused()
            unlink(path)
            throw fault
        }
    }

    private func refused() -> UsageFault {
        UsageFault(
            at: path, "it cannot be made (\(String(cString: strerror(errno))))",
            remedy: "Make its directory and let yourself write there, or name another with --config.")
    }
}
