import ArgumentParser
import Foundation
import Glibc
import KlyftaDaemon
import KlyftaModel
import KlyftaSources
import KlyftaStore
import SystemdKit

@main
struct Klyfta: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "klyfta",
        abstract: "Watches the digital divide between small and large municipalities",
        discussion: """
            Klyfta reads public figures by municipality, compares size classes, and tells when a gap widens. \
            Start with 'klyfta demo'.
            """,
        version: ProgramVersion.text,
        groupedSubcommands: [
            CommandGroup(
                name: "Look",
                subcommands: [
                    Demo.self, Sources.self, Profile.self, Gaps.self, Published.self, Revisions.self,
                    ReportCommand.self, Measures.self,
                    MeasureFiles.self,
                ]),
            CommandGroup(
                name: "Alerts",
                subcommands: [
                    Alerts.self, History.self, Explain.self, Check.self, Export.self, Evaluate.self, ReplayRules.self,
                    TestRules.self,
                ]),
            CommandGroup(
                name: "Handling",
                subcommands: [
                    Silences.self, Acknowledge.self, Unacknowledge.self, DrillCommand.self, Outbox.self, Acts.self,
                ]),
            CommandGroup(
                name: "Service",
                subcommands: [
                    Run.self, Once.self, Fetch.self, Reload.self, LogLevel.self, Status.self, DoctorCommand.self,
                    Verify.self,
                    State.self,
                ]),
            CommandGroup(name: "Configuration", subcommands: [Init.self, CheckConfig.self, Sample.self]),
            CommandGroup(name: "Inside", subcommands: [Source.self, Recompute.self]),
        ])

    /// Only here the program ends, and here alone an error becomes an exit code.
    static func main() {
        // A module that ends before it has read its request, or a reader that has seen enough, must not end this
        // process: the write fails instead, and whoever writes knows what to make of it. So with a file that may not grow.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        do {
            try run(try parsed())
        } catch let error where isOurs(error) {
            writeError("klyfta: \(error)")
            Glibc.exit(exitCode(of: error))
        } catch {
            exit(withError: error)
        }
    }

    private static func run(_ command: any ParsableCommand) throws {
        // Nobody else has it.
        nonisolated(unsafe) var command = command
        guard command is any AsyncParsableCommand else { return try command.run() }
        // What computes has a thread for each core. Of a service four may wait for a disk, a fetch each, and others go on.
        let threads = max(command is Run ? 8 : 2, ProcessInfo.processInfo.activeProcessorCount)
        try ThreadPool.run(atMost: threads, isAlone: true) {
            if var asynchronous = command as? any AsyncParsableCommand { try await asynchronous.run() }
        }
    }

    /// The command that the command line names.
    /// - Throws: ``UsageFault`` for a name that is none; else what the parser finds wrong.
    private static func parsed() throws -> any ParsableCommand {
        do {
            return try parseAsRoot()
        } catch {
            throw MistypedCommand.fault(in: CommandLine.arguments.dropFirst(), of: self, after: [_commandName]) ?? error
        }
    }

    private static func isOurs(_ error: any Error) -> Bool {
        error is any Fault || error is ConfigurationFaults
    }

    /// The codes of sysexits.h: a service manager tells by them whether another start can help.
    private static func exitCode(of error: any Error) -> CInt {
        switch error {
        case is ConfigurationFaults: 78
        case let fault as StoreFault:
            switch fault.kind {
            case .held: 75
            case .unusable: 65
            case .forbidden: 77
            case .system, .absent, .undurable: 74
            case .forgotten: 64
            }
        case let fault as DaemonFault: fault.isForbidden ? 77 : 69
        case is UsageFault, is AddressFault, is AsOfFault, is InvalidText: 64
        case is OutputFault: 74
        default: 1
        }
    }
}
